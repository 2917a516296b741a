// What a user sees, asked of VS Code from inside its extension host. Order matters: the last tests kill the server.

const assert = require('assert');
const fs = require('fs');
const os = require('os');
const path = require('path');
const vscode = require('vscode');
const {
  after, allFindings, extension, diagnostics, open, replace, ruleOf, runAll, servers, set, test, until, untilChecked, uri,
} = require('./support');

const app = 'src/app/app-hsmeta.json';
const history = 'src/app/cards/order-history-hsmeta.json';
const preview = 'src/app/cards/order-preview-hsmeta.json';
const card = 'src/app/cards/Stock.jsx';
const called = 'src/app/functions/sync-stock-hsmeta.json';

test('the extension starts by itself, and shows what `hsmeta check` finds', async () => {
  await until('the extension is active', () => extension.isActive);
  await untilChecked();
  assert.equal(servers().length, 1);
});

test('files are still called JSON', async () => {
  assert.equal((await open(app)).document.languageId, 'json');
});

test('a hover says what a field is', async () => {
  const { document } = await open(app);
  const place = after(document, '"distribu');
  const hovers = await vscode.commands.executeCommand('vscode.executeHoverProvider', document.uri, place);
  const text = hovers.flatMap((hover) => hover.contents.map((content) => content.value)).join('\n');
  assert.match(text, /marketplace/);
  assert.match(text, /developers\.hubspot\.com/);
});

test('scopes are completed, before anything else', async () => {
  const { document } = await open(app);
  const place = after(document, '"optionalScopes": [');
  const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, place);
  const label = ({ label }) => (typeof label === 'string' ? label : label.label);
  const order = (item) => item.sortText ?? label(item);
  const ours = items.filter((item) => item.kind === vscode.CompletionItemKind.Constant);
  const others = items.filter((item) => !ours.includes(item));
  assert.ok(ours.some((item) => label(item) === 'crm.objects.companies.read'), items.map(label).join(' '));
  assert.ok(others.every((other) => ours.every((own) => order(own) < order(other))), others.map(label).join(' '));
});

test('a quick fix takes a duplicate uid away from both files', async () => {
  const { document } = await open(history);
  const hasDuplicate = (file) => diagnostics(file).some((diagnostic) => ruleOf(diagnostic) === 'duplicate-uid');
  await until('both files have it', () => hasDuplicate(history) && hasDuplicate(preview));
  const { range } = diagnostics(history).find((diagnostic) => ruleOf(diagnostic) === 'duplicate-uid');
  const actions = await vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range);
  const fix = actions.find((action) => action.title.includes('`order-history`'));
  assert.ok(fix, actions.map((action) => action.title).join(', '));
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  await until('neither file has it', () => !hasDuplicate(history) && !hasDuplicate(preview));
});

test('a uid is renamed', async () => {
  const { document } = await open('src/app/cards/loyalty-points-hsmeta.json');
  const place = after(document, '"uid": "');
  const rename = 'vscode.executeDocumentRenameProvider';
  const edit = await vscode.commands.executeCommand(rename, document.uri, place, 'points_of_loyalty');
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.match(document.getText(), /"uid": "points_of_loyalty"/);
});

test('diagnostics follow what is typed', async () => {
  const { document } = await open(app);
  await until('it is found', () => diagnostics(app).some((diagnostic) => ruleOf(diagnostic) === 'untrimmed-name'));
  await replace(document, '"Bramble Shop "', '"Bramble Shop"');
  await until('it is gone', () => diagnostics(app).every((diagnostic) => ruleOf(diagnostic) !== 'untrimmed-name'));
});

const labels = async (document, place) => {
  const { items } = await vscode.commands.executeCommand('vscode.executeCompletionItemProvider', document.uri, place);
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
};

test('a card is checked, and completed while it is typed', async () => {
  const { document } = await open(card);
  assert.equal(document.languageId, 'javascriptreact');
  const isUnknown = () => diagnostics(card).some((diagnostic) => ruleOf(diagnostic) === 'unknown-serverless-function');
  await until('the name of the function is unknown', isUnknown);
  // As typed: neither the string nor the call is closed.
  await replace(document, "'sync-stok');", "'");
  const place = after(document, "serverless('");
  await until('a function', async () => (await labels(document, place)).includes('sync stock'));
  await replace(document, "serverless('", "serverless('sync stock');");
  await until('it is known', () => !isUnknown());
});

test('the name of a function leads to its component, and is renamed with it', async () => {
  const { document } = await open(called);
  await replace(document, '"sync stock"', '"sync-stok"');
  const code = (await open(card)).document;
  const place = after(code, "serverless('sync");
  const definitions = () => vscode.commands.executeCommand('vscode.executeDefinitionProvider', code.uri, place);
  const paths = async () => (await definitions()).map((found) => (found.targetUri ?? found.uri).path);
  await until('its component', async () => (await paths()).some((path) => path.endsWith(called)));
  const rename = 'vscode.executeDocumentRenameProvider';
  const edit = await vscode.commands.executeCommand(rename, code.uri, place, 'stock-levels');
  assert.ok(await vscode.workspace.applyEdit(edit));
  assert.match(code.getText(), /serverless\('stock-levels'\)/);
  assert.match(document.getText(), /"uid": "stock-levels"/);
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.window.showTextDocument(code);
});

