// Holds `hsmeta check` to Ajv: thousands of files with a mutated `config`, and schemas like HubSpot's: ours as they are, stricter
// and looser ones, and one for each keyword. A file is invalid for hsmeta if a problem cites HubSpot's schema.
//
// node tests/official/compare.mjs NODE_MODULES HSMETA [SEED]
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';

const [modules, hsmeta, seed = '1'] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, 'package.json'));
const { Ajv2020 } = require('ajv/dist/2020.js');
const addFormats = require('ajv-formats');
const VERSION = '2026.03';
const FILES = 400;

// mulberry32: the same files for the same seed, on every machine.
let state = Number(seed);
function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (list) => list[below(list.length)];

// As HubSpot's library makes it: project-parsing-lib 0.23.0, validation.js.
function validator(schema) {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  return (value) => {
    try {
      return { isValid: validate(value), why: validate.errors };
    } catch {
      // The code that Ajv makes for `unevaluatedProperties` fails for some values.
      return { isValid: null };
    }
  };
}

// Schemas

const ours = (name) => {
  const text = fs.readFileSync(`schemas/${name}.json`, 'utf8');
  const whole = JSON.parse(text);
  const config = without(whole.properties.config);
  if (whole.$defs) config.$defs = without(whole.$defs);
  return config;
};

/** A schema without the keywords of hsmeta. */
function without(schema) {
  if (Array.isArray(schema)) return schema.map(without);
  if (schema === null || typeof schema !== 'object') return schema;
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([name]) => !name.startsWith('x-'))
      .map(([name, value]) => [name, without(value)]),
  );
}

/** Each object of a schema that has a type, changed. */
function changed(schema, change) {
  if (Array.isArray(schema)) return schema.map((one) => changed(one, change));
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, changed(value, change)]));
  if (typeof copy.type === 'string') change(copy);
  return copy;
}

const stricter = (schema) =>
  changed(schema, (one) => {
    if (one.type === 'object' && one.properties) one.additionalProperties = false;
    if (one.type === 'string' && !one.enum) Object.assign(one, { minLength: 2, maxLength: 12, pattern: '^[^ ]*$' });
    if (one.type === 'array') Object.assign(one, { uniqueItems: true, maxItems: 2 });
  });

const looser = (schema) =>
  changed(schema, (one) => {
    for (const name of ['required', 'enum', 'additionalProperties', 'minLength', 'pattern', 'format', 'minItems']) delete one[name];
  });

// Every keyword, also together with others, as generators of schemas write them.
const KEYWORDS = {
  type: { type: ['string', 'integer'] },
  integer: { type: 'integer' },
  nullable: { type: 'string', nullable: true },
  enum: { enum: ['a', 1, null, [1], { a: 1 }] },
  strings: { enum: ['a', 'https://acme.tech', ''] },
  const: { const: { a: [1, '2'] } },
  number: { multipleOf: 0.5, minimum: -1, exclusiveMaximum: 1000 },
  string: { minLength: 2, maxLength: 5, pattern: '^\\w+$' },
  lookaround: { type: 'string', pattern: '^(?!hs_)[a-z_]+(?<!_)$' },
  unicode: { pattern: '^\\p{L}+$' },
  array: { minItems: 1, maxItems: 2, uniqueItems: true, items: { type: ['number', 'string'] } },
  tuple: { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }], items: false },
  contains: { contains: { type: 'number' }, minContains: 1, maxContains: 2 },
  object: { type: 'object', minProperties: 1, maxProperties: 2, propertyNames: { maxLength: 3 } },
  closed: { type: 'object', properties: { a: { type: 'number' }, b: true }, additionalProperties: false },
  patterns: { type: 'object', patternProperties: { '^a': { type: 'number' } }, additionalProperties: { type: 'string' } },
  dependent: { dependentRequired: { a: ['b'] }, dependentSchemas: { b: { required: ['c'] } } },
  dependencies: { dependencies: { a: ['b'], b: { properties: { a: { type: 'number' } } } } },
  oneOf: { oneOf: [{ properties: { a: { const: 'x' } }, required: ['a'] }, { properties: { b: { type: 'number' } }, required: ['b'] }] },
  anyOf: { anyOf: [{ type: 'number' }, { required: ['a'] }] },
  not: { not: { type: 'string', minLength: 1 } },
  if: { if: { properties: { a: { const: 'x' } }, required: ['a'] }, then: { required: ['b'] }, else: { required: ['c'] } },
  unevaluated: { type: 'object', allOf: [{ properties: { a: true } }], unevaluatedProperties: false },
  notMultiple: { not: { multipleOf: 2 } },
  decimals: { multipleOf: 0.1 },
  cents: { type: 'number', multipleOf: 0.01, maximum: 1e22 },
  thirds: { multipleOf: 3e-7 },
  nothing: { not: {} },
  exclusive: { oneOf: [{ type: 'number' }, { multipleOf: 2 }, { type: 'string', minLength: 2 }] },
  nested: { anyOf: [{ oneOf: [{ type: 'string' }, { minLength: 3 }] }, { allOf: [{ type: 'array' }, { anyOf: [{ minItems: 2 }, { contains: { type: 'string' } }] }] }] },
  names: { type: 'object', propertyNames: { anyOf: [{ const: 'a' }, { pattern: '^b' }, { enum: ['long name'] }] } },
  restOfList: { type: 'array', prefixItems: [{ type: 'number' }], unevaluatedItems: false },
  mayContain: { contains: { type: 'number' }, minContains: 0, maxContains: 1 },
  false: false,
  recursive: { $ref: '#/$defs/node' },
  anchored: { $ref: '#leaf' },
  dynamic: { $ref: '#/$defs/tree' },
  ...Object.fromEntries(
    ['uri', 'uri-reference', 'email', 'hostname', 'uuid', 'date', 'time', 'date-time', 'ipv4', 'ipv6', 'int32', 'int64', 'idn-email', 'iri', 'unheard-of', 'regex', 'json-pointer', 'duration'].map(
      (format) => [format, { format }],
    ),
  ),
};
const zoo = () => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://hubspot.com/schemas/zoo',
  type: 'object',
  properties: KEYWORDS,
  $defs: {
    node: { type: 'object', properties: { a: { $ref: '#/$defs/node' }, b: { type: 'array', items: { $ref: '#/$defs/node' } } }, additionalProperties: { type: 'number' } },
    tree: { $dynamicAnchor: 'tree', type: 'object', properties: { a: { $dynamicRef: '#tree' }, b: { items: { $dynamicRef: '#tree' } } }, additionalProperties: { type: 'string' } },
    leaf: { $anchor: 'leaf', type: ['number', 'string'] },
  },
});

