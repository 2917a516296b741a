//! What an app file lists.

use diagnostics::RelPath;

use crate::draft::Draft;

/// Files that the app file lists and that are not there, or are nothing that HubSpot's tools know.
pub(super) fn list_missing(draft: &mut Draft<'_>) {
    let units = draft.units;
    for path in &units.references {
        if units.all.iter().any(|unit| unit.path == path) {
            continue;
        }
        let what = if draft.inputs.project.contains(path.as_str()) {
            format!("the app file lists `{path}`, which is neither a card nor webhooks")
        } else {
            missing_file(draft, path)
        };
        let target = draft.layout.target(path);
        draft.by_hand(&target, &what, None);
    }
}

/// A file that was never there, or has another letter case: HubSpot's servers distinguish upper and lower case.
fn missing_file(draft: &Draft<'_>, path: &RelPath) -> String {
    let lower_case = path.as_str().to_lowercase();
    let mut files = draft.inputs.project.files.keys();
    match files.find(|file| file.as_str().to_lowercase() == lower_case) {
        Some(file) => format!(
            "the app file lists `{path}`, but the file is `{file}`: correct the letter case and plan again"
        ),
        None => format!("the app file lists `{path}`, which does not exist"),
    }
}
