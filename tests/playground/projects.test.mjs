// How projects and files get into the playground, and what leaves it, in a real Chromium.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import zlib from 'node:zlib';
import { shareFragment } from '../../playground/src/share.js';
import {
  content, drop, editor, file, link, open, problems, projects, ready, reported, scratch, showsProblems, url,
} from './browser.mjs';

test('nothing is requested after the page is loaded, and nothing elsewhere', async () => {
  const { page, context, requests, errors } = await open('#example=broken-shop');
  const loaded = requests.length;
  await file(page, 'app-hsmeta.json').click();
  await page.locator(editor).click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type(' ');
  await page.locator('.fix').first().click();
  await page.locator('#fix-all').click();
  await page.locator('#example').selectOption('documented-app');
  await page.getByRole('button', { name: 'Replace', exact: true }).click();
  await page.locator('#share').click();
  await page.locator('#copy').click();
  await page.waitForTimeout(500);
  assert.deepEqual(requests.slice(loaded), []);
  assert.ok(requests.every((address) => address.startsWith(url)), requests.join('\n'));
  assert.ok(requests.every((address) => !address.includes('#') && !address.includes('?')), requests.join('\n'));
  assert.deepEqual(errors, []);
  await context.close();
});

test('the policy of the page refuses other origins and inline scripts', async () => {
  const { page, context, errors } = await open('#example=documented-app');
  const answer = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'window.isRun = true';
    document.body.append(inline);
    const fetched = await fetch('https://example.com/').then(() => 'sent', () => 'refused');
    return [fetched, window.isRun];
  });
  assert.deepEqual(answer, ['refused', undefined]);
  assert.equal(errors.filter((error) => /Content Security Policy/.test(error)).length >= 2, true, errors.join('\n'));
  await context.close();
});

test('a shared link opens the same project in another page', async () => {
  const { page, context } = await open('#example=broken-shop');
  await file(page, 'hsproject.json').click();
  await page.locator(editor).click();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('// ü 🚲');
  await showsProblems(page, 27);
  await page.locator('#share').click();
  await page.locator('#share-dialog[open]').waitFor();
  const address = await page.locator('#link').inputValue();
  assert.equal(address, page.url());
  const other = await open(address.slice(address.indexOf('#')));
  assert.deepEqual(await problems(other.page), await problems(page));
  assert.equal(await content(other.page), await content(page));
  assert.equal(await other.page.locator('#path').textContent(), 'hsproject.json');
  const names = (page) => page.getByRole('treeitem').evaluateAll((rows) => rows.map((row) => row.dataset.path));
  assert.deepEqual(await names(other.page), await names(page));
  await Promise.all([context.close(), other.context.close()]);
});

test('a hostile or damaged link is refused with a message', async () => {
  const bomb = `#project=${zlib.deflateRawSync(Buffer.alloc(64 << 20)).toString('base64url')}`;
  const links = [
    [bomb, 'over the 8 MB limit'],
    ['#project=AAAA', 'damaged'],
    [(await link({})).slice(0, -5), 'damaged'],
    [await link({ '../a': '' }), '`..`'],
    [await shareFragment(new Map([['__proto__', '']])), '__proto__'],
    ['#example=%E0', 'no such example'],
    ['#example=toString', 'no such example'],
  ];
  for (const [fragment, message] of links) {
    const { page, context, errors } = await open(fragment);
    assert.match(await page.getByRole('alert').textContent(), new RegExp(message), fragment.slice(0, 40));
    assert.ok((await problems(page)).length > 0, 'an example is shown instead');
    assert.deepEqual(errors, []);
    await context.close();
  }
});

