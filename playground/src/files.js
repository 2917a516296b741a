// The files of a project in memory: a `Map` from paths to text. Of a file that is not text only the name is known; its
// value is `null`. What comes from outside (a link, a zip, a folder) passes the checks here.

export const limits = {
  files: 500,
  /** In UTF-8, as every size here. */
  fileBytes: 1 << 20,
  projectBytes: 8 << 20,
  /** What is read at once, pictures included. */
  readBytes: 64 << 20,
  pathLength: 255,
};

/** Something that the user is told, in a sentence. Every other error is a defect of the page. */
export class Refused extends Error {}

const ignored = new Set(['node_modules', '.git', '__MACOSX', '.DS_Store']);
const controlCharacters = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

export function isIgnored(path) {
  return path.split('/').some((segment) => ignored.has(segment));
}

/** Why `path` cannot be the path of a file in a project, or undefined. */
export function invalidPath(path) {
  if (typeof path !== 'string' || path === '') return 'the path is empty';
  if (path.length > limits.pathLength) return `the path is longer than ${limits.pathLength} characters`;
  if (controlCharacters.test(path)) return 'the path contains control characters';
  if (path.includes('\\')) return 'the path contains a backslash';
  const segments = path.split('/');
  if (segments.includes('')) return 'the path has an empty segment';
  if (segments.includes('..') || segments.includes('.')) return 'the path contains `.` or `..`';
  if (segments.includes('__proto__')) return 'the path contains `__proto__`';
  return undefined;
}

const encoder = new TextEncoder();

/** The length in UTF-8. */
export function byteLength(text) {
  return encoder.encode(text).length;
}

export function refuseInvalidPath(path) {
  const reason = invalidPath(path);
  if (reason) throw new Refused(`${quoted(path)}: ${reason}.`);
}

/** Adds a file to `files`, or throws `Refused`. */
export function addFile(files, path, text) {
  refuseInvalidPath(path);
  if (files.has(path)) throw new Refused(`${quoted(path)} is listed twice.`);
  if (files.size >= limits.files) throw new Refused(`The project has more than ${limits.files} files.`);
  // A UTF-16 unit takes at most 3 bytes, so most files need not be encoded.
  if (text !== null && text.length * 3 > limits.fileBytes && byteLength(text) > limits.fileBytes) throw new Refused(`${quoted(path)} is over the 1 MB limit.`);
  files.set(path, text);
}

/** Throws `Refused` if a path is both a file and a folder. */
export function refuseConflicts(files) {
  for (const path of files.keys()) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) {
      if (files.has(path.slice(0, end))) throw new Refused(`${quoted(path.slice(0, end))} is a file and a folder.`);
    }
  }
}

/** The text of a file, or null if it is not UTF-8 text. A byte order mark is part of the text. */
export function decode(bytes) {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A path in a message: short, and without characters that change how the message is read. */
export function quoted(path) {
  const text = String(path).replace(new RegExp(controlCharacters, 'g'), '�');
  return `\`${text.length > 80 ? `${text.slice(0, 79)}…` : text}\``;
}
