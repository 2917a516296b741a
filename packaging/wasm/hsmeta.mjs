// hsmeta in a page or in node: its command line, and what an editor asks, over files in memory. `hsmeta.d.mts` has the types.
//
//     const hsmeta = await Hsmeta.load(fetch("hsmeta.wasm"));
//     hsmeta.open({ "hsproject.json": "{}" });
//     hsmeta.check().diagnostics;

import { Positions } from "./positions.mjs";
import { Files, host } from "./wasi.mjs";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

const EMPTY = new Uint8Array();

/** A bug in hsmeta. The next call starts anew. */
export class HsmetaError extends Error {}

export class Hsmeta {
    #module;
    #instance;
    #files = new Files();
    // What the instance sees during a call.
    #call = {};
    #positions = new WeakMap();

    constructor(module) {
        this.#module = module;
    }

    /** @param source a response, the bytes of the module, or a compiled one; or a promise of it */
    static async load(source) {
        return new Hsmeta(await compiled(await source));
    }

    /** Replaces all files: an object, a map or pairs of paths and contents. */
    open(files) {
        this.#files = new Files();
        const pairs = files[Symbol.iterator] ? files : Object.entries(files);
        for (const [path, content] of pairs) this.write(path, content);
    }

    write(path, content) {
        const bytes = typeof content === "string" ? encoder.encode(content) : content;
        // Also those of another window, which are not an instance of this one's class.
        if (bytes?.BYTES_PER_ELEMENT !== 1) throw new TypeError(`the content of \`${path}\` is neither a string nor a Uint8Array`);
        this.#files.write(fileName(path), bytes);
    }

    /** Removes a file, or a folder with all that is in it. Returns whether it was there. */
    remove(path) {
        return this.#files.remove(path);
    }

    rename(from, to) {
        return this.#files.rename(from, fileName(to));
    }

    /** All files: contents by path, in the order of the paths. */
    get files() {
        return this.#files.all();
    }

    text(path) {
        const bytes = this.#files.read(path);
        return bytes && decoder.decode(bytes);
    }

    /** The indices in the text of a file that belong to the offsets and ranges of a report. */
    positions(path) {
        const bytes = this.#files.read(path) ?? EMPTY;
        if (!this.#positions.has(bytes)) this.#positions.set(bytes, new Positions(decoder.decode(bytes)));
        return this.#positions.get(bytes);
    }

    /** Runs the command line in the root of the files. */
    run(args, { stdin = "" } = {}) {
        const { result, stdout, stderr } = this.#enter("run", ["hsmeta", ...args], stdin);
        return { exitCode: result, stdout, stderr };
    }

    /** What `hsmeta check --format json` prints, infos included. */
    check() {
        return this.#checked([]);
    }

    /** Applies all safe fixes. Returns the new texts by path, and the problems that are left. */
    fixAll() {
        const before = this.files;
        const report = this.#checked(["--fix"]);
        const changed = {};
        for (const [path, bytes] of this.files) {
            if (before.get(path) !== bytes) changed[path] = decoder.decode(bytes);
        }
        return { changed, report };
    }

    /** Applies the edits of one fix of a report. Returns the new texts by path. */
    applyEdits(edits) {
        const changed = {};
        // From the end, so that no offset moves; what is inserted at one place keeps its order.
        const fromTheEnd = [...edits].reverse().sort((a, b) => b.offset.start - a.offset.start || b.offset.end - a.offset.end);
        for (const { file } of edits) {
            if (!this.#files.read(file)) throw new TypeError(`\`${file}\` is not one of the files`);
        }
        for (const { file, offset, newText } of fromTheEnd) {
            const bytes = this.#files.read(file);
            const parts = [bytes.subarray(0, offset.start), encoder.encode(newText), bytes.subarray(offset.end)];
            this.#files.write(file, joined(parts));
        }
        for (const { file } of edits) changed[file] = this.text(file);
        return changed;
    }

    /** The answer of `textDocument/hover`, or null. */
    hover(path, position) {
        return this.#ask("hover", path, position);
    }

    /** The answer of `textDocument/completion`, or null. */
    completion(path, position) {
        return this.#ask("completion", path, position);
    }

    /** The names of the definitions of what is at a position: paths and ranges. */
    definition(path, position) {
        const found = this.#ask("definition", path, position) ?? [];
        return found.map((definition) => ({ ...definition, path: definition.path.replace(/^\/+/, "") }));
    }

    /** A page about a rule, a topic or an error message of HubSpot. */
    explain(query) {
        const { exitCode, stdout, stderr } = this.run(["explain", "--", query]);
        return exitCode === 0 ? { markdown: stdout } : { error: stderr };
    }

    /** All rules, as `hsmeta rules --format json` lists them. */
    rules() {
        return JSON.parse(this.run(["rules", "--format", "json"]).stdout);
    }

    /** The JSON Schema of a type, as `hsmeta schema` prints it. */
    schema(type) {
        const { exitCode, stdout, stderr } = this.run(["schema", "--", type]);
        return exitCode === 0 ? JSON.parse(stdout) : { error: stderr };
    }

    #checked(options) {
        const { stdout, stderr } = this.run(["check", "--format", "json", "--min-severity", "info", "--allow-empty", ...options]);
        try {
            return JSON.parse(stdout);
        } catch {
            throw new HsmetaError(stderr);
        }
    }

    #ask(method, path, { line, character }) {
        const { stdout } = this.#enter("call", ["hsmeta"], JSON.stringify({ method, path, line, character }));
        const answer = JSON.parse(stdout);
        if (answer?.error) throw new TypeError(answer.error);
        return answer;
    }

    #enter(name, args, stdin) {
        Object.assign(this.#call, { args, stdin: encoder.encode(stdin), position: 0, output: [[], []], files: this.#files });
        try {
            const result = this.#start()[name]();
            const [stdout, stderr] = this.#call.output.map((parts) => decoder.decode(joined(parts)));
            return { result, stdout, stderr };
        } catch (error) {
            // Its memory is in an unknown state; the files are not in it.
            this.#instance = undefined;
            throw new HsmetaError(decoder.decode(joined(this.#call.output[1])) || String(error), { cause: error });
        }
    }

    #start() {
        if (!this.#instance) {
            const imports = host(this.#call, () => this.#instance.exports.memory.buffer);
            // What hsmeta never calls over files in memory is answered with ENOSYS.
            for (const { name } of WebAssembly.Module.imports(this.#module)) imports[name] ??= () => 52;
            this.#instance = new WebAssembly.Instance(this.#module, { wasi_snapshot_preview1: imports });
            this.#instance.exports._initialize();
        }
        return this.#instance.exports;
    }
}

/** The path of a file, if hsmeta can ask for it: names are UTF-8 without NUL. */
function fileName(path) {
    if (typeof path === "string" && !/\0|\p{Surrogate}|(^|\/)\.{0,2}$/u.test(path)) return path;
    throw new TypeError(`${JSON.stringify(path)} is not the path of a file`);
}

async function compiled(source) {
    if (source instanceof WebAssembly.Module) return source;
    if (typeof Response === "undefined" || !(source instanceof Response)) return WebAssembly.compile(source);
    if (!source.ok) throw new Error(`${source.url}: ${source.status} ${source.statusText}`);
    // A server may give it another type, which `compileStreaming` refuses.
    return WebAssembly.compile(await source.arrayBuffer());
}

function joined(parts) {
    const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
    let end = 0;
    for (const part of parts) {
        bytes.set(part, end);
        end += part.length;
    }
    return bytes;
}
