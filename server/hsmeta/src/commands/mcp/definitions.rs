//! The definitions of the tools, as `tools/list` returns them. An output schema that is one of hsmeta's own schemas is a
//! reference in `tools.json`.

use serde_json::{Value, json};

use schemas::OWN_SCHEMAS;

/// All tools, in the order in which a model should read them.
pub(super) fn all() -> Vec<Value> {
    let definitions: Value = serde_json::from_str(include_str!("tools.json")).unwrap_or_default();
    let Value::Array(mut tools) = definitions else {
        return Vec::new();
    };
    for tool in &mut tools {
        let schema = tool["outputSchema"].take();
        tool["outputSchema"] = embedded(schema);
    }
    tools
}

/// The schema with the referenced one in it. Clients resolve references inside of a schema only, and know the ids of none.
fn embedded(mut schema: Value) -> Value {
    if let Some(own) = schema["$ref"].as_str().and_then(own) {
        return own;
    }
    let report = &mut schema["properties"]["report"];
    if let Some(mut own) = report["$ref"].as_str().and_then(own) {
        let definitions = own["$defs"].take();
        if let Some(members) = own.as_object_mut() {
            members.remove("$defs");
        }
        *report = own;
        schema["$defs"] = definitions;
    }
    without_nulls(schema)
}

/// One of hsmeta's own schemas, without what only people read: some clients pass all of it to the model.
fn own(name: &str) -> Option<Value> {
    let (_, text) = OWN_SCHEMAS.iter().find(|(own, _)| *own == name)?;
    let mut schema: Value = serde_json::from_str(text).ok()?;
    let members = schema.as_object_mut()?;
    for member in ["$schema", "$id"] {
        members.remove(member);
    }
    remove_texts(&mut schema);
    Some(schema)
}

/// Removes titles and descriptions, but no property with such a name. Our own schemas are not deep.
fn remove_texts(schema: &mut Value) {
    match schema {
        Value::Object(members) => {
            members.retain(|name, value| {
                !(value.is_string() && matches!(name.as_str(), "title" | "description"))
            });
            members.values_mut().for_each(remove_texts);
        }
        Value::Array(items) => items.iter_mut().for_each(remove_texts),
        _ => {}
    }
}

/// Looking up a property of a JSON value adds it.
fn without_nulls(mut schema: Value) -> Value {
    if let Some(members) = schema.as_object_mut() {
        members.retain(|_, value| *value != json!(null));
        if let Some(Value::Object(properties)) = members.get_mut("properties") {
            properties.retain(|_, value| *value != json!(null));
        }
    }
    schema
}
