// The Markdown of hovers as DOM. hsmeta writes five kinds of blocks and escapes the rest; everything becomes text nodes.

/** A fragment with the blocks of `markdown`. */
export function renderMarkdown(markdown) {
  const fragment = document.createDocumentFragment();
  for (const block of blocks(markdown)) fragment.append(renderBlock(block));
  return fragment;
}

/** Blocks are separated by an empty line, except inside of a fence. */
function blocks(markdown) {
  const found = [];
  let current = [];
  let fence = null;
  for (const line of markdown.split('\n')) {
    const mark = /^`{3,}/.exec(line)?.[0];
    if (fence) {
      current.push(line);
      if (line === fence) fence = null;
    } else if (line === '') {
      if (current.length > 0) found.push(current);
      current = [];
    } else {
      current.push(line);
      if (mark) fence = mark;
    }
  }
  if (current.length > 0) found.push(current);
  return found;
}

function renderBlock(lines) {
  if (lines[0].startsWith('```')) return element('pre', element('code', lines.slice(1, -1).join('\n')));
  if (lines.every((line) => /^[*-] /.test(line))) {
    return element('ul', ...lines.map((line) => element('li', ...inline(line.slice(2)))));
  }
  if (lines.length === 1 && /^-{3,}$/.test(lines[0])) return element('hr');
  return element('p', ...inline(lines.join('\n')));
}

const token = /`([^`]*)`|\*\*((?:\\.|[^*\\])+)\*\*|\[((?:\\.|[^\]\\])*)\]\(([^)\s]*)\)|\\([!-/:-@[-`{-~])/g;

function inline(text) {
  const nodes = [];
  let last = 0;
  for (const match of text.matchAll(token)) {
    nodes.push(text.slice(last, match.index));
    last = match.index + match[0].length;
    const [, code, strong, title, url, escaped] = match;
    if (code !== undefined) nodes.push(element('code', code));
    else if (strong !== undefined) nodes.push(element('strong', ...inline(strong)));
    else if (url !== undefined) nodes.push(link(title, url));
    else nodes.push(escaped);
  }
  nodes.push(text.slice(last));
  return nodes.filter((node) => node !== '');
}

/** Text in which backticks mean code, such as a message. */
export function renderMessage(text) {
  const fragment = document.createDocumentFragment();
  for (const [index, part] of text.split('`').entries()) {
    if (part !== '') fragment.append(index % 2 === 1 ? element('code', part) : part);
  }
  return fragment;
}

/** A link to another page; anything but HTTPS stays text. */
export function link(title, url) {
  if (!url.startsWith('https://')) return document.createTextNode(title);
  const anchor = element('a', title);
  anchor.href = url;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}

/** An element with children; strings become text nodes. */
export function element(name, ...children) {
  const node = document.createElement(name);
  node.append(...children);
  return node;
}
