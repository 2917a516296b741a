// node playground/build.mjs <node_modules> <folder with the WebAssembly module> <folder of the page>

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { decode, isIgnored } from './src/files.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const [modules, wasm, out] = process.argv.slice(2).map((folder) => path.resolve(folder));
const esbuild = createRequire(path.join(modules, 'x.js'))('esbuild');

fs.rmSync(out, { recursive: true, force: true });
fs.mkdirSync(out, { recursive: true });
fs.copyFileSync(path.join(here, 'src/index.html'), path.join(out, 'index.html'));
fs.writeFileSync(path.join(out, 'examples.json'), JSON.stringify(examples()));
fs.copyFileSync(path.join(wasm, 'hsmeta.wasm'), path.join(out, 'hsmeta.wasm'));
const { metafile } = await esbuild.build({
  absWorkingDir: here,
  entryPoints: [
    { in: 'src/main.js', out: 'playground' },
    { in: 'src/style.css', out: 'playground' },
    { in: 'src/worker.js', out: 'worker' },
  ],
  outdir: out,
  bundle: true,
  format: 'esm',
  minify: true,
  metafile: true,
  nodePaths: [modules],
  target: ['chrome123', 'firefox120', 'safari17.5'],
  logLevel: 'warning',
});
fs.writeFileSync(path.join(out, 'licenses.txt'), licenses(metafile));
const sizes = fs.readdirSync(out).map((name) => gzipSync(fs.readFileSync(path.join(out, name)), { level: 9 }).length);
console.log(`the playground: ${Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000)} kB, compressed`);

/** The projects of the fixtures: `{ name: [[path, text], ...] }`, the one of the README first. */
function examples() {
  const folder = path.join(root, 'fixtures/projects');
  const names = fs.readdirSync(folder).filter((name) => fs.statSync(path.join(folder, name)).isDirectory());
  names.sort((one, other) => (other === 'first-look') - (one === 'first-look') || (one < other ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, filesIn(path.join(folder, name))]));
}

function filesIn(folder) {
  const names = fs.readdirSync(folder, { recursive: true }).map((name) => name.replaceAll('\\', '/'));
  return names
    .filter((name) => !isIgnored(name) && fs.statSync(path.join(folder, name)).isFile())
    .sort()
    .map((name) => [name, decode(fs.readFileSync(path.join(folder, name)))]);
}

/** The licenses of the packages in the bundles. */
function licenses({ inputs }) {
  const names = Object.keys(inputs).map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  const bundled = [...new Set(names.filter(Boolean))].sort();
  const texts = bundled.map((name) => `${name}\n\n${fs.readFileSync(path.join(modules, name, 'LICENSE'), 'utf8')}`);
  return texts.join(`\n${'-'.repeat(80)}\n\n`);
}
