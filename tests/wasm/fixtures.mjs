// What the tests of the WebAssembly module share: the module, and the projects of the fixtures.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The module in the folder that it was built into. */
export async function loaded(out) {
    const { Hsmeta, HsmetaError } = await import(pathToFileURL(join(out, "hsmeta.mjs")));
    return { hsmeta: await Hsmeta.load(readFileSync(join(out, "hsmeta.wasm"))), HsmetaError };
}

/** The folders of the fixtures that are checked as a whole. Those with links are left out: files in memory have none. */
export function projects() {
    const found = folders("fixtures/projects").concat(folders("fixtures/examples"), folders("fixtures/ide"));
    for (const rule of folders("fixtures/rules")) found.push(...folders(rule));
    return found.filter((folder) => !tree(folder).hasLinks);
}

function folders(folder) {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map((entry) => join(folder, entry.name));
}

/** The files of a folder: bytes by relative path. */
export function tree(folder) {
    const files = {};
    let hasLinks = false;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
        // Old versions of node have the one name only, new ones the other.
        const path = join(entry.parentPath ?? entry.path, entry.name);
        hasLinks ||= entry.isSymbolicLink();
        if (entry.isFile()) files[path.slice(folder.length + 1)] = new Uint8Array(readFileSync(path));
    }
    return { files, hasLinks };
}
