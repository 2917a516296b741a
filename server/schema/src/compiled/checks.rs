//! The keywords that can be checked without the validator.

use crate::load::{Node, strings};
use syntax::{Kind, Value};

/// The keywords of schemas that apply together.
#[derive(Default)]
pub(super) struct Checks {
    types: Types,
    required: Vec<&'static str>,
    /// `additionalProperties: false`
    is_closed: bool,
    /// Each `enum`; all schemas list strings only.
    allowed: Vec<Vec<&'static str>>,
    lengths: Vec<(Limit, u64)>,
    prefixes: Vec<&'static str>,
    is_https: bool,
    /// Whether there is a keyword that only the validator supports.
    is_unsupported: bool,
}

#[derive(Clone, Copy)]
enum Limit {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
}

/// Keywords that do not constrain a value, or that `CompiledSchema` evaluates.
const IRRELEVANT: [&str; 14] = [
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
    pub(super) fn of(schemas: &[Node]) -> Checks {
        let mut checks = Checks::default();
        for schema in schemas {
            // A separate rule reports it, so the validator does not.
            let is_checked_by_rule = schema.member("x-checkedBy").is_some();
            for member in schema.members() {
                checks.add(member.key.text, member.value, is_checked_by_rule);
            }
        }
        // Which properties are additional depends on the schema, so several schemas cannot be checked together.
        if schemas.len() > 1
            && schemas
                .iter()
                .any(|schema| schema.member("additionalProperties").is_some())
        {
            checks.is_unsupported = true;
        }
        checks
    }

    fn add(&mut self, keyword: &'static str, value: Node, is_checked_by_rule: bool) {
        match keyword {
            "type" => self.types = self.types.and(Types::named(value)),
            "required" => self.required.extend(strings(Some(value))),
            "additionalProperties" => self.is_closed |= value.kind() == Kind::Bool(false),
            _ if is_checked_by_rule => {}
            "enum" => self.allowed.push(strings(Some(value)).collect()),
            "minLength" => self.add_limit(Limit::MinLength, value),
            "maxLength" => self.add_limit(Limit::MaxLength, value),
            "minItems" => self.add_limit(Limit::MinItems, value),
            "maxItems" => self.add_limit(Limit::MaxItems, value),
            "pattern" => match value.as_str().and_then(literal_prefix) {
                Some(prefix) => self.prefixes.push(prefix),
                None => self.is_unsupported = true,
            },
            "format" if value.as_str() == Some("uri") => self.is_https = true,
            keyword => {
                if !keyword.starts_with("x-") && !IRRELEVANT.contains(&keyword) {
                    self.is_unsupported = true;
                }
            }
        }
    }

    fn add_limit(&mut self, limit: Limit, value: Node) {
        if let Some(number) = value.as_u64() {
            self.lengths.push((limit, number));
        }
    }

    /// Whether unlisted properties are invalid.
    pub(super) fn is_closed(&self) -> bool {
        self.is_closed
    }

    /// Whether a value, without its members and elements, definitely satisfies all keywords.
    pub(super) fn definitely_accept(&self, value: Value<'_>) -> bool {
        !self.is_unsupported
            && self.types.contain(value)
            && self.has_required(value)
            && self.lengths.iter().all(|limit| is_within(value, *limit))
            && self.accept_string(value.as_str())
    }

    fn has_required(&self, value: Value<'_>) -> bool {
        value.kind() != Kind::Object
            || self
                .required
                .iter()
                .all(|name| value.member(name).is_some())
    }

    fn accept_string(&self, string: Option<&str>) -> bool {
        let Some(string) = string else {
            return self.allowed.is_empty();
        };
        self.allowed.iter().all(|allowed| allowed.contains(&string))
            && self
                .prefixes
                .iter()
                .all(|prefix| string.starts_with(prefix))
            && (!self.is_https || is_plain_https(string))
    }
}

fn is_within(value: Value<'_>, (limit, number): (Limit, u64)) -> bool {
    match (limit, value.kind()) {
        (Limit::MinLength, Kind::String) => characters(value) >= number,
        (Limit::MaxLength, Kind::String) => characters(value) <= number,
        (Limit::MinItems, Kind::Array) => value.len() as u64 >= number,
        (Limit::MaxItems, Kind::Array) => value.len() as u64 <= number,
        _ => true,
    }
}

fn characters(value: Value<'_>) -> u64 {
    value
        .as_str()
        .map_or(0, |string| string.chars().count() as u64)
}

/// `text` for the pattern `^text`.
fn literal_prefix(pattern: &'static str) -> Option<&'static str> {
    let prefix = pattern.strip_prefix('^')?;
    let mut characters = prefix.chars();
    if characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/')) {
        Some(prefix)
    } else {
        None
    }
}

/// Whether a string is a simple URL, without parts that may be invalid: no port, no escapes, no brackets.
fn is_plain_https(string: &str) -> bool {
    let Some(rest) = string.strip_prefix("https://") else {
        return false;
    };
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && rest.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '?' | '=' | '&')
        })
}

/// A set of types as bits.
#[derive(Clone, Copy)]
struct Types(u8);

impl Types {
    const NONE: Types = Types(0);
    const NULL: Types = Types(1);
    const BOOLEAN: Types = Types(1 << 1);
    const INTEGER: Types = Types(1 << 2);
    /// Numbers that are not written as integers: `1.0` is one of them, although it is an integer in JSON Schema.
    const FRACTION: Types = Types(1 << 3);
    const STRING: Types = Types(1 << 4);
    const ARRAY: Types = Types(1 << 5);
    const OBJECT: Types = Types(1 << 6);
    const ANY: Types = Types(u8::MAX);

    /// The types of the keyword `type`: a name or a list of names.
    fn named(value: Node) -> Types {
        let mut types = Types::NONE;
        for name in value.as_str().into_iter().chain(strings(Some(value))) {
            types = types.or(match name {
                "null" => Types::NULL,
                "boolean" => Types::BOOLEAN,
                "integer" => Types::INTEGER,
                "number" => Types::INTEGER.or(Types::FRACTION),
                "string" => Types::STRING,
                "array" => Types::ARRAY,
                "object" => Types::OBJECT,
                _ => Types::NONE,
            });
        }
        types
    }

    fn contain(self, value: Value<'_>) -> bool {
        let own = match value.kind() {
            Kind::Null => Types::NULL,
            Kind::Bool(_) => Types::BOOLEAN,
            Kind::Number => {
                let text = value.number().unwrap_or_default();
                if text.contains(['.', 'e', 'E']) {
                    Types::FRACTION
                } else {
                    Types::INTEGER
                }
            }
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
