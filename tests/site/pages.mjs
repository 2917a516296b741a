// Reads the built site in Chromium: every page fits a phone, the sidebar and the search work, links of examples open the playground.
// Pictures are left in `site/pictures` below Cargo's target folder.
//
//     node tests/site/pages.mjs <folder of the site, with what `bash tests/site/run setup` installed> <the program>

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { base } from '../../site/address.mjs';

const [folder, program] = process.argv.slice(2);
const book = path.join(folder, 'book');
const pictures = path.join(folder, 'pictures');
const { chromium } = createRequire(path.join(folder, 'npm/'))('playwright-core');

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };
/** Errors of HubSpot and messages of hsmeta, and rules about them. */
const MESSAGES = {
  'Duplicate uid': 'duplicate-uid',
  'Missing required field': 'missing-property',
  'Source directory "src" is empty': 'empty-src-dir',
  'Unexpected top-level properties found': 'unexpected-top-level-property',
  'Unsupported platform version': 'unknown-platform-version',
  'duplicate uid `rentals`; HubSpot requires unique uids': 'duplicate-uid',
  'entrypoint `/app/cards/Return.tsx` does not exist': 'missing-entrypoint',
  'unknown platform version `2027.99`': 'unknown-platform-version',
};

/** The pages; `toc.html` is a part of each, without JavaScript. */
const files = fs.readdirSync(book, { recursive: true }).filter((file) => /(?<!^toc)\.html$/.test(file) && !file.startsWith('playground/'));
const rules = JSON.parse(execFileSync(program, ['rules', '--format', 'json'], { encoding: 'utf8' }));

const server = http.createServer(serve).listen(0, '127.0.0.1');
await once(server, 'listening');
const address = `http://127.0.0.1:${server.address().port}${base}`;
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
fs.mkdirSync(pictures, { recursive: true });
try {
  everyRuleHasItsPage();
  await pagesFitAPhone();
  await theSidebarOpensAndCloses();
  await searchesFindTheirPage();
  await aPrintedPageIsItsText();
  await anUnknownAddressLeadsToTheRules();
  if (fs.existsSync(path.join(book, 'playground'))) {
    await examplesOpenInThePlayground();
  }
} finally {
  await browser.close();
  server.close();
}

function serve(request, response) {
  const types = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.wasm': 'application/wasm' };
  const { pathname } = new URL(request.url, 'http://localhost');
  const asked = path.join(book, pathname.slice(base.length).replace(/(^|\/)$/, '$1index.html'));
  const found = pathname.startsWith(base) && fs.existsSync(asked);
  const file = found ? asked : path.join(book, '404.html');
  response.writeHead(found ? 200 : 404, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' });
  fs.createReadStream(file).pipe(response);
}

/** Opens a page, without the time that its effects take. */
async function open(file, options) {
  const context = await browser.newContext({ ...options, reducedMotion: 'reduce' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const errors = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('response', (response) => {
    if (response.status() >= 400) {
      errors.push(response.url());
    }
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) {
      errors.push(request.url());
    }
  });
  await page.goto(address + file);
  return {
    page,
    picture: (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) }),
    close: async () => {
      assert.deepEqual(errors, [], file);
      await context.close();
    },
  };
}

