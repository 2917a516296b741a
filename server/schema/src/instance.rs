//! Lets the `jsonschema` crate validate our tree directly, without a copy of the document.
//!
//! The crate calls `to_value` for every error, although the value is never read: an error is located by its path, and its
//! message must not repeat user text. So `to_value` returns an excerpt of bounded size. Equality and uniqueness, for which
//! the crate would compare such values, are computed on the tree.

mod compare;

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};

use syntax::{Kind, Member, Syntax, Value};

use super::steps;
use compare::{canonical, equals, excerpt};

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
        steps::take_string(string.len());
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
            Kind::Object if steps::take(1) => Some(*self),
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Value<'a>> {
        match self.kind() {
            Kind::Array if steps::take(1) => Some(*self),
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        let text = self.as_str()?;
        if !steps::take_string(text.len()) {
            return None;
        }
        Some(Cow::Borrowed(text))
    }

    fn as_number(&self) -> Option<TreeNumber<'a>> {
        if !steps::take(1) {
            return None;
        }
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
        if !steps::take(1) {
            return JsonType::Null;
        }
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
        steps::take(STEPS_OF_ERROR);
        Cow::Owned(excerpt(*self))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        Some(NodeIdentity::tagged(
            std::ptr::from_ref(self.syntax()) as usize,
            self.index(),
        ))
    }
}

/// How many steps an error takes, which is described afterwards.
const STEPS_OF_ERROR: u64 = 1_000;

pub struct Members<'a>(Box<dyn Iterator<Item = Member<'a>> + 'a>);

impl<'a> Iterator for Members<'a> {
    type Item = (&'a str, Value<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let member = self.0.next()?;
        if !steps::take_key(member.key.text.len()) {
            return None;
        }
        Some((member.key.text, member.value))
    }
}

/// How many members are compared in one step.
const MEMBERS_OF_STEP: u64 = 4;

impl<'a> Object<'a, TreeJson> for Value<'a> {
    type Node = Value<'a>;
    type MemberName = &'a str;
    type MembersIter = Members<'a>;

    fn len(&self) -> usize {
        if !steps::take(1) {
            return 0;
        }
        let length = Value::len(self);
        steps::take(length as u64 / MEMBERS_OF_STEP);
        length
    }

    fn get(&self, key: &String) -> Option<Value<'a>> {
        if !steps::take(1 + Value::len(self) as u64 / MEMBERS_OF_STEP) {
            return None;
        }
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
        if !steps::take(1) {
            return None;
        }
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
        Value::elements(self).all(|element| {
            let length = element.source().len() as u64;
            !steps::take(1 + length / 2) || seen.insert(canonical(element))
        })
    }
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
