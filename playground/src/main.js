// The page: connects the project, hsmeta, the editor, the tree and the list of problems.

import { askText, confirm } from './dialogs.js';
import { Editor } from './editor.js';
import { Engine, EngineError } from './engine.js';
import { addFile, limits, Refused } from './files.js';
import { difference, edited, Project } from './project.js';
import { Problems, summary } from './problems.js';
import { chosenFiles, droppedFiles, readFiles, toProject } from './read.js';
import { isShared, readFragment, shareFragment } from './share.js';
import { initTheme } from './theme.js';
import { Tree } from './tree.js';

const byId = (id) => document.getElementById(id);
const project = new Project();
const engine = new Engine();
const editor = new Editor(byId('editor'), {
  changed: (path, text) => {
    project.write(path, text);
    engine.write(path, text).catch(report);
    scheduleCheck();
  },
  hover: (path, position) => quietly(engine.hover(path, position)),
  complete: async (path, position) => (await quietly(engine.completion(path, position)))?.items,
  fix: applyFix,
  fixAtCursor,
  text: (path) => project.files.get(path),
});
const tree = new Tree(byId('tree'), { open: (path) => open(path), rename, remove });
const problemList = new Problems(byId('problems'), byId('counts'), { show: showProblem, fix: applyFix });

let problems = [];
/** The generation of the project that `problems` are about. */
let checkedGeneration = -1;
let shownPath;
/** The example that the list shows; empty for any other project. */
let shownExample = '';
let checkTimer;
const checkDelay = 120;

// Problems

function scheduleCheck() {
  clearTimeout(checkTimer);
  checkTimer = setTimeout(check, checkDelay);
}

/** Checks the project; resolves when the problems of some newer state, or of this one, are shown. */
async function check() {
  clearTimeout(checkTimer);
  const { generation } = project;
  try {
    const found = await engine.check();
    if (generation !== project.generation) return;
    // Where only the name is known, nothing is known about the content.
    problems = found.filter(({ file }) => typeof project.files.get(file) === 'string');
    problems.forEach((problem, index) => Object.assign(problem, { index }));
    checkedGeneration = generation;
    showProblems();
    setState('ready');
  } catch (error) {
    report(error);
    setState('failed');
  }
}

function showProblems() {
  editor.show(problems);
  problemList.render(problems);
  tree.count(countsByFile());
  byId('no-problems').hidden = problems.length > 0;
  byId('fix-all').disabled = !problems.some(({ fixes }) => fixes.length === 1 && fixes[0].safety === 'safe');
  byId('view-count').textContent = problems.length > 0 ? `(${problems.length})` : '';
  const text = summary(problems);
  if (byId('status').textContent !== text) byId('status').textContent = text;
}

/** Problems are in the order of severity nowhere, so the worst of a file is searched for. */
function countsByFile() {
  const order = ['error', 'warning', 'info'];
  const counts = new Map();
  for (const { file, severity } of problems) {
    const counted = counts.get(file) ?? { count: 0, severity };
    counted.count++;
    if (order.indexOf(severity) < order.indexOf(counted.severity)) counted.severity = severity;
    counts.set(file, counted);
  }
  return counts;
}

function showProblem({ file, from, to }) {
  open(file, { from, to });
}

async function applyFix(problem, fix) {
  const current = await upToDate(problem, fix);
  if (!current) return;
  const byFile = Map.groupBy(current.edits, ({ file }) => file);
  for (const [file, edits] of byFile) change(file, edits);
  await check();
  if (document.activeElement === document.body) byId('problems').focus();
}

/** The same fix in the current state, if it is still there. */
async function upToDate(problem, fix) {
  if (checkedGeneration !== project.generation) await check();
  const same = problems.find(({ rule, file, message }) =>
    rule === problem.rule && file === problem.file && message === problem.message);
  return problems.includes(problem) ? fix : same?.fixes.find(({ title }) => title === fix.title);
}

async function fixAll() {
  if (checkedGeneration !== project.generation) await check();
  const { generation } = project;
  try {
    const changed = await engine.fixAll();
    if (generation !== project.generation) return;
    for (const [file, text] of Object.entries(changed)) change(file, [difference(project.files.get(file), text)]);
  } catch (error) {
    report(error);
  }
  await engine.open(project.files);
  await check();
}

/** Edits a file; the editor keeps the history of those that it has opened. */
function change(file, edits) {
  const text = editor.edit(file, edits) ?? edited(project.files.get(file), edits);
  project.write(file, text);
  engine.write(file, text).catch(report);
}

