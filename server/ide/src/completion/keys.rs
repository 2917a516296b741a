//! The names of members that are not there yet, required ones first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::stub::Stub;
use super::{At, Item, ItemKind, values};
use catalog::FileKind;
use project::facts::{Facts, Target};
use schema::{Subschemas, strings};
use syntax::edit;

pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let (Some(object), Some(subschemas)) = (at.cursor.container(), at.around.last()) else {
        return Vec::new();
    };
    let present: BTreeSet<Cow<'_, str>> = object.keys().collect();
    let names = names(at, subschemas);
    let (required, optional): (Vec<_>, Vec<_>) =
        names.into_iter().partition(|(_, is_required)| *is_required);
    let known = required.into_iter().chain(optional);
    let mut items: Vec<Item> = known
        .filter(|(name, _)| !present.contains(*name))
        .map(|(name, is_required)| property(at, subschemas, name, is_required))
        .collect();
    let others = variables(at)
        .or_else(|| named(at, subschemas))
        .unwrap_or_default();
    let others = others
        .into_iter()
        .filter(|(name, _)| !present.contains(name.as_str()));
    items.extend(others.map(|(name, detail)| {
        let item = member(at, &name, &subschemas.below(Some(&name), &()));
        Item {
            kind: ItemKind::Reference,
            detail,
            ..item
        }
    }));
    items
}

/// The properties that exist in the project's platform version, each once, and whether they are required.
fn names(at: &At<'_>, subschemas: &Subschemas) -> Vec<(&'static str, bool)> {
    let required = required(subschemas);
    let mut names: Vec<(&'static str, bool)> = Vec::new();
    for (name, schema) in subschemas.properties() {
        let text = |keyword: &str| schema.get(keyword)?.as_str();
        let exists = at.cx.is_version_within(text("x-since"), text("x-until"));
        if exists && !names.iter().any(|(other, _)| *other == name) {
            names.push((name, required.contains(name)));
        }
    }
    names
}

/// The names of the members that an object must have.
pub(super) fn required(subschemas: &Subschemas) -> BTreeSet<&'static str> {
    subschemas
        .schemas()
        .flat_map(|schema| strings(schema.get("required")))
        .collect()
}

fn property(at: &At<'_>, subschemas: &Subschemas, name: &str, is_required: bool) -> Item {
    let own = subschemas.below(Some(name), &());
    let item = member(at, name, &own).about(own.text("description"));
    match (own.text("type"), is_required) {
        (Some(kind), true) => item.detail(format!("{kind}, required")),
        (None, true) => item.detail("required"),
        (Some(kind), false) => item.detail(kind),
        (None, false) => item,
    }
}

/// A member with its value, but for what is there already.
fn member(at: &At<'_>, name: &str, own: &Subschemas) -> Item {
    if at.cursor.has_colon {
        return at.string(ItemKind::Property, name);
    }
    let mut stub = Stub::new(at);
    stub.literal(&edit::quote(name));
    stub.literal(": ");
    stub.value(own, None, 0);
    at.stub(ItemKind::Property, name, stub)
}

/// In a profile's `variables`: what the project's files use and what other profiles define, with who does.
fn variables(at: &At<'_>) -> Option<Vec<(String, Option<String>)>> {
    let object = at.cursor.container()?;
    let is_variables =
        at.cursor.containers.len() == 2 && object.key.as_deref() == Some("variables");
    if at.cx.document.kind != FileKind::Profile || !is_variables {
        return None;
    }
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    for document in at.cx.index.project.documents.values() {
        match &document.facts {
            Facts::Component(facts) => {
                let used = facts
                    .references
                    .iter()
                    .filter(|reference| reference.target == Target::Variable);
                names.extend(
                    used.map(|reference| (reference.name.as_str(), "used in this project")),
                );
            }
            Facts::Profile(facts) => facts.variables.iter().for_each(|variable| {
                names
                    .entry(&variable.name.text)
                    .or_insert("defined in another profile");
            }),
            Facts::Project(_) | Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {}
        }
    }
    Some(
        names
            .into_iter()
            .map(|(name, detail)| (name.to_owned(), Some(detail.to_owned())))
            .collect(),
    )
}

/// In an object whose keys refer to names of this file: those names.
fn named(at: &At<'_>, subschemas: &Subschemas) -> Option<Vec<(String, Option<String>)>> {
    let names = values::declared(at, subschemas.text("x-keysRef")?);
    Some(names.into_iter().map(|name| (name, None)).collect())
}
