//! Values of the tree compared with each other and with those of schemas, and copies for errors.

use jsonschema::json::{JsonNumber, Node};

use super::steps;
use syntax::{Kind, Member, Value};

const MAX_EXCERPT_DEPTH: usize = 3;

/// The maximum number of children in an excerpt of an array or object.
const MAX_EXCERPT_CHILDREN: usize = 16;

/// A copy of a small value, the beginning of a large one.
pub(super) fn excerpt(value: Value<'_>) -> serde_json::Value {
    part(value, MAX_EXCERPT_DEPTH)
}

fn part(value: Value<'_>, depth: usize) -> serde_json::Value {
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
            .map(|element| part(element, depth - 1))
            .collect(),
        Kind::Object => value
            .members()
            .take(MAX_EXCERPT_CHILDREN)
            .map(|member| {
                let value = part(member.value, depth - 1);
                (member.key.text.to_owned(), value)
            })
            .collect(),
    }
}

/// Equality with a schema's constant. Recurses no deeper than the constant.
pub(super) fn equals(value: Value<'_>, expected: &serde_json::Value) -> bool {
    if !steps::take(1) {
        return false;
    }
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

/// A text that equal values share: members sorted by their names, numbers as doubles.
pub(super) fn canonical(value: Value<'_>) -> String {
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
