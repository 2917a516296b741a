// Connects the project, hsmeta, and the parts of the page.

import { Address } from './address.js';
import { Checks } from './checks.js';
import { Editor } from './editor.js';
import { Engine } from './engine.js';
import { initOpen } from './open.js';
import { byId, initPage, on, quietly, setView } from './page.js';
import { Problems } from './problems.js';
import { Project } from './project.js';
import { initTheme } from './theme.js';
import { Tree } from './tree.js';
import { Workspace } from './workspace.js';

const project = new Project();
const engine = new Engine();
const editor = new Editor(byId('editor'), {
  changed: (path, text) => {
    checks.write(path, text);
    checks.schedule();
  },
  hover: (path, position) => quietly(engine.hover(path, position)),
  complete: async (path, position) => (await quietly(engine.completion(path, position)))?.items,
  fix: (problem, fix) => checks.applyFix(problem, fix),
  fixAtCursor: (path, index) => checks.fixAtCursor(path, index),
  text: (path) => project.files.get(path),
});
const tree = new Tree(byId('tree'), {
  open: (path) => workspace.open(path),
  rename: (path) => workspace.rename(path),
  remove: (path) => workspace.remove(path),
});
const list = new Problems(byId('problems'), byId('counts'), {
  show: (place) => workspace.open(place.file, place),
  fix: (problem, fix) => checks.applyFix(problem, fix),
});
const checks = new Checks({ project, engine, editor, tree, list });
const workspace = new Workspace({ project, editor, tree, checks });
const address = new Address({ project, workspace });

initPage();
initTheme(byId('theme'));
initOpen({
  unzip: (bytes) => engine.unzip(bytes),
  replace: async (files) => {
    if (!(await workspace.mayReplace())) return false;
    address.clear();
    await workspace.load(files);
    return true;
  },
});
on('add', 'click', () => workspace.add());
on('rename', 'click', () => workspace.rename());
on('remove', 'click', () => workspace.remove());
on('fix-all', 'click', () => checks.fixAll());
on('help', 'click', async () => {
  byId('help-dialog').showModal();
  byId('version').textContent = (await quietly(engine.version())) ?? '';
});
document.querySelector('.skip').addEventListener('click', (event) => {
  // Not by the fragment, which is the project.
  event.preventDefault();
  setView('code');
  editor.focus();
});
addEventListener('beforeunload', (event) => {
  if (project.isEdited) event.preventDefault();
});
address.start();