/** Any keyword of the table, in any combination. */
function randomSchema(depth = 0) {
  if (depth > 2) return pick([true, false, {}, { type: pick(TYPES) }, { const: pick(SCALARS) }, { required: [pick(NAMES)] }, { minLength: below(4) }]);
  const below2 = () => randomSchema(depth + 1);
  const list = () => Array.from({ length: 1 + below(3) }, below2);
  const byName = (value) => Object.fromEntries(Array.from({ length: 1 + below(3) }, () => [pick(NAMES), value()]));
  const names = () => [...new Set(Array.from({ length: 1 + below(2) }, () => pick(NAMES)))];
  const keywords = {
    type: () => pick([pick(TYPES), [...new Set([pick(TYPES), pick(TYPES)])]]),
    enum: () => Array.from({ length: 1 + below(3) }, () => value(2)),
    const: () => value(2),
    multipleOf: () => pick([0.1, 0.5, 2, 3, 0.01, 1e-7]),
    minimum: () => pick([0, 1, -1.5]),
    exclusiveMaximum: () => pick([1, 2, 1000]),
    minLength: () => below(4),
    maxLength: () => below(6),
    pattern: () => pick(['^a', 'a$', '^(?!hs_)', '^[a-z]{1,3}$', '\\d', '^\\p{L}*$', '^(a|b)\\1?$', '[^\\s@]+@']),
    format: () => pick(['uri', 'email', 'date', 'uuid', 'ipv4', 'date-time', 'regex']),
    minItems: () => below(3),
    maxItems: () => below(3),
    uniqueItems: () => true,
    items: below2,
    prefixItems: list,
    unevaluatedItems: below2,
    contains: below2,
    minContains: () => below(3),
    maxContains: () => 1 + below(2),
    properties: () => byName(below2),
    patternProperties: () => ({ [pick(['^a', '^[bc]$', 'l', '\\d'])]: below2() }),
    additionalProperties: below2,
    unevaluatedProperties: below2,
    propertyNames: below2,
    required: names,
    minProperties: () => below(3),
    maxProperties: () => below(3),
    dependentRequired: () => byName(names),
    dependentSchemas: () => byName(below2),
    allOf: list,
    anyOf: list,
    oneOf: list,
    not: below2,
    if: below2,
    then: below2,
    else: below2,
  };
  const chosen = Array.from({ length: 1 + below(4) }, () => pick(Object.keys(keywords)));
  return Object.fromEntries(chosen.map((name) => [name, keywords[name]()]));
}

