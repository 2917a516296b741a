//! Keys of missing properties, required ones first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::stub::Stub;
use super::{At, Item, ItemKind, values};
use catalog::FileKind;
use project::facts::{Facts, Target};
use schema::{Subschemas, strings};
use syntax::edit;

pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let (Some(object), Some(subschemas)) = (at.cursor.container(), at.container_schemas.last())
    else {
        return Vec::new();
    };
    let present: BTreeSet<Cow<'_, str>> = object.keys().collect();
    let mut items = Vec::new();
    for (name, is_required) in properties(at, subschemas) {
        if !present.contains(name) {
            items.push(property(at, subschemas, name, is_required));
        }
    }
    for (name, detail) in user_defined(at, subschemas) {
        if !present.contains(name.as_str()) {
            items.push(Item {
                kind: ItemKind::Reference,
                detail,
                ..member(at, &name, &subschemas.below(Some(&name), &()))
            });
        }
    }
    items
}

/// The properties of the project's platform version, each once, with whether it is required; required ones first.
fn properties(at: &At<'_>, subschemas: &Subschemas) -> Vec<(&'static str, bool)> {
    let required = required(subschemas);
    let mut properties: Vec<(&'static str, bool)> = Vec::new();
    for (name, schema) in subschemas.properties() {
        let since = schema.get("x-since").and_then(|since| since.as_str());
        let until = schema.get("x-until").and_then(|until| until.as_str());
        if at.cx.is_version_within(since, until)
            && !properties.iter().any(|(other, _)| *other == name)
        {
            properties.push((name, required.contains(name)));
        }
    }
    properties.sort_by_key(|(_, is_required)| !is_required);
    properties
}

/// The names of the required properties.
pub(super) fn required(subschemas: &Subschemas) -> BTreeSet<&'static str> {
    subschemas
        .schemas()
        .flat_map(|schema| strings(schema.get("required")))
        .collect()
}

fn property(at: &At<'_>, subschemas: &Subschemas, name: &str, is_required: bool) -> Item {
    let value = subschemas.below(Some(name), &());
    let item = member(at, name, &value).about(value.text("description"));
    match (value.text("type"), is_required) {
        (Some(kind), true) => item.detail(format!("{kind}, required")),
        (None, true) => item.detail("required"),
        (Some(kind), false) => item.detail(kind),
        (None, false) => item,
    }
}

/// A key with its value; the key alone if a colon follows.
fn member(at: &At<'_>, name: &str, value: &Subschemas) -> Item {
    if at.cursor.has_colon {
        return at.string(ItemKind::Property, name);
    }
    let mut stub = Stub::new(at);
    stub.literal(&edit::quote(name));
    stub.literal(": ");
    stub.value(value, None, 0);
    at.stub(ItemKind::Property, name, stub)
}

/// Keys that the user defines elsewhere, with a detail.
fn user_defined(at: &At<'_>, subschemas: &Subschemas) -> Vec<(String, Option<String>)> {
    if is_profile_variables(at) {
        return variables(at);
    }
    let mut names = Vec::new();
    if let Some(kind) = subschemas.text("x-keysRef") {
        for name in values::declared(at, kind) {
            names.push((name, None));
        }
    }
    names
}

/// Whether the cursor is in `variables` of a profile.
fn is_profile_variables(at: &At<'_>) -> bool {
    let Some(object) = at.cursor.container() else {
        return false;
    };
    at.cx.document.kind == FileKind::Profile
        && at.cursor.containers.len() == 2
        && object.key.as_deref() == Some("variables")
}

/// The variables that the project uses or other profiles define.
fn variables(at: &At<'_>) -> Vec<(String, Option<String>)> {
    let mut details: BTreeMap<&str, &str> = BTreeMap::new();
    for document in at.cx.index.project.documents.values() {
        match &document.facts {
            Facts::Component(facts) => {
                for reference in &facts.references {
                    if reference.target == Target::Variable {
                        details.insert(&reference.name, "used in this project");
                    }
                }
            }
            Facts::Profile(facts) => {
                for variable in &facts.variables {
                    details
                        .entry(&variable.name.text)
                        .or_insert("defined in another profile");
                }
            }
            Facts::Project(_) | Facts::Local(_) | Facts::Package(_) | Facts::Candidate(_) => {}
        }
    }
    let mut variables = Vec::new();
    for (name, detail) in details {
        variables.push((name.to_owned(), Some(detail.to_owned())));
    }
    variables
}