test('source files outside of projects are left alone', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'outside-'));
  const file = path.join(folder, 'Stock.jsx');
  fs.writeFileSync(file, "import { hubspot } from '@hubspot/ui-extensions';\n\nhubspot.serverless('');\n");
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  const all = await labels(document, after(document, "serverless('"));
  assert.ok(!all.includes('sync stock'), all.join(' '));
  fs.rmSync(folder, { recursive: true });
});

// By rule, a file and a text that breaks it. Each left-out rule of the server has to be here.
const leftOut = {
  'duplicate-key': [history, '{ "name": "a", "name": "b" }'],
  'invalid-json': [history, '{ "name": }'],
  'invalid-package-json': ['src/app/cards/package.json', '{ "name": }'],
};

test('VS Code reports itself what the server leaves out, and only then', async () => {
  const settings = fs.readFileSync(path.join(__dirname, '../../../server/lsp/src/settings.rs'), 'utf8');
  const [, list] = /REPORTED_BY_JSON_SERVICES: &\[&str\] =\s*&\[(.*?)\]/s.exec(settings);
  assert.deepEqual(Object.keys(leftOut), list.match(/[\w-]+/g));
  for (const [rule, [file, text]] of Object.entries(leftOut)) {
    const { document } = await open(file);
    await replace(document, document.getText(), text);
    const isOurs = () => diagnostics(file).some((diagnostic) => ruleOf(diagnostic) === rule);
    const isTheirs = () => diagnostics(file, 'json').length > 0;
    for (const isOn of [true, false, true]) {
      await set('json', 'validate.enable', isOn);
      await until(`${rule}, json.validate.enable ${isOn}`, () => isOurs() === !isOn && isTheirs() === isOn);
    }
    await set('json', 'validate.enable', undefined);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
});

test('hints show the values of a profile', async () => {
  const { document } = await open(app);
  const hints = async () => {
    const all = new vscode.Range(0, 0, document.lineCount, 0);
    const hints = await vscode.commands.executeCommand('vscode.executeInlayHintProvider', document.uri, all);
    return hints.map(({ label }) => (typeof label === 'string' ? label : label.map((part) => part.value).join('')));
  };
  assert.deepEqual(await hints(), []);
  await set('hsmeta', 'inlayHints', true);
  await until('a hint', async () => (await hints()).some((hint) => hint.includes('https://api.staging.bramble-shop.net')));
  await set('hsmeta', 'inlayHints', undefined);
});

test('the rule at the cursor is explained', async () => {
  const editor = await open(app);
  const place = after(editor.document, '"name": "');
  await until('a diagnostic', () => diagnostics(app).some((diagnostic) => diagnostic.range.contains(place)));
  editor.selection = new vscode.Selection(place, place);
  await vscode.commands.executeCommand('hsmeta.explainRule');
  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).map((tab) => tab.label);
  await until(() => `a page, in ${tabs().join(', ')}`, () => tabs().some((label) => label.includes('untrimmed-name')));
  const page = await vscode.workspace.openTextDocument(vscode.Uri.parse('hsmeta-rule:/untrimmed-name.md'));
  assert.match(page.getText(), /^# untrimmed-name\n[^]*## How to fix/);
});

test('the whole workspace is checked when asked for', async () => {
  await vscode.commands.executeCommand('hsmeta.checkWorkspace');
  await untilChecked();
});

test('a server that is killed comes back', async () => {
  console.log(`# servers are killed from ${new Date().toISOString()} on`);
  const [server] = servers();
  process.kill(server, 'SIGKILL');
  await until('another server', () => servers().length === 1 && servers()[0] !== server);
  await untilChecked();
  const { document } = await open(app);
  await replace(document, '"Bramble Shop "', '"Bramble Shop"');
  await until('it is gone', () => diagnostics(app).every((diagnostic) => ruleOf(diagnostic) !== 'untrimmed-name'));
});

test('a server that is killed again and again stays away until it is asked for', async () => {
  for (let deaths = 0; deaths < 4; deaths++) {
    const [server] = await until(`server after ${deaths} deaths`, () => servers().length === 1 && servers());
    await untilChecked();
    process.kill(server, 'SIGKILL');
    await until('it is dead', () => !servers().includes(server));
  }
  await until('no diagnostics of a dead server', () => allFindings().length === 0);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  assert.deepEqual(servers(), []);
  await vscode.commands.executeCommand('hsmeta.restartServer');
  await untilChecked();
  assert.equal(servers().length, 1);
});

test('restarts leave no server behind', async () => {
  const restart = () => vscode.commands.executeCommand('hsmeta.restartServer');
  await Promise.all([restart(), restart(), restart()]);
  await untilChecked();
  await until('one server', () => servers().length === 1);
});

exports.run = runAll;
