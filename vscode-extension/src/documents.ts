// Which documents are ours. The patterns are those of the server's table of file kinds: `UPDATE_EXPECT=1 cargo test`
// writes patterns.json, and with it the activation events in package.json.

import { languages, type TextDocument, workspace } from 'vscode';
import patterns from './patterns.json';

/** What the server is asked about: files on the disk, and new ones that have such a name already. */
export const documentSelector = selector(patterns.documents);

/** The files that tell of a project. */
const projectSelector = selector(patterns.projects);

function selector(globs: string[]) {
  return ['file', 'untitled'].flatMap((scheme) => globs.map((pattern) => ({ scheme, pattern })));
}

/**
 * Waits until there is something to do. The extension wakes up with the first JSON file of a window, because a project
 * may be created at any time; most windows with JSON files never hold one, and need no server.
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
    // A search takes seconds while a window is being set up: nothing that is open waits for it.
    workspace
      .findFiles(`{${patterns.projects.join(',')}}`, '**/node_modules/**', 1)
      .then((found) => found.length > 0 && done());
  });
}
