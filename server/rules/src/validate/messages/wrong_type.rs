//! `wrong-type`: a value of another JSON type than the schema requires.

use jsonschema::error::TypeKind;

use super::SchemaError;
use crate::properties::wrong_type::RULE;
use diagnostics::{Diagnostic, Safety, message};
use schema::Node;
use syntax::{Kind, Value, edit};

/// An object with more properties is not spelled out.
const MAX_PROPERTIES: usize = 4;

/// The diagnostic about a value of the wrong type.
pub(super) fn describe(error: &SchemaError<'_>, expected: &TypeKind) -> Diagnostic {
    let expected = type_names(expected);
    let message = format!(
        "{} must be {}, found {}",
        error.subject(),
        with_article(&expected),
        with_article(type_name(error.value))
    );
    suggest(error, &expected, error.diagnostic(&RULE, message))
}

/// The diagnostic about a value that is no string, where the schema allows certain strings.
pub(super) fn not_a_string(error: &SchemaError<'_>, options: &[&str]) -> Diagnostic {
    let expected = message::any_of(options.iter().copied());
    let found = type_name(error.value);
    error
        .diagnostic(&RULE, format!("expected {expected}, found {found}"))
        .help(format!("write one of {expected}"))
}

fn type_names(expected: &TypeKind) -> String {
    match expected {
        TypeKind::Single(kind) => kind.to_string(),
        TypeKind::Multiple(kinds) => {
            let names: Vec<String> = kinds.iter().map(|kind| kind.to_string()).collect();
            names.join(" or ")
        }
    }
}

fn type_name(value: Value<'_>) -> &'static str {
    match value.kind() {
        Kind::Null | Kind::Unknown => "null",
        Kind::Bool(_) => "boolean",
        Kind::Number => "number",
        Kind::String => "string",
        Kind::Array => "array",
        Kind::Object => "object",
    }
}

fn with_article(type_name: &str) -> String {
    match type_name {
        "array" | "object" | "integer" => format!("an {type_name}"),
        "null" => "null".to_owned(),
        name => format!("a {name}"),
    }
}

fn suggest(error: &SchemaError<'_>, expected: &str, diagnostic: Diagnostic) -> Diagnostic {
    let value = error.value;
    match (expected, value.kind()) {
        ("string", Kind::Number | Kind::Bool(_)) => {
            let title = "put it in double quotes";
            let edits = edit::replace_value(value, &edit::quote(value.source()));
            diagnostic.help(title).fix(title, Safety::Unsafe, edits)
        }
        ("number" | "integer" | "boolean", Kind::String) => {
            remove_quotes(error, expected, diagnostic)
        }
        ("array", Kind::String | Kind::Object) => {
            let title = "put it in square brackets";
            let edits = edit::replace_value(value, &format!("[{}]", value.source()));
            diagnostic.help(title).fix(title, Safety::Unsafe, edits)
        }
        ("array", _) => diagnostic.help("put it in square brackets"),
        ("object", _) => diagnostic.help(object_with(error.subschema)),
        _ => diagnostic.help(format!("write {}", with_article(expected))),
    }
}

fn remove_quotes(error: &SchemaError<'_>, expected: &str, diagnostic: Diagnostic) -> Diagnostic {
    let unquoted = error.value.as_str().unwrap_or_default();
    let is_boolean = matches!(unquoted, "true" | "false");
    let help = format!("write {} without quotes", with_article(expected));
    let diagnostic = diagnostic.help(help);
    if is_boolean != (expected == "boolean") || !syntax::parse(unquoted).errors.is_empty() {
        return diagnostic;
    }
    diagnostic.fix(
        "remove the quotes",
        Safety::Unsafe,
        edit::replace_value(error.value, unquoted),
    )
}

/// Which object to write, if it has few properties.
fn object_with(schema: Option<Node>) -> String {
    let names: Vec<&str> = schema
        .and_then(|schema| schema.get("properties"))
        .into_iter()
        .flat_map(|properties| properties.members())
        .map(|member| member.key.text)
        .collect();
    if names.is_empty() || names.len() > MAX_PROPERTIES {
        return "write an object".to_owned();
    }
    format!("write an object with {}", message::all_of(names))
}
