// Asks HubSpot's parsing library (npm @hubspot/project-parsing-lib) about projects.
//
//     node tests/migration/library.mjs FOLDER < list.json
//
// FOLDER has the library in its node_modules. Reads a list of project folders, and writes for each the number of components by
// type and the component files that the library skips, or its error. The library fetches JSON Schemas of the components from
// HubSpot; they are replaced by one that accepts everything, as nothing is fetched here. All its other checks are done.

import fs from 'node:fs';
import { register } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
const source = path.resolve(process.argv[2], 'node_modules/@hubspot/project-parsing-lib/src');
const url = (name) => pathToFileURL(path.join(source, name)).href;
const module = (text) => 'data:text/javascript,' + encodeURIComponent(text);
const schemas = module(`
  import { Components } from '${url('lib/constants.js')}';
  import { mapToUserFacingType } from '${url('lib/transform.js')}';
  const schema = (_, type) => (typeof type === 'string' && Components[mapToUserFacingType(type)] ? {} : undefined);
  export const getIntermediateRepresentationSchema = async () => new Proxy({}, { get: schema });
`);
register(module(`
  export async function resolve(specifier, context, next) {
    const isSchemas = specifier === './schemas.js' && context.parentURL?.includes('/project-parsing-lib/');
    return isSchemas ? { url: ${JSON.stringify(schemas)}, shortCircuit: true } : next(specifier, context);
  }
`));
const { translate } = await import(url('exports/translate.js'));
const { PLATFORM_VERSIONS } = await import(url('lib/constants.js'));
const versions = Object.values(PLATFORM_VERSIONS);
const results = [];
for (const folder of JSON.parse(fs.readFileSync(0, 'utf8'))) {
  try {
    const project = JSON.parse(fs.readFileSync(path.join(folder, 'hsproject.json'), 'utf8'));
    // A version of the library may know the newest platform version by its beta only.
    const beta = `${project.platformVersion}-beta`;
    const platformVersion = versions.includes(beta) ? beta : project.platformVersion;
    const context = { projectSourceDir: path.join(folder, project.srcDir), platformVersion, accountId: 1 };
    const { intermediateRepresentation, skippedHsMetaFiles } = await translate(context);
    const types = {};
    for (const { componentType } of Object.values(intermediateRepresentation.intermediateNodesIndexedByUid)) {
      types[componentType] = (types[componentType] ?? 0) + 1;
    }
    results.push({ types, skipped: skippedHsMetaFiles });
  } catch (error) {
    // The text of an error has the problems of all files, its message has not.
    results.push({ error: String(error) });
  }
}
fs.writeSync(1, '\u001e' + JSON.stringify(results));
