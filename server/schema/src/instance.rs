//! Lets the `jsonschema` crate validate our tree directly, without a copy of the document.
//!
//! The crate calls `to_value` for every error, although the value is never read: an error is located by its path, and its
//! message must not repeat user text. So `to_value` returns an excerpt of bounded size. Equality and uniqueness, for which
//! the crate would compare such values, are computed on the tree.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};

use syntax::{Kind, Member, Syntax, Value};

/// Our tree as a representation of JSON.
pub struct TreeJson;

impl Json for TreeJson {
    type Node<'a> = Value<'a>;
    type PreparedKey = String;
    type StringBuffer = Option<Syntax>;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>(
        buffer: &mut Option<Syntax>,
        string: &str,
        f: impl FnOnce(Value<'_>) -> T,
    ) -> T {
        let syntax = buffer.insert(Syntax::of_string(string));
        #[expect(clippy::expect_used, reason = "of_string builds exactly one node")]
        f(syntax.root().expect("a string node"))
    }
}

/// A number as written, and as the double that `JSON.parse` returns.
pub struct TreeNumber<'a>(&'a str);

impl TreeNumber<'_> {
    fn is_integer_text(&self) -> bool {
        !self.0.contains(['.', 'e', 'E'])
    }
}

impl JsonNumber for TreeNumber<'_> {
    fn as_u64(&self) -> Option<u64> {
        if self.is_integer_text() {
            self.0.parse().ok()
        } else {
            None
        }
    }

    fn as_i64(&self) -> Option<i64> {
        if self.is_integer_text() {
            self.0.parse().ok()
        } else {
            None
        }
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(if let Some(number) = self.as_u64() {
            number.into()
        } else if let Some(number) = self.as_i64() {
            number.into()
        } else {
            // Beyond the range of a double (`1e999`): JSON.parse makes it Infinity, which JSON cannot express.
            self.as_f64()
                .and_then(serde_json::Number::from_f64)
                .unwrap_or_else(|| u64::MAX.into())
        })
    }
}

impl<'a> Node<'a, TreeJson> for Value<'a> {
    type Object = Value<'a>;
    type Array = Value<'a>;
    type Number = TreeNumber<'a>;

    fn as_object(&self) -> Option<Value<'a>> {
        match self.kind() {
            Kind::Object => Some(*self),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Value<'a>> {
        match self.kind() {
            Kind::Array => Some(*self),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.as_str().map(Cow::Borrowed)
    }

    fn as_number(&self) -> Option<TreeNumber<'a>> {
        self.number().map(TreeNumber)
    }

    fn as_boolean(&self) -> Option<bool> {
        match self.kind() {
            Kind::Bool(value) => Some(value),
            _ => None,
        }
    }

    fn is_null(&self) -> bool {
        // An unknown value must have some type; `validate` drops errors about it.
        matches!(self.kind(), Kind::Null | Kind::Unknown)
    }

    fn json_type(&self) -> JsonType {
        match self.kind() {
            Kind::Null | Kind::Unknown => JsonType::Null,
            Kind::Bool(_) => JsonType::Boolean,
            Kind::Number => JsonType::Number,
            Kind::String => JsonType::String,
            Kind::Array => JsonType::Array,
            Kind::Object => JsonType::Object,
        }
    }

    fn equals_value(&self, expected: &serde_json::Value) -> bool {
        equals(*self, expected)
    }

    fn to_value(&self) -> Cow<'a, serde_json::Value> {
        Cow::Owned(excerpt(*self, MAX_EXCERPT_DEPTH))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(
            std::ptr::from_ref(self.syntax()) as usize,
            self.index(),
        ))
    }
}

const MAX_EXCERPT_DEPTH: usize = 3;

/// The maximum number of children in an excerpt of an array or object.
const MAX_EXCERPT_CHILDREN: usize = 16;

/// A copy of a small value, the beginning of a large one.
fn excerpt(value: Value<'_>, depth: usize) -> serde_json::Value {
    match value.kind() {
        Kind::Null | Kind::Unknown => serde_json::Value::Null,
        Kind::Bool(value) => serde_json::Value::Bool(value),
        Kind::Number => value.as_number().map_or(0.into(), |n| {
            serde_json::Value::Number(n.to_number().into_owned())
        }),
        Kind::String => value.as_str().unwrap_or_default().into(),
        _ if depth == 0 => serde_json::Value::Null,
        Kind::Array => value
            .elements()
            .take(MAX_EXCERPT_CHILDREN)
            .map(|element| excerpt(element, depth - 1))
            .collect(),
        Kind::Object => value
            .members()
            .take(MAX_EXCERPT_CHILDREN)
            .map(|member| {
                let value = excerpt(member.value, depth - 1);
                (member.key.text.to_owned(), value)
            })
            .collect(),
    }
}

