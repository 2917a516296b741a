// The files that the page shows: opens projects and files, and adds, renames and deletes files.

import { askText, confirm } from './dialogs.js';
import { byId, setState, setView } from './page.js';

export class Workspace {
  #project;
  #editor;
  #tree;
  #checks;
  #shown;

  constructor({ project, editor, tree, checks }) {
    this.#project = project;
    this.#editor = editor;
    this.#tree = tree;
    this.#checks = checks;
  }

  /** The path of the file that is shown, if there is one. */
  get shown() {
    return this.#shown;
  }

  /** Replaces the project. */
  async load(files, path = firstFile(files)) {
    setState('loading');
    this.#project.load(files);
    this.#editor.reset();
    this.#tree.load(files);
    this.open(path);
    await this.#checks.reopen();
  }

  /** Whether the project may be replaced: the user is asked if something would be lost. */
  async mayReplace() {
    if (!this.#project.isEdited) return true;
    return confirm({ title: 'Replace the project', text: 'Your changes to the current project are lost.', action: 'Replace' });
  }

  /** Shows a file, at a range if there is one, and brings it to the front. */
  open(path, range) {
    this.#show(path);
    setView('code');
    if (range && !byId('editor').hidden) this.#editor.select(range);
  }

  #show(path) {
    this.#shown = path;
    const text = path === undefined ? undefined : this.#project.files.get(path);
    const isText = typeof text === 'string';
    byId('path').textContent = path ?? 'No file';
    byId('editor').hidden = !isText;
    byId('no-text').hidden = text !== null;
    if (isText) this.#editor.open(path, text);
    this.#tree.show(path);
  }

  async add() {
    const { active } = this.#tree;
    const folder = active?.slice(0, active.lastIndexOf('/') + 1) ?? '';
    const path = await askText({
      title: 'New file',
      label: 'Path',
      value: `${folder}new.json`,
      action: 'Create',
      check: (value) => this.#project.reasonAgainst(value),
    });
    if (path === undefined) return;
    this.#project.add(path);
    this.open(path);
    this.#editor.focus();
    await this.#checks.reopen();
  }

  async rename(path = this.#tree.active) {
    if (path === undefined) return;
    const newPath = await askText({
      title: 'Rename',
      label: 'New path',
      value: path,
      action: 'Rename',
      check: (value) => (value === path ? undefined : this.#project.reasonAgainst(value, path)),
    });
    if (newPath === undefined || newPath === path) return;
    let shown = this.#shown;
    for (const [old, moved] of this.#project.rename(path, newPath)) {
      this.#editor.forget(old);
      if (old === shown) shown = moved;
    }
    this.#show(shown);
    this.#tree.focus(newPath);
    await this.#checks.reopen();
  }

  async remove(path = this.#tree.active) {
    if (path === undefined) return;
    const files = this.#project.within(path);
    const what = files.length === 1 ? '' : ` and the ${files.length} files in it`;
    if (!(await confirm({ title: 'Delete', text: `Delete ${path}${what}?`, action: 'Delete' }))) return;
    for (const file of files) this.#editor.forget(file);
    this.#project.remove(path);
    this.#show(this.#project.files.has(this.#shown) ? this.#shown : firstFile(this.#project.files));
    this.#tree.focus();
    await this.#checks.reopen();
  }
}

/** The app, or the first component, or any file. */
function firstFile(files) {
  const paths = [...files.keys()].sort();
  return ['/app-hsmeta.json', '-hsmeta.json', 'hsproject.json', '.json', '']
    .map((ending) => paths.find((path) => path.endsWith(ending)))
    .find((path) => path !== undefined);
}
