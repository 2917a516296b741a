//! A complete file for an empty one: the template of `hsmeta add`, with tab stops.

use super::stub::Stub;
use super::{At, Item, ItemKind};
use catalog::{COMPONENTS, FileKind};
use diagnostics::message;
use schema::{Schema, Subschemas};
use templates::template;
use tools::scaffold;
use tools::scaffold::names::Names;

/// The file of the type that belongs in the folder; outside of component folders, one for each type.
pub(super) fn items(at: &At<'_>) -> Vec<Item> {
    if !is_empty_file(at) {
        return Vec::new();
    }
    let schemas: Vec<&'static Schema> =
        if at.cx.document.kind == FileKind::Component && at.cx.component().is_none() {
            COMPONENTS
                .iter()
                .filter_map(|component| at.cx.schema_of(component))
                .collect()
        } else {
            at.cx.schema().into_iter().collect()
        };
    let is_only = schemas.len() == 1;
    schemas
        .into_iter()
        .map(|schema| item(at, schema, is_only))
        .collect()
}

/// Whether the file contains nothing but the token at the cursor.
fn is_empty_file(at: &At<'_>) -> bool {
    let source = at.cx.source();
    let text = source.trim_matches(|c: char| c.is_whitespace() || message::is_invisible(c));
    source[at.cursor.replaced().range()].trim() == text
}

fn item(at: &At<'_>, schema: &'static Schema, is_only: bool) -> Item {
    let subschemas = Subschemas::of(schema, &());
    let mut stub = Stub::new(at);
    stub.value(&subschemas, example(at, schema).as_ref(), 0);
    let mut item = at
        .stub(ItemKind::Snippet, schema.name, stub)
        .about(subschemas.text("description"))
        .detail("complete file")
        .preselect(is_only);
    // Whatever was typed, the only item is what is meant.
    let typed = at.cursor.before();
    item.filter = if is_only && !typed.is_empty() {
        typed.to_owned()
    } else {
        schema.name.to_owned()
    };
    item
}

/// The template with the name of the file; in a project file, without one.
fn example(at: &At<'_>, schema: &Schema) -> Option<serde_json::Value> {
    let template = template(schema.name)?;
    let file_name = at.cx.document.path.file_name();
    let mut names = match at.cx.document.kind {
        FileKind::Component => Names::new(file_name.trim_end_matches("-hsmeta.json")),
        _ => Names::new(""),
    };
    names.app_object = scaffold::app_object(at.cx.index).to_owned();
    serde_json::from_str(&names.json(template.main.text)).ok()
}
