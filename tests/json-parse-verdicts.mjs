// Holds fixtures/syntax/verdicts.json to what JSON.parse says: {"<file>": true} = accepted, false = refused.
// The Rust tests hold the strict reader to the same file, so that they need no node.
//
//     node tests/json-parse-verdicts.mjs           compare; exit code 1 and a list when something differs
//     node tests/json-parse-verdicts.mjs --write   record the verdicts anew

import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../fixtures/syntax/', import.meta.url);
const record = new URL('verdicts.json', folder);

function accepts(name) {
  // Decoded as Node does it: invalid UTF-8 becomes U+FFFD, a BOM stays (and JSON.parse refuses it).
  const text = fs.readFileSync(new URL(encodeURIComponent(name), folder), 'utf8');
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

function words(verdict) {
  if (verdict === undefined) return 'nothing';
  return verdict ? 'accepted' : 'refused';
}

function usage() {
  console.error('usage: node tests/json-parse-verdicts.mjs [--write]');
  process.exit(2);
}

const args = process.argv.slice(2);
if (args.some((arg) => arg !== '--write')) usage();

// The default sort goes by code units, the same everywhere.
const names = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.json') && name !== 'verdicts.json')
  .sort();
const found = new Map(names.map((name) => [name, accepts(name)]));

if (args.length > 0) {
  fs.writeFileSync(record, `${JSON.stringify(Object.fromEntries(found), null, 2)}\n`);
  console.log(`${found.size} files, verdicts written`);
} else {
  if (!fs.existsSync(record)) {
    console.error(`${fileURLToPath(record)} is missing: record it with --write`);
    process.exit(1);
  }
  const recorded = new Map(Object.entries(JSON.parse(fs.readFileSync(record, 'utf8'))));
  const all = [...new Set([...found.keys(), ...recorded.keys()])].sort();
  const different = all.filter((name) => found.get(name) !== recorded.get(name));
  for (const name of different) {
    const now = found.has(name) ? words(found.get(name)) : 'no such file';
    console.error(`${name}: recorded ${words(recorded.get(name))}, JSON.parse: ${now}`);
  }
  if (different.length > 0) process.exit(1);
  console.log(`${found.size} files, all verdicts as recorded`);
}
