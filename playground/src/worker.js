// hsmeta and the reader of zips in a worker: a hang does not freeze the page. Calls run one after the other.

import { Hsmeta } from '../../packaging/wasm/hsmeta.mjs';
import { Refused } from './files.js';
import { Positions } from './positions.js';
import { unzip } from './zip.js';

let hsmeta;

const methods = {
  async load(module) {
    hsmeta = await Hsmeta.load(module);
  },
  open: (files) => hsmeta.open(Object.fromEntries(files.map(([path, text]) => [path, text ?? new Uint8Array()]))),
  write: (path, text) => hsmeta.write(path, text),
  check,
  fixAll: () => hsmeta.fixAll().changed,
  hover: (path, position) => hsmeta.hover(path, position),
  completion: (path, position) => hsmeta.completion(path, position),
  version: () => hsmeta.run(['--version']).stdout,
  unzip,
};

/** The problems with `from` and `to`, indices of the text, in themselves, their edits and what is related. */
function check() {
  const positions = new Map();
  const at = (file) => {
    if (!positions.has(file)) positions.set(file, new Positions(hsmeta.text(file) ?? ''));
    return positions.get(file);
  };
  const located = (value) => {
    const { start, end } = value.offset;
    return { ...value, from: at(value.file).atByte(start), to: at(value.file).atByte(end) };
  };
  return hsmeta.check().diagnostics.map((problem) => ({
    ...located(problem),
    // A fix that does exactly what the help says is enough.
    help: problem.help === problem.fixes[0]?.title ? undefined : problem.help,
    related: problem.related.map((related) => {
      const { start, end } = related.range;
      return { ...related, from: at(related.file).at(start), to: at(related.file).at(end) };
    }),
    fixes: problem.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(located) })),
  }));
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