/** Moves the focus to the fixes of the problem at the cursor, or of the next one in the file. */
function fixAtCursor(path, offset) {
  const own = problems.filter(({ file }) => file === path);
  const problem = own.find(({ from, to }) => from <= offset && offset <= to) ?? own.find(({ from }) => from > offset);
  if (!problem) return false;
  setView('problems');
  problemList.focus(problem);
  return true;
}

// Files

/** Shows a file, at a range if there is one. */
function open(path, range) {
  shownPath = path;
  const text = path === undefined ? undefined : project.files.get(path);
  const isText = typeof text === 'string';
  byId('path').textContent = path ?? 'No file';
  byId('editor').hidden = !isText;
  byId('no-text').hidden = text !== null;
  if (isText) editor.open(path, text);
  tree.show(path);
  setView('code');
  if (isText && range) editor.select(range);
}

/** Replaces the project. */
async function load(files, path) {
  setState('loading');
  project.load(files);
  problems = [];
  editor.reset();
  tree.load(files);
  open(path ?? firstFile(files));
  await reopen();
}

/** Gives all files to hsmeta again, after more than the text of one has changed. */
async function reopen() {
  try {
    await engine.open(project.files);
  } catch (error) {
    report(error);
    setState('failed');
    return;
  }
  await check();
}

/** The app, or the first component, or any file. */
function firstFile(files) {
  const paths = [...files.keys()].sort();
  return ['/app-hsmeta.json', '-hsmeta.json', 'hsproject.json', '.json', '']
    .map((ending) => paths.find((path) => path.endsWith(ending)))
    .find((path) => path !== undefined);
}

async function add() {
  const folder = tree.active?.slice(0, tree.active.lastIndexOf('/') + 1) ?? '';
  const path = await askText({
    title: 'New file', label: 'Path', value: `${folder}new.json`, action: 'Create', check: (value) => project.reasonAgainst(value),
  });
  if (path === undefined) return;
  project.add(path);
  open(path);
  editor.focus();
  await reopen();
}

async function rename(path) {
  if (path === undefined) return;
  const newPath = await askText({
    title: 'Rename', label: 'New path', value: path, action: 'Rename',
    check: (value) => (value === path ? undefined : project.reasonAgainst(value, path)),
  });
  if (newPath === undefined || newPath === path) return;
  let shown = shownPath;
  for (const [old, moved] of project.rename(path, newPath)) {
    editor.forget(old);
    if (old === shown) shown = moved;
  }
  open(shown);
  tree.focus();
  await reopen();
}

async function remove(path) {
  if (path === undefined) return;
  const count = project.within(path).length;
  const what = count === 1 ? '' : ` and the ${count} files in it`;
  if (!(await confirm({ title: 'Delete', text: `Delete ${path}${what}?`, action: 'Delete' }))) return;
  for (const file of project.within(path)) editor.forget(file);
  project.remove(path);
  open(project.files.has(shownPath) ? shownPath : firstFile(project.files));
  tree.focus();
  await reopen();
}

/** Reads what the user chose, and replaces the project with it. */
async function read(files) {
  try {
    const chosen = await files;
    if (chosen.length === 0) return;
    const [{ path, file }] = chosen;
    const isZip = chosen.length === 1 && path.toLowerCase().endsWith('.zip');
    const contents = isZip ? await readZip(file) : await readFiles(chosen);
    const { files: found, notes } = toProject(contents);
    if (!(await mayReplace())) return;
    clearAddress();
    await load(found);
    if (notes.length > 0) say(notes.join(' '));
    else dismiss();
  } catch (error) {
    report(error);
  }
}

async function readZip(file) {
  if (file.size > limits.readBytes) throw new Refused('The zip is over the 64 MB limit.');
  return engine.unzip(new Uint8Array(await file.arrayBuffer()));
}

async function mayReplace() {
  if (!project.isEdited) return true;
  return confirm({ title: 'Replace the project', text: 'Your changes to the current project are lost.', action: 'Replace' });
}

// Links

async function share() {
  try {
    // Whoever opens the link has the same limits.
    const checked = new Map();
    for (const [path, text] of project.files) addFile(checked, path, text);
  } catch (error) {
    return report(error);
  }
  history.replaceState(null, '', await shareFragment(project.files, shownPath));
  project.isEdited = false;
  showExample('');
  const { href } = location;
  byId('link').value = href;
  const kilobytes = Math.ceil(href.length / 1000);
  byId('link-note').textContent =
    href.length > 8000 ? `${kilobytes} KB: longer than some programs for chat and mail allow.` : `${kilobytes} KB`;
  byId('share-dialog').showModal();
  byId('link').select();
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId('link').value);
    byId('link-note').textContent = 'Copied.';
  } catch {
    byId('link').select();
    byId('link-note').textContent = 'The browser does not allow it; copy the selected link.';
  }
}

