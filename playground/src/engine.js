// hsmeta in its worker, from the side of the page. The page owns the files, so a worker can be replaced at any time.

import { Refused } from './files.js';

const maxMilliseconds = 15_000;

/** The worker does not answer, or hsmeta failed in it. */
export class EngineError extends Error {}

export class Engine {
  #worker;
  /** Whether the worker has the module. */
  #isLoaded = false;
  #files = new Map();
  #calls = new Map();
  #lastId = 0;
  #module;
  #loading = Promise.resolve();

  /** Takes the files of a project, which stay the page's: `files` is read again whenever a worker is replaced. */
  open(files) {
    this.#files = files;
    return this.#prepare(true);
  }

  write(path, text) {
    return this.#ask('write', path, text);
  }

  check() {
    return this.#ask('check');
  }

  fixAll() {
    return this.#ask('fixAll');
  }

  hover(path, position) {
    return this.#ask('hover', path, position);
  }

  completion(path, position) {
    return this.#ask('completion', path, position);
  }

  version() {
    return this.#ask('version');
  }

  /** Requires no module. */
  unzip(bytes) {
    return this.#call('unzip', bytes);
  }

  /** A call of a worker that has the module and the files. */
  async #ask(method, ...values) {
    await this.#prepare(false);
    return this.#call(method, ...values);
  }

  /** Gives a new worker the module, and the files to a worker that does not have them. */
  #prepare(isNew) {
    const run = async () => {
      const mustLoad = !this.#isLoaded;
      if (mustLoad) {
        await this.#call('load', await this.#compiled());
        this.#isLoaded = true;
      }
      if (mustLoad || isNew) await this.#call('open', [...this.#files]);
    };
    const result = this.#loading.then(run);
    this.#loading = result.catch(() => undefined);
    return result;
  }

  /** Compiled once, however many workers use it. */
  #compiled() {
    if (!this.#module) {
      this.#module = compile('hsmeta.wasm');
      // The next call tries again.
      this.#module.catch(() => (this.#module = undefined));
    }
    return this.#module;
  }

  #call(method, ...values) {
    this.#worker ??= this.#start();
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#replace('The check took too long and was stopped.'), maxMilliseconds);
      this.#calls.set(id, { resolve, reject, timer });
      this.#worker.postMessage({ id, method, values });
    });
  }

  #start() {
    const worker = new Worker('worker.js');
    worker.addEventListener('message', ({ data: { id, result, error, isRefused } }) => {
      // One that was replaced may still have sent something.
      if (worker !== this.#worker) return;
      if (error !== undefined && !isRefused) return this.#replace(`hsmeta failed and was restarted: ${error}`);
      const call = this.#calls.get(id);
      this.#calls.delete(id);
      clearTimeout(call.timer);
      if (isRefused) call.reject(new Refused(error));
      else call.resolve(result);
    });
    worker.addEventListener('error', () => this.#replace('The worker stopped and was restarted.'));
    return worker;
  }

  #replace(reason) {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isLoaded = false;
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(new EngineError(reason));
    }
    this.#calls.clear();
  }
}

async function compile(name) {
  const response = await fetch(name).catch(() => ({ ok: false, statusText: 'no connection' }));
  if (!response.ok) throw new EngineError(`${name} could not be loaded: ${response.statusText || response.status}.`);
  return WebAssembly.compile(await response.arrayBuffer());
}
