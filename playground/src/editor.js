// CodeMirror over the files of a project: one view, a state per file, so that undo and scrolling are per file.

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, nextDiagnostic, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Annotation, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  closeHoverTooltips, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  hoverTooltip, keymap, lineNumbers, showTooltip,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { completionResult } from './completion.js';
import { element, link, renderMarkdown, renderMessage } from './markdown.js';
import { offsetAt, offsetOf, positionAt } from './offsets.js';

/** Changes that the project made itself, such as a fix: they are reported once, for all files. */
const fromProject = Annotation.define();

const highlight = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--syntax-property)' },
  { tag: [tags.string, tags.regexp], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-literal)' },
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--syntax-keyword)' },
  { tag: [tags.typeName, tags.className, tags.tagName], color: 'var(--syntax-type)' },
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
]);

const setHover = StateEffect.define();
/** The tooltip that a key opened; the next change or move of the cursor closes it. */
const keyboardHover = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setHover)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

function language(path) {
  if (/\.json$/.test(path)) return json();
  if (/\.[cm]?[jt]sx?$/.test(path)) return javascript({ jsx: /x$/.test(path), typescript: /\.[cm]?tsx?$/.test(path) });
  return [];
}

export class Editor {
  #view;
  #path;
  #states = new Map();
  #actions;
  #problems = [];

  /**
   * `actions` has `changed(path, text)`, `hover(path, position)`, `complete(path, position)`, `fix(problem, fix)`,
   * `fixAtCursor(path, index)` and `text(path)`. A position is `{ line, character }` as in the language server protocol; all
   * else is an index of the text.
   */
  constructor(parent, actions) {
    this.#actions = actions;
    this.#view = new EditorView({ parent, state: EditorState.create() });
  }

  /** Forgets all files. */
  reset() {
    this.#states.clear();
    this.#problems = [];
    this.#path = undefined;
  }

