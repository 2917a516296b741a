// What VS Code wrote into its logs about the extension.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/** Errors in the log of VS Code's extension host, and in that of the extension, but for the deaths of the server. */
export function errorsInLogs(folder) {
  const logs = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.log'));
  for (const name of ['remoteexthost.log', 'hsmeta.log']) {
    assert.ok(logs.some((file) => path.basename(file) === name), `there is no ${name}`);
  }
  return logs.flatMap((file) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    return entries(text).filter((entry) => /^\S+ \[(error|critical)\]/.test(entry) && isOurs(file, entry));
  });
}

/** An entry begins with a time, and may have several lines. */
function entries(text) {
  return text.split(/^(?=\d{4}-\d\d-\d\dT\S+ \[)/m);
}

function isOurs(file, entry) {
  // The suite kills the server; a message may be on its way to it.
  const isExpected = /signal SIGKILL|crashed 5 times|ERR_STREAM_(WRITE_AFTER_END|DESTROYED)|EPIPE/.test(entry);
  return path.basename(file) === 'hsmeta.log' ? !isExpected : /hsmeta\.hsmeta/.test(entry);
}
