// The VS Code client of hsmeta: starts the server, and shows whether it is running. All
// checks are the server's.

import { commands, type ExtensionContext, window, workspace } from 'vscode';
import { untilNeeded } from './documents';
import { explainRule, rulePage, ruleScheme } from './explain';
import { migrationPlan, planScheme } from './migrate';
import type { Session } from './session';

let session: Promise<Session> | undefined;

/** Called by VS Code in a window with JSON files; waits for nothing, and loads nothing that most windows do not need. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('hsmeta', { log: true });
  const begun = () => (session ??= import('./session.js').then(({ Session }) => new Session(context, log)));
  const client = async () => (await session)?.client;
  const restart = async () => (await begun()).restart();
  context.subscriptions.push(
    log,
    commands.registerCommand('hsmeta.restartServer', restart),
    commands.registerCommand('hsmeta.showLog', () => log.show()),
    commands.registerCommand('hsmeta.checkWorkspace', async () => (await begun()).checkWorkspace()),
    commands.registerCommand('hsmeta.explainRule', async () => explainRule(await client())),
    workspace.registerTextDocumentContentProvider(ruleScheme, {
      provideTextDocumentContent: async (page) => rulePage(await client(), page),
    }),
    workspace.registerTextDocumentContentProvider(planScheme, {
      provideTextDocumentContent: async (plan) => migrationPlan(await client(), plan),
    }),
  );
  void untilNeeded().then(restart);
}

/** Called by VS Code before the window closes. */
export const deactivate = async () => (await session)?.stop();
