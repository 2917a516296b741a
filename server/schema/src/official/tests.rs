#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod certain;
mod hostile;
mod steps;

use serde_json::{Value as Json, json};

use super::*;
use crate::embedded::{Unknown, Validity};
use crate::fast_path::examine;
use crate::lookup::Subschemas;

/// A file with one schema.
fn file(component: &str, schema: &Json) -> String {
    json!({
        "platformVersion": "2026.09",
        "imported": "2026-11-29",
        "schemas": {component: schema},
    })
    .to_string()
}

fn parsed(component: &str, schema: &Json) -> OfficialSchemas {
    OfficialSchemas::parse(&file(component, schema)).unwrap()
}

fn refusal(schema: &Json) -> String {
    OfficialSchemas::parse(&file("CALLING", schema))
        .unwrap_err()
        .to_string()
}

/// Whether a `config` is valid by the validator, after the fast path agreed.
fn accepts(schema: &'static Schema, config: &str) -> bool {
    let file = format!(
        r#"{{"uid": "a", "type": "{}", "config": {config}}}"#,
        schema.name
    );
    let syntax = syntax::parse(file);
    let root = syntax.root().unwrap();
    let is_valid = matches!(schema.check(root), Validity::Valid);
    let is_definitely_valid = examine(schema, root, &mut |_| {});
    assert!(
        is_valid || !is_definitely_valid,
        "the fast path accepts {config}: {}",
        schema.text
    );
    is_valid
}

fn calling_accepts(schema: &Json, config: &str) -> bool {
    let official = parsed("CALLING", schema);
    let is_valid = accepts(official.schema("calling").unwrap(), config);
    let is_certainly_valid = certainly_accepts(&official, config);
    assert!(is_valid || !is_certainly_valid, "{schema} {config}");
    is_valid
}

