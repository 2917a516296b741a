//! Values: those that a schema lists, and those from the project and the catalog.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::stub::Stub;
use super::{At, Item, ItemKind, code_names, paths, scopes, variables};
use analysis::uids;
use catalog::{COMPONENTS, FileKind, PlatformVersion, VersionStatus};
use diagnostics::message;
use schema::{Node, Subschemas, description, schema, strings, to_json, walk};
use syntax::Kind;

pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    if let Some(items) = variables::within_string(at) {
        return items;
    }
    if is_component_type(at) {
        return component_types(at);
    }
    let subschemas = at.subschemas();
    let mut items = listed(at, &subschemas);
    items.extend(known(at, &subschemas));
    items.extend(referenced(at, &subschemas));
    items.extend(code_names::items(at));
    items.extend(uid(at, &subschemas));
    items.extend(container(at, &subschemas));
    items.extend(variables::whole(at, &subschemas));
    without_present(at, items)
}

/// Removes duplicates and the elements that the array at the cursor contains already.
fn without_present(at: &At<'_>, mut items: Vec<Item>) -> Vec<Item> {
    let mut seen: BTreeSet<Cow<'_, str>> = BTreeSet::new();
    if let Some(container) = at.cursor.container()
        && !container.is_object()
    {
        seen.extend(container.strings(at.cursor.token));
    }
    items.retain(|item| seen.insert(Cow::Owned(item.label.clone())));
    items
}

/// Whether the cursor is at the `type` of a component.
fn is_component_type(at: &At<'_>) -> bool {
    at.cx.document.kind == FileKind::Component
        && at.cursor.containers.len() == 1
        && at.cursor.key.as_deref() == Some("type")
}

/// The type that belongs in the folder; outside of component folders, all types.
fn component_types(at: &At<'_>) -> Vec<Item> {
    let expected = at.cx.index.type_of_folder(&at.cx.document.path);
    let mut items = Vec::new();
    for component in COMPONENTS {
        if expected.is_none_or(|expected| expected.name == component.name) {
            let about = schema(component.name)
                .and_then(|schema| schema.root().get("description")?.as_str());
            let item = at.string(ItemKind::EnumMember, component.name).about(about);
            items.push(item.preselect(expected.is_some()));
        }
    }
    items
}

/// The values of `const`, `enum` and `boolean`.
fn listed(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    if let Some(constant) = subschemas.keyword("const") {
        items.extend(listed_value(at, subschemas, constant));
    }
    if let Some(values) = subschemas.keyword("enum") {
        for value in values.elements() {
            items.extend(listed_value(at, subschemas, value));
        }
    }
    if subschemas.text("type") == Some("boolean") {
        let default = subschemas.keyword("default").map(|value| value.kind());
        for value in [true, false] {
            let item = at.item(ItemKind::Value, &value.to_string(), value.to_string());
            if default == Some(Kind::Bool(value)) {
                items.push(item.detail("default"));
            } else {
                items.push(item);
            }
        }
    }
    items
}

fn listed_value(at: &At<'_>, subschemas: &Subschemas, value: Node) -> Option<Item> {
    let Some(text) = value.as_str() else {
        let json = to_json(value).to_string();
        return Some(at.item(ItemKind::EnumMember, &json, json.clone()));
    };
    let since = subschemas
        .keyword("x-enumSince")
        .and_then(|since| since.get(text)?.as_str());
    if !at.cx.is_version_within(since, None) || !fits_type(at, text) {
        return None;
    }
    let about = subschemas
        .keyword("x-enumDescriptions")
        .and_then(|about| description(about.get(text)?));
    Some(at.string(ItemKind::EnumMember, text).about(about))
}

/// Whether a `fieldType` is allowed with the `type` of the same object, if the schema says which are.
fn fits_type(at: &At<'_>, field_type: &str) -> bool {
    match field_types(at) {
        Some(allowed) => strings(Some(allowed)).any(|allowed| allowed == field_type),
        None => true,
    }
}

/// The values of `fieldType` that are allowed with the `type` of the same object.
fn field_types(at: &At<'_>) -> Option<Node> {
    if at.cursor.key.as_deref() != Some("fieldType") {
        return None;
    }
    let written = at.cursor.container()?.string_of("type")?;
    at.container_schemas
        .last()?
        .keyword("x-typeFieldTypes")?
        .get(&written)
}

