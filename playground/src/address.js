// The address of the page: a shared project or an example in its fragment. *Share* writes it; a link, the list of examples and
// the history of the browser change it.

import { addFile, Refused } from './files.js';
import { byId, dismiss, on, report } from './page.js';
import { isShared, readFragment, shareFragment } from './share.js';

const examplePrefix = '#example=';
/** In characters: what chats and mail programs cut off, and what browsers do not open. */
const longLink = 8_000;
const longestLink = 1_000_000;

export class Address {
  #project;
  #workspace;
  #examples = new Map();
  /** The example that the list shows; empty for any other project. */
  #shownExample = '';

  constructor({ project, workspace }) {
    this.#project = project;
    this.#workspace = workspace;
    on('share', 'click', () => this.#share());
    on('copy', 'click', copy);
  }

  /** Opens what the address says, now and when it changes: a shared project, an example, or the first example. */
  async start() {
    const response = await fetch('examples.json');
    this.#examples = new Map(Object.entries(await response.json()));
    const options = [...this.#examples.keys()].map((name) => new Option(name, name));
    byId('example').append(new Option('—', '', false, false), ...options);
    on('example', 'change', ({ target }) => this.#choose(target.value));
    addEventListener('hashchange', async ({ oldURL }) => {
      if (await this.#workspace.mayReplace()) await this.#open();
      else history.replaceState(null, '', oldURL);
    });
    await this.#open();
  }

  /** The project is no longer the one of a link or an example. */
  clear() {
    history.replaceState(null, '', location.pathname + location.search);
    this.#showExample('');
  }

  async #open() {
    dismiss();
    const { hash } = location;
    try {
      if (isShared(hash)) {
        const { files, open } = await readFragment(hash);
        this.#showExample('');
        return await this.#workspace.load(files, open);
      }
      return await this.#openExample(hash.startsWith(examplePrefix) ? decodeURIComponent(hash.slice(examplePrefix.length)) : undefined);
    } catch (error) {
      report(error instanceof URIError ? new Refused('There is no such example.') : error);
      if (this.#project.files.size === 0) await this.#openExample();
    }
  }

  /** Opens an example, the first one without a name. */
  #openExample(name = this.#examples.keys().next().value) {
    if (!this.#examples.has(name)) throw new Refused('There is no such example.');
    this.#showExample(name);
    return this.#workspace.load(new Map(this.#examples.get(name)));
  }

  async #choose(name) {
    if (!this.#examples.has(name) || !(await this.#workspace.mayReplace())) return this.#showExample(this.#shownExample);
    history.replaceState(null, '', examplePrefix + name);
    dismiss();
    await this.#openExample(name);
  }

  #showExample(name) {
    this.#shownExample = byId('example').value = name;
  }

  async #share() {
    const { files } = this.#project;
    try {
      if (files.size === 0) throw new Refused('The project has no files.');
      // Whoever opens the link has the same limits.
      const checked = new Map();
      for (const [path, text] of files) addFile(checked, path, text);
    } catch (error) {
      return report(error);
    }
    history.replaceState(null, '', await shareFragment(files, this.#workspace.shown));
    this.#project.isEdited = false;
    this.#showExample('');
    const { href } = location;
    byId('link').value = href;
    byId('link-note').textContent = `${Math.ceil(href.length / 1000)} KB${warning(href.length)}`;
    byId('share-dialog').showModal();
    byId('link').select();
  }
}

function warning(length) {
  if (length > longestLink) return ': too long for some browsers.';
  return length > longLink ? ': longer than some programs for chat and mail allow.' : '';
}

async function copy() {
  try {
    await navigator.clipboard.writeText(byId('link').value);
    byId('link-note').textContent = 'Copied.';
  } catch {
    byId('link').select();
    byId('link-note').textContent = 'The browser does not allow it; copy the selected link.';
  }
}
