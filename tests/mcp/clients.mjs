// Calls every tool and reads every resource of `hsmeta mcp` with the official TypeScript clients and the inspector:
// `node tests/mcp/clients.mjs <node_modules> <hsmeta>`. Both clients refuse a result that its output schema does not describe.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, program] = process.argv.slice(2).map((path) => resolve(path));
const load = (path) => import(pathToFileURL(join(modules, "@modelcontextprotocol", path)));
const old = await load("sdk/dist/esm/client/index.js");
const oldStdio = await load("sdk/dist/esm/client/stdio.js");
const { ListRootsRequestSchema } = await load("sdk/dist/esm/types.js");
const current = await load("client/dist/index.mjs");
const currentStdio = await load("client/dist/stdio.mjs");

const fixtures = resolve(import.meta.dirname, "../../fixtures");
const temporary = realpathSync(mkdtempSync(join(tmpdir(), "hsmeta-mcp-")));
const shop = join(temporary, "shop");
cpSync(join(fixtures, "projects/broken-shop"), shop, { recursive: true });
cpSync(join(fixtures, "install-url/oauth/project"), join(temporary, "oauth"), { recursive: true });

const server = { command: program, args: ["mcp"], cwd: temporary, stderr: "inherit" };
const identity = { name: "test", version: "1" };

/** The same session with every client. */
async function session(client) {
    const { tools } = await client.listTools();
    assert.deepEqual(
        tools.map((tool) => tool.name),
        ["check", "fix", "explain", "schema", "add", "migrate", "install_url"],
    );
    const call = (name, args) => client.callTool({ name, arguments: args });
    const checked = await call("check", { path: "shop" });
    const printed = run("check", "--format", "json", "shop");
    assert.deepEqual(checked.structuredContent, JSON.parse(printed));
    const calls = [
        ["fix", { path: "shop" }],
        ["explain", { query: "redirect_uri does not match" }],
        ["schema", { type: "card" }],
        ["add", { path: "shop", type: "card", name: "orders-by-day" }],
        ["migrate", { path: "oauth" }],
        ["install_url", { path: "oauth" }],
    ];
    for (const [name, args] of calls) {
        const result = await call(name, args);
        assert.ok(!result.isError, JSON.stringify(result));
        assert.ok(result.structuredContent && result.content[0].text, name);
    }
    const outside = await call("check", { path: fixtures });
    assert.ok(outside.isError && outside.content[0].text.includes("outside"), JSON.stringify(outside));
    await assert.rejects(call("no-such-tool", {}));

    const resources = [];
    let cursor;
    do {
        const page = await client.listResources(cursor === undefined ? {} : { cursor });
        resources.push(...page.resources);
        cursor = page.nextCursor;
    } while (cursor !== undefined);
    assert.ok(resources.some((resource) => resource.uri === "hsmeta://guides/migration"));
    for (const { uri, mimeType } of resources) {
        const { contents } = await client.readResource({ uri });
        assert.ok(contents[0].text && contents[0].mimeType === mimeType, uri);
    }
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.equal(resourceTemplates.length, 3);
    await assert.rejects(client.readResource({ uri: "hsmeta://rules/no-such-rule" }));
}

function run(...args) {
    try {
        return execFileSync(program, args, { cwd: temporary, encoding: "utf8" });
    } catch (error) {
        return error.stdout;
    }
}

async function withClient(client, transport, use) {
    await client.connect(transport);
    try {
        await use(client);
    } finally {
        await client.close();
    }
}

const tests = {
    "the client of the revisions with a session": () =>
        withClient(new old.Client(identity), new oldStdio.StdioClientTransport(server), session),
    "the client of 2026-07-28": () => {
        const options = { versionNegotiation: { mode: { pin: "2026-07-28" } } };
        return withClient(new current.Client(identity, options), new currentStdio.StdioClientTransport(server), session);
    },
    "a client that asks for the newest revision": () => {
        const options = { versionNegotiation: { mode: "auto" } };
        return withClient(new current.Client(identity, options), new currentStdio.StdioClientTransport(server), session);
    },
    "the roots of a client with a session": () => {
        const client = new old.Client(identity, { capabilities: { roots: {} } });
        client.setRequestHandler(ListRootsRequestSchema, () => ({ roots: [{ uri: pathToFileURL(shop).href }] }));
        return withClient(client, new oldStdio.StdioClientTransport(server), roots);
    },
    "the roots of a client of 2026-07-28": () => {
        const options = { capabilities: { roots: {} }, versionNegotiation: { mode: { pin: "2026-07-28" } } };
        const client = new current.Client(identity, options);
        client.setRequestHandler("roots/list", () => ({ roots: [{ uri: pathToFileURL(shop).href }] }));
        return withClient(client, new currentStdio.StdioClientTransport(server), roots);
    },
    "the inspector": () => {
        const config = join(temporary, "servers.json");
        writeFileSync(config, JSON.stringify({ mcpServers: { hsmeta: { command: program, args: ["mcp"] } } }));
        const inspector = join(modules, "@modelcontextprotocol/inspector/clients/launcher/build/index.js");
        const inspect = (...args) => {
            const all = [inspector, "--cli", "--config", config, "--server", "hsmeta", "--method", ...args];
            const env = { ...process.env, HOME: temporary, MCP_INSPECTOR_SECRET_STORE: "memory" };
            const stdio = ["ignore", "pipe", "pipe"];
            return JSON.parse(execFileSync(process.execPath, all, { cwd: temporary, env, stdio, encoding: "utf8" }));
        };
        // `--strict` exits with 6 if a schema is one that providers of models refuse.
        assert.equal(inspect("tools/list", "--strict").tools.length, 7);
        const result = inspect("tools/call", "--tool-name", "explain", "--tool-arg", "query=duplicate-uid");
        assert.equal(result.structuredContent.id, "duplicate-uid");
        assert.ok(inspect("resources/list").resources.length > 100);
    },
};

async function roots(client) {
    const call = (path) => client.callTool({ name: "check", arguments: { path } });
    assert.ok(!(await call(".")).isError);
    assert.ok((await call("../oauth")).isError);
    // Only now is something written.
    const card = join(shop, "src/app/app-hsmeta.json");
    const before = readFileSync(card, "utf8");
    await client.callTool({ name: "fix", arguments: { path: "." } });
    assert.equal(readFileSync(card, "utf8"), before);
    const fixed = await client.callTool({ name: "fix", arguments: { path: ".", write: true } });
    assert.equal(fixed.structuredContent.written, before.includes('Bramble Shop "'), JSON.stringify(fixed));
    assert.ok(!readFileSync(card, "utf8").includes('Bramble Shop "'));
}

try {
    for (const [name, test] of Object.entries(tests)) {
        await test();
        console.log("ok:", name);
    }
} finally {
    rmSync(temporary, { recursive: true });
}
