// The settings: which server runs, and what it is told.

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join } from 'node:path';
import { type ConfigurationChangeEvent, extensions, workspace } from 'vscode';

/** The program of the server: the one that the user chose, else the bundled one, else the first on PATH. */
export function findServer(extensionPath: string): string | undefined {
  const chosen = chosenServer();
  if (chosen !== '') {
    return isProgram(chosen) ? chosen : undefined;
  }
  const name = process.platform === 'win32' ? 'hsmeta.exe' : 'hsmeta';
  const folders = [join(extensionPath, 'bin'), ...(process.env['PATH'] ?? '').split(delimiter)];
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** What to tell the user when no server was found. */
export function whyNoServer(): string {
  const chosen = chosenServer();
  return chosen === ''
    ? 'hsmeta: this extension has no bundled language server, and none is on the PATH'
    : `hsmeta: ${chosen} is not the absolute path of an executable; check the setting hsmeta.server.path`;
}

function chosenServer(): string {
  const path = workspace.getConfiguration('hsmeta').get('server.path', '') as string;
  return path.replace(/^~(?=[/\\])/, homedir());
}

/** A relative path is refused: the open folder would decide which program runs. */
function isProgram(path: string): boolean {
  return isAbsolute(path) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** The settings in the form that the server expects. */
export function serverSettings(): object {
  const { inlayHints, logLevel, profile } = workspace.getConfiguration('hsmeta');
  return { inlayHints, logLevel, profile, jsonSyntaxReportedByEditor: jsonIsValidated(), planDocuments: true };
}

/** Whether VS Code's own JSON service reports syntax errors. It is an extension, and can be disabled as a whole. */
function jsonIsValidated(): boolean {
  const isOn = workspace.getConfiguration('json').get('validate.enable', false);
  return isOn && extensions.getExtension('vscode.json-language-features') !== undefined;
}

/** Whether the server has to be told anew. */
export function concernsServer(change: ConfigurationChangeEvent): boolean {
  return change.affectsConfiguration('hsmeta') || change.affectsConfiguration('json.validate.enable');
}
