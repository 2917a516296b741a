//! HubSpot's schema of one component type, in the keywords that our validator and our lookups read, with what ours says about
//! the same values: titles, documentation, references. What is valid is HubSpot's decision alone.
//!
//! All functions recurse at most as deep as `verify` allows.

use std::collections::HashMap;

use serde_json::{Map, Value as Json, json};
use syntax::{Kind, Value};

use super::keywords::{Shape, keyword};
use super::reference::Resource;
use crate::load::to_json;
use crate::lookup::Subschemas;
use crate::pattern::{self, Cost};
use crate::validator::LOOKING_AROUND;

/// What our schema says about a value and HubSpot's does not say better.
const DOCUMENTATION: [&str; 2] = ["title", "description"];

/// What our schema adds. Whatever is about validity, or about which platform version has what, is left out.
const ANNOTATIONS: [&str; 21] = [
    "x-source",
    "x-note",
    "x-requiredNote",
    "x-unknownFieldHelp",
    "x-misplacedCheckedBy",
    "x-enumDescriptions",
    "x-valueHelp",
    "x-knownValues",
    "x-ref",
    "x-keysRef",
    "x-declares",
    "x-reservedValues",
    "x-reservedKeys",
    "x-replaces",
    "x-fileExtensions",
    "x-fileExtensionsDocumented",
    "x-fileExtensionsSeverity",
    "x-maxFileBytes",
    "x-maxLengthHint",
    "x-maxItemsHint",
    "x-typeFieldTypes",
];

/// Longer descriptions are shortened: they are shown in messages and hovers.
const MAX_TEXT: usize = 2_000;

pub(super) struct Lowered {
    pub(super) config: Json,
    /// What references lead to, by names that no schema of ours has.
    pub(super) definitions: Map<String, Json>,
}

/// `ours` is what our schema says about `config`.
pub(super) fn lower(root: Value<'_>, ours: &Subschemas) -> Lowered {
    let mut lowering = Lowering {
        resource: Resource::new(root),
        names: HashMap::new(),
        queue: Vec::new(),
    };
    let config = lowering.described(root, ours);
    let mut definitions = Map::new();
    while let Some((name, target, ours)) = lowering.queue.pop() {
        definitions.insert(name, lowering.schema(target, &ours));
    }
    Lowered {
        config,
        definitions,
    }
}

struct Lowering<'a> {
    resource: Resource<'a>,
    /// The names of what references lead to, by their indices in the tree.
    names: HashMap<u32, String>,
    /// What references lead to and is not lowered yet, with what ours says at the first reference.
    queue: Vec<(String, Value<'a>, Subschemas)>,
}

impl<'a> Lowering<'a> {
    /// The schema of a value, with our annotations.
    fn described(&mut self, schema: Value<'a>, ours: &Subschemas) -> Json {
        let mut lowered = self.schema(schema, ours);
        if let Json::Object(object) = &mut lowered {
            annotate(object, ours);
        }
        lowered
    }

    /// The schema without annotations of ours for the value itself.
    fn schema(&mut self, schema: Value<'a>, ours: &Subschemas) -> Json {
        if schema.kind() == Kind::Bool(false) {
            return json!({"not": {}});
        }
        let mut lowered = Map::new();
        let mut others = Vec::new();
        for member in schema.members() {
            let Some(keyword) = keyword(member.key.text) else {
                continue;
            };
            let value = member.value;
            match keyword.name {
                "$ref" | "$dynamicRef" => {
                    if let Some(name) = self.definition(keyword.name, value, ours) {
                        others.push(json!({"$ref": format!("#/$defs/{name}")}));
                    }
                }
                "type" => {
                    lowered.insert("type".to_owned(), types(schema, value));
                }
                "nullable" => {}
                "format" => match number_format(value) {
                    Some(constraint) => others.push(constraint),
                    None => {
                        lowered.insert("format".to_owned(), to_json(value));
                    }
                },
                "pattern" if is_looking_around(value) => {
                    lowered.insert(LOOKING_AROUND.to_owned(), to_json(value));
                }
                "dependencies" => self.dependencies(value, ours, &mut others),
                "additionalProperties" | "unevaluatedProperties" | "unevaluatedItems"
                    if matches!(value.kind(), Kind::Bool(_)) =>
                {
                    lowered.insert(keyword.name.to_owned(), to_json(value));
                }
                name => {
                    let value = self.value(name, keyword.shape, value, ours);
                    lowered.insert(name.to_owned(), value);
                }
            }
        }
        self.merge(&mut lowered, others);
        Json::Object(lowered)
    }

    /// Adds schemas that apply to the same value: one reference as it is, others to `allOf`.
    fn merge(&mut self, lowered: &mut Map<String, Json>, mut others: Vec<Json>) {
        if let [only] = others.as_slice()
            && let Some(reference) = only.get("$ref")
        {
            lowered.insert("$ref".to_owned(), reference.clone());
            return;
        }
        if others.is_empty() {
            return;
        }
        match lowered.get_mut("allOf") {
            Some(Json::Array(all)) => all.append(&mut others),
            _ => {
                lowered.insert("allOf".to_owned(), Json::Array(others));
            }
        }
    }

