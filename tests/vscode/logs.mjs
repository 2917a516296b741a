// What VS Code wrote into its logs about the extension.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';

/**
 * Errors in the log of VS Code's extension host, and in that of the extension. From the time `killed` (ISO 8601) on servers
 * were killed: what the extension logs then depends on which message was on its way, and the suite asks what a user sees.
 */
export function errorsInLogs(folder, killed = '9999') {
  const logs = fs.readdirSync(folder, { recursive: true }).filter((file) => file.endsWith('.log'));
  for (const name of ['remoteexthost.log', 'hsmeta.log']) {
    assert.ok(logs.some((file) => path.basename(file) === name), `there is no ${name}`);
  }
  return logs.flatMap((file) => {
    const text = fs.readFileSync(path.join(folder, file), 'utf8');
    return entries(text).filter((entry) => /^\S+ \[(error|critical)\]/.test(entry) && isOurs(file, entry, killed));
  });
}

/** An entry begins with a time, and may have several lines. */
function entries(text) {
  return text.split(/^(?=\d{4}-\d\d-\d\dT\S+ \[)/m);
}

function isOurs(file, entry, killed) {
  return path.basename(file) === 'hsmeta.log' ? entry < killed : /hsmeta\.hsmeta/.test(entry);
}
