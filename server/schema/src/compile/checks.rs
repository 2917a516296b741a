//! Compiles the keywords that can be checked without the validator.

use crate::compiled::{Checks, Limit, Types};
use crate::load::{Node, strings};
use syntax::Kind;

/// Keywords that do not constrain a value, or that `CompiledSchema` evaluates.
const IRRELEVANT: [&str; 17] = [
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
    "deprecated",
    "readOnly",
    "writeOnly",
];

pub(super) fn checks_of(schemas: &[Node]) -> Checks {
    let mut checks = Checks::NONE;
    for schema in schemas {
        // What a rule of its own reports is not reported by the validator.
        let is_checked_by_rule = schema.member("x-checkedBy").is_some();
        for member in schema.members() {
            add(
                &mut checks,
                member.key.text,
                member.value,
                is_checked_by_rule,
            );
        }
    }
    // Each schema has its own idea of which properties are additional, so several cannot be checked together.
    if schemas.len() > 1
        && schemas
            .iter()
            .any(|schema| schema.member("additionalProperties").is_some())
    {
        checks.is_unsupported = true;
    }
    checks
}

fn add(checks: &mut Checks, keyword: &'static str, value: Node, is_checked_by_rule: bool) {
    match keyword {
        "type" => checks.types = Types(checks.types.0 & types_named(value).0),
        "required" => {
            for name in strings(Some(value)) {
                push(&mut checks.required, name);
            }
        }
        "additionalProperties" => checks.is_closed |= value.kind() == Kind::Bool(false),
        "unevaluatedProperties" => {
            checks.is_closed |= value.kind() == Kind::Bool(false);
            checks.is_unsupported = true;
        }
        _ if is_checked_by_rule => {}
        "enum" => {
            let listed: Vec<&str> = strings(Some(value)).collect();
            push(&mut checks.allowed, listed.leak());
        }
        "minLength" => add_limit(checks, Limit::MinLength, value),
        "maxLength" => add_limit(checks, Limit::MaxLength, value),
        "minItems" => add_limit(checks, Limit::MinItems, value),
        "maxItems" => add_limit(checks, Limit::MaxItems, value),
        "pattern" => match value.as_str().and_then(literal_prefix) {
            Some(prefix) => push(&mut checks.prefixes, prefix),
            None => checks.is_unsupported = true,
        },
        "format" if value.as_str() == Some("uri") => checks.is_https = true,
        keyword => {
            if !keyword.starts_with("x-") && !IRRELEVANT.contains(&keyword) {
                checks.is_unsupported = true;
            }
        }
    }
}

fn add_limit(checks: &mut Checks, limit: Limit, value: Node) {
    if let Some(number) = value.as_u64() {
        push(&mut checks.lengths, (limit, number));
    }
}

fn push<T: Copy>(list: &mut &'static [T], element: T) {
    let mut longer = list.to_vec();
    longer.push(element);
    *list = longer.leak();
}

/// `text` for the pattern `^text`.
pub(crate) fn literal_prefix(pattern: &str) -> Option<&str> {
    let prefix = pattern.strip_prefix('^')?;
    let mut characters = prefix.chars();
    if characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, ':' | '/')) {
        Some(prefix)
    } else {
        None
    }
}

/// The types of the keyword `type`: a name or a list of names.
fn types_named(value: Node) -> Types {
    let mut bits = 0;
    for name in value.as_str().into_iter().chain(strings(Some(value))) {
        bits |= match name {
            "null" => Types::NULL.0,
            "boolean" => Types::BOOLEAN.0,
            "integer" => Types::INTEGER.0,
            "number" => Types::INTEGER.0 | Types::FRACTION.0,
            "string" => Types::STRING.0,
            "array" => Types::ARRAY.0,
            "object" => Types::OBJECT.0,
            _ => 0,
        };
    }
    Types(bits)
}
