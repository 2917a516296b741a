// Places in a document of CodeMirror, where every line break is one character: from and to string indices, and the lines
// and UTF-16 columns of the language server protocol.

/** The offset of an index of the text that the document was made of. */
export function offsetOf(state, text, index) {
  if (!text.includes('\r')) return Math.min(index, state.doc.length);
  const breaks = text.slice(0, index).match(/\r\n/g)?.length ?? 0;
  return Math.min(index - breaks, state.doc.length);
}

/** The offset at a line and a column, inside of the line. */
export function offsetAt(state, { line, character }) {
  const { from, to } = state.doc.line(Math.min(line + 1, state.doc.lines));
  return Math.min(from + character, to);
}

export function positionAt(state, offset) {
  const { number, from } = state.doc.lineAt(offset);
  return { line: number - 1, character: offset - from };
}
