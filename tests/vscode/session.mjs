// Installs the package into one VS Code, and has VS Code's own extension host run the suite.
//
//     node tests/vscode/session.mjs <newest|oldest> <package> <folder for data, projects and logs>

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { errorsInLogs } from './logs.mjs';
import { kept, root, start } from './workbench.mjs';

const [name, vsix, folder] = process.argv.slice(2);
const project = path.join(folder, 'project');
fs.cpSync(path.join(root, 'fixtures/projects/broken-shop'), project, { recursive: true });
fs.cpSync(path.join(root, 'tests/editors/card'), path.join(project, 'src/app/cards'), { recursive: true });

const workbench = await start(name, vsix, folder, {
  environment: { HSMETA_PROJECT: project },
  // Without it a workbench that is not built for tests takes none. It shows no messages with it.
  flags: ['--enable-smoke-test-driver'],
});
let killed;
try {
  assert.equal(await runSuite(), 0, 'the suite failed');
  assert.ok(killed, 'the suite kills servers');
  assert.deepEqual(errorsInLogs(workbench.logs, killed), []);
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
    if (!String(text).startsWith('# ')) return;
    killed ??= /^# servers are killed from (\S+) on/.exec(text)?.[1];
    console.log(text.slice(2));
  });
  await show();
  const result = await ended;
  if (result !== 0) await page.screenshot({ path: path.join(kept, 'pictures', `failed-${name}.png`) });
  await page.close();
  return result;
}