/** A link that was opened is no longer what is shown. */
function clearAddress() {
  history.replaceState(null, '', location.pathname + location.search);
  showExample('');
}

function showExample(name) {
  shownExample = byId('example').value = name;
}

/** Opens what the address says: a shared project, an example, or the first example. */
async function openAddress(examples) {
  dismiss();
  const { hash } = location;
  try {
    if (isShared(hash)) {
      const { files, open } = await readFragment(hash);
      showExample('');
      return await load(files, open);
    }
    const name = hash.startsWith('#example=') ? decodeURIComponent(hash.slice('#example='.length)) : undefined;
    if (name !== undefined && !examples.has(name)) throw new Refused('There is no such example.');
    return await openExample(examples, name ?? examples.keys().next().value);
  } catch (error) {
    report(error instanceof URIError ? new Refused('There is no such example.') : error);
    if (project.files.size === 0) await openExample(examples, examples.keys().next().value);
  }
}

function openExample(examples, name) {
  showExample(name);
  return load(new Map(examples.get(name)));
}

// Messages

function report(error) {
  if (!(error instanceof Refused || error instanceof EngineError)) throw error;
  say(error.message, true);
}

function say(text, isError = false) {
  const message = byId('message');
  message.hidden = false;
  message.classList.toggle('error', isError);
  message.querySelector('p').textContent = text;
}

function dismiss() {
  byId('message').hidden = true;
}

/** What nobody requested fails without a message; the next check has one. */
async function quietly(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}

/** For tests, and for styles: `loading`, `ready` or `failed`. */
function setState(state) {
  document.documentElement.dataset.state = state;
}

/** On a narrow screen one section is shown at a time. */
function setView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll('.views button')) {
    button.setAttribute('aria-current', String(button.dataset.view === view));
  }
}

// Events

function on(id, type, listener) {
  byId(id).addEventListener(type, listener);
}

initTheme(byId('theme'));
for (const button of document.querySelectorAll('.views button')) {
  button.addEventListener('click', () => setView(button.dataset.view));
}
on('add', 'click', add);
on('rename', 'click', () => rename(tree.active));
on('remove', 'click', () => remove(tree.active));
on('fix-all', 'click', fixAll);
on('share', 'click', share);
on('copy', 'click', copy);
on('open', 'click', () => byId('open-dialog').showModal());
on('help', 'click', async () => {
  byId('help-dialog').showModal();
  byId('version').textContent = (await quietly(engine.version())) ?? '';
});
byId('message').querySelector('button').addEventListener('click', dismiss);
for (const kind of ['folder', 'zip']) {
  const input = byId(`${kind}-input`);
  on(`open-${kind}`, 'click', () => input.click());
  input.addEventListener('change', async () => {
    byId('open-dialog').close();
    await read(chosenFiles(input));
    // The same folder can be chosen again.
    input.value = '';
  });
}

document.querySelector('.skip').addEventListener('click', (event) => {
  // Not by the fragment, which is the project.
  event.preventDefault();
  setView('code');
  editor.focus();
});

addEventListener('beforeunload', (event) => {
  if (project.isEdited) event.preventDefault();
});

const drop = byId('drop');
const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
addEventListener('dragover', (event) => {
  if (!hasFiles(event)) return;
  event.preventDefault();
  drop.hidden = false;
});
addEventListener('dragleave', (event) => {
  if (event.relatedTarget === null) drop.hidden = true;
});
addEventListener('drop', (event) => {
  drop.hidden = true;
  if (!hasFiles(event)) return;
  event.preventDefault();
  read(droppedFiles(event.dataTransfer));
}, { capture: true });

async function start() {
  setState('loading');
  const response = await fetch('examples.json');
  const examples = new Map(Object.entries(await response.json()));
  for (const name of examples.keys()) byId('example').append(new Option(name, name));
  byId('example').prepend(new Option('—', '', false, false));
  on('example', 'change', async ({ target }) => {
    const name = target.value;
    if (!examples.has(name) || !(await mayReplace())) return showExample(shownExample);
    history.replaceState(null, '', `#example=${name}`);
    dismiss();
    await openExample(examples, name);
  });
  addEventListener('hashchange', () => openAddress(examples));
  await openAddress(examples);
}

start();
