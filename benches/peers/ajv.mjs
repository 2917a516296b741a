// ajv.mjs MODULES SCHEMAS FOLDER: the script that somebody without hsmeta would write. It walks the folder, compiles the
// schema of each type when the first file of that type comes, and prints what ajv finds.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, schemas, folder] = process.argv.slice(2);
const Ajv = createRequire(path.resolve(modules, 'peers.js'))('ajv').default;
const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const compiled = new Map();

function validator(type) {
    const name = type === 'pages' ? 'page' : path.basename(String(type));
    if (!compiled.has(name)) {
        const file = path.join(schemas, `${name}.json`);
        compiled.set(name, fs.existsSync(file) ? ajv.compile(JSON.parse(fs.readFileSync(file, 'utf8'))) : undefined);
    }
    return compiled.get(name);
}

function problems(file) {
    let value;
    try {
        value = JSON.parse(fs.readFileSync(file, 'utf8'));
    } catch (error) {
        return [error.message];
    }
    const validate = validator(value?.type);
    if (!validate) return ['unknown type'];
    return validate(value) ? [] : validate.errors.map(error => `${error.instancePath} ${error.message}`);
}

function walk(folder) {
    for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory() && entry.name !== 'node_modules') walk(file);
        else if (entry.isFile() && entry.name.endsWith('-hsmeta.json')) {
            for (const problem of problems(file)) {
                console.log(`${file}: ${problem}`);
                process.exitCode = 1;
            }
        }
    }
}

walk(folder);
