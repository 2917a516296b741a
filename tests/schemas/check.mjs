// check.mjs MODULES: reads schemas/published with two programs that know nothing of hsmeta: `ajv` as it comes and with all
// its strict modes, and the JSON service of VS Code, which chooses schemas by the catalog. The healthy projects of
// fixtures/planted are accepted; with one thing broken, each of their files is refused. `run` installs MODULES.
import assert from 'node:assert';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'modules.js'));
const Ajv = require('ajv').default;
const { getLanguageService, TextDocument } = require('vscode-json-languageservice');

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..');
const published = path.join(root, 'schemas/published');
const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const catalog = read(path.join(published, 'catalog.json')).schemas;
const schemas = new Map(catalog.map(({ url }) => [path.basename(url, '.json'), read(path.join(published, url))]));
assert.strictEqual(schemas.size, fs.readdirSync(published).length - 1);

// ---------------------------------------------------------------- the programs

/** One function a schema that says what is wrong with a value; a warning of ajv is a failure. */
function validators(options) {
  const complain = (message) => assert.fail(`ajv: ${message}`);
  const ajv = new Ajv({ ...options, logger: { log: complain, warn: complain, error: complain } });
  return new Map([...schemas].map(([name, schema]) => [name, ajv.compile(schema)]));
}

const ajvs = [validators({}), validators({ strict: true })];
const service = getLanguageService({});
const fileMatch = new Map(catalog.map((entry) => [path.basename(entry.url, '.json'), entry.fileMatch]));
service.configure({
  schemas: [...schemas].map(([name, schema]) => ({ uri: schema.$id, fileMatch: fileMatch.get(name), schema })),
});

function open(file, value) {
  const document = TextDocument.create(pathToFileURL(file).href, 'json', 1, JSON.stringify(value, null, 2));
  return { document, json: service.parseJSONDocument(document) };
}

/** What each program says about a value that a file could have; empty where it is accepted. */
async function complaints(name, file, value) {
  const [plain, strict] = ajvs.map((ajv) => {
    const validate = ajv.get(name);
    return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  });
  const { document, json } = open(file, value);
  const found = await service.doValidation(document, json, { schemaValidation: 'error', schemaRequest: 'error' });
  return { plain, strict, service: found.map((one) => one.message) };
}

// ---------------------------------------------------------------- the files

function* filesBelow(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else yield file;
  }
}

function schemaOf(file, value) {
  if (path.basename(file) === 'hsproject.json') return 'hsproject';
  if (/^hsprofile\..*\.json$/.test(path.basename(file))) return 'hsprofile';
  if (file.endsWith('-hsmeta.json')) return value.type === 'pages' ? 'page' : value.type;
  return undefined;
}

/** The value with another one at a JSON pointer; `undefined` removes what is there. */
function changed(value, pointer, to) {
  const copy = structuredClone(value);
  const keys = pointer.split('/').slice(1);
  const last = keys.pop();
  const holder = keys.reduce((inside, key) => (inside[key] ??= {}), copy);
  if (to === undefined) delete holder[last];
  else holder[last] = to;
  return copy;
}

// What is refused in every component file, and in files of one type: each a pointer and a value.
const COMPONENT = [
  ['/uid', undefined],
  ['/uid', 'or ders'],
  ['/type', 'nonsense'],
  ['/config', []],
  ['/permissions/requiredScopes', 'crm.objects.contacts.read'],
];
const BROKEN = {
  hsproject: [['/srcDir', 7], ['/name', undefined]],
  hsprofile: [['/accountId', 0], ['/accountId', '1']],
  app: [['/config/auth/requiredScopes', undefined], ['/config/distribution', 'everybody']],
  'app-event': [['/config/objectType', undefined]],
  card: [['/config/location', 'crm.record.tap'], ['/config/entrypoint', undefined]],
  webhooks: [['/config/settings/targetUrl', 'http://a.test'], ['/config/settings/targetUrl', 'https://a b']],
  'workflow-action': [['/config/actionUrl', 'https://a.test/%zz'], ['/config/labels/de', { actionName: 7 }]],
};
// Placeholders and values that other checks are for.
const ACCEPTED = {
  card: [['/uid', 'card-${STAGE}'], ['/config/location', '${LOCATION}'], ['/permissions', 'all']],
  webhooks: [['/config/settings/targetUrl', '${HOST}/hooks']],
  'workflow-action': [['/config/actionUrl', 'https://[::1]:8080/a%20b?c=d#e']],
};

const seen = { files: 0, accepted: 0, refused: 0 };
const types = new Set();
for (const file of filesBelow(path.join(root, 'fixtures/planted'))) {
  const value = file.endsWith('.json') ? read(file) : undefined;
  const name = schemaOf(file, value);
  if (name === undefined) continue;
  types.add(name);
  seen.files += 1;
  for (const [pointer, to] of [['', undefined], ...(ACCEPTED[name] ?? [])]) {
    const accepted = pointer === '' ? value : changed(value, pointer, to);
    const said = await complaints(name, file, accepted);
    assert.deepStrictEqual(said, { plain: [], strict: [], service: [] }, `${file}${pointer}`);
    seen.accepted += 1;
  }
  const isComponent = file.endsWith('-hsmeta.json');
  for (const [pointer, to] of [...(isComponent ? COMPONENT : []), ...(BROKEN[name] ?? [])]) {
    const said = await complaints(name, file, changed(value, pointer, to));
    for (const [program, messages] of Object.entries(said)) {
      assert.notDeepStrictEqual(messages, [], `${program} accepts ${file} with ${to} at ${pointer}`);
    }
    seen.refused += 1;
  }
}
assert.deepStrictEqual([...types].sort(), [...schemas.keys()].sort(), 'a schema without a healthy example');

// What an editor without hsmeta is given them for.
const card = path.join(root, 'project/src/app/cards/a-hsmeta.json');
const { document, json } = open(card, { type: 'card', config: { location: '' }, permissions: {} });
async function offered(after) {
  const offset = document.getText().indexOf(after) + after.length;
  const list = await service.doComplete(document, document.positionAt(offset), json);
  return list.items.map((item) => item.label);
}
assert((await offered('"location": "')).includes('"crm.record.tab"'));
assert((await offered('"permissions": {')).includes('requiredScopes'));

console.log(`ok: ${schemas.size} schemas, ${seen.files} files, ${seen.accepted} values accepted, ${seen.refused} refused`);