test('what a project contains is shown as text', async () => {
  const html = '<img src=x onerror=alert(1)>';
  const app = `{"uid": "${html}", "type": "app", "${html}": 1, "config": {"name": "${html}"}}`;
  const { page, context, errors } = await open(await link({ [`src/app/${html}-hsmeta.json`]: app, [`${html}.md`]: html }));
  await file(page, `${html}.md`).click();
  assert.ok((await problems(page)).some(({ message }) => message.includes('<img')));
  assert.equal(await page.locator('img').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a folder is dropped', async () => {
  const { page, context, requests, errors } = await open('#example=documented-app');
  const loaded = requests.length;
  const project = path.join(scratch, 'dropped');
  fs.cpSync(path.join(projects, 'broken-shop'), project, { recursive: true });
  fs.mkdirSync(path.join(project, 'node_modules/a'), { recursive: true });
  fs.writeFileSync(path.join(project, 'node_modules/a/package.json'), '{');
  await drop(page, project);
  await page.getByRole('alert').waitFor();
  await showsProblems(page, reported(path.join(projects, 'broken-shop')).length);
  assert.deepEqual(await problems(page), reported(path.join(projects, 'broken-shop')));
  assert.equal(await page.getByRole('alert').locator('p').textContent(), 'Not text, only the name is kept: `src/app/bramble-logo.png`.');
  assert.equal(await file(page, 'node_modules').count(), 0);
  assert.equal(page.url(), url);
  await file(page, 'bramble-logo.png').click();
  await page.getByText('Only the name of this file is known').waitFor();
  assert.deepEqual(requests.slice(loaded), []);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a zip is dropped', async () => {
  const zip = path.join(scratch, 'shop.zip');
  execFileSync('python3', ['-m', 'zipfile', '-c', zip, path.join(projects, 'broken-shop/')]);
  const { page, context, errors } = await open('#example=documented-app');
  await drop(page, zip);
  const expected = reported(path.join(projects, 'broken-shop'));
  await showsProblems(page, expected.length);
  assert.deepEqual(await problems(page), expected);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a drop closes the dialog, and one without files is refused', async () => {
  const { page, context, errors } = await open('#example=documented-app');
  const empty = path.join(scratch, 'empty');
  fs.mkdirSync(empty);
  await page.locator('#open').click();
  await drop(page, empty);
  await page.getByRole('alert').getByText('There are no files in it.').waitFor();
  assert.equal(await page.locator('dialog[open]').count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
});

test('a folder and a zip are chosen', async () => {
  const { page, context } = await open('#example=documented-app');
  const expected = reported(path.join(projects, 'first-look'));
  await page.locator('#folder-input').setInputFiles(path.join(projects, 'first-look'));
  await showsProblems(page, expected.length);
  assert.deepEqual(await problems(page), expected);
  const zip = path.join(scratch, 'no.zip');
  fs.writeFileSync(zip, 'no zip');
  await page.locator('#zip-input').setInputFiles(zip);
  await page.getByRole('alert').getByText('The zip cannot be read').waitFor();
  assert.deepEqual(await problems(page), expected);
  await context.close();
});

test('a project over a limit is refused, and changes are not lost without a question', async () => {
  const { page, context } = await open('#example=first-look');
  const many = path.join(scratch, 'many');
  fs.mkdirSync(many);
  for (let index = 0; index <= 500; index++) fs.writeFileSync(path.join(many, `${index}.json`), '{}');
  await drop(page, many);
  await page.getByRole('alert').getByText('more than 500 files').waitFor();
  await page.locator(editor).click();
  await page.keyboard.type(' ');
  await drop(page, path.join(projects, 'documented-app'));
  await page.getByText('Your changes to the current project are lost.').waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.locator('#example').selectOption('documented-app');
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.waitForFunction(() => document.querySelector('#example').value === 'first-look');
  await page.evaluate(() => (location.hash = '#example=documented-app'));
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.waitForFunction(() => location.hash === '#example=first-look');
  assert.equal(await file(page, 'package.json').count() > 0, true);
  await context.close();
});

test('files are added, renamed and deleted', async () => {
  const { page, context, errors } = await open('#example=first-look');
  await page.locator('#add').click();
  await page.getByLabel('Path').fill('../x');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByText('The path contains').waitFor();
  await page.getByLabel('Path').fill(' src/app/cards/new-hsmeta.json');
  await page.keyboard.press('Enter');
  await page.locator('#problems li[data-file="src/app/cards/new-hsmeta.json"]').first().waitFor();
  await file(page, 'new-hsmeta.json').focus();
  await page.keyboard.press('F2');
  await page.getByLabel('New path').fill('src/app/cards/renamed-hsmeta.json');
  await page.keyboard.press('Enter');
  await page.locator('#problems li[data-file="src/app/cards/renamed-hsmeta.json"]').first().waitFor();
  assert.equal(await page.locator('#path').textContent(), 'src/app/cards/renamed-hsmeta.json');
  assert.equal(await page.evaluate(() => document.activeElement.dataset.path), 'src/app/cards/renamed-hsmeta.json');
  await file(page, 'src').first().focus();
  await page.keyboard.press('F2');
  await page.keyboard.type('source');
  await page.keyboard.press('Enter');
  await file(page, 'source').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.path), 'source', 'not the file in it that is shown');
  await page.keyboard.press('F2');
  await page.keyboard.type('src');
  await page.keyboard.press('Enter');
  await file(page, 'renamed-hsmeta.json').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
  await file(page, 'renamed-hsmeta.json').waitFor({ state: 'detached' });
  await ready(page);
  await showsProblems(page, reported(path.join(projects, 'first-look')).length);
  assert.deepEqual(await problems(page), reported(path.join(projects, 'first-look')));
  assert.deepEqual(errors, []);
  await context.close();
});

test('a project without files is not shared', async () => {
  const { page, context, errors } = await open('#example=documented-app');
  for (const name of ['src', 'hsproject.json']) {
    await file(page, name).first().focus();
    await page.keyboard.press('Delete');
    await page.getByRole('button', { name: 'Delete', exact: true }).last().click();
    await file(page, name).first().waitFor({ state: 'detached' });
  }
  await page.locator('#share').click();
  await page.getByRole('alert').getByText('The project has no files.').waitFor();
  assert.deepEqual(errors, []);
  await context.close();
});