function everyRuleHasItsPage() {
  const index = fs.readdirSync(book).find((file) => file.startsWith('searchindex-'));
  const text = fs.readFileSync(path.join(book, index), 'utf8');
  const descriptions = new Set();
  for (const { id } of rules) {
    assert.ok(files.includes(`rules/${id}.html`), `no page of ${id}`);
    assert.ok(text.includes(`rules/${id}.html#${id}`), `the search does not find ${id}`);
    const html = fs.readFileSync(path.join(book, `rules/${id}.html`), 'utf8');
    descriptions.add(html.match(/<meta name="description" content="([^"]+)"/)[1]);
    const named = [...html.matchAll(/(?<!<a href="[^"]+">)<code>([^<]+)<\/code>/g)].map(([, code]) => code);
    assert.deepEqual(named.filter((code) => code !== id && files.includes(`rules/${code}.html`)), [], `${id} names rules without a link`);
  }
  assert.equal(descriptions.size, rules.length, 'each rule has its own description');
}

async function pagesFitAPhone() {
  const { page, picture, close } = await open('index.html', PHONE);
  await picture('phone');
  // Each page is shown in this one: what is around its text is the same.
  const wide = await page.evaluate(async ([address, pages]) => {
    const found = [];
    document.querySelectorAll('link[rel*=icon]').forEach((link) => link.remove());
    for (const file of pages) {
      const html = await (await fetch(address + file)).text();
      const main = new DOMParser().parseFromString(html, 'text/html').querySelector('main');
      history.replaceState(null, '', address + file);
      document.querySelector('main').replaceWith(main);
      await Promise.all([...document.querySelectorAll('main img')].map((image) => image.decode()));
      // The body hides what is too wide; its content still is.
      const width = Math.max(document.documentElement.scrollWidth, document.querySelector('main').scrollWidth);
      if (width > window.innerWidth) {
        found.push(`${file}: ${width}`);
      }
    }
    return found;
  }, [address, files]);
  assert.deepEqual(wide, [], 'pages that are wider than a phone');
  await close();
  console.log(`   ${files.length} pages fit ${PHONE.viewport.width} pixels`);
}

async function theSidebarOpensAndCloses() {
  const { page, picture, close } = await open('rules/duplicate-uid.html', PHONE);
  const rule = page.locator('#mdbook-sidebar a', { hasText: 'invalid-uid' });
  const toggle = page.locator('#mdbook-sidebar-toggle');
  assert.ok(!(await isInView(rule)), 'the sidebar covers the page of a phone');
  await toggle.tap();
  await until(() => isInView(rule), 'the sidebar of a rule shows its subject');
  await picture('phone-sidebar');
  await toggle.tap();
  await until(async () => !(await isInView(rule)), 'the sidebar closes');
  await close();
}

async function isInView(locator) {
  const box = await locator.boundingBox();
  return box !== null && box.x + box.width > 0;
}

async function until(condition, what) {
  for (let tries = 0; !(await condition()); tries++) {
    assert.ok(tries < 100, what);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function searchesFindTheirPage() {
  const { page, picture, close } = await open('index.html', DESKTOP);
  const results = async (words) => {
    await page.locator('#mdbook-searchbar').fill(words);
    await page.locator('#mdbook-searchresults-header', { hasText: `'${words}'` }).waitFor();
    const links = await page.locator('#mdbook-searchresults a').evaluateAll((all) => all.map((link) => link.pathname));
    return links.map((link) => link.slice(base.length));
  };
  await page.keyboard.press('/');
  // Not always the first one: the search sees no difference between `ended` and `ending`.
  for (const [words, id] of [...rules.map(({ id }) => [id, id]), ...Object.entries(MESSAGES)]) {
    const found = await results(words);
    assert.ok(found.slice(0, 3).includes(`rules/${id}.html`), `${words}: ${found.join(', ')}`);
  }
  await picture('search');
  console.log(`   ${rules.length} ids and ${Object.keys(MESSAGES).length} messages are found`);
  await close();
}

async function aPrintedPageIsItsText() {
  const { page, close } = await open('rules/duplicate-uid.html', DESKTOP);
  await page.emulateMedia({ media: 'print' });
  assert.ok(!(await page.locator('#mdbook-sidebar').isVisible()), 'the sidebar is not printed');
  const { x, width } = await page.locator('main').boundingBox();
  assert.ok(x >= 0 && x + width <= DESKTOP.viewport.width, 'no text is cut off');
  await close();
}

async function anUnknownAddressLeadsToTheRules() {
  const page = await browser.newPage();
  await page.goto(`${address}rules/of/old.html`);
  await page.locator('main').getByRole('link', { name: 'list of rules' }).click();
  await page.locator('h1', { hasText: 'Rules' }).waitFor();
  assert.equal(page.url(), `${address}rules/index.html`);
  await page.close();
}

async function examplesOpenInThePlayground() {
  const { page, picture, close } = await open('rules/duplicate-uid.html', DESKTOP);
  await picture('rule');
  await page.locator('p', { hasText: 'Bad:' }).getByRole('link').click();
  await page.locator('#problems [data-rule="duplicate-uid"]').first().waitFor();
  await picture('example');
  await close();
}
