#!/usr/bin/env node
// Runs the program of this platform, which npm installed as an optional dependency; without it, the same as WebAssembly.
"use strict";

const { spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const { join } = require("node:path");

const { platform, arch } = process;
// Old versions of npm do not read `libc` and install both, so the right one of the two has to be asked for.
const musl = platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
const name = `@hsmeta/${platform}-${arch}${musl ? "-musl" : ""}`;

let program;
try {
  program = require.resolve(`${name}/bin/hsmeta${platform === "win32" ? ".exe" : ""}`);
} catch {
  const module = join(__dirname, "../wasm/hsmeta.wasm");
  if (existsSync(module)) process.exit(require("../wasm/run.js").run(module, process.argv.slice(2)));
  console.error(
    `hsmeta: the package ${name} is not installed.\n` +
      "Install without --omit=optional, and on the platform that runs it. If there is no such package, build hsmeta from source.",
  );
  process.exit(2);
}

const result = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (result.error) {
  console.error(`hsmeta: cannot run ${program}: ${result.error.message}`);
  process.exit(2);
}
// Ended by a signal: end by the same one, as the program would have.
if (result.signal) process.kill(process.pid, result.signal);
process.exit(result.status ?? 2);