/// Equality with a schema's constant. Recurses no deeper than the constant.
fn equals(value: Value<'_>, expected: &serde_json::Value) -> bool {
    match expected {
        serde_json::Value::Null => value.kind() == Kind::Null,
        serde_json::Value::Bool(expected) => value.kind() == Kind::Bool(*expected),
        serde_json::Value::Number(expected) => {
            value.number().and_then(|text| text.parse::<f64>().ok()) == expected.as_f64()
        }
        serde_json::Value::String(expected) => value.as_str() == Some(expected),
        serde_json::Value::Array(expected) => {
            value.kind() == Kind::Array
                && value.len() == expected.len()
                && value
                    .elements()
                    .zip(expected)
                    .all(|(value, expected)| equals(value, expected))
        }
        serde_json::Value::Object(expected) => {
            value.kind() == Kind::Object
                && value.len() == expected.len()
                && expected.iter().all(|(name, expected)| {
                    value.get(name).is_some_and(|value| equals(value, expected))
                })
        }
    }
}

pub struct Members<'a>(Box<dyn Iterator<Item = Member<'a>> + 'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|member| (member.key.text, member.value))
    }
}

impl<'a> Object<'a, TreeJson> for Value<'a> {
    type Node = Value<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        Value::len(self)
    }

    fn get(&self, key: &String) -> Option<Value<'a>> {
        Value::get(self, key)
    }

    fn members(&self) -> Members<'a> {
        Members(Box::new(Value::members(self)))
    }
}

pub struct Elements<'a>(Box<dyn Iterator<Item = Value<'a>> + 'a>);

impl<'a> Iterator for Elements<'a> {
    type Item = Value<'a>;

    fn next(&mut self) -> Option<Value<'a>> {
        self.0.next()
    }
}

impl<'a> Array<'a, TreeJson> for Value<'a> {
    type Node = Value<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        Value::len(self)
    }

    fn elements(&self) -> Elements<'a> {
        Elements(Box::new(Value::elements(self)))
    }

    fn is_unique(&self) -> bool {
        let mut seen = std::collections::HashSet::new();
        Value::elements(self).all(|element| seen.insert(canonical(element)))
    }
}

/// A text that equal values share: members sorted by their names, numbers as doubles.
fn canonical(value: Value<'_>) -> String {
    enum Step<'a> {
        Value(Value<'a>),
        Text(String),
    }
    let mut text = String::new();
    let mut steps = vec![Step::Value(value)];
    while let Some(step) = steps.pop() {
        let value = match step {
            Step::Value(value) => value,
            Step::Text(piece) => {
                text.push_str(&piece);
                continue;
            }
        };
        match value.kind() {
            Kind::Null | Kind::Unknown => text.push_str("null"),
            Kind::Bool(value) => text.push_str(if value { "true" } else { "false" }),
            Kind::Number => {
                let number = value.number().and_then(|text| text.parse::<f64>().ok());
                // `-0` equals `0`.
                text.push_str(&format!("{:e}", number.unwrap_or_default() + 0.0));
            }
            Kind::String => text.push_str(&format!("{:?}", value.as_str().unwrap_or_default())),
            Kind::Array => {
                text.push('[');
                steps.push(Step::Text("]".to_owned()));
                let elements: Vec<Value<'_>> = Value::elements(&value).collect();
                for element in elements.into_iter().rev() {
                    steps.push(Step::Text(",".to_owned()));
                    steps.push(Step::Value(element));
                }
            }
            Kind::Object => {
                text.push('{');
                steps.push(Step::Text("}".to_owned()));
                let mut members: Vec<Member<'_>> = Value::members(&value).collect();
                members.sort_by_key(|member| member.key.text);
                for member in members.into_iter().rev() {
                    steps.push(Step::Text(",".to_owned()));
                    steps.push(Step::Value(member.value));
                    steps.push(Step::Text(format!("{:?}:", member.key.text)));
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn the_tree_conforms_to_the_representation_traits() {
        let document = jsonschema::json::conformance::document();
        let syntax = syntax::parse(document.to_string());
        jsonschema::json::conformance::assert_conformance::<TreeJson>(&syntax.root().unwrap());
    }

    #[test]
    fn an_error_at_a_value_of_a_hundred_thousand_levels_is_reported() {
        let deep = format!("{{\"a\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        let syntax = syntax::parse(deep);
        assert!(syntax.errors.is_empty());
        let schema = serde_json::json!({"properties": {"a": {"type": "string"}}});
        let validator = jsonschema::options_for::<TreeJson>()
            .build(&schema)
            .unwrap();
        assert_eq!(validator.iter_errors(syntax.root().unwrap()).count(), 1);
        let constant =
            serde_json::json!({"properties": {"a": {"const": [1]}}, "additionalProperties": false});
        let validator = jsonschema::options_for::<TreeJson>()
            .build(&constant)
            .unwrap();
        assert_eq!(validator.iter_errors(syntax.root().unwrap()).count(), 1);
    }
}
