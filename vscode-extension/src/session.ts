// The session of a window with a project: one server at a time, and its status bar item. Everything that
// needs the client library is reached from here, so that it is loaded only then.

import { commands, type ExtensionContext, languages, type LogOutputChannel, window, workspace } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { isAlive, startServer, stopServer, tellSettings } from './server';
import { concernsServer } from './settings';
import { showStatus } from './status';

/** A session with its server. */
export class Session {
  /** The client of the server that runs, or ran last. */
  client: LanguageClient | undefined;
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #item = window.createStatusBarItem('hsmeta');
  #restarted = Promise.resolve();

  constructor(context: ExtensionContext, log: LogOutputChannel) {
    this.#context = context;
    this.#log = log;
    this.#item.name = 'hsmeta';
    context.subscriptions.push(
      this.#item,
      languages.onDidChangeDiagnostics(this.#refresh),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('hsmeta.server.path')) {
          void this.restart();
        } else if (concernsServer(change)) {
          void tellSettings(this.client);
        }
      }),
    );
  }

  /** Replaces the running server. Restarts are sequential: two at a time would leave one server running. */
  restart(): Promise<void> {
    this.#restarted = this.#restarted.then(async () => {
      await stopServer(this.client).catch((error) => this.#log.error(error));
      this.client = startServer(this.#context, this.#log, this.#refresh);
      this.#refresh();
    });
    return this.#restarted;
  }

  /** Has the server read all files again, and shows the problems. */
  async checkWorkspace(): Promise<void> {
    await (isAlive(this.client) ? this.client.sendRequest('hsmeta/checkWorkspace') : this.restart());
    await commands.executeCommand('workbench.actions.view.problems');
  }

  /** Ends the server. */
  stop(): Promise<void> {
    return stopServer(this.client);
  }

  readonly #refresh = () => showStatus(this.#item, this.client);
}
