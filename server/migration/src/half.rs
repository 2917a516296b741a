//! Component files of the new layout whose paths are of the old one: in `app/extensions`, or with an entrypoint there.

use diagnostics::{RelPath, Span};
use syntax::{Value, edit};

use crate::account::Account;
use crate::draft::Draft;
use crate::functions;
use crate::json;
use crate::paths;
use crate::plan::Action;

/// The properties of a component that name a file.
const FILES: &[&[&str]] = &[
    &["config", "entrypoint"],
    &["config", "previewImage", "file"],
    &["config", "logo"],
];

/// Converts component files that no other conversion has handled.
pub(crate) fn convert(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    for (path, root) in inputs.json_files() {
        if !path.file_name().ends_with("-hsmeta.json")
            || draft.plan.files.contains_key(path)
            || !inputs.is_valid(path)
        {
            continue;
        }
        if !functions::convert_half(draft, path, root) {
            fix_paths(draft, path, root);
        }
    }
}

fn fix_paths<'a>(draft: &mut Draft<'_>, path: &'a RelPath, root: Value<'a>) {
    let target = draft.layout.target(path);
    let mut account = Account::new(path, root);
    let mut edits: Vec<(Span, String)> = Vec::new();
    for names in FILES {
        if let Some(value) = root.at(names)
            && let Some(new) = value.as_str().and_then(|old| new_path(draft, path, old))
        {
            edits.extend(edit::replace_value(value, &edit::quote(&new)));
            account.converted(value, &target, &names.join("."));
        }
    }
    if edits.is_empty() {
        return;
    }
    let fields = account.finish_in_place(&target);
    draft.account(fields);
    let text = edit::apply(draft.inputs.text(path), &edits);
    draft.act(path, Action::Change { to: target, text });
}

/// The path of a file after the migration, if what is written does not name it then.
fn new_path(draft: &Draft<'_>, component: &RelPath, written: &str) -> Option<String> {
    let target = draft.layout.target(component);
    let named = paths::resolve(draft, component, written, &target)?;
    if !named.exists {
        return None;
    }
    // Relative to the component, it may still be the same path.
    let is_relative = !diagnostics::path::is_absolute(written) && written.contains('/');
    let relative = RelPath::written_in(target.folder(), written);
    if is_relative && relative.as_ref() == Some(&named.path) {
        return None;
    }
    let new = json::component_path(&draft.inputs.src, &named.path);
    if new == written { None } else { Some(new) }
}
