//! `migrate --compare --format json`, described by `schemas/comparison.json`. No values of `.env` files or of environment
//! variables are in it, and secrets are masked.

use serde_json::{Value, json};

use crate::printable;
use migration::{Address, Changed, Comparison, Counts, Missing, MissingComponent};

pub(super) fn document(comparison: &Comparison) -> String {
    let value = json!({
        "version": 1,
        "old": comparison.old,
        "new": comparison.new,
        "isComplete": comparison.is_complete(),
        "missingFiles": missing_files(comparison),
        "differingFiles": differing_files(comparison),
        "missingComponents": comparison.missing_components.iter().map(component).collect::<Vec<_>>(),
        "missingValues": comparison.missing_values.iter().map(missing).collect::<Vec<_>>(),
        "changedValues": comparison.changed_values.iter().map(changed).collect::<Vec<_>>(),
        "notCompared": not_compared(comparison),
        "found": counts(&comparison.found),
        "added": counts(&comparison.added),
    });
    let mut text = printable::json(&value);
    text.push('\n');
    text
}

fn missing_files(comparison: &Comparison) -> Vec<Value> {
    let mut files = Vec::new();
    for file in &comparison.missing_files {
        files.push(json!({ "old": file.old, "new": file.new, "reason": file.reason }));
    }
    files
}

fn differing_files(comparison: &Comparison) -> Vec<Value> {
    let mut files = Vec::new();
    for file in &comparison.differing_files {
        files.push(json!({ "old": file.old, "new": file.new }));
    }
    files
}

fn component(component: &MissingComponent) -> Value {
    json!({
        "type": component.component,
        "uid": component.uid,
        "old": address(&component.old),
        "reason": component.reason,
        "values": component.values.iter().map(missing).collect::<Vec<_>>(),
    })
}

fn missing(value: &Missing) -> Value {
    json!({
        "kind": value.kind,
        "value": value.value,
        "old": address(&value.old),
        "new": address(&value.new),
    })
}

fn changed(value: &Changed) -> Value {
    json!({
        "kind": value.kind,
        "oldValue": value.old_value,
        "newValue": value.new_value,
        "isMoved": value.is_moved,
        "old": address(&value.old),
        "new": address(&value.new),
    })
}

fn not_compared(comparison: &Comparison) -> Vec<Value> {
    let mut items = Vec::new();
    for item in &comparison.not_compared {
        items.push(json!({ "at": address(&item.at), "reason": item.reason }));
    }
    items
}

/// A file and a path in it; null where there is none.
fn address(address: &Address) -> Value {
    json!({ "file": or_null(&address.file), "path": or_null(&address.property) })
}

fn or_null(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text) }
}

fn counts(counts: &Counts) -> Value {
    json!({ "files": counts.files, "components": counts.components, "values": counts.values })
}
