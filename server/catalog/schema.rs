//! The embedded schemas: one per file kind and component type, parsed and compiled when first asked for.

use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;
use serde_json::Value;

use super::component;
use super::instance::TreeJson;
use super::quick;
use super::shape::{Node, Shape, resolve};

/// One schema with its validator.
pub struct Schema {
    /// `app`, `card`, …, `hsproject`, `hsprofile`.
    pub name: &'static str,
    /// The schema as it is written.
    pub text: &'static str,
    root: OnceLock<Value>,
    shape: OnceLock<Shape>,
    validator: OnceLock<Validator<TreeJson>>,
}

/// The schemas of the files that are no components.
static OTHERS: [(&str, &str); 2] = [
    ("hsprofile", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/hsprofile.json"))),
    ("hsproject", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/hsproject.json"))),
];

/// Every embedded schema, sorted by name.
static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let texts = component::SCHEMAS.iter().chain(&OTHERS);
    let mut schemas: Vec<Schema> = texts.map(|(name, text)| Schema::new(name, text)).collect();
    schemas.sort_by_key(|schema| schema.name);
    schemas
});

/// The values that a schema lists under `x-knownValues`.
pub fn known_values(schema: &Node) -> impl Iterator<Item = &str> {
    let list = schema.get("x-knownValues").and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|known| known.get("value")?.as_str())
}

/// Every schema, sorted by name.
pub fn schemas() -> &'static [Schema] {
    &SCHEMAS
}

/// The texts of a list; none where it is none.
pub fn texts(list: Option<&Value>) -> impl Iterator<Item = &str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// The schema called `name`; `pages` is `page`.
pub fn schema(name: &str) -> Option<&'static Schema> {
    let name = if name == "pages" { "page" } else { name };
    let index = SCHEMAS.binary_search_by(|schema| schema.name.cmp(name)).ok()?;
    Some(&SCHEMAS[index])
}

impl Schema {
    fn new(name: &'static str, text: &'static str) -> Schema {
        Schema { name, text, root: OnceLock::new(), shape: OnceLock::new(), validator: OnceLock::new() }
    }

    /// The schema as a value. A schema that is no JSON is our own mistake; a test reads all of them.
    pub fn root(&self) -> &Value {
        self.root.get_or_init(|| serde_json::from_str(self.text).unwrap_or_default())
    }

    /// A fact about the component type: a member of `x-component`.
    pub fn fact(&self, name: &str) -> Option<&Value> {
        self.root().get("x-component")?.get(name)
    }

    /// The texts of a member of `x-component` that is a list.
    pub fn facts(&self, name: &str) -> impl Iterator<Item = &str> {
        texts(self.fact(name))
    }

    /// What the schema says about `config.<name>`, directly.
    pub fn field(&self, name: &str) -> Option<&Value> {
        self.root().get("properties")?.get("config")?.get("properties")?.get(name)
    }

    /// The schema prepared for walking.
    pub(super) fn shape(&'static self) -> &'static Shape {
        self.shape.get_or_init(|| Shape::of(self.root()))
    }

    /// Whether a value is valid for sure, without the validator. False says nothing.
    pub fn surely_accepts(&'static self, value: crate::syntax::Value<'_>) -> bool {
        quick::surely_valid(self.shape(), value)
    }

    /// The compiled schema. Patterns run in linear time; formats are checked.
    pub fn validator(&self) -> &Validator<TreeJson> {
        #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
        self.validator.get_or_init(|| {
            jsonschema::options_for::<TreeJson>()
                .with_pattern_options(jsonschema::PatternOptions::regex())
                .should_validate_formats(true)
                .build(self.root())
                .expect("an embedded schema compiles")
        })
    }

    /// The schema that stands at `segments`, the way to a keyword as a validation error reports it.
    pub fn at(&self, segments: &[String]) -> Option<&Value> {
        let mut schema = self.root();
        for segment in segments {
            schema = match schema {
                Value::Object(map) if segment == "$ref" => resolve(self.root(), map)?,
                Value::Object(map) => map.get(segment.as_str())?,
                Value::Array(items) => items.get(segment.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(schema)
    }
}

#[cfg(test)]
mod tests;
