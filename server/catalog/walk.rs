//! One walk over a value and the schemas that apply to it. Validation of annotations, references, completion and hover
//! all use it, so that they cannot disagree about what stands where.
//!
//! It descends only where a schema speaks, so its depth is that of the schema, never that of the input.

use serde_json::{Map, Value as Json};

use super::schema::resolve;
use crate::syntax::{Key, Kind, Value};

/// A schema object.
pub type Node = Map<String, Json>;

/// One value with every schema that applies to it.
pub struct Visit<'v, 's> {
    /// The value.
    pub value: Value<'v>,
    /// Its schemas; never empty.
    pub schemas: &'v [&'s Node],
    root: &'s Json,
}

impl<'v, 's> Visit<'v, 's> {
    /// The first schema that has the keyword, with the keyword's value.
    pub fn keyword(&self, name: &str) -> Option<&'s Json> {
        self.schemas.iter().find_map(|schema| schema.get(name))
    }

    /// The keyword's text.
    pub fn text(&self, name: &str) -> Option<&'s str> {
        self.keyword(name)?.as_str()
    }

    /// Whether any schema names its properties, so that another name means something.
    pub fn names_properties(&self) -> bool {
        self.schemas.iter().any(|schema| schema.contains_key("properties"))
    }

    /// The properties that the schemas name, with what they say of them.
    pub fn properties(&self) -> impl Iterator<Item = (&'s str, &'s Node)> + use<'v, 's> {
        let maps = self.schemas.iter().filter_map(|schema| schema.get("properties")?.as_object());
        maps.flat_map(|map| map.iter().filter_map(|(name, schema)| Some((name.as_str(), schema.as_object()?))))
    }

    /// Whether the schemas know a property of this name.
    pub fn knows(&self, name: &str) -> bool {
        self.schemas.iter().any(|schema| !property(schema, name).is_empty())
    }

    /// The schemas of the member called `name`, for a value that may not exist yet.
    pub fn member_schemas(&self, name: &str, value: Option<Value<'_>>) -> Vec<&'s Node> {
        let found = self.schemas.iter().flat_map(|schema| property(schema, name));
        found.flat_map(|schema| applicable(self.root, schema, value)).collect()
    }
}

/// Visits `value` and everything below it that the schema speaks about, parents first.
pub fn walk<'s>(root: &'s Json, value: Value<'_>, visit: &mut dyn FnMut(&Visit<'_, 's>)) {
    let schemas = applicable(root, root, Some(value));
    descend(root, &schemas, value, visit);
}

fn descend<'s>(root: &'s Json, schemas: &[&'s Node], value: Value<'_>, visit: &mut dyn FnMut(&Visit<'_, 's>)) {
    if schemas.is_empty() {
        return;
    }
    let here = Visit { value, schemas, root };
    visit(&here);
    match value.kind() {
        Kind::Object => {
            for member in value.members() {
                let Key { text, .. } = member.key;
                descend(root, &here.member_schemas(text, Some(member.value)), member.value, visit);
            }
        }
        Kind::Array => {
            let items: Vec<&Json> = schemas.iter().filter_map(|schema| schema.get("items")).collect();
            for element in value.elements() {
                let schemas: Vec<_> = items.iter().flat_map(|item| applicable(root, item, Some(element))).collect();
                descend(root, &schemas, element, visit);
            }
        }
        _ => {}
    }
}

/// What one schema object says about a property.
fn property<'s>(schema: &'s Node, name: &str) -> Vec<&'s Json> {
    let named = schema.get("properties").and_then(|properties| properties.get(name));
    let other = || schema.get("additionalProperties").filter(|schema| schema.is_object());
    named.or_else(other).into_iter().collect()
}

/// The schema objects that apply to `value`: `$ref` and `allOf` followed, of `oneOf`, `anyOf` and `if` those branches
/// that a discriminating property does not rule out.
fn applicable<'s>(root: &'s Json, schema: &'s Json, value: Option<Value<'_>>) -> Vec<&'s Node> {
    let mut found = Vec::new();
    let mut pending = vec![schema];
    while let Some(Json::Object(schema)) = pending.pop() {
        found.push(schema);
        pending.extend(resolve(root, schema).map(|(target, _)| target));
        pending.extend(list(schema, "allOf"));
        for keyword in ["oneOf", "anyOf"] {
            pending.extend(list(schema, keyword).filter(|branch| !ruled_out(branch, value)));
        }
        if let Some(condition) = schema.get("if") {
            let branch = if ruled_out(condition, value) { "else" } else { "then" };
            pending.extend(schema.get(branch));
        }
    }
    found
}

fn list<'s>(schema: &'s Node, keyword: &str) -> impl Iterator<Item = &'s Json> + use<'s> {
    schema.get(keyword).and_then(Json::as_array).into_iter().flatten().rev()
}

/// Whether a property of `value` has a text that the branch's `const` or `enum` excludes.
fn ruled_out(branch: &Json, value: Option<Value<'_>>) -> bool {
    let (Some(value), Some(properties)) = (value, branch.get("properties").and_then(Json::as_object)) else {
        return false;
    };
    properties.iter().any(|(name, schema)| {
        let allowed = |text: &str| match (schema.get("const"), schema.get("enum").and_then(Json::as_array)) {
            (Some(constant), _) => constant == text,
            (_, Some(values)) => values.iter().any(|value| value == text),
            _ => true,
        };
        value.get(name).and_then(|value| value.as_str()).is_some_and(|text| !allowed(text))
    })
}
