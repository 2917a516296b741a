//! The embedded schemas: one per file kind and component type, read and compiled when first asked for.
//!
//! Our own reader reads them, as it reads the files of a user: nearly every run asks for some of a schema, and few need the
//! validator, for which alone serde_json reads the text once more.

use std::sync::{LazyLock, OnceLock};

use jsonschema::Validator;

use super::compiled::{Shape, resolve};
use super::instance::TreeJson;
use super::walk::walk;
use syntax::{Kind, Syntax, Value};

/// A schema, or any value in one, as it is written.
pub type Node = Value<'static>;

/// One schema with its validator.
pub struct Schema {
    /// `app`, `card`, …, `hsproject`, `hsprofile`.
    pub name: &'static str,
    /// The schema as it is written.
    pub text: &'static str,
    syntax: OnceLock<Syntax>,
    /// `x-component`, which rules ask about every file.
    facts: OnceLock<Option<Node>>,
    shape: OnceLock<Shape>,
    validator: OnceLock<Validator<TreeJson>>,
}

/// Every embedded schema, sorted by name.
static SCHEMAS: LazyLock<Vec<Schema>> = LazyLock::new(|| {
    let schemas = schemas::SCHEMAS.iter();
    schemas
        .map(|(name, text)| Schema::new(name, text))
        .collect()
});

/// The values that a schema lists under `x-knownValues`.
pub fn known_values(schema: Node) -> impl Iterator<Item = &'static str> {
    let list = schema
        .get("x-knownValues")
        .into_iter()
        .flat_map(|list| list.elements());
    list.filter_map(|known| known.get("value")?.as_str())
}

/// Every schema, sorted by name.
pub fn schemas() -> &'static [Schema] {
    &SCHEMAS
}

/// The texts of a list; none where it is none.
pub fn strings(list: Option<Node>) -> impl Iterator<Item = &'static str> {
    list.into_iter()
        .flat_map(|list| list.elements())
        .filter_map(|text| text.as_str())
}

/// A value of a schema as JSON that can be printed, on one line or on many.
pub fn to_json(node: Node) -> serde_json::Value {
    // It was read before, so it is JSON.
    serde_json::from_str(node.source()).unwrap_or_default()
}

/// The schema called `name`; `pages` is `page`.
pub fn schema(name: &str) -> Option<&'static Schema> {
    let name = if name == "pages" { "page" } else { name };
    // Lengths tell most names apart: a search by order would look at more letters.
    SCHEMAS.iter().find(|schema| schema.name == name)
}

impl Schema {
    fn new(name: &'static str, text: &'static str) -> Schema {
        let (syntax, facts) = (OnceLock::new(), OnceLock::new());
        Schema {
            name,
            text,
            syntax,
            facts,
            shape: OnceLock::new(),
            validator: OnceLock::new(),
        }
    }

    /// The schema as a value.
    pub fn root(&'static self) -> Node {
        let syntax = self.syntax.get_or_init(|| syntax::parse(self.text));
        #[expect(clippy::expect_used, reason = "a test reads every embedded schema")]
        syntax.root().expect("an embedded schema is JSON")
    }

    /// A fact about the component type: a member of `x-component`.
    pub fn fact(&'static self, name: &str) -> Option<Node> {
        let facts = self.facts.get_or_init(|| self.root().get("x-component"));
        facts.as_ref()?.get(name)
    }

    /// The texts of a member of `x-component` that is a list.
    pub fn facts(&'static self, name: &str) -> impl Iterator<Item = &'static str> + use<> {
        strings(self.fact(name))
    }

    /// What the schema says about `config.<name>`, directly.
    pub fn field(&'static self, name: &str) -> Option<Node> {
        self.root()
            .at(&["properties", "config", "properties", name])
    }

    /// The schema prepared for walking.
    pub(super) fn shape(&'static self) -> &'static Shape {
        self.shape.get_or_init(|| Shape::of(self.root()))
    }

    /// Whether a value is valid for sure, without the validator, as validation sees on its walk. False says nothing.
    pub fn definitely_valid(&'static self, value: Value<'_>) -> bool {
        let mut is_sure = true;
        walk(self, value, &mut |visit| {
            is_sure = is_sure && visit.definitely_valid(visit.value)
        });
        is_sure
    }

    /// The compiled schema. Patterns run in linear time; formats are checked.
    pub fn validator(&self) -> &Validator<TreeJson> {
        #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
        self.validator.get_or_init(|| {
            let schema = serde_json::from_str(self.text).expect("an embedded schema is JSON");
            jsonschema::options_for::<TreeJson>()
                .with_pattern_options(jsonschema::PatternOptions::regex())
                .should_validate_formats(true)
                .build(&schema)
                .expect("an embedded schema compiles")
        })
    }

    /// The schema that stands at `segments`, the way to a keyword as a validation error reports it.
    pub fn at(&'static self, segments: &[String]) -> Option<Node> {
        let step = |schema: Node, segment: &String| match schema.kind() {
            Kind::Array => schema.elements().nth(segment.parse().ok()?),
            _ if segment == "$ref" => resolve(self.root(), schema),
            _ => schema.get(segment),
        };
        segments.iter().try_fold(self.root(), step)
    }
}

#[cfg(test)]
mod tests;
