// Reads a zip within bounds. This module has no DOM; the page calls it in a worker.

import { unzipSync } from 'fflate';
import { isIgnored, limits, Refused } from './files.js';

/**
 * `{ path, size, bytes }` of each file; `bytes` is null if the file is over the limit. An entry gets the space that the
 * zip declares for it and no more, whatever it expands to.
 */
export function unzip(zip) {
  const found = [];
  let total = 0;
  if (isEncrypted(zip)) throw new Refused('The zip is encrypted.');
  const filter = ({ name, size, originalSize }) => {
    if (name.endsWith('/') || isIgnored(name)) return false;
    if (found.length >= limits.files) throw new Refused(`The zip has more than ${limits.files} files.`);
    // Deflate adds 5 bytes for each 64 KB at most.
    if (size > originalSize * 1.01 + 64) throw new Refused('The zip is damaged: an entry is larger than its content.');
    const isTooLarge = originalSize > limits.fileBytes;
    found.push({ path: name, size: originalSize, bytes: null });
    if (!isTooLarge) total += originalSize;
    if (total > limits.readBytes) throw new Refused('The files in the zip are over the 64 MB limit.');
    return !isTooLarge;
  };
  let contents;
  try {
    contents = new Map(Object.entries(unzipSync(zip, { filter })));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(`The zip cannot be read: ${error.message}.`);
  }
  // Some programs write the folder that they pack into each path.
  return found.map((file) => ({ ...file, path: file.path.replace(/^\.\//, ''), bytes: contents.get(file.path) ?? null }));
}

/** Whether an entry in the central directory is encrypted, which `fflate` ignores. */
function isEncrypted(zip) {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let end = zip.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < 0) return false;
  let entry = view.getUint32(end + 16, true);
  while (entry + 46 <= zip.length && view.getUint32(entry, true) === 0x02014b50) {
    if (view.getUint16(entry + 8, true) & 1) return true;
    entry += 46 + [28, 30, 32].reduce((length, field) => length + view.getUint16(entry + field, true), 0);
  }
  return false;
}
