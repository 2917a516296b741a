//! Component files that have the form of the new layout, with paths or single properties of the old one.

mod old_properties;
mod partial;
mod properties;

use std::collections::BTreeSet;

use catalog::PACKAGE_JSON;
use diagnostics::{RelPath, Span};
use syntax::{Value, edit};

use crate::account::Account;
use crate::draft::Draft;
use crate::functions;
use crate::json;
use crate::paths;
use crate::plan::Action;
use crate::units;

/// The properties of a component that name a file.
const FILES: &[&[&str]] = &[
    &["config", "entrypoint"],
    &["config", "previewImage", "file"],
];

/// That of an app.
const APP_FILES: &[&[&str]] = &[&["config", "logo"]];

/// Converts component files that no other conversion has handled.
pub(crate) fn convert(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let units: BTreeSet<&RelPath> = draft.units.all.iter().map(|unit| unit.path).collect();
    for (path, root) in inputs.components() {
        if units.contains(path) || !inputs.is_valid(path) {
            continue;
        }
        let is_converted = partial::convert(draft, path, root)
            || functions::convert_half(draft, path, root)
            || edit_file(draft, path, root);
        if is_converted {
            let name = units::name_of_half_migrated();
            *draft.plan.units.entry(name).or_default() += 1;
        }
    }
}

/// Copies `package.json` from the folder of cards to those of the components that are taken out of it: HubSpot installs the
/// packages of each folder.
pub(crate) fn copy_package(draft: &mut Draft<'_>) {
    let inputs = draft.inputs;
    let Some(cards) = inputs.new_app().join("cards") else {
        return;
    };
    let mut missing = BTreeSet::new();
    for (path, _) in inputs.components() {
        let target = draft.layout.target(path);
        let folder = RelPath::new(target.folder());
        let moved_with_cards = RelPath::new(path.folder()).join("x");
        let is_taken_out = moved_with_cards
            .is_some_and(|beside| draft.layout.target(&beside).folder() == cards.as_str())
            && folder != cards
            && target != *path;
        let package = folder.join(PACKAGE_JSON);
        if is_taken_out && package.is_some_and(|package| draft.after(&package).is_none()) {
            missing.insert((folder, RelPath::new(path.folder())));
        }
    }
    for (folder, old) in missing {
        let (Some(from), Some(to)) = (old.join(PACKAGE_JSON), folder.join(PACKAGE_JSON)) else {
            continue;
        };
        if inputs.is_valid(&from) && !draft.plan.created.contains_key(&to) {
            let text = inputs.text(&from).to_owned();
            draft.create(to.clone(), &text, &from);
            let reason =
                "a copy of that of the cards: HubSpot installs the packages of each folder";
            draft.generate(&to, "", "the whole file", reason);
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

    /// Removes properties of `config`, each with the reason.
    fn remove_all(&mut self, reasons: &[(&str, String)]) {
        let Some(config) = self.root.get("config") else {
            return;
        };
        let mut members = Vec::new();
        for (key, reason) in reasons {
            if let Some(member) = config.member(key) {
                self.account.dropped(member.value, reason);
                members.push(member);
            }
        }
        if !members.is_empty() {
            self.list.extend(edit::remove_members(config, &members));
        }
    }

    fn remove(&mut self, object: Value<'a>, key: &str, reason: &str) {
        if let Some(member) = object.member(key) {
            self.list.extend(edit::remove_member(object, member));
            self.account.dropped(member.value, reason);
        }
    }
}

/// Returns whether there is anything of the old layout in it, if only a path.
fn edit_file<'a>(draft: &mut Draft<'_>, path: &'a RelPath, root: Value<'a>) -> bool {
    let target = draft.layout.target(path);
    let mut edits = Edits {
        path,
        root,
        account: Account::new(path, root),
        target,
        list: Vec::new(),
    };
    properties::edit(draft, &mut edits);
    let type_name = root.get("type").and_then(|value| value.as_str());
    let files = match type_name {
        Some("app") => APP_FILES,
        _ => FILES,
    };
    for names in files {
        if let Some(value) = root.at(names)
            && let Some(new) = value.as_str().and_then(|old| new_path(draft, path, old))
        {
            edits.replace(value, &edit::quote(&new), &names.join("."));
        }
    }
    if edits.list.is_empty() {
        return false;
    }
    let fields = edits.account.finish_in_place(&edits.target);
    draft.account(fields);
    let text = edit::apply(draft.inputs.text(path), &edits.list);
    let to = edits.target;
    draft.act(path, Action::Change { to, text });
    true
}

/// The path of a file after the migration, if what is written does not name it then.
fn new_path(draft: &Draft<'_>, component: &RelPath, written: &str) -> Option<String> {
    let target = draft.layout.target(component);
    let named = paths::resolve(draft, component, written, &target)?;
    if !named.exists || named.path.below(draft.inputs.src.as_str()).is_none() {
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
