//! The text of a schema as a tree, read when it is first requested.
//!
//! It is read by the parser for user files, and only if a schema is quoted; what every run uses is in `tables`. The validator
//! alone requires serde_json.

use std::sync::OnceLock;

use syntax::{Kind, Syntax, Value};

/// A schema, or any value in one.
pub type Node = Value<'static>;

/// The text of a schema.
pub struct Source {
    /// `app`, `card`, …, `hsproject`, `hsprofile`.
    pub name: &'static str,
    pub text: &'static str,
    syntax: OnceLock<Syntax>,
}

impl Source {
    pub(crate) fn new(name: &'static str, text: &'static str) -> Source {
        Source {
            name,
            text,
            syntax: OnceLock::new(),
        }
    }

    pub fn root(&'static self) -> Node {
        self.node(0)
    }

    /// The value with this index in the tree of the schema.
    pub(crate) fn node(&'static self, index: u32) -> Node {
        let syntax = self.syntax.get_or_init(|| syntax::parse(self.text));
        Value::node_of(syntax, index as usize)
    }

    /// The value at `segments`, the path to a keyword as a validation error reports it.
    pub fn at(&'static self, segments: &[String]) -> Option<Node> {
        let mut node = self.root();
        for segment in segments {
            node = match node.kind() {
                Kind::Array => node.elements().nth(segment.parse().ok()?)?,
                _ if segment == "$ref" => referenced(self.root(), node)?,
                _ => node.get(segment)?,
            };
        }
        Some(node)
    }
}

/// The target of a local `$ref`.
pub(crate) fn referenced(root: Node, schema: Node) -> Option<Node> {
    let path = schema.get("$ref")?.as_str()?.strip_prefix("#/")?;
    path.split('/').try_fold(root, |node, name| node.get(name))
}

/// The description of a value: an entry of `x-enumDescriptions`, which is a string, or an object
/// with a source of its own.
pub fn description(entry: Node) -> Option<&'static str> {
    match entry.get("description") {
        Some(description) => description.as_str(),
        None => entry.as_str(),
    }
}

/// The values that a schema lists under `x-knownValues`.
pub fn known_values(schema: Node) -> impl Iterator<Item = &'static str> {
    elements(schema.get("x-knownValues")).filter_map(|known| known.get("value")?.as_str())
}

/// Whether `x-replaces` in the schema of a property lists this name as a common mistake for it.
pub fn replaces(schema: Node, name: &str) -> bool {
    strings(schema.get("x-replaces")).any(|other| other == name)
}

/// The strings of a list.
pub fn strings(list: Option<Node>) -> impl Iterator<Item = &'static str> {
    elements(list).filter_map(|element| element.as_str())
}

/// The elements of a list; none if there is no list.
pub(crate) fn elements(list: Option<Node>) -> impl Iterator<Item = Node> {
    list.into_iter().flat_map(|list| list.elements())
}

/// A value of a schema as JSON that can be printed.
pub fn to_json(node: Value<'_>) -> serde_json::Value {
    // The text was parsed before, so it is valid.
    serde_json::from_str(node.source()).unwrap_or_default()
}
