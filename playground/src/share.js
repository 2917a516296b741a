// A project as the fragment of a link: JSON, compressed with raw deflate, in base64url. A browser never sends the fragment to
// a server. This module has no DOM: node imports it too.

import { addFile, limits, Refused, refuseConflicts } from './files.js';

const prefix = '#project=';

/**
 * The fragment of a link that opens `files`, an object or a `Map` from paths to text; null instead of text is a file of
 * which only the name is known. `open` is the file that is shown first.
 */
export async function shareFragment(files, open) {
  const entries = files instanceof Map ? [...files] : Object.entries(files);
  const json = JSON.stringify({ files: entries, ...(open === undefined ? {} : { open }) });
  const compressed = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return prefix + toBase64Url(new Uint8Array(await new Response(compressed).arrayBuffer()));
}

/** Whether a fragment claims to be a project. */
export function isShared(fragment) {
  return fragment.startsWith(prefix);
}

/** `{ files, open }` of such a fragment. Throws `Refused`: a link may come from anyone. */
export async function readFragment(fragment) {
  const value = parse(await inflate(fromBase64Url(fragment.slice(prefix.length))));
  if (!isRecord(value) || !Array.isArray(value.files)) throw new Refused('The link does not contain a project.');
  const files = new Map();
  for (const entry of value.files) {
    const isFile = Array.isArray(entry) && entry.length === 2 && (entry[1] === null || typeof entry[1] === 'string');
    if (!isFile) throw new Refused('The link does not contain a project.');
    addFile(files, entry[0], entry[1]);
  }
  if (files.size === 0) throw new Refused('The link contains an empty project.');
  refuseConflicts(files);
  return { files, open: files.has(value.open) ? value.open : undefined };
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refused('The link is damaged: its content is not JSON.');
  }
}

/** Stops as soon as the result is larger than any project: a few bytes can expand to gigabytes. */
async function inflate(bytes) {
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  let length = 0;
  for (;;) {
    let chunk;
    try {
      chunk = await reader.read();
      text += decoder.decode(chunk.value, { stream: !chunk.done });
    } catch {
      throw new Refused('The link is damaged: it was not copied completely, or it was changed.');
    }
    if (chunk.done) return text;
    length += chunk.value.length;
    if (length > limits.projectBytes) {
      await reader.cancel();
      throw new Refused('The project in the link is over the 8 MB limit.');
    }
  }
}

function toBase64Url(bytes) {
  let binary = '';
  // In pieces: the number of arguments of a call is limited.
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text) {
  // Compression never makes a project longer than this.
  if (text.length > limits.projectBytes * 2) throw new Refused('The link is too long.');
  if (!/^[\w-]+$/.test(text)) throw new Refused('The link is damaged: it contains characters that no link has.');
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    throw new Refused('The link is damaged: it was not copied completely.');
  }
}
