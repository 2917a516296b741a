// The documents that hsmeta checks. The patterns are those of the server's table of file kinds: `UPDATE_EXPECT=1 cargo test`
// writes patterns.json, and with it the activation events in package.json.

import { languages, type TextDocument, workspace } from 'vscode';
import patterns from './patterns.json';

/** The documents that the server handles: files on disk, and untitled ones with such a name. */
export const documentSelector = selector(patterns.documents);

/** The files that identify a project. */
const projectSelector = selector(patterns.projects);

function selector(globs: string[]) {
  return ['file', 'untitled'].flatMap((scheme) => globs.map((pattern) => ({ scheme, pattern })));
}

/**
 * Waits for the first file of a project. The extension is activated by the first JSON file of a window, because a project
 * may be created at any time; most windows with JSON files never contain one, and need no server.
 */
export function untilNeeded(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      listener.dispose();
      resolve();
    };
    const look = (document: TextDocument) => languages.match(projectSelector, document) > 0 && done();
    const listener = workspace.onDidOpenTextDocument(look);
    workspace.textDocuments.forEach(look);
    // A search takes seconds while a window starts: open documents do not wait for it.
    workspace
      .findFiles(`{${patterns.projects.join(',')}}`, '**/node_modules/**', 1)
      .then((found) => found.length > 0 && done());
  });
}
