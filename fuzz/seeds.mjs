// Writes what the fuzzers begin with: fuzz/seeds/<target>/, made of fixtures/, and the words of fuzz/seeds/dictionary,
// made of schemas/. ./run runs it. The forms of the inputs are described in tests/properties/.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const fixtures = fileURLToPath(new URL('../fixtures/', import.meta.url));
const seeds = fileURLToPath(new URL('seeds/', import.meta.url));

fs.rmSync(seeds, { recursive: true, force: true });

/** Larger ones only cost time. */
const LONGEST = 4096;

const entries = (folder, recursive) => fs.readdirSync(folder, { withFileTypes: true, recursive });
const paths = (entries) => entries.map((one) => path.join(one.parentPath, one.name)).sort();
const folders = (folder) => paths(entries(folder, false).filter((one) => one.isDirectory()));
const files = (folder) => paths(entries(folder, true).filter((one) => one.isFile()));

function write(target, name, content) {
  if (content.length > LONGEST) return;
  fs.mkdirSync(path.join(seeds, target), { recursive: true });
  fs.writeFileSync(path.join(seeds, target, name), content);
}

/** A project as one text, see tests/properties/project.rs. */
function project(folder) {
  const head = (file) => Buffer.from(`== ${path.relative(folder, file)}\n`);
  return Buffer.concat(files(folder).flatMap((file) => [head(file), fs.readFileSync(file), Buffer.from('\n')]));
}

const cases = folders(path.join(fixtures, 'rules')).flatMap(folders);
const projects = [...cases, ...folders(path.join(fixtures, 'projects'))];
for (const folder of projects) {
  const name = path.relative(fixtures, folder).replaceAll(path.sep, '-');
  for (const target of ['check', 'fix', 'ide', 'report']) write(target, name, project(folder));
  for (const file of files(folder)) {
    const own = `${name}-${path.basename(file)}`;
    const text = fs.readFileSync(file);
    if (path.basename(file) === 'hsmeta.toml') write('config', own, text);
    if (/\.[cm]?[jt]sx?$/.test(file)) write('source', own, Buffer.concat([Buffer.from('0x3f!4%"\n'), text]));
    if (!file.endsWith('.json')) continue;
    write('edits', own, Buffer.concat([Buffer.from('0x3f!4%"\n'), text]));
    const type = /"type":\s*"([a-z-]+)"/.exec(text.toString());
    const schema = /hs(project|profile)/.exec(path.basename(file));
    write('schema', own, Buffer.concat([Buffer.from(`${schema ? schema[0] : type?.[1]}\n`), text]));
  }
}
for (const file of files(path.join(fixtures, 'syntax')).filter((file) => file.endsWith('.json'))) {
  write('syntax', path.basename(file), fs.readFileSync(file));
}

