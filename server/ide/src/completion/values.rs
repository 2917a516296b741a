//! Values: what a schema lists, what the project defines, what the catalog knows.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use super::stub::Stub;
use super::{At, Item, ItemKind, paths, scopes, variables};
use analysis::uids;
use catalog::{COMPONENTS, FileKind, PlatformVersion, VersionStatus};
use schema::{Subschemas, description, schema, strings, to_json, walk};
use syntax::Kind;

pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    if let Some(items) = variables::within_string(at) {
        return items;
    }
    if is_component_type(at) {
        return types(at);
    }
    let subschemas = at.subschemas();
    let mut items = listed(at, &subschemas);
    items.extend(known(at, &subschemas));
    items.extend(referred(at, &subschemas));
    items.extend(uid(at, &subschemas));
    items.extend(container(at, &subschemas));
    items.extend(variables::whole(at, &subschemas));
    without_present(at, items)
}

/// Without the elements that the list has already, and each once.
fn without_present(at: &At<'_>, mut items: Vec<Item>) -> Vec<Item> {
    let list = at
        .cursor
        .container()
        .filter(|container| !container.is_object());
    let present: BTreeSet<Cow<'_, str>> = list
        .into_iter()
        .flat_map(|list| list.strings(at.cursor.token))
        .collect();
    let mut seen: HashSet<&str> = HashSet::with_capacity(items.len());
    let new: Vec<bool> = items
        .iter()
        .map(|item| !present.contains(item.label.as_str()) && seen.insert(&item.label))
        .collect();
    let mut new = new.into_iter();
    items.retain(|_| new.next().unwrap_or_default());
    items
}

/// Whether the cursor is at the `type` of a component.
fn is_component_type(at: &At<'_>) -> bool {
    let is_outermost = at.cursor.containers.len() == 1 && at.cursor.key.as_deref() == Some("type");
    is_outermost && at.cx.document.kind == FileKind::Component
}

/// The type that belongs in the folder; all of them where the folder is no component folder.
fn types(at: &At<'_>) -> Vec<Item> {
    let home = at.cx.index.type_of_folder(&at.cx.document.path);
    let fitting = COMPONENTS
        .iter()
        .filter(|component| home.is_none_or(|home| home.name == component.name));
    let item = |name: &str| {
        let about = schema(name).and_then(|schema| schema.root().get("description")?.as_str());
        at.string(ItemKind::EnumMember, name)
            .about(about)
            .preselect(home.is_some())
    };
    fitting.map(|component| item(component.name)).collect()
}

/// Constants, the values of an `enum`, true and false.
fn listed(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let constant = subschemas.keyword("const").into_iter();
    let values = constant.chain(
        subschemas
            .keyword("enum")
            .into_iter()
            .flat_map(|list| list.elements()),
    );
    let about = |text: &str| description(subschemas.keyword("x-enumDescriptions")?.get(text)?);
    let since = |text: &str| subschemas.keyword("x-enumSince")?.get(text)?.as_str();
    let mut items: Vec<Item> = values
        .filter_map(|value| match value.as_str() {
            Some(text) => (at.cx.is_version_within(since(text), None) && fits_type(at, text))
                .then(|| at.string(ItemKind::EnumMember, text).about(about(text))),
            None => {
                let value = to_json(value).to_string();
                Some(at.item(ItemKind::EnumMember, &value, value.clone()))
            }
        })
        .collect();
    if subschemas.text("type") == Some("boolean") {
        let default = subschemas.keyword("default").map(|value| value.kind());
        items.extend([true, false].map(|value| {
            let item = at.item(ItemKind::Value, &value.to_string(), value.to_string());
            if default == Some(Kind::Bool(value)) {
                item.detail("default")
            } else {
                item
            }
        }));
    }
    items
}

/// Whether a `fieldType` goes with the `type` beside it, where the schema says which do.
fn fits_type(at: &At<'_>, text: &str) -> bool {
    let fitting = || {
        let object = at
            .cursor
            .container()
            .filter(|_| at.cursor.key.as_deref() == Some("fieldType"))?;
        at.around
            .last()?
            .keyword("x-typeFieldTypes")?
            .get(&object.string_of("type")?)
    };
    fitting().is_none_or(|fitting| strings(Some(fitting)).any(|value| value == text))
}

