//! The validators of schemas, built when the fast path is in doubt.

use jsonschema::{PatternOptions, Validator};
use serde_json::{Value as Json, json};

use super::formats;
use super::instance::TreeJson;

/// The validator of a schema of ours. Patterns run in linear time.
pub(super) fn ours(text: &str) -> Validator<TreeJson> {
    #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
    let schema = serde_json::from_str(text).expect("an embedded schema is JSON");
    #[expect(clippy::expect_used, reason = "a test compiles every embedded schema")]
    jsonschema::options_for::<TreeJson>()
        .with_pattern_options(PatternOptions::regex())
        .should_validate_formats(true)
        .build(&schema)
        .expect("an embedded schema compiles")
}

/// How many steps one pattern may take at one string. Only patterns that look around backtrack at all.
const MAX_STEPS: usize = 50_000;

/// How large a compiled pattern may be, in bytes.
const MAX_PATTERN_BYTES: usize = 1_000_000;

/// The validator of a schema with HubSpot's `config`, with the patterns that cannot be compiled: they are left out.
pub(super) fn official(text: &str) -> (Validator<TreeJson>, Vec<String>) {
    let mut schema: Json = serde_json::from_str(text).unwrap_or_default();
    let mut ignored = Vec::new();
    if let Ok(validator) = options().build(&schema) {
        return (validator, ignored);
    }
    remove_patterns(&mut schema, &mut ignored);
    match options().build(&schema) {
        Ok(validator) => (validator, ignored),
        // `verify` refuses what could lead here. What cannot be checked is not reported.
        Err(_) => (
            #[expect(clippy::expect_used, reason = "a constant")]
            options()
                .build(&json!({}))
                .expect("an empty schema compiles"),
            ignored,
        ),
    }
}

fn options() -> formats::Options {
    let patterns = PatternOptions::fancy_regex()
        .backtrack_limit(MAX_STEPS)
        .size_limit(MAX_PATTERN_BYTES);
    formats::with_formats(
        jsonschema::options_for::<TreeJson>()
            .with_pattern_options(patterns)
            .should_validate_formats(true),
    )
}

/// Removes the patterns that cannot be compiled. Recurses as deep as the schema, which serde_json limits.
fn remove_patterns(schema: &mut Json, ignored: &mut Vec<String>) {
    match schema {
        Json::Array(elements) => {
            for element in elements {
                remove_patterns(element, ignored);
            }
        }
        Json::Object(object) => {
            if let Some(Json::String(pattern)) = object.get("pattern")
                && !compiles(pattern)
            {
                ignored.push(pattern.clone());
                object.remove("pattern");
            }
            if let Some(Json::Object(schemas)) = object.get_mut("patternProperties") {
                schemas.retain(|pattern, _| {
                    let is_kept = compiles(pattern);
                    if !is_kept {
                        ignored.push(pattern.clone());
                    }
                    is_kept
                });
            }
            for value in object.values_mut() {
                remove_patterns(value, ignored);
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) => {}
    }
}

fn compiles(pattern: &str) -> bool {
    options().build(&json!({"pattern": pattern})).is_ok()
}
