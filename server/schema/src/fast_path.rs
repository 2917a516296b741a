//! A quick look that tells most valid values from the rest, so that a run over healthy files never builds a validator:
//! the first one costs about 2 ms, longer than everything else about a project. Where it is in doubt it says no, and the
//! validator decides. `tests` hold it to the validator.

use super::load::{Node, strings};
use syntax::{Kind, Value};

/// What a value has to keep, from the keywords of the schemas that apply together.
#[derive(Default)]
pub(super) struct Checks {
    types: Types,
    required: Vec<&'static str>,
    /// No other properties than the named ones.
    is_closed: bool,
    /// Lists that hold it; of strings only, as all our enums.
    allowed: Vec<Vec<&'static str>>,
    lengths: Vec<(Limit, u64)>,
    prefixes: Vec<&'static str>,
    is_https: bool,
    /// A keyword that this module does not understand.
    is_beyond: bool,
}

/// A set of types, a bit for each.
#[derive(Clone, Copy)]
struct Types(u8);

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
    pub(super) fn of(schemas: &[Node]) -> Checks {
        let mut checks = Checks::default();
        for schema in schemas {
            let is_said_elsewhere = schema.member("x-checkedBy").is_some();
            schema
                .members()
                .for_each(|member| checks.add(member.key.text, member.value, is_said_elsewhere));
        }
        // Which properties are "additional" is a question for each schema, not for several together.
        checks.is_beyond |= schemas.len() > 1
            && schemas
                .iter()
                .any(|one| one.member("additionalProperties").is_some());
        checks
    }

    fn add(&mut self, keyword: &'static str, value: Node, is_said_elsewhere: bool) {
        let limit = |limit| value.as_u64().map(|number| (limit, number));
        match keyword {
            "type" => self.types = self.types.and(Types::named(value)),
            "required" => self.required.extend(strings(Some(value))),
            "additionalProperties" => self.is_closed |= value.kind() == Kind::Bool(false),
            // What a rule of its own reports is not reported by the validator.
            _ if is_said_elsewhere => {}
            "enum" => self.allowed.push(strings(Some(value)).collect()),
            "minLength" => self.lengths.extend(limit(Limit::MinLength)),
            "maxLength" => self.lengths.extend(limit(Limit::MaxLength)),
            "minItems" => self.lengths.extend(limit(Limit::MinItems)),
            "maxItems" => self.lengths.extend(limit(Limit::MaxItems)),
            "pattern" => match value.as_str().and_then(prefix) {
                Some(prefix) => self.prefixes.push(prefix),
                None => self.is_beyond = true,
            },
            "format" if value.as_str() == Some("uri") => self.is_https = true,
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
            && self.types.have(value)
            && self
                .required
                .iter()
                .all(|name| value.kind() != Kind::Object || value.member(name).is_some())
            && self
                .allowed
                .iter()
                .all(|allowed| text.is_some_and(|text| allowed.contains(&text)))
            && self.lengths.iter().all(limit)
            && self
                .prefixes
                .iter()
                .all(|prefix| text.is_none_or(|text| text.starts_with(prefix)))
            && (!self.is_https || text.is_none_or(is_plain_https))
    }
}

impl Types {
    const NULL: Types = Types(1);
    const BOOLEAN: Types = Types(1 << 1);
    const INTEGER: Types = Types(1 << 2);
    /// Numbers that are no integers, as far as their text tells: `1.0` is one too.
    const FRACTION: Types = Types(1 << 3);
    const STRING: Types = Types(1 << 4);
    const ARRAY: Types = Types(1 << 5);
    const OBJECT: Types = Types(1 << 6);
    const ANY: Types = Types(u8::MAX);

    /// Of what `type` says: a name or a list of them.
    fn named(value: Node) -> Types {
        let of = |name: &str| match name {
            "null" => Types::NULL,
            "boolean" => Types::BOOLEAN,
            "integer" => Types::INTEGER,
            "number" => Types::INTEGER.or(Types::FRACTION),
            "string" => Types::STRING,
            "array" => Types::ARRAY,
            "object" => Types::OBJECT,
            _ => Types(0),
        };
        match value.as_str() {
            Some(name) => of(name),
            None => strings(Some(value)).fold(Types(0), |types, name| types.or(of(name))),
        }
    }

    /// Whether the type of a value is among them.
    fn have(self, value: Value<'_>) -> bool {
        let own = match value.kind() {
            Kind::Null => Types::NULL,
            Kind::Bool(_) => Types::BOOLEAN,
            Kind::Number
                if value
                    .number()
                    .is_some_and(|text| text.contains(['.', 'e', 'E'])) =>
            {
                Types::FRACTION
            }
            Kind::Number => Types::INTEGER,
            Kind::String => Types::STRING,
            Kind::Array => Types::ARRAY,
            Kind::Object => Types::OBJECT,
            Kind::Unknown => Types::ANY,
        };
        self.0 & own.0 != 0
    }

    fn or(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }

    fn and(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }
}

impl Default for Types {
    fn default() -> Types {
        Types::ANY
    }
}

fn characters(value: Value<'_>) -> u64 {
    value.as_str().map_or(0, |text| text.chars().count() as u64)
}

/// The text that a pattern of the form `^text` asks for.
fn prefix(pattern: &'static str) -> Option<&'static str> {
    let text = pattern.strip_prefix('^')?;
    text.chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/'))
        .then_some(text)
}

/// Whether a text is a URL without anything in it that could be wrong: no port, no escapes, no brackets.
fn is_plain_https(text: &str) -> bool {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '?' | '=' | '&');
    text.strip_prefix("https://").is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphanumeric()) && rest.chars().all(is_plain)
    })
}
