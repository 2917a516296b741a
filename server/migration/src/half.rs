//! Component files that have the form of the new layout, with paths or single properties of the old one.

mod properties;

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
            || draft.units.all.iter().any(|unit| unit.path == path)
            || !inputs.is_valid(path)
        {
            continue;
        }
        if !functions::convert_half(draft, path, root) {
            edit_file(draft, path, root);
        }
    }
}

/// Edits of a file that keeps its form.
struct Edits<'a> {
    path: &'a RelPath,
    root: Value<'a>,
    target: RelPath,
    account: Account<'a>,
    list: Vec<(Span, String)>,
}

impl<'a> Edits<'a> {
    fn replace(&mut self, value: Value<'a>, json: &str, path: &str) {
        self.list.extend(edit::replace_value(value, json));
        self.account.converted(value, &self.target, path);
    }

    fn remove(&mut self, object: Value<'a>, key: &str, reason: &str) {
        if let Some(member) = object.member(key) {
            self.list.extend(edit::remove_member(object, member));
            self.account.dropped(member.value, reason);
        }
    }
}

fn edit_file<'a>(draft: &mut Draft<'_>, path: &'a RelPath, root: Value<'a>) {
    let target = draft.layout.target(path);
    let mut edits = Edits {
        path,
        root,
        account: Account::new(path, root),
        target,
        list: Vec::new(),
    };
    properties::edit(draft, &mut edits);
    for names in FILES {
        if let Some(value) = root.at(names)
            && let Some(new) = value.as_str().and_then(|old| new_path(draft, path, old))
        {
            edits.replace(value, &edit::quote(&new), &names.join("."));
        }
    }
    if edits.list.is_empty() {
        return;
    }
    let fields = edits.account.finish_in_place(&edits.target);
    draft.account(fields);
    let text = edit::apply(draft.inputs.text(path), &edits.list);
    let to = edits.target;
    draft.act(path, Action::Change { to, text });
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
