// Makes one .vsix for one platform, with the server in it. Needs Rust, and no network.
//
//     npm run package                                          for this platform; builds the server first
//     npm run package -- --target win32-x64 --server PATH      for another one, whose server is built already
//
// The file is left in `vscode` below Cargo's target folder, or where --out says.

import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const { version } = JSON.parse(fs.readFileSync(path.join(here, 'package.json'), 'utf8'));

const { values } = parseArgs({
  options: { target: { type: 'string' }, server: { type: 'string' }, out: { type: 'string' } },
});
// npm changes into this folder; paths on the command line are meant from where it was called.
const absolute = (file) => path.resolve(process.env.INIT_CWD ?? '', file);
const target = values.target ?? `${process.platform}-${process.arch}`;
const out = absolute(values.out ?? path.join(targetFolder(), 'vscode', `hsmeta-${target}-${version}.vsix`));

function run(program, ...args) {
  execFileSync(program, args, { cwd: here, stdio: 'inherit', shell: process.platform === 'win32' });
}

function buildServer() {
  run('cargo', 'build', '--profile', 'dist', '--locked');
  return path.join(targetFolder(), 'dist', process.platform === 'win32' ? 'hsmeta.exe' : 'hsmeta');
}

/** Where Cargo builds, wherever that is configured. */
function targetFolder() {
  const asked = ['metadata', '--locked', '--offline', '--no-deps', '--format-version', '1'];
  return JSON.parse(execFileSync('cargo', asked, { cwd: root, encoding: 'utf8' })).target_directory;
}

/** The packages that esbuild put into the bundle. */
function bundledPackages() {
  const { inputs } = JSON.parse(fs.readFileSync(path.join(here, 'dist/bundle.json'), 'utf8'));
  const names = Object.keys(inputs).map((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]);
  return [...new Set(names.filter(Boolean))].sort();
}

function licenseOf(name) {
  const folder = path.join(here, 'node_modules', name);
  const file = fs.readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  if (!file) throw new Error(`${name} has no license`);
  return fs.readFileSync(path.join(folder, file), 'utf8');
}

// What the package holds beside its own files. The changelog and the licenses are those of the whole project.
const server = absolute(values.server ?? buildServer());
fs.rmSync(path.join(here, 'bin'), { recursive: true, force: true });
fs.mkdirSync(path.join(here, 'bin'));
const program = path.join(here, 'bin', target.startsWith('win32') ? 'hsmeta.exe' : 'hsmeta');
fs.copyFileSync(server, program);
fs.chmodSync(program, 0o755);
fs.copyFileSync(path.join(root, 'CHANGELOG.md'), path.join(here, 'CHANGELOG.md'));
run('npm', 'run', '--silent', 'build');
const licenses = [
  'hsmeta is licensed under either of the following two licenses, at your option.\n',
  ...['LICENSE-MIT', 'LICENSE-APACHE'].map((name) => fs.readFileSync(path.join(root, name), 'utf8')),
  ...bundledPackages().map((name) => `dist/extension.js contains ${name}.\n\n${licenseOf(name)}`),
];
fs.writeFileSync(path.join(here, 'LICENSE.txt'), licenses.join(`\n${'-'.repeat(80)}\n\n`));
fs.mkdirSync(path.dirname(out), { recursive: true });
// The project has no public address yet, to which relative links could lead.
const options = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
const vsce = path.join(here, 'node_modules/@vscode/vsce/vsce');
const made = spawnSync(process.execPath, [vsce, 'package', ...options, '--target', target, '--out', out], {
  cwd: here,
  encoding: 'utf8',
});
process.stdout.write(made.stdout);
process.stderr.write(made.stderr);
if (made.status !== 0 || /warn/i.test(made.stdout + made.stderr)) {
  console.error('package.mjs: vsce failed or printed a warning');
  process.exit(1);
}
