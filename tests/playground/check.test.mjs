// What the playground reports, fixes, explains and completes, in a real Chromium.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import {
  content, editor, file, folder, link, open, problemButton, problems, program, projects, ready, reported, scratch, showsProblems,
} from './browser.mjs';

for (const name of fs.readdirSync(projects).filter((name) => fs.statSync(path.join(projects, name)).isDirectory())) {
  test(`${name}: the page reports what the command line reports`, async () => {
    const { page, context, errors } = await open(`#example=${name}`);
    assert.deepEqual(await problems(page), reported(path.join(projects, name)));
    assert.equal(await page.locator('#example').inputValue(), name);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test('safe fixes are those of the command line', async () => {
  const project = path.join(scratch, 'fixed');
  fs.cpSync(path.join(projects, 'broken-shop'), project, { recursive: true });
  spawnSync(program, ['check', '--fix', '--min-severity', 'info'], { cwd: project });
  const { page, context, errors } = await open('#example=broken-shop');
  const before = reported(path.join(projects, 'broken-shop')).length;
  const expected = reported(project);
  assert.ok(expected.length < before);
  await page.locator('#fix-all').click();
  await showsProblems(page, expected.length);
  assert.deepEqual(await problems(page), expected);
  assert.equal(await page.locator('#fix-all').isDisabled(), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'problems', 'the disabled button does not keep the focus');
  assert.equal(await content(page), fs.readFileSync(path.join(project, 'src/app/app-hsmeta.json'), 'utf8'));
  await page.locator(editor).click();
  await page.keyboard.press('Control+z');
  assert.equal(await content(page), fs.readFileSync(path.join(projects, 'broken-shop/src/app/app-hsmeta.json'), 'utf8'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('a fix of one problem changes nothing else', async () => {
  const { page, context } = await open('#example=broken-shop');
  const original = await content(page);
  const count = (await problems(page)).length;
  const fix = page.locator('li[data-rule="unexpected-top-level-property"] .fix', { hasText: 'remove $schema' });
  await fix.focus();
  await page.keyboard.press('Enter');
  await showsProblems(page, count - 1);
  assert.equal(await page.evaluate(() => document.activeElement.className), 'problem', 'the next problem has the focus');
  assert.equal(await content(page), original.replace(/ *"\$schema".*\n/, ''));
  await context.close();
});

test('a fix in a file that was never shown can be undone', async () => {
  const { page, context } = await open('#example=first-look');
  const name = 'returns-hsmeta.json';
  const fix = page.locator(`#problems li[data-file="src/app/cards/${name}"] .fix`, { hasText: 'Returns.tsx' });
  const count = (await problems(page)).length;
  await fix.click();
  await showsProblems(page, count - 1);
  await file(page, name).click();
  await page.locator(editor).click();
  await page.keyboard.press('Control+z');
  assert.equal(await content(page), fs.readFileSync(path.join(projects, 'first-look/src/app/cards', name), 'utf8'));
  await showsProblems(page, count);
  await context.close();
});

test('a fix keeps line breaks, and finds its position behind other characters', async () => {
  const app = fs.readFileSync(path.join(projects, 'first-look/src/app/app-hsmeta.json'), 'utf8');
  const text = app.replace('{', '{\n  "$schema": "🚲ü",').replaceAll('\n', '\r\n');
  const { page, context } = await open(await link({ 'src/app/app-hsmeta.json': text }, 'src/app/app-hsmeta.json'));
  await problemButton(page, 'unexpected-top-level-property').click();
  const selected = () => page.evaluate(() => getSelection().toString());
  assert.equal(await selected(), '"$schema"');
  const count = (await problems(page)).length;
  await page.locator('.fix', { hasText: 'remove $schema' }).click();
  await showsProblems(page, count - 1);
  assert.equal(await content(page), app.replaceAll('\n', '\r\n'));
  await context.close();
});

test('problems follow what is typed', async () => {
  const { page, context, errors } = await open('#example=documented-app');
  const before = await problems(page);
  await page.locator(editor).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('}');
  await showsProblems(page, before.length + 1);
  await page.keyboard.press('Backspace');
  await showsProblems(page, before.length);
  assert.deepEqual(await problems(page), before);
  assert.deepEqual(errors, []);
  await context.close();
});

test('of thousands of problems the first are listed', async () => {
  const values = Array.from({ length: 3000 }, () => '"a": 1').join(',\n');
  const { page, context, errors } = await open(await link({ 'src/app/app-hsmeta.json': `{${values}}` }));
  assert.equal((await problems(page)).length, 500);
  assert.match(await page.locator('#problems .more').textContent(), /^[2-9]\d{3} more problems are not listed.$/);
  assert.match(await page.locator('#counts').textContent(), /1 error\s+2999 warnings/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a hover explains what is under the pointer, and under the cursor', async () => {
  const { page, context, errors } = await open('#example=first-look');
  await page.locator('.cm-line', { hasText: '"distribution"' }).locator('span').first().hover();
  await page.locator('.hover').waitFor();
  const byPointer = await page.locator('.hover').innerText();
  assert.ok(byPointer.length > 20, byPointer);
  assert.equal(/\*\*|\\_|````/.test(byPointer), false, byPointer);
  await page.mouse.move(700, 10);
  await page.locator('.cm-line', { hasText: '"distribution"' }).locator('span').first().click();
  await page.mouse.move(700, 10);
  await page.locator('.hover').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+i');
  await page.locator('.hover').waitFor();
  assert.ok((await page.locator('.hover').innerText()).includes(byPointer));
  const announced = await page.locator('.cm-announced').textContent();
  assert.equal(announced, await page.locator('.hover').textContent());
  await page.keyboard.press('Escape');
  await page.locator('.hover').waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
  await context.close();
});

test('completion offers what fits, and inserts it', async () => {
  const { page, context, errors } = await open('#example=first-look');
  await page.locator('.cm-line', { hasText: '"requiredScopes"' }).click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(', "crm.objects.ca');
  const row = page.locator('.cm-tooltip-autocomplete li').first();
  await row.waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Space');
  await row.waitFor();
  await page.waitForTimeout(200);
  assert.equal(await row.locator('.cm-completionLabel').innerText(), 'crm.objects.calls.read');
  await page.locator('.cm-completionInfo', { hasText: 'Read call activities' }).waitFor();
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });
  assert.match(await content(page), /"requiredScopes": \["oauth", "crm.object.contacts.read", "crm.objects.calls.read"\]/);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a worker that hangs or fails is replaced, and the page goes on', async () => {
  const hostile = `self.addEventListener('message', ({ data }) => {
    if (data.method !== 'write') return;
    if (data.values[1].includes('HANG')) for (;;);
    if (data.values[1].includes('FAIL')) JSON.parse = () => { throw new Error('a trap'); };
  });`;
  const prepare = async (page) => {
    await page.clock.install();
    const original = fs.readFileSync(path.join(folder, 'worker.js'), 'utf8');
    await page.route('**/worker.js', (route) => route.fulfill({ contentType: 'text/javascript', body: hostile + original }));
  };
  for (const [word, message] of [['HANG', 'took too long'], ['FAIL', 'failed and was restarted: a trap']]) {
    const { page, context } = await open('#example=documented-app', { prepare });
    const before = await problems(page);
    await page.locator(editor).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText(word);
    await page.clock.fastForward(200);
    await page.waitForTimeout(200);
    await page.clock.fastForward(20_000);
    await page.getByRole('alert').getByText(message).waitFor();
    for (const _ of word) await page.keyboard.press('Backspace');
    await page.clock.fastForward(1000);
    await ready(page);
    assert.deepEqual(await problems(page), before);
    await context.close();
  }
});

test('a page without its module says so', async () => {
  const prepare = (page) => page.route('**/*.wasm', (route) => route.fulfill({ status: 404 }));
  const { page, context } = await open('#example=documented-app', { prepare, state: 'failed' });
  await page.getByRole('alert').getByText('hsmeta.wasm could not be loaded').waitFor();
  await context.close();
});

test('the version is that of the program', async () => {
  const { page, context } = await open('#example=documented-app');
  await page.locator('#help').click();
  await page.getByText(execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()).waitFor();
  await context.close();
});

test('everything together is at most 2.5 MB, compressed', () => {
  const sizes = fs.readdirSync(folder).map((name) => [name, zlib.gzipSync(fs.readFileSync(path.join(folder, name)), { level: 9 }).length]);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) <= 2_500_000);
});
