// Copies the pages of the documentation to where mdBook builds them, and writes their SUMMARY.md.
//
//     node site/stage.mjs <folder> [<folder with a project for each example>]
//
// The start page is README.md. Every page of the repository that it links to, directly or not, is a page of the site: first
// those that its end lists, in this order; the others are children of the README.md of their folder, or else of the page that
// links to them first. `docs/` becomes the root, so that a rule is at `rules/<id>.html`. Other files that a page links to are copied too. A folder is
// linked in the repository, if its address is known.
//
// With projects of examples (`HSMETA_EXAMPLES` in tests/it/examples.rs), there are links that open them in the playground.

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { base, repository } from './address.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [target, examples] = process.argv.slice(2);
const { shareFragment } = examples === undefined ? {} : await import('../playground/src/share.js');

const START = 'README.md';
/** What README.md calls its lists of pages. */
const PARTS = ['Documentation', 'For contributors'];
const RULES = 'docs/rules/README.md';
/** What explains the facts at the beginning of a rule's page. */
const FACTS = { Severity: '../configuration.md#rules', Fixable: '../check.md#fixes' };
const NOT_FOUND = `# Page not found

Search for what you want, or begin at the [start page](index.md) or the [list of rules](rules/index.md).
`;
/** Code, which is left as it is, or a link: its text and its target. */
const LINK = /(`+).+?\1(?!`)|\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)/g;

const read = (file) => fs.readFileSync(path.join(root, file), 'utf8');

