//! `app/functions/package.json`, without which HubSpot's parser refuses all functions.

use catalog::PACKAGE_JSON;
use diagnostics::RelPath;

use crate::draft::Draft;
use crate::json::Object;

/// Creates the file if functions were converted and no folder of functions had one.
pub(crate) fn create(draft: &mut Draft<'_>, from: &RelPath) {
    let package = draft.inputs.in_src("app/functions").join(PACKAGE_JSON);
    let Some(package) = package else { return };
    let mut existing = draft.inputs.project.files.keys();
    if existing.any(|path| draft.layout.target(path) == package)
        || draft.plan.created.contains_key(&package)
    {
        return;
    }
    let mut json = Object::default();
    json.string("name", "functions");
    json.string("version", "1.0.0");
    json.raw("dependencies", "{}");
    draft.create(package.clone(), &json.finish(), from);
    let reason = "HubSpot requires a `package.json` beside functions";
    draft.generate(&package, "", "the whole file", reason);
}
