// hsmeta and the reader of zips in a worker: a hang does not freeze the page. Calls run one after the other.

import { Hsmeta } from '../../packaging/wasm/hsmeta.mjs';
import { Refused } from './files.js';
import { unzip } from './zip.js';

let hsmeta;

const methods = {
  async load(module) {
    if (hsmeta) await hsmeta.use(module);
    else hsmeta = await Hsmeta.load(module);
  },
  open: (files) => hsmeta.open(Object.fromEntries(files.map(([path, text]) => [path, text ?? new Uint8Array()]))),
  write: (path, text) => hsmeta.write(path, text),
  check: () => hsmeta.check().diagnostics.map(located),
  fixAll: () => hsmeta.fixAll().changed,
  hover: (path, position) => hsmeta.hover(path, position),
  completion: (path, position) => hsmeta.completion(path, position),
  unzip,
};

/** A diagnostic with `from` and `to`, indices of the text, in itself, its edits and what is related. */
function located(diagnostic) {
  return {
    ...range(diagnostic),
    related: diagnostic.related.map((related) => {
      const index = indexAt(hsmeta.text(related.file) ?? '', related.range.start);
      return { ...related, from: index, to: index };
    }),
    fixes: diagnostic.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(range) })),
  };
}

function range(value) {
  const { start, end } = value.offset;
  return { ...value, from: hsmeta.utf16(value.file, start), to: hsmeta.utf16(value.file, end) };
}

/** The index at a line and a column of a report: both from 1, the column in code points. */
function indexAt(text, { line, column }) {
  const breaks = [...text.matchAll(/\r\n?|\n/g)];
  const start = line === 1 ? 0 : breaks[line - 2].index + breaks[line - 2][0].length;
  return start + [...text.slice(start, breaks[line - 1]?.index)].slice(0, column - 1).join('').length;
}

let queue = Promise.resolve();

self.addEventListener('message', ({ data: { id, method, values } }) => {
  queue = queue.then(async () => {
    try {
      self.postMessage({ id, result: await methods[method](...values) });
    } catch (error) {
      self.postMessage({ id, error: error.message, isRefused: error instanceof Refused });
    }
  });
});