const RANDOM = 150;
const randomSchemas = () => ({ type: 'object', properties: Object.fromEntries(Array.from({ length: RANDOM }, (_, n) => [`p${n}`, randomSchema()])) });

// Values

const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];
const SCALARS = [
  null, true, false, 0, -0, 1, 1.0, 1.5, 2, -1, 0.3, 0.7, 1.1, 19.99, 4.35, 2.675, 1e-7, 1e20, 3e22, 999.5, 1000, 2147483648, 1e21, 0.1, '', 'a', 'x', 'ab', 'abcdef', 'hs_a', 'a_', 'é', 'été', '😀😀', ' ', 'a b',
  'https://acme.tech', 'http://acme.tech/a?b=c#d', 'https://acme.tech:99/é', '//acme.tech/x', 'acme.tech', 'mailto:a@b.c', 'https://[::1]/', 'https://a b', 'x:y',
  'a@b.c', 'a@b', 'A.B+c@D.example', 'a@-b.c', 'é@b.c', '2026-11-29', '2026-02-29', '2024-02-29', '2026-13-01', '10:00:00Z', '10:00:00', '23:59:60Z', '10:00:00+0130',
  '2026-11-29T10:00:00Z', '2026-11-29 10:00:00z', '2026-11-29T10:00:00', '2026-11-29T10:00:00.5+01:00', '127.0.0.1', '256.1.1.1', '01.2.3.4', '::1', '1::2::3',
  '123e4567-e89b-12d3-a456-426614174000', 'urn:uuid:123e4567-e89b-12d3-a456-426614174000', '123e4567', '(', '[a-z]+', '/a/b', 'a/b', '/a~2', 'P1D', 'P', 'PT1H', 'P1W',
  'a.example.', 'a..b', '-a.b', 'localhost', 'crm.record.tab', 'contacts', 'CONTACT', 'STATIC_VALUE',
];
const NAMES = ['a', 'b', 'c', 'ab', 'a1', 'type', 'name', 'long name', 'length'];

function value(depth = 0) {
  const kind = below(depth > 2 ? 6 : 10);
  if (kind < 6) return pick(SCALARS);
  if (kind < 8) return Array.from({ length: below(4) }, () => value(depth + 1));
  return Object.fromEntries(Array.from({ length: below(4) }, () => [pick(NAMES), value(depth + 1)]));
}

/** A copy with one to three changes. */
function mutated(seed) {
  const copy = structuredClone(seed);
  for (let n = 1 + below(3); n > 0; n--) {
    const holders = [];
    (function collect(holder) {
      if (holder === null || typeof holder !== 'object') return;
      for (const key of Object.keys(holder)) {
        holders.push([holder, key]);
        collect(holder[key]);
      }
    })(copy);
    if (holders.length === 0) {
      copy[pick(NAMES)] = value();
      continue;
    }
    const [holder, key] = pick(holders);
    const change = below(5);
    if (change === 0 && !Array.isArray(holder)) delete holder[key];
    else if (change === 1 && !Array.isArray(holder)) holder[pick(NAMES)] = value();
    else if (change === 2 && Array.isArray(holder)) holder.push(structuredClone(pick(holder)));
    else if (change === 3 && holder[key] !== null && typeof holder[key] === 'object' && !Array.isArray(holder[key])) holder[key][pick(NAMES)] = value();
    else holder[key] = value();
  }
  return copy;
}

/** Every `config` of a type in the fixtures and templates. */
function seeds(type) {
  const found = [];
  for (const root of ['fixtures/projects', 'fixtures/rules', 'fixtures/examples']) {
    for (const entry of fs.readdirSync(root, { recursive: true })) {
      if (!entry.endsWith('-hsmeta.json')) continue;
      try {
        const text = fs.readFileSync(path.join(root, entry), 'utf8');
        const file = JSON.parse(text);
        // What a profile replaces is another matter, and so is JSON that Ajv does not see as it is written.
        if (file.type === type && file.config && typeof file.config === 'object' && !text.includes('${')) found.push(file.config);
      } catch {
        // Fixtures with invalid JSON.
      }
    }
  }
  return found;
}

/** A copy with placeholders instead of some values. There is no profile, so nobody knows what they are. */
function withHoles(value, chance = 0.4) {
  if (value === null || typeof value !== 'object') return random() < chance ? HOLE : value;
  if (random() < chance / 4) return HOLE;
  if (Array.isArray(value)) return value.map((one) => withHoles(one, chance));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withHoles(one, chance)]));
}

const HOLE = '${UNKNOWN}';
/** What a placeholder may stand for. */
const filled = (value, fill) => {
  if (value === HOLE) return fill();
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((one) => filled(one, fill));
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, fill)]));
};

