//! The messages of schema errors: one arm for each kind of error, one module for each rule; the only place where such
//! messages are written. They never contain raw JSON of a user.

mod invalid_value;
mod limits;
mod missing_property;
mod unexpected_property;
mod wrong_type;

use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use super::json_path::JsonPaths;
use super::{SchemaError, branch};
use diagnostics::{Diagnostic, message};

/// An imported schema may allow as many values as it likes: no more are compared with a wrong one.
const MAX_OPTIONS: usize = 1_000;

/// Adds the diagnostics of one error.
pub(super) fn describe(
    error: &SchemaError<'_>,
    paths: &mut JsonPaths<'_>,
    out: &mut Vec<Diagnostic>,
) {
    match error.kind {
        Kind::Required { property } => {
            if let Some(name) = property.as_str() {
                out.push(missing_property::describe(error, &[name]));
            }
        }
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            error.visit(|visit| unexpected_property::describe(error, unexpected, visit, out));
        }
        Kind::Type { kind } => out.push(wrong_type::describe(error, kind)),
        Kind::Enum { .. } | Kind::Constant { .. } if !has_only_strings(error.kind) => {
            out.push(limits::not_listed(error, &listed(error.kind)));
        }
        Kind::Enum { .. } | Kind::Constant { .. } => {
            out.push(invalid_value::describe(error, &allowed(error.kind)));
        }
        Kind::OneOfNotValid { context } | Kind::AnyOf { context } => {
            alternatives(error, context, paths, out);
        }
        _ => out.push(limits::describe(error)),
    }
}

/// The diagnostic about a value of which nothing better is known.
pub(super) fn not_allowed(error: &SchemaError<'_>) -> Diagnostic {
    limits::not_allowed(error)
}

/// Adds the diagnostics of a `oneOf` or `anyOf`: those of the branch that was most likely meant.
fn alternatives(
    error: &SchemaError<'_>,
    context: &[Vec<jsonschema::ValidationError<'static>>],
    paths: &mut JsonPaths<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let errors: Vec<SchemaError<'_>> = branch::meant(context)
        .into_iter()
        .filter_map(|branch| SchemaError::new(error.cx, error.schema, paths, branch))
        .collect();
    let Some((first, others)) = errors.split_first() else {
        return;
    };
    if let Some(diagnostic) = combined(first, others) {
        out.push(diagnostic);
        return;
    }
    describe(first, paths, out);
    for other in others {
        if other.value.index() != first.value.index() {
            describe(other, paths, out);
        }
    }
}

/// The diagnostic for several errors at one value that differ in what they require or allow.
fn combined(first: &SchemaError<'_>, others: &[SchemaError<'_>]) -> Option<Diagnostic> {
    let is_at_one_value = others
        .iter()
        .all(|other| other.value.index() == first.value.index());
    if others.is_empty() || !is_at_one_value {
        return None;
    }
    let kinds = || std::iter::once(first).chain(others).map(|error| error.kind);
    if let Some(names) = kinds().map(required_name).collect::<Option<Vec<_>>>() {
        let help = format!("add {}", message::any_of(names.iter().copied()));
        return Some(missing_property::describe(first, &names).help(help));
    }
    let options: Vec<&str> = kinds().flat_map(allowed).collect();
    if options.is_empty() {
        None
    } else {
        Some(invalid_value::describe(first, &options))
    }
}

fn required_name(kind: &Kind) -> Option<&str> {
    match kind {
        Kind::Required { property } => property.as_str(),
        _ => None,
    }
}

/// The first values that an `enum` or a `const` allows.
fn listed(kind: &Kind) -> Vec<&Json> {
    match kind {
        Kind::Enum { options } => {
            let options = options.as_array().into_iter().flatten();
            options.take(MAX_OPTIONS).collect()
        }
        Kind::Constant { expected_value } => vec![expected_value],
        _ => Vec::new(),
    }
}

/// Whether only strings are allowed, as in all schemas of ours.
fn has_only_strings(kind: &Kind) -> bool {
    listed(kind).iter().all(|value| value.is_string())
}

/// The first strings that an `enum` or a `const` allows.
fn allowed(kind: &Kind) -> Vec<&str> {
    listed(kind).into_iter().filter_map(Json::as_str).collect()
}