    fn value(&mut self, name: &str, shape: Shape, value: Value<'a>, ours: &Subschemas) -> Json {
        match (name, shape) {
            ("properties", _) => self.by_name(value, |lowering, name, schema| {
                lowering.described(schema, &ours.below(Some(name), &()))
            }),
            ("items" | "contains" | "unevaluatedItems", _) => {
                self.described(value, &ours.below(None, &()))
            }
            ("additionalProperties", _) => {
                // What ours says about properties that it does not name, such as this one.
                self.described(value, &ours.below(Some("\u{0}"), &()))
            }
            ("prefixItems", _) => value
                .elements()
                .map(|schema| self.described(schema, &ours.below(None, &())))
                .collect(),
            ("patternProperties", _) => self.by_name(value, |lowering, _, schema| {
                lowering.schema(schema, &Subschemas::default())
            }),
            (_, Shape::Schemas) => value
                .elements()
                .map(|schema| self.schema(schema, ours))
                .collect(),
            (_, Shape::SchemasByName) => {
                self.by_name(value, |lowering, _, schema| lowering.schema(schema, ours))
            }
            (_, Shape::Schema) => self.schema(value, ours),
            (_, Shape::Count) => count(value),
            ("title" | "description", _) => {
                Json::String(shortened(value.as_str().unwrap_or_default()))
            }
            _ => to_json(value),
        }
    }

    fn by_name(
        &mut self,
        map: Value<'a>,
        lower: impl Fn(&mut Lowering<'a>, &str, Value<'a>) -> Json,
    ) -> Json {
        let mut lowered = Map::new();
        for member in map.members() {
            let schema = lower(self, member.key.text, member.value);
            lowered.insert(member.key.text.to_owned(), schema);
        }
        Json::Object(lowered)
    }

    /// The name under which the target of a reference is defined.
    fn definition(
        &mut self,
        keyword: &str,
        reference: Value<'a>,
        ours: &Subschemas,
    ) -> Option<String> {
        let target = self.resource.target(keyword, reference.as_str()?).ok()?;
        if let Some(name) = self.names.get(&target.index()) {
            return Some(name.clone());
        }
        let name = format!("hubspot{}", self.names.len());
        self.names.insert(target.index(), name.clone());
        self.queue.push((name.clone(), target, ours.clone()));
        Some(name)
    }

    fn dependencies(&mut self, map: Value<'a>, ours: &Subschemas, others: &mut Vec<Json>) {
        let (mut names, mut schemas) = (Map::new(), Map::new());
        for member in map.members() {
            let name = member.key.text.to_owned();
            if member.value.kind() == Kind::Array {
                names.insert(name, to_json(member.value));
            } else {
                let schema = self.schema(member.value, ours);
                schemas.insert(name, schema);
            }
        }
        others.push(json!({"dependentRequired": names, "dependentSchemas": schemas}));
    }
}

fn is_looking_around(pattern: Value<'_>) -> bool {
    let cost = pattern.as_str().map(pattern::cost);
    cost == Some(Ok(Cost::Backtracking))
}

/// The types that a value may have; Ajv reads `nullable`, which is from OpenAPI.
fn types(schema: Value<'_>, value: Value<'_>) -> Json {
    let is_nullable = schema
        .get("nullable")
        .is_some_and(|value| value.kind() == Kind::Bool(true));
    if !is_nullable {
        return to_json(value);
    }
    let mut names: Vec<&str> = value.as_str().into_iter().collect();
    names.extend(value.elements().filter_map(|name| name.as_str()));
    if !names.contains(&"null") {
        names.push("null");
    }
    json!(names)
}

/// The formats of numbers, which ajv-formats has from OpenAPI.
fn number_format(value: Value<'_>) -> Option<Json> {
    match value.as_str()? {
        "int32" => Some(json!({
            "if": {"type": "number"},
            "then": {"type": "integer", "minimum": i32::MIN, "maximum": i32::MAX},
        })),
        "int64" => Some(json!({"if": {"type": "number"}, "then": {"type": "integer"}})),
        _ => None,
    }
}

/// A count such as `3`, also if it is written as `3.0`.
fn count(value: Value<'_>) -> Json {
    let number: f64 = value
        .number()
        .and_then(|text| text.parse().ok())
        .unwrap_or(0.0);
    json!(number as u64)
}

fn annotate(schema: &mut Map<String, Json>, ours: &Subschemas) {
    for name in DOCUMENTATION {
        if let Some(value) = ours.keyword(name) {
            schema.insert(name.to_owned(), to_json(value));
        }
    }
    for name in ANNOTATIONS {
        if let Some(value) = ours.keyword(name) {
            schema.insert(name.to_owned(), to_json(value));
        }
    }
    if !schema.contains_key("examples")
        && let Some(examples) = ours.keyword("examples")
    {
        schema.insert("examples".to_owned(), to_json(examples));
    }
    // What ours knows to be accepted or ignored; `warn-strong` says that HubSpot refuses it, which its schema decides now.
    if let Some(unknown) = ours.text("x-unknownFields")
        && unknown == "info"
    {
        schema.insert("x-unknownFields".to_owned(), json!(unknown));
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}
