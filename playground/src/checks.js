// Checks the project after each change, shows its problems in the editor, the tree and the list, and applies their fixes.

import { byId, report, setState, setView } from './page.js';
import { difference } from './project.js';
import { severities, summary } from './problems.js';

const delay = 120;

export class Checks {
  #project;
  #engine;
  #editor;
  #tree;
  #list;
  #problems = [];
  /** The generation of the project that the problems are about. */
  #checkedGeneration = -1;
  #timer;

  constructor({ project, engine, editor, tree, list }) {
    this.#project = project;
    this.#engine = engine;
    this.#editor = editor;
    this.#tree = tree;
    this.#list = list;
  }

  /** Stores a new text of a file, in the project and in hsmeta. */
  write(path, text) {
    this.#project.write(path, text);
    this.#engine.write(path, text).catch(report);
  }

  /** Checks when nothing was typed for a moment. */
  schedule() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.run(), delay);
  }

  /** Checks the project; resolves when the problems of some newer state, or of this one, are shown. */
  async run() {
    clearTimeout(this.#timer);
    const { generation } = this.#project;
    try {
      const found = await this.#engine.check();
      if (generation !== this.#project.generation) return;
      // Where only the name is known, nothing is known about the content.
      this.#problems = found.filter(({ file }) => typeof this.#project.files.get(file) === 'string');
      this.#problems.forEach((problem, index) => Object.assign(problem, { index }));
      this.#checkedGeneration = generation;
      this.#show();
      setState('ready');
    } catch (error) {
      report(error);
      setState('failed');
    }
  }

  /** Gives all files to hsmeta again, after more than the text of one has changed, and checks them. */
  async reopen() {
    try {
      await this.#engine.open(this.#project.files);
    } catch (error) {
      report(error);
      setState('failed');
      return;
    }
    await this.run();
  }

  #show() {
    const problems = this.#problems;
    this.#editor.show(problems);
    this.#list.render(problems);
    this.#tree.count(countsByFile(problems));
    byId('no-problems').hidden = problems.length > 0;
    byId('fix-all').disabled = !problems.some(({ fixes }) => fixes.length === 1 && fixes[0].safety === 'safe');
    byId('view-count').textContent = problems.length > 0 ? `(${problems.length})` : '';
    const text = summary(problems);
    if (byId('status').textContent !== text) byId('status').textContent = text;
  }

  async applyFix(problem, fix) {
    const current = await this.#upToDate(problem, fix);
    if (!current) return;
    const byFile = Map.groupBy(current.edits, ({ file }) => file);
    for (const [file, edits] of byFile) this.#change(file, edits);
    await this.run();
    this.#keepFocus();
  }

  /** The same fix in the current state, if it is still there. */
  async #upToDate(problem, fix) {
    if (this.#checkedGeneration !== this.#project.generation) await this.run();
    if (this.#problems.includes(problem)) return fix;
    const same = this.#problems.find(({ rule, file, message }) =>
      rule === problem.rule && file === problem.file && message === problem.message);
    return same?.fixes.find(({ title }) => title === fix.title);
  }

  async fixAll() {
    if (this.#checkedGeneration !== this.#project.generation) await this.run();
    const { files, generation } = this.#project;
    try {
      const changed = await this.#engine.fixAll();
      if (generation !== this.#project.generation) return;
      for (const [file, text] of Object.entries(changed)) this.#change(file, [difference(files.get(file), text)]);
    } catch (error) {
      report(error);
    }
    await this.reopen();
    this.#keepFocus();
  }

  #change(file, edits) {
    this.write(file, this.#editor.edit(file, edits));
  }

  /** A fix disables or removes the button that had the focus. */
  #keepFocus() {
    const { activeElement } = document;
    if (activeElement === document.body || activeElement.disabled) byId('problems').focus();
  }

  /** Moves the focus to the fixes of the problem at the cursor, or of the next one in the file. */
  fixAtCursor(path, index) {
    const own = this.#problems.filter(({ file }) => file === path);
    const problem = own.find(({ from, to }) => from <= index && index <= to) ?? own.find(({ from }) => from > index);
    if (!problem) return false;
    setView('problems');
    this.#list.focus(problem);
    return true;
  }
}

/** How many problems each file has, and the worst severity of them. */
function countsByFile(problems) {
  const counts = new Map();
  for (const { file, severity } of problems) {
    const counted = counts.get(file) ?? { count: 0, severity };
    counted.count++;
    if (severities.indexOf(severity) < severities.indexOf(counted.severity)) counted.severity = severity;
    counts.set(file, counted);
  }
  return counts;
}
