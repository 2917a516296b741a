// What the interface is given wrongly is refused with the reason, and the next call works: `node api.mjs MODULE`.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { loaded } from "./fixtures.mjs";

const [out] = process.argv.slice(2);
const { hsmeta, HsmetaError } = await loaded(out);
const manifest = "hsproject.json";
const works = () => {
    hsmeta.open({ [manifest]: "{" });
    assert.equal(hsmeta.check().diagnostics[0].rule, "invalid-json");
};

for (const path of ["", "/", ".", "..", "a/", "a/..", "a\0b", "\ud800", undefined, 1]) {
    assert.throws(() => hsmeta.write(path, "x"), { name: "TypeError", message: `${JSON.stringify(path)} is not the path of a file` });
    hsmeta.open({ a: "x" });
    assert.throws(() => hsmeta.rename("a", path), TypeError);
    assert.deepEqual([...hsmeta.files.keys()], ["a"]);
}
for (const content of [undefined, null, 1, [1], {}, new ArrayBuffer(1), new Uint16Array(1)]) {
    assert.throws(() => hsmeta.write("a", content), { name: "TypeError", message: "the content of `a` is neither a string nor a Uint8Array" });
}
works();

for (const position of [{ line: -1, character: 0 }, { line: 0, character: 0.5 }, { line: NaN, character: 0 }, { line: 2 ** 32, character: 0 }]) {
    for (const method of ["hover", "completion", "definition"]) assert.throws(() => hsmeta[method](manifest, position), TypeError, method);
}
const end = { line: 2 ** 32 - 1, character: 2 ** 32 - 1 };
assert.notEqual(hsmeta.hover(manifest, end), null);
works();

// No edit is applied if one cannot be.
const edit = (file) => ({ file, offset: { start: 0, end: 0 }, newText: "x" });
assert.throws(() => hsmeta.applyEdits([edit(manifest), edit("missing")]), { name: "TypeError", message: "`missing` is not one of the files" });
assert.equal(hsmeta.text(manifest), "{");

// What is inserted at one place keeps its order.
const inserted = ["a", "b"].map((newText) => ({ ...edit(manifest), newText }));
assert.deepEqual(hsmeta.applyEdits([...inserted, { file: manifest, offset: { start: 0, end: 1 }, newText: "c" }]), { [manifest]: "abc" });
works();

for (const path of ["__proto__/hsproject.json", "constructor/hsproject.json", "a/../...", "/ä b/🙂/hsproject.json"]) {
    hsmeta.open([[path, "{"]]);
    const name = path.replace(/^\/|a\/\.\.\//, "");
    assert.deepEqual([...hsmeta.files.keys()], [name]);
    const reported = hsmeta.check().diagnostics.map(({ file }) => file);
    assert.deepEqual([...new Set(reported)], name === "..." ? [] : [name]);
}
works();

// An instance that was stopped is replaced by another one.
const stopped = await hsmeta.constructor.load(readFileSync(join(out, "hsmeta.wasm")));
stopped.open({ [manifest]: { get length() { throw new Error("stopped"); }, BYTES_PER_ELEMENT: 1 } });
assert.throws(() => stopped.check(), (error) => error instanceof HsmetaError && error.cause.message === "stopped");
stopped.open({ [manifest]: "{" });
assert.deepEqual(stopped.check(), hsmeta.check());

// The positions of a report.
const properties = Array.from({ length: 1000 }, (_, index) => `"ä🙂${index}": 1`);
hsmeta.open({ [manifest]: `{${properties.join(",\r\n")}}` });
const text = hsmeta.text(manifest);
let compared = 0;
for (const { file, message, offset, range } of hsmeta.check().diagnostics) {
    const positions = hsmeta.positions(file);
    const [start, end] = [positions.atByte(offset.start), positions.atByte(offset.end)];
    assert.deepEqual([start, end], [positions.at(range.start), positions.at(range.end)]);
    const [name] = /ä🙂\d+/.exec(message) ?? [];
    if (!name) continue;
    assert.equal(text.slice(start, end), `"${name}"`);
    compared++;
}
assert.equal(compared, properties.length);
