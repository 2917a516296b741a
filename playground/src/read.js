// Reads what the user drops or chooses: a folder, a zip, or files. Nothing of it leaves the page.

import { addFile, decode, isIgnored, limits, quoted, Refused, refuseConflicts, refuseInvalidPath } from './files.js';

/**
 * The files in a drop, as `{ path, file }`. The entries have to be taken from the event before anything is awaited.
 */
export async function droppedFiles(dataTransfer) {
  const entries = [...dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const found = [];
  for (const entry of entries) await collect(entry, found);
  return found;
}

async function collect(entry, found) {
  const path = entry.fullPath.slice(1);
  if (isIgnored(path)) return;
  if (entry.isFile) {
    if (found.length >= limits.files) throw new Refused(`The folder has more than ${limits.files} files.`);
    found.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // At most 100 at a time, until there are none.
    const entries = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (entries.length === 0) return;
    for (const child of entries) await collect(child, found);
  }
}

/** The files that an `<input type="file">` has. */
export function chosenFiles(input) {
  const files = [...input.files].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
  return files.filter(({ path }) => !isIgnored(path));
}

/** The contents of files: `{ path, size, bytes }`, `bytes` being null above the limit. */
export async function readFiles(files) {
  if (files.length > limits.files) throw new Refused(`The folder has more than ${limits.files} files.`);
  const sizes = files.map(({ file }) => file.size).filter((size) => size <= limits.fileBytes);
  if (sizes.reduce((sum, size) => sum + size, 0) > limits.readBytes) throw new Refused('The files are over the 64 MB limit.');
  return Promise.all(
    files.map(async ({ path, file }) => {
      const bytes = file.size > limits.fileBytes ? null : new Uint8Array(await file.arrayBuffer());
      return { path, size: file.size, bytes };
    }),
  );
}

/** `{ files, notes }`: a project out of contents; the notes say of which files only the names are kept. */
export function toProject(contents) {
  // As a whole, before the folder that they share is removed.
  for (const { path } of contents) refuseInvalidPath(path);
  const prefix = commonFolder(contents.map(({ path }) => path));
  const files = new Map();
  const large = [];
  const binary = [];
  let total = 0;
  for (const { path, bytes } of contents) {
    const inside = path.slice(prefix.length);
    const text = bytes && decode(bytes);
    if (bytes === null) large.push(inside);
    else if (text === null) binary.push(inside);
    else total += bytes.length;
    addFile(files, inside, text);
  }
  if (files.size === 0) throw new Refused('There are no files in it.');
  if (total > limits.projectBytes) throw new Refused('The project is over the 8 MB limit.');
  refuseConflicts(files);
  const notes = [];
  if (large.length > 0) notes.push(`Over the 1 MB limit, only the name is kept: ${list(large)}.`);
  if (binary.length > 0) notes.push(`Not text, only the name is kept: ${list(binary)}.`);
  return { files, notes };
}

/** The folder, with a slash, that all paths share: the one that was dropped, or the only one in a zip. */
function commonFolder(paths) {
  const [first = ''] = paths;
  const end = first.indexOf('/') + 1;
  const folder = first.slice(0, end);
  return paths.every((path) => path.startsWith(folder)) ? folder : '';
}

function list(paths) {
  const shown = paths.slice(0, 3).map(quoted).join(', ');
  return paths.length > 3 ? `${shown} and ${paths.length - 3} more` : shown;
}
