// hubspot.mjs MODULES FOLDER: HubSpot's own library on every project below the folder, as `hs project validate` asks it,
// but in one process and without the network: the schemas of `config`, which it would fetch, let everything pass.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [modules, folder] = process.argv.slice(2);
const library = createRequire(path.resolve(modules, 'peers.js')).resolve('@hubspot/project-parsing-lib/translate');
const load = name => import(pathToFileURL(createRequire(library).resolve(name)).href);
const { translate } = await load('@hubspot/project-parsing-lib/translate');
const { getAllHsProfiles } = await load('@hubspot/project-parsing-lib/profiles');
const { http } = await load('@hubspot/local-dev-lib/http');
http.get = async () => ({ data: new Proxy({}, { get: () => ({}), has: () => true }) });

async function validate(project) {
    const { srcDir, platformVersion } = JSON.parse(fs.readFileSync(path.join(project, 'hsproject.json'), 'utf8'));
    const context = { projectSourceDir: path.join(project, srcDir), platformVersion, accountId: 1 };
    const profiles = await getAllHsProfiles(context.projectSourceDir);
    for (const profile of profiles.length ? profiles : [undefined]) {
        await translate(context, { skipValidation: false, profile });
    }
}

async function walk(folder) {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    if (entries.some(entry => entry.name === 'hsproject.json')) {
        await validate(folder).catch(error => {
            console.log(`${folder}: ${error}`);
            process.exitCode = 1;
        });
        return;
    }
    for (const entry of entries) if (entry.isDirectory()) await walk(path.join(folder, entry.name));
}

await walk(folder);