/// The values of an open list. Platform versions that HubSpot refuses are none of them, older betas come last.
fn known(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    let values = subschemas
        .keyword("x-knownValues")
        .into_iter()
        .flat_map(|list| list.elements());
    let is_version = subschemas.text("x-checkedBy") == Some("unknown-platform-version");
    let mut items: Vec<Item> = values
        .filter_map(|entry| {
            let text = entry.get("value")?.as_str()?;
            let status = PlatformVersion::named(text)
                .filter(|_| is_version)
                .map(|version| version.status);
            if matches!(
                status,
                Some(VersionStatus::Unsupported | VersionStatus::Unreleased)
            ) {
                return None;
            }
            let item = at
                .string(ItemKind::EnumMember, text)
                .about(entry.get("description").and_then(|about| about.as_str()));
            Some(item.deprecated(status == Some(VersionStatus::Superseded)))
        })
        .collect();
    items.sort_by_key(|item| item.deprecated);
    items
}

/// What `x-ref` says that the string names.
fn referred(at: &At<'_>, subschemas: &Subschemas) -> Vec<Item> {
    match subschemas.reference() {
        Some("scope") => scopes::items(at),
        Some("component-uid") => uids_of(at, None),
        Some("object-type" | "app-object-uid-or-object-type") => uids_of(at, Some("app-object")),
        Some("entrypoint-file" | "asset-file" | "directory") => paths::items(at, subschemas),
        Some(kind) => declared(at, kind)
            .iter()
            .map(|name| at.string(ItemKind::Reference, name))
            .collect(),
        None => Vec::new(),
    }
}

/// The uids of the other components, or of those of one type.
fn uids_of(at: &At<'_>, name: Option<&str>) -> Vec<Item> {
    let others = at
        .cx
        .index
        .components
        .iter()
        .filter(|other| *other.path != at.cx.document.path);
    let items = others.filter_map(|other| {
        let component = other.facts.component.unwrap_or(other.folder);
        let uid = other
            .facts
            .uid
            .as_ref()
            .filter(|_| name.is_none_or(|name| name == component.name))?;
        let path = diagnostics::message::quoted(other.path.as_str());
        let item = at
            .string(ItemKind::Reference, &uid.text)
            .detail(component.name);
        Some(item.about(Some(&format!("The `{}` in {path}.", component.name))))
    });
    items.collect()
}

/// The names that this file declares for others of its fields to refer to, in the order of the file. Where nothing
/// declares such names, they are the keys of objects.
pub(super) fn declared(at: &At<'_>, kind: &str) -> Vec<String> {
    let (mut declared, mut keys): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let (Some(schema), Some(root)) = (at.cx.schema(), at.cx.document.syntax.root()) else {
        return declared;
    };
    walk(schema, root, &mut |visit| {
        if visit.text("x-declares") == Some(kind) {
            declared.extend(visit.value.as_str().map(str::to_owned));
        } else if visit.text("x-keysRef") == Some(kind) && visit.value.kind() == Kind::Object {
            keys.extend(
                visit
                    .value
                    .members()
                    .map(|member| member.key.text.to_owned()),
            );
        }
    });
    let mut names = if declared.is_empty() { keys } else { declared };
    let mut seen = BTreeSet::new();
    names.retain(|name| !name.is_empty() && seen.insert(name.clone()));
    names
}

/// A uid for this file, where none was begun.
fn uid(at: &At<'_>, subschemas: &Subschemas) -> Option<Item> {
    let is_empty =
        at.cursor.text().is_empty() && subschemas.text("x-declares") == Some("component-uid");
    let component = at.cx.component().filter(|_| is_empty)?;
    let uid = uids::for_component(at.cx.index, &at.cx.document.path, component)?;
    Some(
        at.string(ItemKind::Value, &uid)
            .detail("unique in this project"),
    )
}

/// A new object or list, where nothing was begun.
fn container(at: &At<'_>, subschemas: &Subschemas) -> Option<Item> {
    let label = match subschemas
        .text("type")
        .filter(|_| at.cursor.token.is_none())?
    {
        "object" => "{}",
        "array" => "[]",
        _ => return None,
    };
    let mut stub = Stub::new(at);
    stub.value(subschemas, None, 0);
    Some(
        at.stub(ItemKind::Snippet, label, stub)
            .about(subschemas.text("description")),
    )
}
