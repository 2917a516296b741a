// The project that the page shows, and what happens to it. Everything that changes files goes through here.

import { addFile, invalidPath, refuseConflicts } from './files.js';

export class Project {
  files = new Map();
  /** Grows with every change: an answer about an older state is dropped. */
  generation = 0;
  /** Whether there is anything that would be lost. */
  isEdited = false;

  load(files) {
    this.files = files;
    this.generation++;
    this.isEdited = false;
  }

  write(path, text) {
    this.files.set(path, text);
    this.#changed();
  }

  /** Why a file cannot have this path, or undefined. */
  reasonAgainst(path, without) {
    const reason = invalidPath(path);
    if (reason) return `${reason[0].toUpperCase()}${reason.slice(1)}.`;
    const files = new Map([...this.files].filter(([other]) => !isWithin(other, without)));
    try {
      addFile(files, path, '');
      refuseConflicts(files);
    } catch (error) {
      return error.message;
    }
    return undefined;
  }

  add(path) {
    this.write(path, '');
  }

  /** The files at a path: the file, or what is in the folder. */
  within(path) {
    return [...this.files.keys()].filter((other) => isWithin(other, path));
  }

  /** Moves a file, or all that is in a folder; returns pairs of old and new paths. */
  rename(path, newPath) {
    const moved = this.within(path).map((old) => [old, newPath + old.slice(path.length)]);
    for (const [old, renamed] of moved) {
      const text = this.files.get(old);
      this.files.delete(old);
      this.files.set(renamed, text);
    }
    this.#changed();
    return moved;
  }

  remove(path) {
    for (const file of this.within(path)) this.files.delete(file);
    this.#changed();
  }

  #changed() {
    this.generation++;
    this.isEdited = true;
  }
}

function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}

/** The one edit that makes a text another one. */
export function difference(text, other) {
  const shorter = Math.min(text.length, other.length);
  let start = 0;
  while (start < shorter && text[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && text.at(-1 - end) === other.at(-1 - end)) end++;
  return { from: start, to: text.length - end, newText: other.slice(start, other.length - end) };
}
