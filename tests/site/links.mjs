// Every link, image, script and style of the built site exists, and every anchor; nothing outside of the site is requested. The
// project in each link to the playground gives the diagnostic of its rule if it is the bad example, and none if it is the good one.
//
//     node tests/site/links.mjs <folder of the site, with what `bash tests/site/run setup` installed> <the program>

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, program] = process.argv.slice(2);
const book = path.join(folder, 'book');
const { LinkChecker } = await import(pathToFileURL(path.join(folder, 'npm/node_modules/linkinator/build/src/index.js')));

const checker = new LinkChecker();
const result = await checker.check({
  path: 'book/',
  // The site is not at the root of its server: a link that begins with `/` is broken.
  serverRoot: folder,
  recurse: true,
  checkCss: true,
  checkFragments: true,
  // Of what follows `#` in a link to the playground, only the playground knows what it is.
  linksToSkip: async (link) => !/^http:\/\/(localhost|127\.0\.0\.1)[:/]/.test(link) || /\/playground\/.*#/.test(link),
});
const broken = result.links.filter(({ state }) => state === 'BROKEN');
assert.deepEqual(broken.map(({ url, parent, status }) => `${parent}: ${url} (${status})`), []);
const checked = result.links.filter(({ state }) => state === 'OK');
assert.ok(checked.length > 300, `only ${checked.length} links were found`);
console.log(`   ${checked.length} files and anchors`);

if (fs.existsSync(path.join(book, 'playground'))) {
  await examplesGiveTheirDiagnostic();
}

/** Writes the projects of all links, and checks them with one run of the program. */
async function examplesGiveTheirDiagnostic() {
  const { readFragment } = await import('../../playground/src/share.js');
  const projects = fs.mkdtempSync(path.join(folder, 'projects-'));
  process.on('exit', () => fs.rmSync(projects, { recursive: true }));
  const expected = [];
  for (const page of fs.readdirSync(path.join(book, 'rules'))) {
    const text = fs.readFileSync(path.join(book, 'rules', page), 'utf8');
    for (const [, part, fragment] of text.matchAll(/<p>(Bad|Good): <a href="\.\.\/playground\/index\.html(#[^"]+)">/g)) {
      const name = `${path.basename(page, '.html')}/${part}`;
      const { files } = await readFragment(fragment);
      for (const [file, content] of files) {
        const to = path.join(projects, name, file);
        fs.mkdirSync(path.dirname(to), { recursive: true });
        fs.writeFileSync(to, content);
      }
      expected.push(name);
    }
  }
  const { stdout } = spawnSync(program, ['check', '--format', 'json', '--min-severity', 'info', '.'], {
    cwd: projects,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const reported = new Map(expected.map((name) => [name, new Set()]));
  for (const { file, rule } of JSON.parse(stdout).diagnostics) {
    reported.get(file.split('/').slice(0, 2).join('/')).add(rule);
  }
  for (const [name, rules] of reported) {
    const [rule, part] = name.split('/');
    assert.ok(part === 'Bad' ? rules.has(rule) : rules.size === 0, `${name}: ${[...rules].join(', ')}`);
  }
  assert.ok(expected.length > 400, `only ${expected.length} links to the playground`);
  console.log(`   ${expected.length} links to the playground`);
}