/// Whether a `config` of a calling extension is certainly valid, without anything to report.
fn certainly_accepts(official: &OfficialSchemas, config: &str) -> bool {
    let file = format!(r#"{{"uid": "a", "type": "calling", "config": {config}}}"#);
    let syntax = syntax::parse(file);
    official.accepts("calling", syntax.root().unwrap())
}

#[test]
fn the_official_schema_decides_about_config_and_ours_about_the_rest() {
    let schema = json!({
        "type": "object",
        "properties": {"url": {"type": "string", "format": "uri"}, "size": {"type": "integer", "maximum": 9}},
        "required": ["url"],
        "additionalProperties": false,
    });
    assert!(calling_accepts(
        &schema,
        r#"{"url": "https://acme.tech", "size": 3}"#
    ));
    assert!(!calling_accepts(&schema, r#"{"size": 3}"#));
    assert!(!calling_accepts(
        &schema,
        r#"{"url": "https://acme.tech", "size": 10}"#
    ));
    assert!(!calling_accepts(
        &schema,
        r#"{"url": "https://acme.tech", "colour": 1}"#
    ));
    let official = parsed("CALLING", &schema);
    let whole = official.schema("calling").unwrap();
    let syntax = syntax::parse(
        r#"{"uid": "a", "type": "calling", "config": {"url": "x:y"}, "$schema": ""}"#,
    );
    assert!(matches!(
        whole.check(syntax.root().unwrap()),
        Validity::Invalid(_)
    ));
    assert!(official.schema("card").is_none());
    assert_eq!(schema_of("card", Some(&official)).unwrap().name, "card");
}

#[test]
fn what_ours_refuses_and_theirs_accepts_is_valid() {
    let looser = json!({"properties": {"name": {}}});
    let official = parsed("CARD", &looser);
    let schema = official.schema("card").unwrap();
    assert!(accepts(schema, r#"{"name": 7, "location": "nowhere"}"#));
    assert!(accepts(schema, "[]"));
}

#[test]
fn our_documentation_and_references_are_added() {
    let schema = json!({"properties": {
        "name": {"$ref": "#/$defs/text", "description": "Theirs"},
        "entrypoint": {"type": "string"},
        "novel": {"description": "New"},
    }, "$defs": {"text": {"type": "string"}}});
    let official = parsed("CARD", &schema);
    let config = Subschemas::of(official.schema("card").unwrap(), &()).below(Some("config"), &());
    let names: Vec<&str> = config.properties().map(|(name, _)| name).collect();
    assert_eq!(names, ["name", "entrypoint", "novel"]);
    assert_ne!(
        config.below(Some("name"), &()).text("description"),
        Some("Theirs")
    );
    assert_eq!(
        config.below(Some("novel"), &()).text("description"),
        Some("New")
    );
    assert_eq!(
        config.below(Some("entrypoint"), &()).reference(),
        Some("entrypoint-file")
    );
    assert_eq!(config.below(Some("name"), &()).text("type"), Some("string"));
}

#[test]
fn equal_schemas_are_compiled_once_for_all_projects() {
    let schema = json!({"properties": {"once": {}}});
    let first = parsed("CALLING", &schema).schema("calling").unwrap();
    let second = parsed("CALLING", &schema).schema("calling").unwrap();
    assert!(std::ptr::eq(first, second));
}

#[test]
fn keywords_of_ajv_decide_as_in_ajv() {
    let cases = [
        (json!({"properties": {"a": false}}), r#"{"a": 1}"#, false),
        (
            json!({"properties": {"a": {"type": "string", "nullable": true}}}),
            r#"{"a": null}"#,
            true,
        ),
        (json!({"dependencies": {"a": ["b"]}}), r#"{"a": 1}"#, false),
        (
            json!({"dependencies": {"a": {"required": ["b"]}}}),
            r#"{"a": 1, "b": 2}"#,
            true,
        ),
        (
            json!({"properties": {"a": {"format": "int32"}}}),
            r#"{"a": 2147483648}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"format": "int64"}}}),
            r#"{"a": 1.5}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"minLength": 2.0}}}),
            r#"{"a": "x"}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"items": false}}}),
            r#"{"a": [1]}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"uniqueItems": true}}}),
            r#"{"a": [{"b": 1, "c": [2]}, {"c": [2.0], "b": 1}]}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"uniqueItems": true}}}),
            r#"{"a": ["1", 1, [1], {"1": 1}]}"#,
            true,
        ),
        (
            json!({"patternProperties": {"^n_": {"type": "number"}}, "additionalProperties": false}),
            r#"{"n_a": 1}"#,
            true,
        ),
        (
            json!({"properties": {"a": {"pattern": "^(?!hs_)[a-z_]+$"}}}),
            r#"{"a": "hs_a"}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"$ref": "#/definitions/b"}}, "definitions": {"b": {"type": "number"}}}),
            r#"{"a": "x"}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"$ref": "#b"}}, "$defs": {"c": {"$anchor": "b", "type": "number"}}}),
            r#"{"a": "x"}"#,
            false,
        ),
        (
            json!({"$id": "https://hubspot.com/x", "properties": {"a": {"$ref": "https://hubspot.com/x#/$defs/c"}}, "$defs": {"c": {"type": "number"}}}),
            r#"{"a": "x"}"#,
            false,
        ),
        (
            json!({"x-checkedBy": "invalid-uid", "properties": {"a": {"x-checkedBy": "x", "enum": [1]}}}),
            r#"{"a": 2}"#,
            false,
        ),
        (
            json!({"properties": {"a": {"format": "idn-email"}, "b": {"format": "none"}}}),
            r#"{"a": " ", "b": " "}"#,
            true,
        ),
        (
            json!({"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}),
            r#"{"a": 1, "b": 2}"#,
            false,
        ),
    ];
    for (schema, config, expected) in cases {
        assert_eq!(
            calling_accepts(&schema, config),
            expected,
            "{schema} {config}"
        );
    }
}

/// What Ajv says without `multipleOfPrecision`.
#[test]
fn multiples_are_those_of_doubles() {
    let cases = [
        (0.1, "0.3", false),
        (0.1, "0.5", true),
        (0.1, "1.1", true),
        (0.1, "0.7", false),
        (0.01, "19.99", false),
        (0.01, "4.35", false),
        (0.5, "-1.5", true),
        (2.0, "1e20", true),
        (1.0, "1e21", false),
        (2.0, "-0", true),
        (1e-7, "1e-7", true),
        (3.0, "1e999", false),
        (3.0, "\"text\"", true),
    ];
    for (divisor, value, expected) in cases {
        let schema = json!({"properties": {"a": {"multipleOf": divisor}}});
        let config = format!(r#"{{"a": {value}}}"#);
        assert_eq!(
            calling_accepts(&schema, &config),
            expected,
            "{value} by {divisor}"
        );
    }
}
