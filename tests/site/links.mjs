// Every link, image, script and style of the built site exists, and every anchor. Nothing outside of the site is asked.
//
//     node tests/site/links.mjs <folder of the site, with what `bash tests/site/run setup` installed>

import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.argv[2];
const { LinkChecker } = await import(pathToFileURL(path.join(folder, 'npm/node_modules/linkinator/build/src/index.js')));

const checker = new LinkChecker();
const result = await checker.check({
  path: 'book/',
  // The site is not at the root of its server: a link that begins with `/` is broken.
  serverRoot: folder,
  recurse: true,
  checkCss: true,
  checkFragments: true,
  linksToSkip: async (link) => !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(link),
});
const broken = result.links.filter(({ state }) => state === 'BROKEN');
assert.deepEqual(broken.map(({ url, parent, status }) => `${parent}: ${url} (${status})`), []);
const checked = result.links.filter(({ state }) => state === 'OK');
assert.ok(checked.length > 300, `only ${checked.length} links were found`);
console.log(`   ${checked.length} files and anchors`);
