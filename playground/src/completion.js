// Completion items of the language server protocol as those of CodeMirror.

import { snippet } from '@codemirror/autocomplete';
import { element, renderMarkdown } from './markdown.js';
import { offsetAt } from './offsets.js';

const snippetFormat = 2;
const deprecatedTag = 1;

/** What CodeMirror shows at `pos`, or null. */
export function completionResult(state, pos, items) {
  const shown = items.filter((item) => matches(typed(state, pos, item), item.filterText ?? item.label));
  if (shown.length === 0) return null;
  const from = Math.min(...shown.map((item) => offsetAt(state, item.textEdit.range.start)));
  shown.sort((one, other) => isBegun(state, pos, other) - isBegun(state, pos, one) || (key(one) < key(other) ? -1 : 1));
  // Asked again after each key, because only the server knows what fits; so it is not filtered by CodeMirror.
  return { from, options: shown.map(option), filter: false };
}

/** Whether what was typed is the beginning of an item, and not only in it. */
function isBegun(state, pos, item) {
  return (item.filterText ?? item.label).toLowerCase().startsWith(typed(state, pos, item).toLowerCase());
}

function key(item) {
  return item.sortText ?? item.label;
}

/** What the user has typed of an item. */
function typed(state, pos, item) {
  return state.sliceDoc(offsetAt(state, item.textEdit.range.start), pos);
}

/** Whether the characters of `part` are in `text`, in this order. */
function matches(part, text) {
  const lower = text.toLowerCase();
  let index = 0;
  for (const character of part.toLowerCase()) {
    index = lower.indexOf(character, index) + 1;
    if (index === 0) return false;
  }
  return true;
}

function option(item) {
  return {
    label: item.label,
    detail: item.detail,
    type: item.tags?.includes(deprecatedTag) ? 'deprecated' : undefined,
    info: item.documentation && (() => element('div', renderMarkdown(item.documentation.value))),
    apply: (view, completion) => apply(view, completion, item),
  };
}

function apply(view, completion, item) {
  const { state } = view;
  const { range, newText } = item.textEdit;
  const others = (item.additionalTextEdits ?? []).map(({ range, newText }) => ({
    from: offsetAt(state, range.start), to: offsetAt(state, range.end), insert: newText,
  }));
  const changes = state.changes(others);
  if (others.length > 0) view.dispatch({ changes, userEvent: 'input.complete' });
  const from = changes.mapPos(offsetAt(state, range.start), 1);
  const to = changes.mapPos(Math.max(offsetAt(state, range.end), state.selection.main.head), 1);
  const isSnippet = item.insertTextFormat === snippetFormat;
  // A snippet without fields: it is indented like its first line.
  snippet(isSnippet ? template(newText) : newText.replace(/[{}]/g, '\\$&'))(view, completion, from, to);
}

/** A snippet of the protocol in the syntax of CodeMirror, whose final position is the last of the fields. */
export function template(text) {
  return text.replace(/\\([\\$}])|\$(\d+)|\$\{(\d+)(?::([^}]*))?\}|[{}]/g, (all, escaped, number, field, content) => {
    if (escaped) return escaped === '}' ? '\\}' : escaped;
    const name = number ?? field;
    if (name === undefined) return `\\${all}`;
    const order = name === '0' ? 999 : name;
    return content ? `\${${order}:${content}}` : `\${${order}}`;
  });
}
