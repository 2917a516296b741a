//! A quick look that tells most valid values from the rest, so that a run over healthy files never builds a validator:
//! the first one costs about 2 ms, longer than everything else about a project. Where it is in doubt it says no, and the
//! validator decides. `tests` hold it to the validator.

use serde_json::Value as Json;

use super::shape::Node;
use crate::syntax::{Kind, Value};

/// What a value has to keep, from the keywords of the schemas that apply together.
#[derive(Default)]
pub(super) struct Checks {
    types: Vec<&'static Json>,
    required: Vec<&'static str>,
    /// No other properties than the named ones.
    is_closed: bool,
    allowed: Vec<&'static Json>,
    lengths: Vec<(Limit, u64)>,
    prefixes: Vec<&'static str>,
    is_https: bool,
    /// A keyword that this module does not understand.
    is_beyond: bool,
}

#[derive(Clone, Copy)]
enum Limit {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
}

/// Keywords that say nothing about validity, or that `Shape` takes care of.
const HARMLESS: [&str; 14] = [
    "$schema",
    "$id",
    "$ref",
    "$defs",
    "title",
    "description",
    "examples",
    "default",
    "properties",
    "items",
    "allOf",
    "if",
    "then",
    "else",
];

impl Checks {
    /// Of schemas that apply together.
    pub(super) fn of(schemas: &[&'static Node]) -> Checks {
        let mut checks = Checks::default();
        for schema in schemas {
            schema.iter().for_each(|(keyword, value)| checks.add(schema, keyword, value));
        }
        // Which properties are "additional" is a question for each schema, not for several together.
        checks.is_beyond |= schemas.len() > 1 && schemas.iter().any(|one| one.contains_key("additionalProperties"));
        checks
    }

    fn add(&mut self, schema: &'static Node, keyword: &str, value: &'static Json) {
        let limit = |limit| value.as_u64().map(|number| (limit, number));
        let texts = || value.as_array().into_iter().flatten();
        match keyword {
            "type" => self.types.push(value),
            "required" => self.required.extend(texts().filter_map(Json::as_str)),
            "additionalProperties" => self.is_closed |= value == &Json::Bool(false),
            // What a rule of its own reports is not reported by the validator.
            _ if schema.contains_key("x-checkedBy") => {}
            "enum" => self.allowed.push(value),
            "minLength" => self.lengths.extend(limit(Limit::MinLength)),
            "maxLength" => self.lengths.extend(limit(Limit::MaxLength)),
            "minItems" => self.lengths.extend(limit(Limit::MinItems)),
            "maxItems" => self.lengths.extend(limit(Limit::MaxItems)),
            "pattern" => match value.as_str().and_then(prefix) {
                Some(prefix) => self.prefixes.push(prefix),
                None => self.is_beyond = true,
            },
            "format" if value == "uri" => self.is_https = true,
            keyword => self.is_beyond |= !keyword.starts_with("x-") && !HARMLESS.contains(&keyword),
        }
    }

    /// Whether other properties than the named ones are refused.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Whether a value surely keeps all of it, its members and elements aside.
    pub(super) fn surely_kept_by(&self, value: Value<'_>) -> bool {
        let limit = |(limit, number): &(Limit, u64)| match (limit, value.kind()) {
            (Limit::MinLength, Kind::String) => characters(value) >= *number,
            (Limit::MaxLength, Kind::String) => characters(value) <= *number,
            (Limit::MinItems, Kind::Array) => value.len() as u64 >= *number,
            (Limit::MaxItems, Kind::Array) => value.len() as u64 <= *number,
            _ => true,
        };
        let text = value.as_str();
        !self.is_beyond
            && self.types.iter().all(|types| has_type(value, types))
            && self.required.iter().all(|name| value.kind() != Kind::Object || value.member(name).is_some())
            && self.allowed.iter().all(|allowed| is_one_of(value, allowed))
            && self.lengths.iter().all(limit)
            && self.prefixes.iter().all(|prefix| text.is_none_or(|text| text.starts_with(prefix)))
            && (!self.is_https || text.is_none_or(is_plain_https))
    }
}

fn characters(value: Value<'_>) -> u64 {
    value.as_str().map_or(0, |text| text.chars().count() as u64)
}

/// `integer` is taken for sure only as it is usually written: `1.0` is one too.
fn has_type(value: Value<'_>, types: &Json) -> bool {
    let is = |name: &Json| match (name.as_str(), value.kind()) {
        (Some("null"), Kind::Null)
        | (Some("boolean"), Kind::Bool(_))
        | (Some("number"), Kind::Number)
        | (Some("string"), Kind::String)
        | (Some("array"), Kind::Array)
        | (Some("object"), Kind::Object) => true,
        (Some("integer"), Kind::Number) => value.number().is_some_and(|text| !text.contains(['.', 'e', 'E'])),
        _ => false,
    };
    match types {
        Json::Array(types) => types.iter().any(is),
        name => is(name),
    }
}

/// Only strings are compared; our enums hold nothing else.
fn is_one_of(value: Value<'_>, allowed: &Json) -> bool {
    let text = value.as_str();
    allowed.as_array().is_some_and(|allowed| text.is_some_and(|text| allowed.iter().any(|one| one == text)))
}

/// The text that a pattern of the form `^text` asks for.
fn prefix(pattern: &'static str) -> Option<&'static str> {
    let text = pattern.strip_prefix('^')?;
    text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/')).then_some(text)
}

/// Whether a text is a URL without anything in it that could be wrong: no port, no escapes, no brackets.
fn is_plain_https(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '?' | '=' | '&');
    text.strip_prefix("https://")
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(is_plain))
}
