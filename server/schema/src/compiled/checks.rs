//! The keywords that can be checked without the validator.

use syntax::{Kind, Value};

/// The keywords of schemas that apply together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Checks {
    pub(crate) types: Types,
    pub(crate) required: &'static [&'static str],
    /// `additionalProperties: false`
    pub(crate) is_closed: bool,
    /// Each `enum`; all schemas list strings only.
    pub(crate) allowed: &'static [&'static [&'static str]],
    pub(crate) lengths: &'static [(Limit, u64)],
    pub(crate) prefixes: &'static [&'static str],
    pub(crate) is_https: bool,
    /// Whether there is a keyword that only the validator supports.
    pub(crate) is_unsupported: bool,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Limit {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
}

impl Checks {
    pub(crate) const NONE: Checks = Checks {
        types: Types::ANY,
        required: &[],
        is_closed: false,
        allowed: &[],
        lengths: &[],
        prefixes: &[],
        is_https: false,
        is_unsupported: false,
    };

    /// Whether a value, without its members and elements, definitely satisfies all keywords.
    pub(crate) fn definitely_accept(&self, value: Value<'_>) -> bool {
        !self.is_unsupported
            && self.types.contain(value)
            && self.has_required(value)
            && self.lengths.iter().all(|limit| is_within(value, *limit))
            && self.accept_string(value)
    }

    fn has_required(&self, value: Value<'_>) -> bool {
        value.kind() != Kind::Object || self.required.iter().all(|name| value.get(name).is_some())
    }

    fn accept_string(&self, value: Value<'_>) -> bool {
        // Most schemas do not look at the string.
        if self.allowed.is_empty() && self.prefixes.is_empty() && !self.is_https {
            return true;
        }
        let Some(string) = value.as_str() else {
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

/// Whether a string is a simple URL, without parts that may be invalid: no port, no escapes, no brackets.
pub(crate) fn is_plain_https(string: &str) -> bool {
    let Some(rest) = string.strip_prefix("https://") else {
        return false;
    };
    rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && rest.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '/' | '?' | '=' | '&')
        })
}

/// A set of types as bits.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Types(pub(crate) u8);

impl Types {
    pub(crate) const NULL: Types = Types(1);
    pub(crate) const BOOLEAN: Types = Types(1 << 1);
    pub(crate) const INTEGER: Types = Types(1 << 2);
    /// Numbers that are not written as integers: `1.0` is one of them, although it is an integer in JSON Schema.
    pub(crate) const FRACTION: Types = Types(1 << 3);
    pub(crate) const STRING: Types = Types(1 << 4);
    pub(crate) const ARRAY: Types = Types(1 << 5);
    pub(crate) const OBJECT: Types = Types(1 << 6);
    pub(crate) const ANY: Types = Types(u8::MAX);

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
}
