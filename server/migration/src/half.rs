//! Component files that have the form of the new layout, with paths or single properties of the old one.

mod properties;

use std::collections::BTreeSet;

use catalog::PACKAGE_JSON;
use diagnostics::{RelPath, Span};
use project::legacy;
use syntax::{Value, edit};

use crate::account::Account;
use crate::card;
use crate::draft::Draft;
use crate::functions;
use crate::json;
use crate::paths;
use crate::plan::Action;
use crate::units::{Live, Unit, UnitKind};

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
        if is_partial_card(root) {
            let unit = Unit {
                kind: UnitKind::HalfMigrated(&legacy::CARD),
                path,
                root,
                live: Live::Referenced,
            };
            card::convert(draft, &unit);
        } else if !functions::convert_half(draft, path, root) {
            edit_file(draft, path, root);
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
    for (path, _) in inputs.json_files() {
        let target = draft.layout.target(path);
        let folder = RelPath::new(target.folder());
        let moved_with_cards = RelPath::new(path.folder()).join("x");
        let is_taken_out = moved_with_cards
            .is_some_and(|beside| draft.layout.target(&beside).folder() == cards.as_str())
            && folder != cards
            && target != *path
            && path.file_name().ends_with("-hsmeta.json");
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

/// The values of `type` with which cards were written.
const CARDS: &[&str] = &["card", "crm-card", "crmCard", "app-card"];

/// Whether a card has a part of its properties in `config`, and others where the old layout had them.
fn is_partial_card(root: Value<'_>) -> bool {
    let is_card = root
        .get("type")
        .and_then(|value| value.as_str())
        .is_some_and(|name| CARDS.contains(&name));
    let Some(config) = root.get("config") else {
        return false;
    };
    let has_old = root.get("data").is_some_and(json::is_object)
        || root.get("file").is_some()
        || config.get("module").is_some()
        || config.get("file").is_some()
        || config.get("title").is_some();
    is_card && json::is_object(config) && has_old
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
