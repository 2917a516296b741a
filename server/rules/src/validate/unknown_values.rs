//! Errors of HubSpot's schema in files with unknown values: a placeholder without a profile, broken text. The validator takes them for
//! `null`; only what holds whatever they are is reported.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind;
use jsonschema::paths::Location;
use serde_json::Value as Json;

use super::json_path::{JsonPath, JsonPaths};
use syntax::{Kind, Value};

/// Whether there is an error whatever the unknown values of the file are. `path` is that of the value.
pub(super) fn is_certain(
    error: &ValidationError<'_>,
    path: &JsonPath<'_>,
    paths: &mut JsonPaths<'_>,
) -> bool {
    paths.is_known()
        || is_of_known(error, path.value(), paths) && !is_conditional(error, path, paths)
}

/// Whether the error is about what is known of the value.
fn is_of_known(error: &ValidationError<'_>, value: Value<'_>, paths: &mut JsonPaths<'_>) -> bool {
    match error.kind() {
        ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
            context
                .iter()
                .all(|branch| branch.iter().any(|error| is_known_in_branch(error, paths)))
        }
        ValidationErrorKind::Enum { options } => {
            let mut options = options.as_array().into_iter().flatten();
            !paths.has_unknown(value) || !options.any(|option| is_alike(value, option))
        }
        ValidationErrorKind::Constant { expected_value } => {
            !paths.has_unknown(value) || !is_alike(value, expected_value)
        }
        ValidationErrorKind::OneOfMultipleValid { .. }
        | ValidationErrorKind::Not { .. }
        | ValidationErrorKind::Contains
        | ValidationErrorKind::UniqueItems
        | ValidationErrorKind::UnevaluatedItems { .. }
        | ValidationErrorKind::UnevaluatedProperties { .. } => !paths.has_unknown(value),
        _ => true,
    }
}

/// An error of a branch, whose path begins at the root, too.
fn is_known_in_branch(error: &ValidationError<'_>, paths: &mut JsonPaths<'_>) -> bool {
    match paths.find(error.instance_path()) {
        Some(path) => is_certain(error, &path, paths),
        None => false,
    }
}

/// Whether a value with unknown parts may equal one of a schema.
fn is_alike(value: Value<'_>, option: &Json) -> bool {
    match value.kind() {
        Kind::Array => option.is_array(),
        Kind::Object => option.is_object(),
        _ => true,
    }
}

/// Whether the schema applies because of a condition about a value with unknown parts.
fn is_conditional(error: &ValidationError<'_>, path: &JsonPath<'_>, paths: &JsonPaths<'_>) -> bool {
    let evaluation = error.evaluation_path();
    is_below_condition(evaluation, path, paths) || is_without_evaluation(evaluation)
}

/// Follows the keywords that lead to an error, and the values that they apply to.
fn is_below_condition(evaluation: &Location, path: &JsonPath<'_>, paths: &JsonPaths<'_>) -> bool {
    let mut values = path.values();
    let mut current = values.next();
    let mut segments = evaluation.iter();
    while let Some(segment) = segments.next() {
        match segment.to_string().as_str() {
            "then" | "else" if current.is_none_or(|value| paths.has_unknown(value)) => return true,
            "properties" | "patternProperties" | "prefixItems" => {
                segments.next();
                current = values.next();
            }
            "items"
            | "contains"
            | "additionalProperties"
            | "unevaluatedProperties"
            | "unevaluatedItems" => current = values.next(),
            "allOf" | "anyOf" | "oneOf" | "dependentSchemas" | "$defs" => {
                segments.next();
            }
            _ => {}
        }
    }
    false
}

/// Keywords of ours do not know through which references they were reached.
fn is_without_evaluation(evaluation: &Location) -> bool {
    let first = evaluation.iter().next();
    first.is_some_and(|first| first.to_string() == "$defs")
}