/// The values of an open list. Platform versions that HubSpot refuses are left out, superseded betas are last.
fn known(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let mut items = Vec::new();
    let is_version = subschemas.text("x-checkedBy") == Some("unknown-platform-version");
    if let Some(values) = subschemas.keyword("x-knownValues") {
        for value in values.elements() {
            items.extend(known_value(at, value, is_version));
        }
    }
    items.sort_by_key(|item| item.deprecated);
    items
}

fn known_value(at: &At<'_>, value: Node, is_version: bool) -> Option<Item> {
    let text = value.get("value")?.as_str()?;
    let about = value.get("description").and_then(|about| about.as_str());
    let item = at.string(ItemKind::EnumMember, text).about(about);
    if is_version && let Some(version) = PlatformVersion::named(text) {
        return match version.status {
            VersionStatus::Unsupported | VersionStatus::Unreleased => None,
            status => Some(item.deprecated(status == VersionStatus::Superseded)),
        };
    }
    Some(item)
}

/// The names that `x-ref` allows.
fn referenced(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    match subschemas.reference() {
        Some("scope") => scopes::items(at),
        Some("component-uid") => other_uids(at, None),
        Some("object-type" | "app-object-uid-or-object-type") => other_uids(at, Some("app-object")),
        Some("entrypoint-file" | "asset-file" | "directory") => paths::items(at, subschemas),
        Some(kind) => declared(at, kind)
            .iter()
            .map(|name| at.string(ItemKind::Reference, name))
            .collect(),
        None => Vec::new(),
    }
}

/// The uids of the other components, or of those of one type.
fn other_uids(at: &At<'_>, component_type: Option<&str>) -> Vec<Item> {
    let mut items = Vec::new();
    for other in &at.cx.index.components {
        let component = other.facts.component.unwrap_or(other.folder);
        if *other.path != at.cx.document.path
            && component_type.is_none_or(|name| name == component.name)
            && let Some(uid) = &other.facts.uid
        {
            let path = message::quoted(other.path.as_str());
            let about = format!("The `{}` in {path}.", component.name);
            let item = at.string(ItemKind::Reference, &uid.text);
            items.push(item.detail(component.name).about(Some(&about)));
        }
    }
    items
}

/// The names that this file declares for references from its other properties, in the order of the file. If nothing declares
/// such names, they are the keys of objects.
pub(super) fn declared(at: &At<'_>, kind: &str) -> Vec<String> {
    let (Some(schema), Some(root)) = (at.cx.schema(), at.cx.document.syntax.root()) else {
        return Vec::new();
    };
    let (mut declared, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    walk(schema, root, &mut |visit| {
        if visit.text("x-declares") == Some(kind) {
            declared.extend(visit.value.as_str().map(str::to_owned));
        } else if visit.text("x-keysRef") == Some(kind) && visit.value.kind() == Kind::Object {
            for member in visit.value.members() {
                keys.push(member.key.text.to_owned());
            }
        }
    });
    let mut names = if declared.is_empty() { keys } else { declared };
    let mut seen = BTreeSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    names
}

/// A uid for this file, if none was typed.
fn uid(at: &At<'_>, subschemas: &Subschemas) -> Option<Item> {
    if !at.cursor.text().is_empty() || subschemas.text("x-declares") != Some("component-uid") {
        return None;
    }
    let uid = uids::for_component(at.cx.index, &at.cx.document.path, at.cx.component()?)?;
    let item = at.string(ItemKind::Value, &uid);
    Some(item.detail("unique in this project"))
}

/// A new object or array, if nothing was typed.
fn container(at: &At<'_>, subschemas: &Subschemas) -> Option<Item> {
    if at.cursor.token.is_some() {
        return None;
    }
    let label = match subschemas.text("type")? {
        "object" => "{}",
        "array" => "[]",
        _ => return None,
    };
    let mut stub = Stub::new(at);
    stub.value(subschemas, None, 0);
    let item = at.stub(ItemKind::Snippet, label, stub);
    Some(item.about(subschemas.text("description")))
}
