// A project of the old layout is converted as a user does it, with mouse and keys: quick fix, plan, question, edit. Its files are
// then those that `hsmeta migrate` announces.
//
//     node tests/vscode/conversion.mjs <newest|oldest> <package> <folder for data and projects>

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { errorsInLogs } from './logs.mjs';
import { kept, root, start } from './workbench.mjs';

const [name, vsix, folder] = process.argv.slice(2);
// A project that is old by its version, and one of today with an old file in it.
const { recorded, opened, position, isVersioned } = {
  newest: { recorded: 'example-private-app', opened: 'hsproject.json', position: '4:25', isVersioned: false },
  oldest: { recorded: 'half-migrated-leftovers', opened: 'src/app/app.json', position: '1:1', isVersioned: true },
}[name];
const fixture = path.join(root, 'fixtures/migrations', recorded);
const project = path.join(folder, 'project');
const before = tree('before.txt');
for (const [file, text] of before) {
  fs.mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
  fs.writeFileSync(path.join(project, file), text);
}
const expected = tree('after.txt');
if (isVersioned) {
  fs.mkdirSync(path.join(project, '.git'));
} else {
  // Without version control nothing is deleted.
  const removed = ['app.json', 'app.functions/serverless.json', 'extensions/orders.json', 'webhooks/webhooks.json'];
  for (const file of removed.map((file) => `src/app/${file}`)) {
    expected.set(`migrate-leftover/${file}`, before.get(file));
  }
}

const workbench = await start(name, vsix, folder);
const file = workbench.uri(path.join(project, opened));
const { page, show } = await workbench.open(project, [['openFile', file]]);
page.setDefaultTimeout(60_000);
fs.mkdirSync(path.join(kept, 'pictures'), { recursive: true });
const picture = (what) => page.screenshot({ path: path.join(kept, 'pictures', `${what}.png`) });

try {
  await show();
  await page.locator('.editor-instance .squiggly-error, .editor-instance .squiggly-warning').first().waitFor();
  await choosesTheAction();
  await showsThePlan();
  await page.locator('.notification-toast').getByRole('button', { name: 'Convert' }).click();
  const converted = page.locator('.notification-toast', { hasText: 'are converted' });
  await converted.waitFor();
  assert.match(await converted.innerText(), /The deployed app is not migrated/);
  await until('the files of the plan', () => JSON.stringify(files()) === JSON.stringify([...expected].sort()));
  const left = page.locator('.statusbar-item', { hasText: /hsmeta: \d+ problem/ });
  await left.waitFor();
  await picture(`converted-${name}`);
  console.log(`converted in VS Code, ${name}: ${await left.innerText()}`);
  assert.deepEqual(errorsInLogs(workbench.logs), []);
} catch (error) {
  await picture(`failed-conversion-${name}`);
  throw error;
} finally {
  await workbench.stop();
}

/** The files of a recorded project. */
function tree(file) {
  const text = `\n${fs.readFileSync(path.join(fixture, file), 'utf8')}`;
  const parts = text.split('\n== ').slice(1);
  return new Map(
    parts.map((part) => {
      const [, file, content] = /^(.*?)\n([^]*)$/.exec(part);
      return [file, `${content.replace(/\n+$/, '')}\n`];
    }),
  );
}

/** The files on disk, with their texts. */
function files() {
  const entries = fs.readdirSync(project, { recursive: true, withFileTypes: true });
  const all = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return all.map((file) => [path.relative(project, file), fs.readFileSync(file, 'utf8')]).sort();
}

async function choosesTheAction() {
  // To the problem. Keys go to the editor only after the input is gone.
  await page.keyboard.press('Control+g');
  await page.keyboard.type(position);
  await page.keyboard.press('Enter');
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  const action = page.locator('.action-widget .monaco-list-row', { hasText: 'Convert the project' });
  for (let tries = 0; !(await action.isVisible()); tries++) {
    assert.ok(tries < 20, 'the action is not offered');
    await page.keyboard.press('Control+.');
    await action.waitFor({ timeout: 3000 }).catch(() => undefined);
  }
  // The older VS Code takes no clicks of a test here.
  const chosen = page.locator('.action-widget .monaco-list-row.focused', { hasText: 'Convert the project' });
  for (let tries = 0; !(await chosen.isVisible()); tries++) {
    assert.ok(tries < 20, 'the action cannot be chosen');
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(100);
  }
  await page.keyboard.press('Enter');
}

async function showsThePlan() {
  await page.locator('.tab', { hasText: 'migration-plan.txt' }).waitFor();
  await page.locator('.view-line', { hasText: 'Platform version:' }).waitFor();
  const question = page.locator('.notification-toast', { hasText: 'to the layout of platform version' });
  await question.filter({ hasText: 'The deployed app is not migrated' }).waitFor();
  await picture(`plan-${name}`);
}

async function until(what, look) {
  for (let tries = 0; !look(); tries++) {
    if (tries === 400) {
      assert.deepEqual(files(), [...expected].sort(), what);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