/** Sessions: a small project is opened in an editor, edited, and asked about. */
const ROOT = 'file:///nowhere';
const OPENED = {
  'hsproject.json': '{"name": "Kiosk", "srcDir": "src", "platformVersion": "2026.03"}',
  'src/app/app-hsmeta.json': '{"uid": "kiosk", "type": "app", "config": {"name": "Kiosk", "auth": {"type": "static"}}}',
  'src/app/cards/c-hsmeta.json': '{"uid": "kiosk", "type": "card", "config": {"entrypoint": "${X}", "lokation": 1,}}',
  'src/hsprofile.dev.json': '{"accountId": 1, "variables": {"X": "/app/cards/C.tsx"}}',
  'hsmeta.toml': 'profiles = ["dev"]\n[rules]\nduplicate-uid = "off"\n',
};
const textDocument = { uri: `${ROOT}/src/app/cards/c-hsmeta.json` };
const position = { line: 0, character: 50 };
const range = { start: { line: 0, character: 2 }, end: position };
const QUESTIONS = {
  'textDocument/completion': { textDocument, position },
  'textDocument/hover': { textDocument, position },
  'textDocument/definition': { textDocument, position },
  'textDocument/references': { textDocument, position, context: { includeDeclaration: true } },
  'textDocument/documentHighlight': { textDocument, position },
  'textDocument/documentSymbol': { textDocument },
  'textDocument/documentLink': { textDocument },
  'textDocument/foldingRange': { textDocument },
  'textDocument/selectionRange': { textDocument, positions: [position] },
  'textDocument/inlayHint': { textDocument, range },
  'textDocument/codeAction': { textDocument, range, context: { diagnostics: [] } },
  'textDocument/prepareRename': { textDocument, position },
  'textDocument/rename': { textDocument, position, newName: 'other' },
  'workspace/symbol': { query: 'kio' },
  'workspace/willRenameFiles': {
    files: [{ oldUri: textDocument.uri, newUri: `${ROOT}/src/app/cards/d-hsmeta.json` }],
  },
  'hsmeta/checkWorkspace': null,
  'hsmeta/explain': { rule: 'duplicate-uid' },
  'no/such': {},
  shutdown: null,
};
const NEWS = {
  'textDocument/didChange': {
    textDocument: { ...textDocument, version: 2 },
    contentChanges: [{ range, text: '"é😀' }],
  },
  'textDocument/didSave': { textDocument },
  'textDocument/didClose': { textDocument },
  'workspace/didChangeWatchedFiles': { changes: [{ uri: textDocument.uri, type: 2 }] },
  'workspace/didChangeWorkspaceFolders': { event: { added: [{ uri: ROOT, name: 'n' }], removed: [] } },
  'workspace/didChangeConfiguration': { settings: { hsmeta: { profile: 'dev', log: 'warn' } } },
  '$/cancelRequest': { id: 1 },
};
const message = (more) => JSON.stringify({ jsonrpc: '2.0', ...more });
const opened = (file, text) => ({ textDocument: { uri: `${ROOT}/${file}`, languageId: 'json', version: 1, text } });
const capabilities = { general: { positionEncodings: ['utf-16'] } };
const begin = [
  message({ id: 0, method: 'initialize', params: { capabilities, rootUri: null } }),
  message({ method: 'initialized', params: {} }),
  ...Object.entries(OPENED).map(([file, text]) =>
    message({ method: 'textDocument/didOpen', params: opened(file, text) }),
  ),
];
const session = (name, ...lines) => write('lsp', name.replaceAll(/\W/g, '-'), [...begin, ...lines, ''].join('\n'));
for (const [method, params] of Object.entries(QUESTIONS)) {
  session(method, message({ id: 1, method, params: params ?? undefined }));
}
for (const [method, params] of Object.entries(NEWS)) {
  const question = { id: 'é', method: 'textDocument/hover', params: QUESTIONS['textDocument/hover'] };
  session(method, message({ method, params }), message(question));
}
session('raw', '<Content-Length: 2', '<', '{}', '<what is this', '[]', '"a\\ud83d"');

/** What a fuzzer would never guess: punctuation, the names of properties and types, and the values that they take. */
const words = new Set([
  ...['== ', '== hsmeta.toml\n', '== src/app/cards/', '-hsmeta.json\n', '== src/hsprofile.a.json\n'],
  ...['": "', '{}', '[]', '//', '/*', '${', '}', '\\u0000', '\\ud83d', '1e9', '-0', 'TOKEN', 'NAMED'],
  ...['[[ignore]]', '[rules]', 'rule', 'path', 'pointer', 'reason', 'profiles', '=', '"off"', '**', 'contentChanges'],
]);
const schemas = fileURLToPath(new URL('../schemas/', import.meta.url));
for (const file of fs.readdirSync(schemas).filter((name) => name.endsWith('.json') && name !== 'scopes.json')) {
  words.add(path.basename(file, '.json'));
  JSON.parse(fs.readFileSync(path.join(schemas, file)), (key, value) => {
    if (key === 'properties') Object.keys(value).forEach((name) => words.add(`"${name}"`));
    if (key === 'enum') value.forEach((one) => words.add(JSON.stringify(one)));
    return value;
  });
}
const shown = (byte) => {
  const character = String.fromCharCode(byte);
  return /[\w .:/-]/.test(character) ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
};
const line = (word) => `"${[...Buffer.from(word)].map(shown).join('')}"\n`;
const lines = [...words].filter((word) => word.length < 60).map(line);
fs.writeFileSync(path.join(seeds, 'dictionary'), lines.join(''));
