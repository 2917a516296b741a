// A real Chromium with the playground, and everything that it requests.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { shareFragment } from '../../playground/src/share.js';
import { serve } from './server.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** `tests/playground/run` sets these. */
export const { PLAYGROUND: folder, MODULES: modules, HSMETA: program } = process.env;
const require = createRequire(path.join(modules, 'x.js'));
const { chromium } = require('playwright-core');
export const axe = require.resolve('axe-core/axe.min.js');

const server = await serve(folder);
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
export const url = server.url;

export const projects = path.join(root, 'fixtures/projects');
/** A folder for what the tests write. */
export const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'playground-'));
export const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

after(async () => {
  await browser.close();
  await server.stop();
  fs.rmSync(scratch, { recursive: true });
});

/**
 * A page at a fragment, with what it does: `requests`, the addresses of everything that it or its workers request, and `errors`,
 * what it prints to the console or throws. `prepare` gets the page before it is loaded.
 */
export async function open(fragment = '', { prepare, state = 'ready', ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light', ...options });
  const requests = [];
  const errors = [];
  context.on('request', (request) => requests.push(request.url()));
  await context.route((address) => !address.href.startsWith(url), (route) => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on('websocket', (socket) => requests.push(socket.url()));
  page.on('console', (message) => errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(error.stack));
  await prepare?.(page);
  await page.goto(url + fragment);
  await page.locator(`html[data-state=${state}]`).waitFor();
  return { page, context, requests, errors };
}

/** Waits until the page has checked what it shows. */
export async function ready(page) {
  await page.locator('html[data-state=ready]').waitFor();
}

/** The rows of the list of problems, as the reader sees them. */
export function problems(page) {
  return page.locator('#problems li[data-rule]').evaluateAll((rows) =>
    rows.map((row) => {
      const { rule, severity, message, file, line, column } = row.dataset;
      return { rule, severity, message, file, line: Number(line), column: Number(column) };
    }),
  );
}

/** What the command line reports, run in the folder of a project. */
export function reported(project) {
  const { stdout } = spawnSync(program, ['check', '--format', 'json', '--min-severity', 'info'], { cwd: project, encoding: 'utf8' });
  return JSON.parse(stdout).diagnostics.map(({ rule, severity, message, file, range }) => ({
    rule, severity, message, file, ...range.start,
  }));
}

/** A project that only a link has. */
export const link = (files, open) => shareFragment({ 'hsproject.json': '{"name": "a", "srcDir": "src", "platformVersion": "2026.09"}', ...files }, open);

export const editor = '.cm-content';
export const problemButton = (page, rule) => page.locator(`#problems li[data-rule="${rule}"] > button.problem`);
export const file = (page, name) => page.getByRole('treeitem', { name });

export async function showsProblems(page, count) {
  await page.waitForFunction((count) => document.querySelectorAll('#problems li[data-rule]').length === count, count);
}

/** All of a file, as the editor has it. */
export async function content(page) {
  return page.locator(editor).evaluate((node) => node.cmTile?.view?.state.sliceDoc() ?? node.cmView.view.state.sliceDoc());
}

/** Drops files or folders of this machine into the page. */
export async function drop(page, ...paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 300, data });
  }
  await session.detach();
}
