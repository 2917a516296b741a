// The VS Code client of hsmeta: starts the server, and shows whether it runs. What there is to say about a file, only
// the server knows.

import { commands, type ExtensionContext, languages, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { untilNeeded } from './documents';
import { explainRule, rulePage, ruleScheme } from './explain';
import { isAlive, startServer, stopServer, tellSettings } from './server';
import { concernsServer } from './settings';
import { showStatus } from './status';

/** The client of the server that runs, or ran last. */
let client: LanguageClient | undefined;

/** Called by VS Code in a window with JSON files; waits for nothing. */
export function activate(context: ExtensionContext): void {
  const log = window.createOutputChannel('hsmeta', { log: true });
  const item = window.createStatusBarItem('hsmeta');
  item.name = 'hsmeta';
  const refresh = () => showStatus(item, client);

  // One restart after the other: two at a time would leave a server behind.
  let restarted = Promise.resolve();
  const restart = () =>
    (restarted = restarted.then(async () => {
      await stopServer(client).catch((error) => log.error(error));
      client = startServer(context, log, refresh);
      refresh();
    }));
  const checkWorkspace = async () => {
    await (isAlive(client) ? client.sendRequest('hsmeta/checkWorkspace') : restart());
    await commands.executeCommand('workbench.actions.view.problems');
  };

  context.subscriptions.push(
    log,
    item,
    commands.registerCommand('hsmeta.restartServer', restart),
    commands.registerCommand('hsmeta.showLog', () => log.show()),
    commands.registerCommand('hsmeta.checkWorkspace', checkWorkspace),
    commands.registerCommand('hsmeta.explainRule', () => explainRule(client)),
    workspace.registerTextDocumentContentProvider(ruleScheme, {
      provideTextDocumentContent: (page) => rulePage(client, page),
    }),
  );

  void untilNeeded().then(() => {
    context.subscriptions.push(
      languages.onDidChangeDiagnostics(refresh),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('hsmeta.server.path')) {
          void restart();
        } else if (concernsServer(change)) {
          void tellSettings(client);
        }
      }),
    );
    return restart();
  });
}

/** Called by VS Code before the window closes. */
export const deactivate = () => stopServer(client);
