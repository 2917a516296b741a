// One server: started, told of settings, stopped.

import { type CancellationToken, commands, type ExtensionContext, type LogOutputChannel, Uri, window } from 'vscode';
import {
  DidChangeConfigurationNotification,
  LanguageClient,
  type MessageSignature,
  State,
} from 'vscode-languageclient/node';
import { documentSelector } from './documents';
import { findServer, serverSettings, whyNoServer } from './settings';

/** How often a server that crashed is restarted within three minutes. After that, the client reports it and gives up. */
const maxRestartCount = 4;

class Client extends LanguageClient {
  /** A request to a server that is stopping is not answered; that is not an error. */
  override handleFailedRequest<T>(
    type: MessageSignature,
    token: CancellationToken | undefined,
    error: unknown,
    defaultValue: T,
    ...how: [boolean?, boolean?]
  ): T {
    return this.state === State.Stopped
      ? defaultValue
      : super.handleFailedRequest(type, token, error, defaultValue, ...how);
  }
}

/** Starts a server, and calls `changed` whenever its state has changed. Undefined where there is no program. */
export function startServer(
  context: ExtensionContext,
  log: LogOutputChannel,
  changed: () => void,
): LanguageClient | undefined {
  const command = findServer(context.extensionPath);
  if (command === undefined) {
    const problem = whyNoServer();
    log.warn(problem);
    void tellHowToInstall(context, problem);
    return undefined;
  }
  log.info(`server: ${command}`);
  const options = {
    documentSelector,
    outputChannel: log,
    initializationOptions: serverSettings,
    connectionOptions: { maxRestartCount },
  };
  const client = new Client('hsmeta', 'hsmeta', { command, args: ['lsp'] }, options);
  client.onDidChangeState(changed);
  // The client itself shows the error.
  client.start().catch(changed);
  return client;
}

/** Whether it runs, or will in a moment. */
export function isAlive(client: LanguageClient | undefined): client is LanguageClient {
  return client?.state === State.Starting || client?.state === State.Running;
}

/** Tells a server the settings as they are now. */
export async function tellSettings(client: LanguageClient | undefined): Promise<void> {
  if (isAlive(client)) {
    await client.sendNotification(DidChangeConfigurationNotification.type, { settings: serverSettings() });
  }
}

/** Stops a server. One that starts has to be waited for. */
export async function stopServer(client: LanguageClient | undefined): Promise<void> {
  if (client?.state === State.Starting) {
    await client.start().catch(() => undefined);
  }
  if (client?.state === State.Running) {
    await client.stop();
  }
}

async function tellHowToInstall(context: ExtensionContext, problem: string): Promise<void> {
  if ((await window.showErrorMessage(problem, 'How to Install')) !== undefined) {
    // README.md, as vsce calls it in the package.
    const page = Uri.joinPath(context.extensionUri, 'readme.md').with({ fragment: 'installation' });
    await commands.executeCommand('markdown.showPreview', page);
  }
}