  /** Shows a file. */
  open(path, text) {
    if (this.#path === path) return;
    this.#keep();
    this.#path = path;
    this.#view.setState(this.#states.get(path) ?? this.#createState(path, text));
    this.#showProblems();
  }

  /** Selects a range of the file that is shown. */
  select({ from, to }) {
    const { state } = this.#view;
    const anchor = this.#offset(state, this.#path, from);
    this.#view.dispatch({
      selection: { anchor, head: this.#offset(state, this.#path, to) },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.#view.focus();
  }

  focus() {
    this.#view.focus();
  }

  /** Replaces ranges of a file, which undo restores, also if the file was never shown; returns its new text. */
  edit(path, edits) {
    this.#keep();
    const state = this.#states.get(path) ?? this.#createState(path, this.#actions.text(path));
    const changes = edits.map(({ from, to, newText }) => ({
      from: this.#offset(state, path, from),
      to: this.#offset(state, path, to),
      insert: state.toText(newText),
    }));
    const transaction = state.update({ changes, annotations: fromProject.of(true), userEvent: 'input.fix' });
    if (path === this.#path) this.#view.dispatch(transaction);
    this.#states.set(path, transaction.state);
    return transaction.state.sliceDoc();
  }

  /** Drops the state of a file. */
  forget(path) {
    this.#states.delete(path);
    if (this.#path === path) this.#path = undefined;
  }

  /** Marks the problems, whichever file is shown. */
  show(problems) {
    this.#problems = problems;
    this.#showProblems();
  }

  #keep() {
    if (this.#path !== undefined) this.#states.set(this.#path, this.#view.state);
  }

  #offset(state, path, index) {
    return offsetOf(state, this.#actions.text(path), index);
  }

  #showProblems() {
    const { state } = this.#view;
    const diagnostics = this.#problems
      .filter((problem) => problem.file === this.#path)
      .map((problem) => this.#diagnostic(state, problem));
    this.#view.dispatch(setDiagnostics(state, diagnostics));
  }

  #diagnostic(state, problem) {
    return {
      from: this.#offset(state, problem.file, problem.from),
      to: this.#offset(state, problem.file, problem.to),
      severity: problem.severity,
      message: problem.message,
      renderMessage: () => renderProblem(problem),
      actions: problem.fixes.map((fix) => ({
        name: fix.title.replaceAll('`', '') + (fix.safety === 'unsafe' ? ' (unsafe)' : ''),
        apply: () => this.#actions.fix(problem, fix),
      })),
    };
  }

  #createState(path, text) {
    const lineSeparator = /\r\n/.test(text) && !/(^|[^\r])\n/.test(text) ? EditorState.lineSeparator.of('\r\n') : [];
    return EditorState.create({
      doc: text,
      extensions: [
        lineSeparator,
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSpecialChars(),
        highlightSelectionMatches(),
        history(),
        drawSelection(),
        indentOnInput(),
        indentUnit.of('  '),
        bracketMatching(),
        closeBrackets(),
        language(path),
        syntaxHighlighting(highlight),
        lintGutter(),
        autocompletion({ override: [(context) => this.#complete(path, context)], icons: false }),
        hoverTooltip((view, offset) => this.#hover(path, view.state, offset)),
        keyboardHover,
        keymap.of([
          { key: 'Mod-.', run: ({ state }) => this.#actions.fixAtCursor(path, state.sliceDoc(0, state.selection.main.head).length) },
          { key: 'F8', run: (view) => nextDiagnostic(view) && this.#announceProblems(path, view) },
          { key: 'Mod-k Mod-i', run: (view) => this.#hoverAtCursor(path, view) },
          { key: 'Escape', run: closeHover },
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...defaultKeymap,
          indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': path,
          'aria-describedby': 'editor-help',
          spellcheck: 'false',
          tabindex: '0',
        }),
        EditorView.updateListener.of((update) => {
          const isOwn = update.transactions.some((transaction) => transaction.annotation(fromProject));
          if (update.docChanged && !isOwn) this.#actions.changed(path, update.state.sliceDoc());
        }),
      ],
    });
  }

  async #complete(path, context) {
    const { state, pos, explicit } = context;
    const items = await this.#actions.complete(path, positionAt(state, pos));
    if (context.aborted || !items || (!explicit && !isTyping(state, pos))) return null;
    return completionResult(state, pos, items);
  }

  async #hover(path, state, offset) {
    const hover = await this.#actions.hover(path, positionAt(state, offset));
    return hover ? hoverContent(state, offset, hover) : null;
  }

  #hoverAtCursor(path, view) {
    const { state } = view;
    const { head } = state.selection.main;
    const problems = this.#problemsAt(path, state);
    this.#actions.hover(path, positionAt(state, head)).then((hover) => {
      if (view.state !== state || (!hover && problems.length === 0)) return;
      const tooltip = hoverContent(state, head, hover, problems);
      view.dispatch({ effects: [closeHoverTooltips, setHover.of(tooltip), announcement(tooltip.create().dom)] });
    });
    return true;
  }

  #announceProblems(path, view) {
    const problems = this.#problemsAt(path, view.state);
    view.dispatch({ effects: problems.map((problem) => announcement(renderProblem(problem))) });
    return true;
  }

  /** The problems at the cursor. */
  #problemsAt(path, state) {
    const index = state.sliceDoc(0, state.selection.main.head).length;
    return this.#problems.filter(({ file, from, to }) => file === path && from <= index && index <= to);
  }
}

/** What a screen reader says about something that a key shows. */
function announcement(node) {
  return EditorView.announce.of(node.textContent);
}

/** Whether the character before the cursor may begin a completion that nobody requested. */
function isTyping(state, pos) {
  return /["\w./-]/.test(state.sliceDoc(pos - 1, pos));
}

function closeHover(view) {
  if (!view.state.field(keyboardHover)) return false;
  view.dispatch({ effects: [setHover.of(null), closeHoverTooltips] });
  return true;
}

function renderProblem({ message, rule, url, help }) {
  const node = element('div', renderMessage(message));
  const details = element('div', url ? link(rule, url) : rule);
  details.className = 'details';
  if (help) details.append(' ', renderMessage(help));
  node.append(details);
  return node;
}

function hoverContent(state, offset, hover, problems = []) {
  return {
    pos: hover?.range ? offsetAt(state, hover.range.start) : offset,
    end: hover?.range ? offsetAt(state, hover.range.end) : offset,
    above: true,
    create() {
      const dom = element('div', ...problems.map(renderProblem), renderMarkdown(hover?.contents.value ?? ''));
      dom.className = 'hover';
      dom.setAttribute('role', 'tooltip');
      return { dom };
    },
  };
}
