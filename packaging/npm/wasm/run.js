// Runs hsmeta as WebAssembly, where there is no program: the same arguments, files, output and exit codes. What needs threads or
// other programs is refused by the module.
"use strict";

const { readFileSync } = require("node:fs");
const path = require("node:path");

module.exports = { run, guest };

function run(module, args) {
  try {
    return start(module, guest(args, process.cwd(), path));
  } catch (error) {
    console.error(`hsmeta: cannot run as WebAssembly: ${error.message}`);
    return 2;
  }
}

function start(module, { root, PWD, args }) {
  const wasi = withoutWarning(() => {
    const { WASI } = require("node:wasi");
    return new WASI({ version: "preview1", args: ["hsmeta", ...args], env: { ...process.env, PWD }, preopens: { "/": root } });
  });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(module)), {
    wasi_snapshot_preview1: wasi.wasiImport,
  });
  wasi.initialize(instance);
  return instance.exports.run();
}

/** The working directory and the arguments as the module reads them: `/` is the root, on Windows the drive of the working directory. */
function guest(args, cwd, { parse, sep }) {
  const { root } = parse(cwd);
  const slashes = (text) => text.split(sep).join("/");
  const prefix = slashes(root).toLowerCase();
  const inside = (arg) => {
    const path = slashes(arg);
    const start = path.startsWith("--") ? path.indexOf("=") + 1 : 0;
    const end = start + prefix.length;
    return path.slice(start, end).toLowerCase() === prefix ? `${path.slice(0, start)}/${path.slice(end)}` : path;
  };
  return { root, PWD: inside(cwd), args: args.map(inside) };
}

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
