// No edit stops the module, and what it reports depends on the files alone: `node edits.mjs MODULE [SEED]`.

import assert from "node:assert/strict";

import { loaded, projects, tree } from "./fixtures.mjs";

const [out, seed = "20"] = process.argv.slice(2);
const EDITS = 500;
const INSERTED = ["{", "}", "[", "]", '"', ",", ":", "\\", "\\ud800", "${", "null", "1e999", "\n", "\r", "\t", "\u0000", "\ufeff", "ä", "🙂", "</", "'", "`", "=>", "("];

/** mulberry32. */
let state = Number(seed);
function random(limit) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % limit;
}

const { hsmeta } = await loaded(out);
const { hsmeta: fresh } = await loaded(out);
const all = projects();
let paths = [];
for (let edit = 0; edit < EDITS; edit++) {
    if (edit % 20 === 0) {
        hsmeta.open(tree(all[random(all.length)]).files);
        paths = [...hsmeta.files.keys()];
    }
    const path = paths[random(paths.length)];
    const text = hsmeta.text(path) ?? "";
    const [start, length] = [random(text.length + 1), random(8)];
    const inserted = INSERTED[random(INSERTED.length)];
    hsmeta.write(path, text.slice(0, start) + inserted + text.slice(start + length));
    const position = { line: random(40), character: random(60) };
    const report = hsmeta.check();
    hsmeta.hover(path, position);
    hsmeta.completion(path, position);
    hsmeta.definition(path, position);
    if (edit % 20 === 10) hsmeta.fixAll();
    if (edit % 20 === 15) {
        fresh.open(hsmeta.files);
        assert.deepEqual(hsmeta.check(), fresh.check(), `seed ${seed}, edit ${edit}`);
    }
    assert.equal(report.version, 1);
}
console.log(`${EDITS} edits`);
