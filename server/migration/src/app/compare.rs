//! An app file that was left behind: HubSpot reads the new one only, so that one wins.

use diagnostics::RelPath;
use syntax::{Syntax, Value};

use super::{App, REASONS};
use crate::draft::Draft;
use crate::json;
use crate::plan::{Action, Outcome};

/// The app component of the project.
pub(super) fn existing(draft: &Draft<'_>) -> Option<RelPath> {
    let mut files = draft.inputs.components();
    let (path, _) = files.find(|(path, root)| {
        let folder = RelPath::new(draft.layout.target(path).folder());
        let type_name = root.get("type").and_then(|value| value.as_str());
        folder == draft.inputs.new_app() && type_name == Some("app")
    })?;
    Some(draft.layout.target(path))
}

/// Accounts for the properties of the file that was left behind, and removes it if the new one has them all.
pub(super) fn leftover(draft: &mut Draft<'_>, mut app: App<'_, '_>) {
    let current = current(draft, &app.target);
    let Some(current_root) = current.root() else {
        return;
    };
    let before = draft.plan.clone();
    let uids = draft.uids.clone();
    draft.uids.release(current_root);
    let converted = syntax::parse(app.json(draft));
    // What it would have become is not written.
    draft.plan = before;
    draft.uids = uids;
    let Some(converted_root) = converted.root() else {
        return;
    };
    let shown = app.target.file_name().to_owned();
    let mut differs = false;
    let mut fields = app.account.finish(REASONS);
    for field in &mut fields {
        let (Outcome::Moved { path, .. } | Outcome::Converted { path, .. }) = &field.outcome else {
            continue;
        };
        if !is_same(converted_root, current_root, path) {
            let reason = format!("differs from `{shown}`, which HubSpot reads");
            field.outcome = Outcome::Stays { reason };
            differs = true;
        }
    }
    draft.account(fields);
    if differs {
        let reason =
            format!("HubSpot reads `{shown}` instead; compare the two and delete this file");
        draft.leave(app.unit.path, &reason);
    } else {
        draft.remove(app.unit.path, vec![app.target]);
    }
}

/// The text of the app component after the migration: it may be half-migrated.
pub(crate) fn current(draft: &Draft<'_>, target: &RelPath) -> Syntax {
    for (path, action) in &draft.plan.files {
        if let Action::Change { to, text } = action
            && to == target
            && path.file_name().ends_with("-hsmeta.json")
        {
            return syntax::parse(text.as_str());
        }
    }
    let mut files = draft.inputs.json_files();
    let found = files.find(|(path, _)| draft.layout.target(path) == *target);
    let text = found.map_or("", |(path, _)| draft.inputs.text(path));
    syntax::parse(text)
}

fn is_same(new: Value<'_>, old: Value<'_>, path: &str) -> bool {
    let names: Vec<&str> = path.split('.').collect();
    match (new.at(&names), old.at(&names)) {
        (Some(new), Some(old)) => sorted(new) == sorted(old),
        (new, old) => new.is_none() && old.is_none(),
    }
}

/// A value to compare: HubSpot's server changes the order of lists of strings.
pub(crate) fn sorted(value: Value<'_>) -> Vec<String> {
    let mut elements: Vec<String> = value.elements().map(json::canonical).collect();
    if elements.is_empty() {
        elements.push(json::canonical(value));
    }
    elements.sort();
    elements
}
