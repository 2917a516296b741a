#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use super::*;
use serde_json::json;

fn comparison_of(official: &Value, ours: &Value) -> Comparison {
    compare(
        Place::new(official, official, "2026.03"),
        Place::new(ours, ours, "2026.03"),
    )
}

#[test]
fn a_comparison_that_stops_says_so() {
    let wide = |count: usize| {
        let names = (0..count).map(|n| (format!("p{n}"), json!({})));
        json!({"properties": names.collect::<serde_json::Map<String, Value>>()})
    };
    assert!(comparison_of(&wide(100), &wide(100)).is_complete);
    assert!(!comparison_of(&wide(6_000), &wide(6_000)).is_complete);
}

/// Differences as lines.
fn diff(official: &Value, ours: &Value) -> Vec<String> {
    let differences = comparison_of(official, ours).differences;
    let shown = |value: &Option<Value>| value.as_ref().map_or("-".to_owned(), Value::to_string);
    differences
        .iter()
        .map(|d| {
            format!(
                "{} {} {} {}",
                d.path,
                d.keyword,
                shown(&d.official),
                shown(&d.ours)
            )
        })
        .collect()
}

#[test]
fn properties_required_types_values_and_patterns_are_compared() {
    let official = json!({
        "type": "object",
        "required": ["name", "kind"],
        "additionalProperties": false,
        "properties": {
            "name": {"type": "string", "pattern": "^a", "maxLength": 5},
            "kind": {"enum": ["b", "a"]},
            "list": {"type": "array", "items": {"type": ["string", "null"]}},
            "theirs": {}
        }
    });
    let ours = json!({
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "pattern": "^b", "title": "Name"},
            "kind": {"x-knownValues": [{"value": "a"}]},
            "list": {"type": "array", "items": {"type": "string"}},
            "ours/": {}
        }
    });
    assert_eq!(
        diff(&official, &ours),
        [
            "/config additionalProperties false -",
            r#"/config required ["kind","name"] ["name"]"#,
            r#"/config/kind enum ["a","b"] ["a"]"#,
            r#"/config/list/* type ["null","string"] "string""#,
            "/config/name maxLength 5 -",
            r#"/config/name pattern "^a" "^b""#,
            "/config/ours~1 property - true",
            "/config/theirs property true -",
        ]
    );
}

#[test]
fn how_a_schema_is_written_makes_no_difference() {
    let official = json!({
        "$ref": "#/$defs/root",
        "$defs": {
            "root": {"allOf": [{"type": "object"}, {"required": ["a"]}, {"properties": {"a": {"$ref": "#/$defs/a"}}}]},
            "a": {"anyOf": [{"const": "x"}, {"enum": ["y"]}]}
        }
    });
    let ours = json!({
        "type": "object",
        "required": ["a"],
        "properties": {"a": {"enum": ["y", "x"]}}
    });
    assert_eq!(diff(&official, &ours), Vec::<String>::new());
}

#[test]
fn properties_of_other_platform_versions_are_not_compared() {
    let ours = json!({"properties": {
        "later": {"x-since": "2026.09-beta"},
        "earlier": {"x-until": "2025.2"},
        "since": {"x-since": "2026.03", "x-until": "2026.03"}
    }});
    let official = json!({"properties": {"since": {}}});
    assert_eq!(diff(&official, &ours), Vec::<String>::new());
}

#[test]
fn a_schema_that_contains_itself_ends() {
    let official = json!({
        "type": "object",
        "properties": {"a": {"$ref": "#"}, "b": {"$ref": "#"}, "loop": {"$ref": "#/properties/loop"}},
        "allOf": [{"$ref": "#"}]
    });
    assert_eq!(diff(&official, &official), Vec::<String>::new());
}
