// Over all projects of the fixtures, the module prints what the program prints, byte for byte: `node parity.mjs MODULE PROGRAM`.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

import { loaded, projects, tree } from "./fixtures.mjs";

const [out, program] = process.argv.slice(2);
const started = performance.now();
const { hsmeta } = await loaded(out);
const start = performance.now() - started;

/** What the program prints in a folder. */
function printed(cwd, args, input = "") {
    const options = { cwd, env: { PATH: process.env.PATH }, input, encoding: "utf8", maxBuffer: 1 << 28 };
    const { status, stdout, stderr } = spawnSync(program, args, options);
    return { exitCode: status, stdout, stderr };
}

// Outside of this repository, whose configuration would count.
const scratch = mkdtempSync(join(tmpdir(), "hsmeta-"));
process.on("exit", () => rmSync(scratch, { recursive: true }));

const times = [];
let problems = 0;
for (const folder of projects()) {
    const { files } = tree(folder);
    hsmeta.open(files);
    const copy = join(scratch, "copy");
    rmSync(copy, { recursive: true, force: true });
    cpSync(folder, copy, { recursive: true });
    const before = performance.now();
    const report = hsmeta.check();
    times.push(performance.now() - before);
    problems += report.diagnostics.length;
    const formats = [["json", "--min-severity", "info"], ["text"]];
    for (const options of formats) {
        const args = ["check", "--format", ...options];
        assert.deepEqual(hsmeta.run(args), printed(copy, args), `${folder}: ${args.join(" ")}`);
    }
    // A fix that was applied leaves what a check of the fixed files reports.
    const { changed, report: rest } = hsmeta.fixAll();
    assert.deepEqual(hsmeta.check().diagnostics, rest.diagnostics, folder);
    assert.equal(Object.keys(changed).length > 0, rest.fixed.length > 0, folder);
    if (rest.fixed.length > 0) {
        printed(copy, ["check", "--min-severity", "info", "--fix"]);
        assert.deepEqual(Object.fromEntries(hsmeta.files), tree(copy).files, folder);
    }
}
assert.ok(times.length > 1000 && problems > 1000);

hsmeta.open({ "ä b/hsproject.json": "{}", "ä b/c/hsproject.json": "{" });
assert.match(hsmeta.run(["check"]).stdout, /ä b\/c\/hsproject\.json/);
for (const args of [["rules"], ["rules", "--format", "json"], ["explain", "duplicate-uid"], ["schema", "app"], ["--help"], ["nothing"]]) {
    assert.deepEqual(hsmeta.run(args), printed(scratch, args), args.join(" "));
}

const edited = join(scratch, "edited");
cpSync("fixtures/projects/broken-shop", edited, { recursive: true });
hsmeta.open(tree(edited).files);
const fromStdin = ["check", "--stdin-filename", "src/app/app-hsmeta.json"];
assert.deepEqual(hsmeta.run(fromStdin, { stdin: "{" }), printed(edited, fromStdin, "{"));

// What creates files creates the same ones. The second webhooks are refused, the second report is a shorter one.
const report = ["check", "--output", "report"];
for (const args of [["add", "webhooks"], ["add", "webhooks"], ["add", "card", "points"], [...report, "--format", "json"], report]) {
    assert.deepEqual(hsmeta.run(args), printed(edited, args), args.join(" "));
}
assert.deepEqual(Object.fromEntries(hsmeta.files), tree(edited).files);

for (const [args, name] of [
    [["lsp"], "`hsmeta lsp`"],
    [["mcp"], "`hsmeta mcp`"],
    [["migrate"], "`hsmeta migrate`"],
    [["changes", "HEAD"], "`hsmeta changes`"],
    [["completions", "bash"], "`hsmeta completions`"],
    [["man"], "`hsmeta man`"],
    [["check", "--watch"], "`--watch`"],
    [["check", "--since", "HEAD"], "`--since`"],
]) {
    const { exitCode, stdout, stderr } = hsmeta.run(args);
    assert.deepEqual([exitCode, stdout], [2, ""], args.join(" "));
    assert.ok(stderr.startsWith(`hsmeta: ${name} requires the native program`), stderr);
}

const [first, ...later] = times;
later.sort((a, b) => a - b);
console.log(`${times.length} projects, ${problems} problems; loaded in ${start.toFixed(0)} ms, first check ${first.toFixed(1)} ms, \
median of the others ${later[later.length >> 1].toFixed(1)} ms`);
