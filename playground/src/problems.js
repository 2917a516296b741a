// The list of problems, by file, and their number.

import { element, link, renderMessage } from './markdown.js';

/** The worst one first. */
export const severities = ['error', 'warning', 'info'];
/** Rows: a file can have thousands of problems, and nobody reads them. */
const maxRows = 500;

export class Problems {
  #list;
  #counts;
  #actions;

  /** `actions` has `show(problem)` and `fix(problem, fix)`. */
  constructor(list, counts, actions) {
    this.#list = list;
    this.#counts = counts;
    this.#actions = actions;
    list.addEventListener('keydown', (event) => this.#pressed(event));
  }

  render(problems) {
    const hadFocus = this.#list.contains(document.activeElement);
    const focused = this.#buttons().indexOf(itemOf(document.activeElement)?.querySelector('.problem'));
    const groups = Map.groupBy(problems.slice(0, maxRows), (problem) => problem.file);
    this.#list.replaceChildren(...[...groups].map(([file, group]) => this.#renderGroup(file, group)));
    if (problems.length > maxRows) {
      this.#list.append(withClass('more', element('li', `${problems.length - maxRows} more problems are not listed.`)));
    }
    this.#counts.replaceChildren(...renderCounts(problems));
    // A fix removes the problem whose button had the focus.
    if (hadFocus) {
      const buttons = this.#buttons();
      (buttons[Math.min(Math.max(focused, 0), buttons.length - 1)] ?? this.#list).focus();
    }
  }

  /** Moves the focus to the first fix of a problem, or to the problem. */
  focus({ index }) {
    const item = this.#list.querySelector(`[data-index="${index}"]`);
    if (!item) return;
    (item.querySelector('.fix') ?? item.querySelector('.problem')).focus();
    item.scrollIntoView({ block: 'nearest' });
  }

  #buttons() {
    return [...this.#list.querySelectorAll('button.problem')];
  }

  #renderGroup(file, problems) {
    const heading = element('h3', file);
    const items = element('ul', ...problems.map((problem) => this.#renderProblem(problem)));
    return element('li', heading, items);
  }

  #renderProblem(problem) {
    const { severity, message, rule, range, help, url, fixes, related } = problem;
    const icon = element('span', severity);
    icon.className = `severity ${severity}`;
    const text = element('span', renderMessage(message));
    text.className = 'text';
    const position = element('span', `${range.start.line}:${range.start.column}`);
    position.className = 'position';
    const button = element('button', icon, ' ', text, ' ', position);
    button.type = 'button';
    button.className = 'problem';
    button.addEventListener('click', () => this.#actions.show(problem));

    const details = element('div', url ? link(rule, url) : rule);
    details.className = 'details';
    if (help) details.append(' ', withClass('help', element('span', renderMessage(help))));
    for (const fix of fixes) details.append(' ', this.#renderFix(problem, fix));
    for (const other of related) details.append(' ', this.#renderRelated(other));

    const item = element('li', button, details);
    Object.assign(item.dataset, {
      index: problem.index,
      rule,
      severity,
      file: problem.file,
      message,
      line: range.start.line,
      column: range.start.column,
    });
    return item;
  }

  #renderFix(problem, fix) {
    const button = withClass('fix', element('button', renderMessage(fix.title)));
    button.type = 'button';
    button.dataset.safety = fix.safety;
    if (fix.safety === 'unsafe') button.append(' ', withClass('note', element('span', '(unsafe)')));
    button.addEventListener('click', () => this.#actions.fix(problem, fix));
    return button;
  }

  #renderRelated(related) {
    const button = withClass('related', element('button', renderMessage(related.message)));
    button.type = 'button';
    button.append(` (${related.file}:${related.range.start.line})`);
    button.addEventListener('click', () => this.#actions.show(related));
    return button;
  }

  /** Arrow keys move between problems; the tab key reaches their fixes. */
  #pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const buttons = this.#buttons();
    const next = buttons[buttons.indexOf(itemOf(event.target)?.querySelector('.problem')) + step];
    if (next) next.focus();
    event.preventDefault();
  }
}

/** The row that an element is in. */
function itemOf(node) {
  return node.closest('li[data-rule]');
}

function withClass(name, node) {
  node.className = name;
  return node;
}

function renderCounts(problems) {
  const nodes = [];
  for (const severity of severities) {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count > 0) nodes.push(withClass(`count ${severity}`, element('span', counted(count, severity))), ' ');
  }
  return nodes;
}

/** What the live region says: "3 errors, 1 warning". */
export function summary(problems) {
  const parts = [];
  for (const severity of severities) {
    const count = problems.filter((problem) => problem.severity === severity).length;
    if (count > 0) parts.push(counted(count, severity));
  }
  return parts.length > 0 ? parts.join(', ') : 'No problems';
}

function counted(count, severity) {
  // "info" is not counted in English.
  if (severity === 'info') return `${count} info`;
  return `${count} ${severity}${count === 1 ? '' : 's'}`;
}
