// The tree of files: the `tree` pattern of ARIA, as a flat list of rows with levels. One row is in the tab order; arrow
// keys, Home, End and letters move.

import { element } from './markdown.js';

/** Larger projects begin with closed folders. */
const maxExpandedFiles = 60;

export class Tree {
  #root;
  #actions;
  #files = new Map();
  #counts = new Map();
  #collapsed = new Set();
  #open;
  /** The path of the row in the tab order. */
  #active;

  /** `actions` has `open(path)`, `rename(path)` and `remove(path)`. */
  constructor(root, actions) {
    this.#root = root;
    this.#actions = actions;
    root.addEventListener('click', (event) => this.#clicked(event));
    root.addEventListener('keydown', (event) => this.#pressed(event));
  }

  /** Shows a new project. */
  load(files) {
    this.#files = files;
    this.#counts = new Map();
    this.#collapsed = files.size > maxExpandedFiles ? new Set(folders(files)) : new Set();
    this.#open = this.#active = undefined;
    this.render();
  }

  /** Marks the file that the editor shows. */
  show(path) {
    this.#open = path;
    this.#reveal(path);
  }

  /** Shows the numbers of problems: a `Map` from paths to `{ count, severity }`. */
  count(counts) {
    this.#counts = counts;
    this.render();
  }

  /** The file or folder that buttons beside the tree act on. */
  get active() {
    return this.#active ?? this.#open;
  }

  /** Moves the focus to a file or folder, without a path to the row in the tab order. */
  focus(path = this.#active) {
    this.#reveal(path);
    this.#row(path)?.focus();
  }

  /** Puts a row in the tab order, and opens its parent folders. */
  #reveal(path) {
    this.#active = path;
    if (path !== undefined) for (const folder of parents(path)) this.#collapsed.delete(folder);
    this.render();
    this.#row(path)?.scrollIntoView({ block: 'nearest' });
  }

  render() {
    const hadFocus = this.#root.contains(document.activeElement);
    const rows = this.#visible();
    if (!rows.some((row) => row.path === this.#active)) this.#active = rows[0]?.path;
    this.#root.replaceChildren(...rows.map((row) => this.#renderRow(row)));
    if (hadFocus) this.#row(this.#active)?.focus();
  }

  /** The rows in order: folders before files, both by name. */
  #visible() {
    const rows = [];
    const visit = (folder, prefix, level) => {
      const entries = [...folder].sort(([a, one], [b, other]) => !one - !other || (a < b ? -1 : 1));
      for (const [index, [name, children]] of entries.entries()) {
        const path = prefix + name;
        const isExpanded = children ? !this.#collapsed.has(path) : undefined;
        rows.push({ path, name, level, isExpanded, position: index + 1, size: entries.length });
        if (isExpanded) visit(children, `${path}/`, level + 1);
      }
    };
    visit(nested(this.#files), '', 1);
    return rows;
  }

  #renderRow({ path, name, level, isExpanded, position, size }) {
    const label = element('span', name);
    label.className = 'name';
    const row = element('div', label);
    row.setAttribute('role', 'treeitem');
    row.setAttribute('aria-level', level);
    row.setAttribute('aria-posinset', position);
    row.setAttribute('aria-setsize', size);
    row.setAttribute('aria-selected', String(path === this.#open));
    if (isExpanded !== undefined) row.setAttribute('aria-expanded', String(isExpanded));
    row.style.setProperty('--level', level);
    row.tabIndex = path === this.#active ? 0 : -1;
    row.dataset.path = path;
    row.title = path;
    const counted = isExpanded === undefined ? this.#counts.get(path) : undefined;
    if (counted) {
      const badge = element('span', String(counted.count));
      badge.className = `badge ${counted.severity}`;
      const unit = element('span', counted.count === 1 ? ' problem' : ' problems');
      unit.className = 'visually-hidden';
      badge.append(unit);
      row.append(' ', badge);
    }
    return row;
  }

  #row(path) {
    return [...this.#root.children].find((row) => row.dataset.path === path);
  }

  #clicked(event) {
    const row = event.target.closest('[role=treeitem]');
    if (row) this.#activate(row);
  }

  #activate(row) {
    this.#active = row.dataset.path;
    if (row.ariaExpanded === null) this.#actions.open(this.#active);
    else this.#toggle(this.#active, row.ariaExpanded === 'false');
  }

  #toggle(path, isExpanded) {
    if (isExpanded) this.#collapsed.delete(path);
    else this.#collapsed.add(path);
    this.render();
    this.#row(path).focus();
  }

  #move(row) {
    if (!row) return;
    this.#row(this.#active)?.setAttribute('tabindex', '-1');
    this.#active = row.dataset.path;
    row.tabIndex = 0;
    row.focus();
  }

  #pressed(event) {
    const row = event.target.closest('[role=treeitem]');
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const path = row.dataset.path;
    const rows = [...this.#root.children];
    switch (event.key) {
      case 'ArrowDown':
        this.#move(row.nextElementSibling);
        break;
      case 'ArrowUp':
        this.#move(row.previousElementSibling);
        break;
      case 'Home':
        this.#move(rows[0]);
        break;
      case 'End':
        this.#move(rows.at(-1));
        break;
      case 'ArrowRight':
        if (row.ariaExpanded === 'false') this.#toggle(path, true);
        else if (row.ariaExpanded === 'true') this.#move(row.nextElementSibling);
        break;
      case 'ArrowLeft':
        if (row.ariaExpanded === 'true') this.#toggle(path, false);
        else this.#move(this.#row(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
        break;
      case 'Enter':
      case ' ':
        this.#activate(row);
        break;
      case 'F2':
        this.#actions.rename(path);
        break;
      case 'Delete':
        this.#actions.remove(path);
        break;
      default:
        if (event.key.length !== 1) return;
        this.#move(nextNamed(rows, row, event.key));
    }
    event.preventDefault();
  }
}

/** The next row, after `row` and around the end, whose name begins with a letter. */
function nextNamed(rows, row, letter) {
  const start = rows.indexOf(row) + 1;
  const name = (row) => row.querySelector('.name').textContent.toLowerCase();
  return [...rows.slice(start), ...rows.slice(0, start)].find((row) => name(row).startsWith(letter.toLowerCase()));
}

/** Maps of names; the value of a file is undefined. */
function nested(files) {
  const root = new Map();
  for (const path of files.keys()) {
    const segments = path.split('/');
    const name = segments.pop();
    let folder = root;
    for (const segment of segments) {
      if (!folder.get(segment)) folder.set(segment, new Map());
      folder = folder.get(segment);
    }
    folder.set(name, undefined);
  }
  return root;
}

/** The parent folders of a path. */
function* parents(path) {
  for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) yield path.slice(0, end);
}

function* folders(files) {
  for (const path of files.keys()) yield* parents(path);
}
