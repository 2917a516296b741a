// What the tests need: a list of tests that runs, waiting, and the project as VS Code sees it.

const assert = require('assert');
const { execFileSync } = require('child_process');
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');

const project = process.env.HSMETA_PROJECT;
const extension = vscode.extensions.getExtension('hsmeta.hsmeta');
const tests = [];

/** Adds a test. They run in this order, each in the project as it was, with nothing open. */
const test = (name, run) => tests.push({ name, run });

async function runAll() {
  console.log(`# VS Code ${vscode.version}, Node.js ${process.version}, ${extension.extensionPath}`);
  const original = fs.mkdtempSync(path.join(path.dirname(project), 'original-'));
  fs.cpSync(project, original, { recursive: true });
  let failures = 0;
  for (const { name, run } of tests) {
    const start = Date.now();
    try {
      await run();
      console.log(`# ok      ${name} (${Date.now() - start} ms)`);
    } catch (error) {
      failures++;
      console.log(`# FAILED  ${name}\n${error.stack}`);
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    fs.rmSync(project, { recursive: true });
    fs.cpSync(original, project, { recursive: true });
  }
  console.log(`# the code of the extension loads in ${loadTime()} ms (median of 5)`);
  console.log(`# ${tests.length} tests, ${failures} failed`);
  if (failures > 0) throw new Error('see above');
}

/** How long this extension host takes to load the code, which is most of what a start costs it. */
function loadTime() {
  const file = path.join(extension.extensionPath, extension.packageJSON.main);
  const times = [1, 2, 3, 4, 5].map(() => {
    delete require.cache[require.resolve(file)];
    const start = performance.now();
    require(file);
    return Math.round(performance.now() - start);
  });
  return times.sort((a, b) => a - b)[2];
}

async function until(what, look) {
  const end = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`not within 20 seconds: ${typeof what === 'function' ? what() : what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const uri = (file) => vscode.Uri.file(path.join(project, file));

async function open(file) {
  const document = await vscode.workspace.openTextDocument(uri(file));
  return vscode.window.showTextDocument(document);
}

/** The place behind the first `text` in a document. */
function after(document, text) {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `no ${text} in ${document.uri.path}`);
  return document.positionAt(offset + text.length);
}

async function replace(document, old, text) {
  const end = after(document, old);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(document.positionAt(document.offsetAt(end) - old.length), end), text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

const ruleOf = (diagnostic) => String(diagnostic.code?.value ?? diagnostic.code);

/** The rules of our diagnostics about a file; `source` 'json' for what VS Code's JSON service says. */
function diagnostics(file, source = 'hsmeta') {
  return vscode.languages.getDiagnostics(uri(file)).filter((diagnostic) => diagnostic.source === source);
}

/** All our diagnostics as `file:line:column rule`. */
function allFindings() {
  const lines = vscode.languages.getDiagnostics().flatMap(([file, diagnostics]) =>
    diagnostics
      .filter((diagnostic) => diagnostic.source === 'hsmeta')
      .map((diagnostic) => {
        const { line, character } = diagnostic.range.start;
        return `${path.relative(project, file.fsPath)}:${line + 1}:${character + 1} ${ruleOf(diagnostic)}`;
      }),
  );
  return lines.sort();
}

/** What the command line says about the project, in the same form. */
function checkedFindings() {
  const program = path.join(extension.extensionPath, 'bin/hsmeta');
  const parameters = ['check', '--format', 'json', '--min-severity', 'info', '--fail-on', 'never', project];
  const { diagnostics } = JSON.parse(execFileSync(program, parameters, { encoding: 'utf8' }));
  return diagnostics
    .map(({ file, range, rule }) => `${path.relative(project, file)}:${range.start.line}:${range.start.column} ${rule}`)
    .sort();
}

/** Waits until VS Code shows what the command line says. */
async function untilChecked() {
  const expected = checkedFindings();
  assert.ok(expected.length > 0);
  await until(
    () => `shown:\n${allFindings().join('\n')}\nexpected:\n${expected.join('\n')}`,
    () => expected.join() === allFindings().join(),
  );
}

/** The processes of the server: children of this one, which is the extension host. */
function servers() {
  const children = fs.readdirSync('/proc/self/task').flatMap((task) => {
    return fs.readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
  });
  return children.filter((child) => fs.readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('bin/hsmeta\0lsp'));
}

async function set(section, name, value) {
  await vscode.workspace.getConfiguration(section).update(name, value, vscode.ConfigurationTarget.Workspace);
}

module.exports = {
  after, allFindings, extension, diagnostics, open, replace, ruleOf, runAll, servers, set, test, until, untilChecked, uri,
};
