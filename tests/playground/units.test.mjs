// The parts of the playground without a page: links, zips, folders, edits.

import assert from 'node:assert/strict';
import test from 'node:test';
import zlib from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { template } from '../../playground/src/completion.js';
import { limits, Refused } from '../../playground/src/files.js';
import { Positions } from '../../playground/src/positions.js';
import { difference, Project } from '../../playground/src/project.js';
import { toProject } from '../../playground/src/read.js';
import { isShared, readFragment, shareFragment } from '../../playground/src/share.js';
import { unzip } from '../../playground/src/zip.js';

const encode = (text) => `#project=${zlib.deflateRawSync(text).toString('base64url')}`;
const bytes = (files) => Object.entries(files).map(([path, content]) => ({ path, bytes: content }));

test('a link contains the project', async () => {
  const files = { 'src/app/ä b-hsmeta.json': '{\r\n"ü": "🚲"}', 'src/logo.png': null, empty: '', constructor: 'x' };
  const fragment = await shareFragment(files, 'empty');
  assert.match(fragment, /^#[\w=-]+$/);
  assert.ok(isShared(fragment));
  assert.deepEqual(await readFragment(fragment), { files: new Map(Object.entries(files)), open: 'empty' });
  assert.equal(await shareFragment(new Map(Object.entries(files)), 'empty'), fragment);
});

test('a lone surrogate in a text does not break a link', async () => {
  const { files } = await readFragment(await shareFragment({ a: '\ud800' }));
  assert.equal(files.get('a'), '\ud800');
});

test('a damaged link is refused', async () => {
  const fragment = await shareFragment({ 'hsproject.json': '{"name": "a"}' });
  const damaged = ['#project=', '#project=%00', `${fragment}!`, fragment.slice(0, -4), encode('{"files": ')];
  for (const link of damaged) await assert.rejects(readFragment(link), Refused, link);
});

test('a link with anything but a project is refused', async () => {
  const values = [null, [], 'x', {}, { files: {} }, { files: [] }, { files: ['a'] }, { files: [['a']] }, { files: [['a', 1]] }];
  for (const value of values) await assert.rejects(readFragment(encode(JSON.stringify(value))), Refused);
});

test('a link with a path that leaves the project is refused', async () => {
  const paths = ['', '/etc/passwd', '../a', 'a/../b', './a', 'a//b', 'a/', 'a\\b', '__proto__', 'a/__proto__/b', 'a\u0000', 'a\u202eb'];
  for (const path of [...paths, 'x'.repeat(256)]) {
    await assert.rejects(readFragment(encode(JSON.stringify({ files: [[path, '']] }))), Refused, path);
  }
});

test('a link with a file twice, or with a file that is a folder, is refused', async () => {
  for (const [one, other] of [['a', 'a'], ['a', 'a/b'], ['a/b/c', 'a/b']]) {
    await assert.rejects(readFragment(encode(JSON.stringify({ files: [[one, ''], [other, '']] }))), Refused);
  }
});

test('a property `__proto__` of a link changes nothing', async () => {
  const { files } = await readFragment(encode('{"__proto__": {"open": "x"}, "files": [["a", ""]]}'));
  assert.deepEqual([...files], [['a', '']]);
  assert.equal({}.open, undefined);
});

test('a link over the limits is refused', async () => {
  const many = Object.fromEntries(Array.from({ length: limits.files + 1 }, (_, index) => [`f${index}`, '']));
  await assert.rejects(shareFragment(many).then(readFragment), /more than 500 files/);
  await assert.rejects(shareFragment({ a: 'x'.repeat(limits.fileBytes + 1) }).then(readFragment), /1 MB/);
  await assert.rejects(shareFragment({ a: 'ü'.repeat(limits.fileBytes / 2 + 1) }).then(readFragment), /1 MB/);
  await assert.rejects(readFragment(`#project=${'A'.repeat(limits.projectBytes * 2 + 1)}`), /too long/);
});

test('a link that expands without end is stopped', async () => {
  const bomb = zlib.deflateRawSync(Buffer.alloc(128 << 20), { level: 1 });
  const before = process.memoryUsage().rss;
  await assert.rejects(readFragment(`#project=${bomb.toString('base64url')}`), /8 MB/);
  assert.ok(process.memoryUsage().rss - before < 64 << 20);
});

test('a zip gives its files', () => {
  const zip = zipSync({
    'app/hsproject.json': strToU8('{}'), 'app/src/': new Uint8Array(), 'app/.git/config': strToU8('x'),
    'app/node_modules/a/index.js': strToU8('x'), '__MACOSX/app/._a': strToU8('x'), 'app/src/ä.json': strToU8('{"a": 1}'),
    'app/.DS_Store': Uint8Array.of(0),
  });
  const { files, notes } = toProject(unzip(zip));
  assert.deepEqual(Object.fromEntries(files), { 'hsproject.json': '{}', 'src/ä.json': '{"a": 1}' });
  assert.deepEqual(notes, []);
});

test('a zip may write the folder that it packs into each path', () => {
  const { files } = toProject(unzip(zipSync({ './': new Uint8Array(), './hsproject.json': strToU8('{}'), './src/a': strToU8('') })));
  assert.deepEqual([...files.keys()], ['hsproject.json', 'src/a']);
});

test('an encrypted zip is refused, also if a folder comes first', () => {
  const zip = zipSync({ 'app/': new Uint8Array(), 'app/a.json': strToU8('{}') }, { level: 0 });
  const entry = Buffer.from(zip.buffer).lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  zip[entry + 8] |= 1;
  assert.throws(() => unzip(zip), /encrypted/);
});

test('of a large or binary file in a zip only the name is kept', () => {
  const zip = zipSync({
    'a.json': strToU8('{}'), 'logo.png': Uint8Array.of(137, 80, 78, 71, 0), 'latin.json': Uint8Array.of(34, 228, 34),
    'large.json': new Uint8Array(limits.fileBytes + 1),
  });
  const { files, notes } = toProject(unzip(zip));
  assert.deepEqual(Object.fromEntries(files), { 'a.json': '{}', 'logo.png': null, 'latin.json': null, 'large.json': null });
  assert.deepEqual(notes, [
    'Over the 1 MB limit, only the name is kept: `large.json`.', 'Not text, only the name is kept: `logo.png`, `latin.json`.',
  ]);
});

test('a zip gets the space that it declares and no more', () => {
  const zip = zipSync({ 'a.txt': new Uint8Array(900_000) });
  // The size in the central directory, 24 bytes behind its signature.
  const directory = Buffer.from(zip.buffer).lastIndexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
  new DataView(zip.buffer).setUint32(directory + 24, 1000, true);
  const [{ bytes }] = unzip(zip);
  assert.equal(bytes.length, 1000);
});

test('a zip that is damaged or over the limits is refused', () => {
  const zip = zipSync({ 'a.json': strToU8('{"a": 1}') });
  const many = zipSync(Object.fromEntries(Array.from({ length: limits.files + 1 }, (_, index) => [`f${index}`, strToU8('')])));
  const large = zipSync(Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`f${index}`, new Uint8Array(limits.fileBytes)])), { level: 0 });
  for (const bad of [strToU8(''), strToU8('no zip'), zip.subarray(0, zip.length - 10), many, large]) {
    assert.throws(() => unzip(bad), Refused);
  }
  for (const path of ['../a', '/a', 'a\\b', '__proto__']) {
    // The name is replaced afterwards: the library cannot write each of them.
    const bytes = Buffer.from(zipSync({ ['x'.repeat(path.length)]: strToU8('') })).toString('latin1');
    const hostile = Buffer.from(bytes.replaceAll('x'.repeat(path.length), path), 'latin1');
    assert.throws(() => toProject(unzip(hostile)), Refused, path);
  }
});

