// The playground without a mouse, without seeing it, on a phone, and with other colors, in a real Chromium.

import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {
  axe, content, editor, file, open, phone, problemButton, problems, projects, reported, root,
} from './browser.mjs';

test('everything is reached with the keyboard', async () => {
  const { page, context } = await open('#example=first-look');
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className || document.activeElement.dataset.path);
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'skip');
  const order = [];
  for (let tabs = 0; tabs < 12 && !(await page.evaluate(() => document.activeElement.closest('.cm-content'))); tabs++) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  assert.deepEqual(order.slice(0, 9), [
    'example', 'open', 'share', 'help', 'theme', 'add', 'rename', 'remove', 'src/app/app-hsmeta.json',
  ]);
  // Tab indents, until Escape was pressed.
  const text = await content(page);
  await page.keyboard.press('Tab');
  assert.notEqual(await content(page), text);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.closest('#problems-panel') !== null), true);
  await page.keyboard.press('Shift+Tab');

  // The tree.
  await file(page, 'app-hsmeta.json').focus();
  const active = () => page.evaluate(() => document.activeElement.dataset.path);
  await page.keyboard.press('Home');
  assert.equal(await active(), 'src');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await file(page, 'src').first().getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await active(), 'src/app');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.equal(await active(), 'src');
  await page.keyboard.press('End');
  assert.equal(await active(), 'hsproject.json');
  await page.keyboard.press('Enter');
  assert.equal(await page.locator('#path').textContent(), 'hsproject.json');
  await page.keyboard.press('s');
  assert.equal(await active(), 'src');

  // The problems, and back to the place in the editor.
  await page.locator('button.problem').first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.closest('.cm-content') !== null), true);
  const second = (await problems(page))[1];
  assert.equal(await page.locator('#path').textContent(), second.file);
  await page.keyboard.press('Control+.');
  assert.equal(await page.evaluate(() => document.activeElement.closest('li[data-rule]').dataset.rule), second.rule);
  await page.keyboard.press('Enter');
  await context.close();
});

test('the number of problems is announced, and the problem that a key goes to', async () => {
  const { page, context } = await open('#example=broken-shop');
  await page.locator(editor).focus();
  await page.keyboard.press('F8');
  await page.locator('.cm-announced', { hasText: 'unexpected top-level property $schema' }).waitFor({ state: 'attached' });
  const status = page.locator('[role=status]');
  const count = (severity) => reported(path.join(projects, 'broken-shop')).filter((one) => one.severity === severity).length;
  assert.equal(await status.textContent(), `${count('error')} errors, ${count('warning')} warnings`);
  await context.close();
});

for (const colorScheme of ['light', 'dark']) {
  for (const [device, options] of [['a desktop', {}], ['a phone', phone]]) {
    test(`axe finds nothing on ${device}, ${colorScheme}`, async () => {
      // The policy of the page allows no script from elsewhere.
      const { page, context } = await open('#example=broken-shop', { ...options, colorScheme, bypassCSP: true });
      await page.addScriptTag({ path: axe });
      const check = async (what) => {
        const { violations } = await page.evaluate(() => window.axe.run());
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
        assert.deepEqual(found, [], what);
      };
      await check('the page');
      if (options === phone) {
        for (const view of ['files', 'problems']) {
          await page.locator(`.views [data-view=${view}]`).click();
          await check(view);
        }
      } else {
        await page.locator(editor).click();
        await page.keyboard.press('Control+k');
        await page.keyboard.press('Control+i');
        await page.keyboard.press('Control+Space');
        await check('the editor');
      }
      for (const name of ['open', 'share', 'help']) {
        await page.locator(`#${name}`).click();
        await check(`the dialog ${name}`);
        await page.keyboard.press('Escape');
      }
      await context.close();
    });
  }
}

test('a phone shows one section at a time, and nothing is wider than it', async () => {
  const { page, context } = await open('#example=broken-shop', phone);
  const isWide = () => page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(await isWide(), false);
  await page.locator('.views [data-view=problems]').tap();
  assert.equal(await isWide(), false);
  await problemButton(page, 'untrimmed-name').tap();
  assert.equal(await page.locator('#editor').isVisible(), true);
  assert.equal(await page.locator('#problems').isVisible(), false);
  await page.locator('.views [data-view=files]').tap();
  assert.equal(await isWide(), false);
  await file(page, 'hsproject.json').tap();
  assert.equal(await page.locator('#path').isVisible(), true);
  await context.close();
});

test('files are renamed on a phone without leaving them', async () => {
  const { page, context } = await open('#example=first-look', phone);
  await page.locator('.views [data-view=files]').tap();
  await page.locator('#rename').tap();
  await page.getByLabel('New path').fill('src/app/renamed-hsmeta.json');
  await page.getByRole('button', { name: 'Rename', exact: true }).last().tap();
  await file(page, 'renamed-hsmeta.json').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.path), 'src/app/renamed-hsmeta.json');
  await context.close();
});

test('at 400 % zoom the page scrolls instead of hiding the editor', async () => {
  const { page, context } = await open('#example=broken-shop', { viewport: { width: 320, height: 256 } });
  assert.ok((await page.locator('#code').boundingBox()).height >= 200);
  await page.locator(editor).click();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  await context.close();
});

test('what is selected is visible with the colors of the system', async () => {
  const { page, context } = await open('#example=first-look', { forcedColors: 'active' });
  const background = (locator) => locator.evaluate((node) => getComputedStyle(node).backgroundColor);
  assert.notEqual(await background(page.locator('#tree [aria-selected=true]')), await background(page.locator('#tree [aria-selected=false]').first()));
  assert.notEqual(await background(page.locator('.cm-lint-marker').first()), await background(page.locator('body')));
  await context.close();
});

test('dark is chosen, whatever the system says', async () => {
  const { page, context } = await open('#example=first-look', { colorScheme: 'light' });
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor + getComputedStyle(document.documentElement).backgroundColor);
  const light = await background();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  assert.notEqual(await background(), light);
  assert.equal(await page.getByRole('button', { name: 'Dark', exact: true }).getAttribute('aria-pressed'), 'true');
  await context.close();
});

test('the picture of the documentation', { skip: !process.env.UPDATE_EXPECT && 'written with UPDATE_EXPECT=1' }, async () => {
  const { page, context } = await open('#example=first-look');
  await page.screenshot({ path: path.join(root, 'docs/playground.png') });
  await context.close();
});