/** Where a file of the repository is on the site. */
const onSite = (file) => file.replace(/^docs\//, '').replace(/(^|\/)README\.md$/, '$1index.md');

/** Replaces the lines of a page that are not in a code block. */
function mapLines(text, replace) {
  let fence;
  const lines = text.split('\n').map((line) => {
    const marker = line.match(/^ *(```+|~~~+)/)?.[1];
    if (fence === undefined && marker === undefined) {
      return replace(line);
    }
    if (fence === undefined) {
      fence = marker;
    } else if (marker === fence) {
      fence = undefined;
    }
    return line;
  });
  return lines.join('\n');
}

/** Replaces the links of a page to files of the repository; `replace` gets the text, the file and what follows its name. */
function mapLinks(page, text, replace) {
  return mapLines(text, (line) =>
    line.replace(LINK, (link, code, label, to) => {
      if (code !== undefined || /^(#|[a-z]+:)/.test(to)) {
        return link;
      }
      const [file, fragment] = to.split('#');
      return replace(label, path.join(path.dirname(page), file).replace(/\/$/, ''), fragment === undefined ? '' : `#${fragment}`);
    }),
  );
}

/** The files that a page links to, each with the heading that it is below. */
function linksOf(page) {
  const links = [];
  let heading = '';
  mapLines(read(page), (line) => {
    heading = line.match(/^## (.*)|^(For contributors):/)?.slice(1).find(Boolean) ?? heading;
    mapLinks(page, line, (_, file) => links.push({ file, heading }));
    return line;
  });
  return links;
}

const isPage = (file) => file.endsWith('.md');
const titleOf = (page) => read(page).match(/^# (.*)/m)[1];

/** The README.md beside a page, if there is one below the root: the page is one of its children. */
function indexOf(page) {
  const index = path.join(path.dirname(page), 'README.md');
  return index !== page && index !== START && fs.existsSync(path.join(root, index)) ? index : undefined;
}

/** The pages of the site, each with its children. */
function collect() {
  const links = linksOf(START).filter(({ file }) => isPage(file));
  const pages = links.filter(({ heading }) => PARTS.includes(heading)).map((link) => ({ ...link, children: [] }));
  const seen = new Set([START, ...pages.map(({ file }) => file)]);
  for (const queue = [...pages]; queue.length > 0; ) {
    const page = queue.shift();
    for (const { file, heading } of linksOf(page.file)) {
      if (isPage(file) && !seen.has(file) && [undefined, page.file].includes(indexOf(file))) {
        seen.add(file);
        page.children.push({ file, heading, children: [] });
      }
    }
    queue.push(...page.children);
  }
  const documents = fs.readdirSync(path.join(root, 'docs'), { recursive: true }).map((file) => path.join('docs', file));
  const missing = [...documents.filter(isPage), ...links.map(({ file }) => file)].filter((file) => !seen.has(file));
  assert.deepEqual(missing, [], `no page that ${START} lists links to these`);
  return { pages, files: [...seen] };
}

function summary(pages) {
  const lines = [`[${titleOf(START)}](${onSite(START)})`];
  const add = (page, depth) => {
    lines.push(`${'  '.repeat(depth)}- [${titleOf(page.file)}](${onSite(page.file)})`);
    let group = '';
    for (const child of page.children) {
      // A rule is below its subject, which has no page of its own.
      if (page.file === RULES && child.heading !== group) {
        group = child.heading;
        lines.push(`${'  '.repeat(depth + 1)}- [${group}]()`);
      }
      add(child, page.file === RULES ? depth + 2 : depth + 1);
    }
  };
  for (const part of PARTS) {
    lines.push('', `# ${part}`, '');
    pages.filter(({ heading }) => heading === part).forEach((page) => add(page, 0));
  }
  return `# Summary\n\n${lines.join('\n')}\n`;
}

/** The text of a page on the site. What it links to and is no page is copied. */
function staged(page) {
  return mapLinks(page, withLinksToRules(page), (label, file, fragment) => {
    if (fs.statSync(path.join(root, file)).isDirectory()) {
      return repository === undefined ? label : `[${label}](${repository}/tree/HEAD/${file})`;
    }
    if (!isPage(file)) {
      write(onSite(file), fs.readFileSync(path.join(root, file)));
    }
    const to = path.relative(path.dirname(onSite(page)), onSite(file));
    return `[${label}](${to}${fragment})`;
  });
}

/** The text of a page with links from the ids of rules to their pages, and from the facts of a rule to what explains them. */
function withLinksToRules(page) {
  const isRule = indexOf(page) === RULES;
  const linked = (match) => {
    const rule = match.startsWith('`') ? path.join(path.dirname(RULES), `${match.replaceAll('`', '')}.md`) : page;
    return rule !== page && fs.existsSync(path.join(root, rule)) ? `[${match}](${path.relative(path.dirname(page), rule)})` : match;
  };
  return mapLines(read(page), (line) => {
    const fact = isRule && line.match(/^- (Severity|Fixable):/)?.[1];
    if (fact) {
      return line.replace(fact, `[${fact}](${FACTS[fact]})`);
    }
    return line.startsWith('#') ? line : line.replace(LINK, linked);
  });
}

/** The text of a page with links that open the playground, or the examples of a rule in it. */
async function withPlayground(page, text) {
  const to = path.relative(path.dirname(onSite(page)), 'playground/index.html');
  if (page === START || page === 'docs/playground.md') {
    const install = page === START ? ' · [Install](#install)' : '';
    return text.replace(/^# .*\n\n(.+\n)+/, `$&\n[Open the playground](${to})${install}\n`);
  }
  let result = text;
  for (const part of ['Bad', 'Good']) {
    const project = path.join(examples, path.basename(page, '.md'), part.toLowerCase());
    if (path.dirname(page) === path.dirname(RULES) && fs.existsSync(project)) {
      const [label, file] = text.match(new RegExp(`^${part}:\\n\\n(?:\`(.+)\`)?`, 'm'));
      const link = `[Open in the playground](${to}${await shareFragment(filesIn(project), file)})`;
      result = result.replace(label, () => label.replace(':', `: ${link}`));
    }
  }
  return result;
}

/** The files below a folder, with their contents. */
function filesIn(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((file) => path.relative(folder, path.join(file.parentPath ?? file.path, file.name))).sort();
  return Object.fromEntries(paths.map((file) => [file, fs.readFileSync(path.join(folder, file), 'utf8')]));
}

function write(file, content) {
  const to = path.join(target, 'src', file);
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.writeFileSync(to, content);
}

const { pages, files } = collect();
write('SUMMARY.md', summary(pages));
write('404.md', NOT_FOUND);
for (const file of files) {
  const text = staged(file);
  write(onSite(file), examples === undefined ? text : await withPlayground(file, text));
}
fs.mkdirSync(path.join(target, 'theme'));
for (const [from, to] of Object.entries({
  'site/search.js': 'search.js',
  'site/style.css': 'style.css',
  'vscode-extension/images/icon.svg': 'theme/favicon.svg',
})) {
  fs.copyFileSync(path.join(root, from), path.join(target, to));
}
const places = [`site-url = "${base}"`];
if (repository !== undefined) {
  places.push(`git-repository-url = "${repository}"`);
}
fs.writeFileSync(path.join(target, 'book.toml'), read('site/book.toml').replace('[output.html]\n', `$&${places.join('\n')}\n`));
