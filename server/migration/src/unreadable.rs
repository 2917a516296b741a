//! What cannot be read, and without which a conversion would lose something: links, which are not followed, and files
//! without valid JSON.

use diagnostics::RelPath;
use project::snapshot::Content;

use crate::draft::Draft;
use crate::inputs::{Inputs, LARGEST_JSON};
use crate::json;
use crate::plan::Refusal;
use analysis::legacy_units;

/// The files of the old layout that HubSpot's tools know by name.
const KNOWN_NAMES: &[&str] = &["app.json", "public-app.json", "serverless.json"];

/// The folders of the old layout.
const FOLDERS: &[&str] = &["app", "extensions", "webhooks"];

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(crate) fn refuse(draft: &mut Draft<'_>) {
    for unit in &draft.units.all {
        if !draft.inputs.is_valid(unit.path) {
            draft.refuse(invalid(draft.inputs, unit.path));
        }
    }
    let inputs = draft.inputs;
    let changes = inputs.is_legacy() || inputs.version.as_deref() != Some(inputs.target.as_str());
    if !changes {
        return;
    }
    for (path, content) in &inputs.project.files {
        if !inputs.is_own(path) {
            continue;
        }
        if *content == Content::Link && is_needed(draft, path) {
            draft.refuse(Refusal {
                file: path.clone(),
                reason: "it is a link, which is not followed, and the old layout may be behind it"
                    .to_owned(),
                help: "replace the link by the files themselves, and plan again".to_owned(),
                decision: None,
            });
        } else if *content != Content::Link && is_empty(draft, path) {
            draft.refuse(invalid(inputs, path));
        }
    }
}

/// Whether a link may have a part of the old layout behind it.
fn is_needed(draft: &Draft<'_>, link: &RelPath) -> bool {
    let inputs = draft.inputs;
    let name = link.file_name();
    let leads_to = |path: &RelPath| path == link || path.below(link.as_str()).is_some();
    if leads_to(&inputs.src) || draft.units.references.iter().any(leads_to) {
        return true;
    }
    if !inputs.is_legacy() || !legacy_units::is_in_upload(&inputs.src, link) {
        return false;
    }
    let is_folder = FOLDERS.contains(&name) || name.ends_with(".functions");
    is_folder || is_unknown_app(draft, link) || name != "app.json" && KNOWN_NAMES.contains(&name)
}

/// Whether a file is called as an app file, and the project has no other app.
fn is_unknown_app(draft: &Draft<'_>, path: &RelPath) -> bool {
    let mut components = draft.inputs.components();
    path.file_name() == "app.json"
        && draft.units.apps().next().is_none()
        && !components
            .any(|(_, root)| root.get("type").and_then(|value| value.as_str()) == Some("app"))
}

/// Whether nothing can be read of a file that the old layout needs.
fn is_empty(draft: &Draft<'_>, path: &RelPath) -> bool {
    let inputs = draft.inputs;
    if !inputs.is_legacy() || !legacy_units::is_in_upload(&inputs.src, path) {
        return false;
    }
    if inputs.text(path).len() > LARGEST_JSON {
        return false;
    }
    let root = inputs.root(path);
    let is_content = root.is_some_and(|root| json::is_object(root) && !root.is_empty());
    if path.file_name() == "app.json" {
        return !is_content && is_unknown_app(draft, path);
    }
    root.is_none()
        && (KNOWN_NAMES.contains(&path.file_name()) || draft.units.references.contains(path))
}

fn invalid(inputs: &Inputs<'_>, path: &RelPath) -> Refusal {
    let text = inputs.text(path);
    let is_json = inputs.root(path).is_some() && inputs.is_valid(path);
    let (reason, help) = if text.starts_with(BYTE_ORDER_MARK) {
        (
            "the file is not valid JSON: it begins with a byte order mark",
            "save it as UTF-8 without a byte order mark",
        )
    } else if is_json {
        (
            "it is called as an app file and has no properties",
            "write the app into it, or delete it, and plan again",
        )
    } else if text.trim().is_empty() {
        (
            "the file is not valid JSON: it is empty, or no text",
            "restore it or delete it, and plan again",
        )
    } else {
        (
            "the file is not valid JSON",
            "fix its syntax errors; `hsmeta check` lists them",
        )
    };
    Refusal {
        file: path.clone(),
        reason: reason.to_owned(),
        help: help.to_owned(),
        decision: None,
    }
}
