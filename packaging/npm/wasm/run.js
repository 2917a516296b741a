// Runs hsmeta as WebAssembly, where there is no program: the same arguments, files, output and exit codes. What needs threads or
// other programs is refused by the module.
"use strict";

const { readFileSync } = require("node:fs");
const { parse } = require("node:path");

module.exports = function run(module, args) {
  // Windows: the drive of the working directory.
  const { root } = parse(process.cwd());
  const cwd = `/${process.cwd().slice(root.length).replaceAll("\\", "/")}`;
  const wasi = withoutWarning(() => {
    const { WASI } = require("node:wasi");
    const env = { ...process.env, PWD: cwd };
    return new WASI({ version: "preview1", args: ["hsmeta", ...args], env, preopens: { "/": root } });
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(module)), {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  wasi.initialize(instance);
  return instance.exports.run();
};

/** Node warns that its WASI is experimental, which users of hsmeta can do nothing about. */
function withoutWarning(make) {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}
