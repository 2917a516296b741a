// Where the site and the repository are.

import assert from 'node:assert/strict';
import fs from 'node:fs';

const RULE = new URL('../server/diagnostics/src/rule.rs', import.meta.url);

const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = process.env;
const site = fs.readFileSync(RULE, 'utf8').match(/^const SITE: Option<&str> = (?:None|Some\("(.+?)\/*"\));$/m);
assert.ok(site, `${RULE.pathname} does not define SITE`);

/** The address of the site without a `/` at its end, if it has one. */
export const address = site[1];
/** The repository on GitHub; only a workflow knows it. */
export const repository = GITHUB_REPOSITORY && `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}`;
/** The path of the site on its server: without an address, where GitHub Pages has it. */
export const base = address ? new URL(`${address}/`).pathname : `/${GITHUB_REPOSITORY?.split('/')[1] ?? 'hsmeta'}/`;
