//! A whole file in an empty one: the template that `hsmeta add` writes too, with places to fill in.

use super::stub::Stub;
use super::{At, Item, ItemKind};
use catalog::{COMPONENTS, FileKind};
use schema::{Schema, Subschemas, schema};
use templates::template;
use tools::scaffold;
use tools::scaffold::names::Names;

/// The file that belongs in the folder; one for each component type where the folder is no component folder.
pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    let text = at
        .cx
        .source()
        .trim_matches(|c: char| c.is_whitespace() || diagnostics::message::is_invisible(c));
    let is_empty = at.cx.source()[at.cursor.replaced().range()].trim() == text;
    let one = |schema: Option<&'static Schema>| schema.into_iter().collect();
    let schemas: Vec<&'static Schema> = match (at.cx.document.kind, is_empty) {
        (_, false) => Vec::new(),
        (FileKind::Component, _) if at.cx.component().is_none() => COMPONENTS
            .iter()
            .filter_map(|component| schema(component.name))
            .collect(),
        _ => one(at.cx.schema()),
    };
    let is_one = schemas.len() == 1;
    schemas
        .into_iter()
        .map(|schema| item(at, schema, is_one))
        .collect()
}

/// Whatever was begun, the only one is what is meant.
fn item(at: &At<'_>, schema: &'static Schema, is_one: bool) -> Item {
    let subschemas = Subschemas::of(schema, &());
    let mut stub = Stub::new(at);
    stub.value(&subschemas, example(at, schema).as_ref(), 0);
    let item = at
        .stub(ItemKind::Snippet, schema.name, stub)
        .about(subschemas.text("description"));
    let filter = if is_one && !at.cursor.before().is_empty() {
        at.cursor.before()
    } else {
        schema.name
    };
    let item = Item {
        filter: filter.to_owned(),
        ..item
    };
    item.detail("complete file").preselect(is_one)
}

/// The template with the name of the file in it; that of a project file says nothing about the project.
fn example(at: &At<'_>, schema: &Schema) -> Option<serde_json::Value> {
    let name = at
        .cx
        .document
        .path
        .file_name()
        .trim_end_matches("-hsmeta.json");
    let app_object = scaffold::app_object(at.cx.index).to_owned();
    let names = match at.cx.document.kind {
        FileKind::Component => Names::new(name),
        _ => Names::new(""),
    };
    serde_json::from_str(
        &Names {
            app_object,
            ..names
        }
        .json(template(schema.name)?.main.text),
    )
    .ok()
}
