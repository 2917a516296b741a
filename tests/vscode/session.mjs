// Installs the package into one VS Code, and has VS Code's own extension host run the suite.
//
//     node tests/vscode/session.mjs <newest|oldest> <package> <folder for data, projects and logs>

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { root, start } from './workbench.mjs';

const [name, vsix, folder] = process.argv.slice(2);
const project = path.join(folder, 'project');
fs.cpSync(path.join(root, 'fixtures/projects/broken-shop'), project, { recursive: true });

const workbench = await start(name, vsix, folder, { HSMETA_PROJECT: project });
try {
  assert.equal(await runSuite(), 0, 'the suite failed');
  assert.deepEqual(errorsInLogs(), []);
} finally {
  await workbench.stop();
}

async function runSuite() {
  const suite = path.join(root, 'tests/vscode/suite');
  const payload = [
    ['extensionDevelopmentPath', workbench.uri(suite)],
    ['extensionTestsPath', workbench.uri(path.join(suite, 'index'))],
    ['skipWelcome', 'true'],
  ];
  const { page, show } = await workbench.open(project, payload);
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', resolve);
    setTimeout(() => reject(new Error('the suite took more than five minutes')), 300_000).unref();
  });
  // VS Code has much to say for itself; what begins with # is the suite's.
  await page.exposeFunction('codeAutomationLog', (_, [text]) => {
    if (String(text).startsWith('# ')) console.log(text.slice(2));
  });
  await show();
  const result = await ended;
  await page.close();
  return result;
}

/** Errors about the extension in the log of VS Code's extension host, and in its own log, but for the deaths of the server. */
function errorsInLogs() {
  const logs = fs.readdirSync(workbench.logs, { recursive: true }).filter((file) => file.endsWith('.log'));
  const errors = logs.flatMap((file) => {
    const text = fs.readFileSync(path.join(workbench.logs, file), 'utf8');
    return entries(text).filter((entry) => /^\S+ \[(error|critical)\]/.test(entry) && isOurs(file, entry));
  });
  assert.ok(logs.some((file) => file.endsWith('remoteexthost.log')) && logs.some((file) => file.endsWith('hsmeta.log')));
  return errors;
}

function isOurs(file, entry) {
  const isExpected = /signal SIGKILL|crashed 5 times/.test(entry);
  return path.basename(file) === 'hsmeta.log' ? !isExpected : /hsmeta/.test(entry);
}

/** An entry of a log begins with a time, and may have several lines. */
function entries(text) {
  return text.split(/^(?=\d{4}-\d\d-\d\dT\S+ \[)/m);
}
