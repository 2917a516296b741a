// Hover, completion and definition are those of the language server: `node editor.mjs MODULE PROGRAM`.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { loaded, tree } from "./fixtures.mjs";

const [out, program] = process.argv.slice(2);
const FOLDERS = ["fixtures/projects/broken-shop", "fixtures/projects/documented-app", "fixtures/rules/undeclared-secret/given"];
/** As many positions of each file are asked about, at equal distances. */
const POSITIONS = 40;

/** The client that supports what an answer may use. */
const CAPABILITIES = {
    general: { positionEncodings: ["utf-16"] },
    textDocument: {
        hover: { contentFormat: ["markdown"] },
        completion: {
            completionItem: {
                snippetSupport: true,
                documentationFormat: ["markdown"],
                insertReplaceSupport: true,
                tagSupport: { valueSet: [1] },
                insertTextModeSupport: { valueSet: [1, 2] },
            },
        },
    },
};

class Server {
    #process = spawn(program, ["lsp"], { stdio: ["pipe", "pipe", "inherit"] });
    #answers = new Map();
    #read = Buffer.alloc(0);
    #id = 0;

    constructor() {
        this.#process.stdout.on("data", (data) => this.#receive(data));
    }

    send(method, params, id) {
        const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
        this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
        this.#process.stdin.write(body);
    }

    request(method, params) {
        const id = ++this.#id;
        return new Promise((resolve, reject) => {
            this.#answers.set(id, ({ result, error }) => (error ? reject(new Error(error.message)) : resolve(result)));
            this.send(method, params, id);
        });
    }

    async stop() {
        await this.request("shutdown");
        this.send("exit");
        await once(this.#process, "exit");
    }

    #receive(data) {
        this.#read = Buffer.concat([this.#read, data]);
        for (;;) {
            const header = /^Content-Length: (\d+)\r\n\r\n/.exec(this.#read.toString("latin1", 0, 64));
            if (!header) return;
            const end = header[0].length + Number(header[1]);
            if (this.#read.length < end) return;
            const message = JSON.parse(this.#read.subarray(header[0].length, end));
            this.#read = this.#read.subarray(end);
            if (message.method && message.id !== undefined) {
                const items = message.params?.items?.map(() => null) ?? null;
                const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id: message.id, result: items }));
                this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
                this.#process.stdin.write(body);
            } else if (!message.method) {
                this.#answers.get(message.id)(message);
            }
        }
    }
}

function* positions(text) {
    const step = Math.max(1, Math.floor(text.length / POSITIONS));
    for (let index = 0; index <= text.length; index += step) {
        const lines = text.slice(0, index).split("\n");
        yield { line: lines.length - 1, character: lines.at(-1).length };
    }
}

const { hsmeta } = await loaded(out);
const counts = { hover: 0, completion: 0, definition: 0 };
for (const folder of FOLDERS) {
    const root = pathToFileURL(resolve(folder)).href;
    const { files } = tree(folder);
    hsmeta.open(files);
    const server = new Server();
    await server.request("initialize", { processId: null, rootUri: root, capabilities: CAPABILITIES, workspaceFolders: [{ uri: root, name: "a" }] });
    server.send("initialized", {});
    for (const path of Object.keys(files).filter((path) => /\.(json|js|jsx|ts|tsx)$/.test(path))) {
        const uri = `${root}/${path.split("/").map(encodeURIComponent).join("/")}`;
        const text = hsmeta.text(path);
        server.send("textDocument/didOpen", { textDocument: { uri, languageId: "json", version: 1, text } });
        for (const position of positions(text)) {
            const params = { textDocument: { uri }, position };
            const at = `${path}:${position.line}:${position.character}`;
            const hover = hsmeta.hover(path, position);
            assert.deepEqual(hover, await server.request("textDocument/hover", params), at);
            const completion = hsmeta.completion(path, position);
            assert.deepEqual(completion, await server.request("textDocument/completion", params), at);
            const locations = (await server.request("textDocument/definition", params)) ?? [];
            const definition = hsmeta.definition(path, position);
            assert.deepEqual(
                definition.map(({ path, range }) => ({ uri: `${root}/${path}`, range })),
                locations,
                at,
            );
            if (hover) counts.hover++;
            counts.completion += completion?.items.length ?? 0;
            counts.definition += definition.length;
        }
    }
    await server.stop();
}
for (const [name, count] of Object.entries(counts)) assert.ok(count > 5, name);
console.log(`${counts.hover} hovers, ${counts.completion} completions and ${counts.definition} definitions are those of the language server`);
