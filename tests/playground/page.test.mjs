// The playground in a real Chromium, as its users have it. `tests/playground/run` runs it.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import zlib from 'node:zlib';
import { shareFragment } from '../../playground/src/share.js';
import { axe, drop, folder, open, problems, program, ready, root, stop, url } from './browser.mjs';

const projects = path.join(root, 'fixtures/projects');
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const editor = '.cm-content';
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'playground-'));

after(async () => {
  await stop();
  fs.rmSync(scratch, { recursive: true });
});

/** What the command line reports, run in the folder of a project. */
function reported(project) {
  const { stdout } = spawnSync(program, ['check', '--format', 'json', '--min-severity', 'info'], { cwd: project, encoding: 'utf8' });
  return JSON.parse(stdout).diagnostics.map(({ rule, severity, message, file, range }) => ({
    rule, severity, message, file, ...range.start,
  }));
}

/** A project that only a link has. */
const link = (files, open) => shareFragment({ 'hsproject.json': '{"name": "a", "srcDir": "src", "platformVersion": "2026.09"}', ...files }, open);

const problemButton = (page, rule) => page.locator(`#problems li[data-rule="${rule}"] > button.problem`);
const file = (page, name) => page.getByRole('treeitem', { name });

async function showsProblems(page, count) {
  await page.waitForFunction((count) => document.querySelectorAll('#problems li[data-rule]').length === count, count);
}

/** All of a file, as the editor has it. */
async function content(page) {
  return page.locator(editor).evaluate((node) => node.cmTile?.view?.state.sliceDoc() ?? node.cmView.view.state.sliceDoc());
}

for (const name of fs.readdirSync(projects).filter((name) => fs.statSync(path.join(projects, name)).isDirectory())) {
  test(`${name}: the page reports what the command line reports`, async () => {
    const { page, context, errors } = await open(`#example=${name}`);
    assert.deepEqual(await problems(page), reported(path.join(projects, name)));
    assert.equal(await page.locator('#example').inputValue(), name);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

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

test('the version is that of the program', async () => {
  const { page, context } = await open('#example=documented-app');
  await page.locator('#help').click();
  await page.getByText(execFileSync(program, ['--version'], { encoding: 'utf8' }).trim()).waitFor();
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

test('everything together is at most 2.5 MB, compressed', () => {
  const sizes = fs.readdirSync(folder).map((name) => [name, zlib.gzipSync(fs.readFileSync(path.join(folder, name)), { level: 9 }).length]);
  assert.ok(sizes.reduce((sum, [, size]) => sum + size, 0) <= 2_500_000);
});

test('the picture of the documentation', { skip: !process.env.UPDATE_EXPECT && 'written with UPDATE_EXPECT=1' }, async () => {
  const { page, context } = await open('#example=first-look');
  await page.screenshot({ path: path.join(root, 'docs/playground.png') });
  await context.close();
});
