//! Schemas of HubSpot, compiled: kept for the rest of the process, like ours. 100 projects with the same schemas compile them
//! once, and a project that is read again keeps its own.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde_json::Value as Json;

use super::lower::lower;
use crate::compile::compiled;
use crate::embedded::{Origin, Schema, schema};
use crate::load::Source;
use crate::lookup::Subschemas;

/// How much text the schemas of a process may have together: far more than those of all platform versions.
const MAX_KEPT: usize = 64 * 1024 * 1024;

/// What one was made from: the component type, the day of the import, HubSpot's schema.
type Key = (&'static str, String, String);

#[derive(Default)]
struct Kept {
    schemas: BTreeMap<Key, Option<&'static Schema>>,
    bytes: usize,
}

static KEPT: Mutex<Option<Kept>> = Mutex::new(None);

/// Our schema of a component type with `config` as HubSpot's schema has it; `None` if there is no space left.
pub(super) fn interned(
    name: &'static str,
    official: &str,
    origin: &Origin,
) -> Option<&'static Schema> {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    let kept = kept.get_or_insert_default();
    let key = (name, origin.imported.clone(), official.to_owned());
    if let Some(known) = kept.schemas.get(&key) {
        return *known;
    }
    if kept.bytes + official.len() > MAX_KEPT {
        return None;
    }
    kept.bytes += official.len();
    let schema = merged(name, official, origin);
    kept.schemas.insert(key, schema);
    schema
}

fn merged(name: &'static str, official: &str, origin: &Origin) -> Option<&'static Schema> {
    let ours = schema(name)?;
    let mut whole: Json = serde_json::from_str(ours.text).ok()?;
    let syntax = syntax::parse(official);
    let about_config = if is_published(ours) {
        Subschemas::of(ours, &()).below(Some("config"), &())
    } else {
        Subschemas::default()
    };
    let lowered = lower(syntax.root()?, &about_config);
    let object = whole.as_object_mut()?;
    let properties = object.get_mut("properties")?.as_object_mut()?;
    properties.insert("config".to_owned(), lowered.config);
    let definitions = object
        .entry("$defs")
        .or_insert_with(|| Json::Object(serde_json::Map::new()));
    definitions.as_object_mut()?.extend(lowered.definitions);
    let text: &'static str = whole.to_string().leak();
    let source: &'static Source = Box::leak(Box::new(Source::new(name, text)));
    let tables = compiled(source.root());
    let schema = Schema::official(name, text, tables, origin.clone());
    Some(Box::leak(Box::new(schema)))
}

/// Whether ours knows the fields of the component type.
fn is_published(ours: &'static Schema) -> bool {
    let published = ours.root().at(&["x-component", "schemaPublished"]);
    published.is_none_or(|published| published.kind() != syntax::Kind::Bool(false))
}