test('the folder that was dropped is not part of the paths', () => {
  const paths = (names) => [...toProject(names.map((path) => ({ path, bytes: strToU8('') }))).files.keys()];
  assert.deepEqual(paths(['app/a', 'app/src/b']), ['a', 'src/b']);
  assert.deepEqual(paths(['app/a', 'apple/b']), ['app/a', 'apple/b']);
  assert.deepEqual(paths(['a', 'src/b']), ['a', 'src/b']);
  assert.throws(() => toProject([]), Refused);
});

test('a project over 8 MB is refused', () => {
  const text = strToU8('x'.repeat(limits.fileBytes));
  const contents = bytes(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, text])));
  assert.throws(() => toProject(contents), /8 MB/);
});

test('a byte order mark stays in the text', () => {
  assert.equal(toProject([{ path: 'a', bytes: Uint8Array.of(0xef, 0xbb, 0xbf, 0x61) }]).files.get('a'), '\ufeffa');
});

test('a folder is renamed and removed with all that is in it', () => {
  const project = new Project();
  project.load(new Map([['src/a', '1'], ['src/b/c', '2'], ['srcs', '3']]));
  assert.equal(project.reasonAgainst('srcs/a', 'src'), '`srcs` is a file and a folder.');
  assert.equal(project.reasonAgainst('src/b', 'src'), undefined);
  assert.equal(project.reasonAgainst('srcs'), '`srcs` is listed twice.');
  assert.match(project.reasonAgainst('../x'), /^The path contains/);
  assert.deepEqual(project.rename('src', 'app'), [['src/a', 'app/a'], ['src/b/c', 'app/b/c']]);
  project.remove('app/b');
  assert.deepEqual(Object.fromEntries(project.files), { 'app/a': '1', srcs: '3' });
});

test('the difference of two texts is one edit', () => {
  for (const [text, other] of [['abc', 'abc'], ['aa', 'aaa'], ['', 'x'], ['abcd', 'axd'], ['xay', 'xby']]) {
    const { from, to, newText } = difference(text, other);
    assert.equal(text.slice(0, from) + newText + text.slice(to), other);
  }
  assert.deepEqual(difference('abcd', 'axd'), { from: 1, to: 3, newText: 'x' });
});

test('positions of a report are found in the text', () => {
  const text = 'a\r\nü🚲b\n\ufeff€\rc';
  const positions = new Positions(text);
  for (let index = 0; index <= text.length; index++) {
    // Not between the halves of a surrogate pair.
    if (/[\udc00-\udfff]/.test(text[index])) continue;
    assert.equal(positions.atByte(Buffer.byteLength(text.slice(0, index))), index);
  }
  const at = (line, column) => positions.at({ line, column });
  assert.deepEqual([at(1, 1), at(1, 2), at(2, 1), at(2, 3), at(3, 2), at(4, 1), at(4, 2)], [0, 1, 3, 6, 9, 11, 12]);
});

test('a snippet of the protocol becomes one of the editor', () => {
  assert.equal(template('"a": "$1"$0'), '"a": "${1}"${999}');
  assert.equal(template('{\n  "uid": "${1:name}",\n  "b": {\\}\\$\\\\\n}'), '\\{\n  "uid": "${1:name}",\n  "b": \\{\\}$\\\n\\}');
});