// Comparison

const ZOO_SEEDS = [{}, ...Object.keys(KEYWORDS).map((name) => ({ [name]: 'a' }))];
const zooConfig = () => Object.fromEntries(Array.from({ length: 1 + below(2) }, () => [pick(Object.keys(KEYWORDS)), value()]));
const RUNS = [
  ['every keyword', 'calling', 'CALLING', 'app/calling', zoo(), () => (below(8) === 0 ? mutated(pick(ZOO_SEEDS)) : zooConfig()), FILES * 6],
];
for (let n = 0; n < 4; n++) {
  RUNS.push([`random schemas ${n}`, 'calling', 'CALLING', 'app/calling', randomSchemas(), () => ({ [`p${below(RANDOM)}`]: value() }), FILES * 3]);
  RUNS.push([`unknown values ${n}`, 'calling', 'CALLING', 'app/calling', randomSchemas(), () => withHoles({ [`p${below(RANDOM)}`]: value() }), FILES * 2]);
}
for (const [type, internal, folder] of [
  ['app', 'APPLICATION', 'app'],
  ['card', 'CARD', 'app/cards'],
  ['webhooks', 'WEBHOOKS', 'app/webhooks'],
  ['workflow-action', 'WORKFLOW_ACTION', 'app/workflow-actions'],
  ['app-object', 'APP_OBJECT', 'app/app-objects'],
  ['app-function', 'APP_FUNCTION', 'app/functions'],
]) {
  const configs = seeds(type);
  for (const [how, change] of [['ours', (schema) => schema], ['stricter', stricter], ['looser', looser]]) {
    RUNS.push([`${type}, ${how}`, type, internal, folder, change(ours(type)), () => mutated(pick(configs)), FILES]);
  }
}

let files = 0;
let invalid = 0;
const differences = [];
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'hsmeta-official-'));
try {
  for (const [title, type, internal, folder, schema, config, count] of RUNS) {
    const project = path.join(scratch, title.replaceAll(/\W+/g, '-'));
    const write = (name, content) => {
      fs.mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
      fs.writeFileSync(path.join(project, name), typeof content === 'string' ? content : JSON.stringify(content));
    };
    write('hsproject.json', { name: 'official', srcDir: 'src', platformVersion: VERSION });
    write(`.hsmeta/schemas/${VERSION}.json`, { platformVersion: VERSION, imported: '2026-11-29', schemas: { [internal]: schema } });
    const accepts = validator(schema);
    const verdicts = new Map();
    for (let n = 0; n < count; n++) {
      const name = `src/${folder}/c${n}-hsmeta.json`;
      const content = config();
      write(name, { uid: `c${n}`, type, config: content });
      if (JSON.stringify(content).includes(HOLE)) {
        let mayBeValid = false;
        for (let tries = 0; tries < 60 && !mayBeValid; tries++) mayBeValid = accepts(filled(content, () => value(2))).isValid;
        // Where no value was found that is valid, hsmeta may say so or not.
        if (mayBeValid) verdicts.set(name, [true, content, []]);
        continue;
      }
      const { isValid, why } = accepts(content);
      if (isValid !== null) verdicts.set(name, [isValid, content, why]);
    }
    let output;
    try {
      output = execFileSync(hsmeta, ['check', '--format', 'json', project], { maxBuffer: 1 << 30 });
    } catch (error) {
      if (error.status !== 1) throw error;
      output = error.stdout;
    }
    const [cited, errors] = [new Set(), new Set()];
    for (const diagnostic of JSON.parse(output).diagnostics) {
      const name = diagnostic.file.slice(diagnostic.file.indexOf('src/'));
      if (diagnostic.severity === 'error' && diagnostic.message.includes("HubSpot's schema of 2026-11-29")) cited.add(name);
      // Where another rule reports the same value, it explains it better.
      if (diagnostic.severity === 'error') errors.add(name);
    }
    for (const [name, [isValid, content, why]] of verdicts) {
      files += 1;
      if (!isValid) invalid += 1;
      const agrees = isValid ? !cited.has(name) : errors.has(name);
      if (!agrees) differences.push(`${title}: ${isValid ? 'only hsmeta refuses' : 'only Ajv refuses'} ${JSON.stringify(content).slice(0, 300)}\n  ${JSON.stringify(why)?.slice(0, 300)}`);
    }
  }
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}
console.log(`${files} files, ${invalid} of them invalid for Ajv; ${differences.length} verdicts differ (seed ${seed})`);
for (const difference of differences.slice(0, 40)) console.log(difference);
process.exitCode = differences.length === 0 && invalid > files / 10 && invalid < files ? 0 : 1;
