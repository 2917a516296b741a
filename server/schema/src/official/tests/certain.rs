//! Files that are valid without a look at the compiled schema.

use serde_json::json;

use super::*;

fn is_certain(schema: &Json, config: &str) -> bool {
    let official = parsed("CALLING", schema);
    let is_certain = certainly_accepts(&official, config);
    assert!(
        !is_certain || calling_accepts(schema, config),
        "{schema} {config}"
    );
    if is_certain {
        let file = format!(r#"{{"uid": "a", "type": "calling", "config": {config}}}"#);
        let syntax = syntax::parse(file);
        let compiled = official.schema("calling").unwrap();
        examine(compiled, syntax.root().unwrap(), &mut |visit| {
            let is_reported = visit.value.kind() == Kind::Object && visit.names_properties();
            assert!(!is_reported, "unknown property: {schema} {config}");
        });
    }
    is_certain
}

#[test]
fn what_schemas_of_components_consist_of_is_decided_without_the_validator() {
    let schema = json!({
        "type": "object",
        "properties": {
            "url": {"type": "string", "format": "uri"},
            "mail": {"type": "string", "pattern": "^([^@\\s]+@[^@\\s]+)?$", "maxLength": 20},
            "size": {"type": ["integer", "null"], "minimum": 1, "maximum": 9},
            "names": {"type": "array", "items": {"$ref": "#/$defs/name"}, "maxItems": 2},
            "kind": {"enum": ["a", "b"]},
        },
        "required": ["kind"],
        "additionalProperties": false,
        "allOf": [
            {"if": {"properties": {"kind": {"const": "a"}}}, "then": {"required": ["url"]}},
            {"oneOf": [{"required": ["size"]}, {"required": ["names"]}]},
        ],
        "$defs": {"name": {"type": "string", "minLength": 2}},
    });
    let valid = [
        r#"{"kind": "b", "size": 9, "mail": ""}"#,
        r#"{"kind": "a", "url": "https://acme.tech", "names": ["ab"]}"#,
        r#"{"kind": "b", "size": null, "mail": "a@b"}"#,
    ];
    for config in valid {
        assert!(is_certain(&schema, config), "{config}");
    }
    let invalid = [
        r#"{"kind": "c", "size": 9}"#,
        r#"{"kind": "a", "size": 9}"#,
        r#"{"kind": "b", "size": 9, "names": []}"#,
        r#"{"kind": "b", "size": 10}"#,
        r#"{"kind": "b", "size": 9, "mail": "a"}"#,
        r#"{"kind": "b", "names": ["a"]}"#,
        r#"{"kind": "b", "names": ["ab", "ab", "ab"]}"#,
        r#"{"kind": "b", "size": 9, "other": 1}"#,
        "[]",
    ];
    for config in invalid {
        assert!(!is_certain(&schema, config), "{config}");
    }
}

#[test]
fn what_may_be_unknown_or_is_not_readable_is_not_certain() {
    let open = json!({"properties": {"a": {}, "b": {"properties": {"c": {}}}}});
    assert!(is_certain(&open, r#"{"a": {"x": 1}, "b": {"c": 1}}"#));
    for config in [r#"{"d": 1}"#, r#"{"b": {"d": 1}}"#, r#"{"a": 1, "a": 1}"#] {
        assert!(
            !certainly_accepts(&parsed("CALLING", &open), config),
            "{config}"
        );
    }
    let branch = json!({"anyOf": [{"properties": {"a": {}}}, {"properties": {"a": {"properties": {"b": {}}}}}]});
    assert!(!is_certain(&branch, r#"{"a": {"x": 1}}"#));
    assert!(is_certain(&json!({"type": "object"}), r#"{"a": {"x": 1}}"#));
}

#[test]
fn patterns_that_engines_read_differently_are_left_to_the_validator() {
    let patterns = ["^(?!a)", "[[]", "[a&&b]", "\\bb", "\\u0062", "b(?i)"];
    for pattern in patterns {
        assert!(
            !certainly_accepts(
                &parsed(
                    "CALLING",
                    &json!({"properties": {"a": {"pattern": pattern}}})
                ),
                r#"{"a": "b"}"#
            ),
            "{pattern}"
        );
    }
    let plain = json!({"properties": {"a": {"pattern": "^[a-c\\-]{1,3}(x|y)?$"}}});
    assert!(is_certain(&plain, r#"{"a": "b-x"}"#));
    assert!(!is_certain(&plain, r#"{"a": "b-z"}"#));
    assert!(!is_certain(&plain, "{\"a\": \"b\\n\"}"));
}
