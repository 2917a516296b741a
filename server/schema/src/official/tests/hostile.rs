//! Schemas that nobody at HubSpot wrote: they are refused, or checked in bounded time.
#![allow(
    clippy::disallowed_methods,
    reason = "a test that takes minutes has failed"
)]

use std::time::{Duration, Instant};

use serde_json::{Value as Json, json};

use super::*;

#[test]
fn recursive_schemas_check_and_complete_to_a_bounded_depth() {
    let schema = json!({
        "$ref": "#/$defs/filter",
        "$defs": {"filter": {
            "properties": {"name": {"type": "string"}, "filters": {"type": "array", "items": {"$dynamicRef": "#node"}}},
            "$dynamicAnchor": "node",
            "additionalProperties": false,
        }},
    });
    assert!(calling_accepts(
        &schema,
        r#"{"filters": [{"filters": [{"filters": [{"name": "a"}]}]}]}"#
    ));
    assert!(!calling_accepts(
        &schema,
        r#"{"filters": [{"filters": [{"filters": [{"name": 1}]}]}]}"#
    ));
    let official = parsed("CALLING", &schema);
    let whole = official.schema("calling").unwrap();
    let deep = format!(
        "{}{}",
        r#"{"filters": ["#.repeat(50_000),
        "]}".repeat(50_000)
    );
    let syntax = syntax::parse(format!(r#"{{"config": {deep}}}"#));
    assert!(matches!(
        whole.check(syntax.root().unwrap()),
        Validity::Unknown(Unknown::TooDeep)
    ));
    examine(whole, syntax.root().unwrap(), &mut |_| {});
}

#[test]
fn what_cannot_be_used_is_refused_with_what_is_wrong() {
    let chain: serde_json::Map<String, Json> = (0..200)
        .map(|n| {
            (
                format!("d{n}"),
                json!({"properties": {"a": {"$ref": format!("#/$defs/d{}", n + 1)}}}),
            )
        })
        .chain([("d200".to_owned(), json!({}))])
        .collect();
    let doubling: serde_json::Map<String, Json> = (0..19)
        .map(|n| {
            let next = json!({"$ref": format!("#/$defs/d{}", n + 1)});
            (format!("d{n}"), json!({"allOf": [next, next]}))
        })
        .chain([("d19".to_owned(), json!({}))])
        .collect();
    let cases = [
        (json!(7), "schema of `CALLING`: must be an object"),
        (
            json!({"$schema": "http://json-schema.org/draft-07/schema#"}),
            "draft 2020-12 only",
        ),
        (
            json!({"$ref": "https://evil.example/x.json"}),
            "never fetched: `https://evil.example/x.json`",
        ),
        (
            json!({"properties": {"a": {"$ref": "other.json#/a"}}}),
            "never fetched",
        ),
        (
            json!({"$ref": "#/$defs/none"}),
            "nothing is at the reference `#/$defs/none`",
        ),
        (json!({"$ref": "#"}), "leads back to itself"),
        (
            json!({"anyOf": [{"not": {"$ref": "#"}}]}),
            "leads back to itself",
        ),
        (
            json!({"type": "text"}),
            "invalid value of the keyword `type`",
        ),
        (json!({"properties": {"a": 1}}), "must be an object"),
        (
            json!({"minLength": -1}),
            "invalid value of the keyword `minLength`",
        ),
        (json!({"enum": []}), "invalid value of the keyword `enum`"),
        (
            json!({"properties": {"a": {"$id": "b"}}}),
            "unsupported `$id`",
        ),
        (
            json!({"$ref": "#/$defs/d0", "$defs": chain}),
            "nested too deeply",
        ),
        (
            json!({"$ref": "#/$defs/d0", "$defs": doubling}),
            "too complex",
        ),
    ];
    for (schema, expected) in cases {
        let message = refusal(&schema);
        assert!(
            message.contains(expected),
            "{message} instead of {expected}"
        );
    }
    for (text, expected) in [
        ("[", "invalid JSON"),
        ("[]", "`schemas` must be an object"),
        (
            r#"{"schemas": {}, "platformVersion": "1"}"#,
            "`imported` must be a string",
        ),
        (
            r#"{"schemas": {}, "platformVersion": "1", "imported": "today"}"#,
            "`imported` must be a date",
        ),
        (
            &" ".repeat(MAX_BYTES + 1),
            "file is 9 MiB, over the limit of 8 MiB",
        ),
    ] {
        let message = OfficialSchemas::parse(text).unwrap_err().to_string();
        assert!(
            message.contains(expected),
            "{message} instead of {expected}"
        );
    }
}

#[test]
fn hostile_schemas_are_bounded_in_time() {
    let start = Instant::now();
    let deep = format!(
        "{}{}",
        r#"{"not":"#.repeat(100_000),
        "true}".to_owned() + &"}".repeat(99_999)
    );
    let text = format!(
        r#"{{"platformVersion": "1", "imported": "2026-11-29", "schemas": {{"CALLING": {deep}}}}}"#
    );
    assert!(OfficialSchemas::parse(&text).is_err());
    let names: Vec<String> = (0..100_000).map(|n| format!("value {n}")).collect();
    assert!(calling_accepts(
        &json!({"properties": {"a": {"enum": names}}}),
        r#"{"a": "value 99999"}"#
    ));
    let properties = |count| -> serde_json::Map<String, Json> {
        (0..count)
            .map(|n| (format!("property {n}"), json!({"type": "string"})))
            .collect()
    };
    let many = json!({"properties": properties(5_000), "additionalProperties": false});
    assert!(calling_accepts(&many, r#"{"property 4999": ""}"#));
    assert!(!calling_accepts(&many, r#"{"property 4999": 1}"#));
    assert!(refusal(&json!({"properties": properties(30_000)})).contains("too large"));
    let references: serde_json::Map<String, Json> = (0..4_000)
        .map(|n| (format!("p{n}"), json!({"$ref": format!("#/$defs/d{n}")})))
        .collect();
    let definitions: serde_json::Map<String, Json> =
        (0..40_000).map(|n| (format!("d{n}"), json!({}))).collect();
    let referring = json!({"properties": references, "$defs": definitions});
    assert!(calling_accepts(&referring, r#"{"p3999": 1}"#));
    let pattern = json!({"properties": {"a": {"pattern": "^(a+)+$"}, "b": {"pattern": "^(?=(a+)+$)(b|a+)+$"}}});
    let long = "a".repeat(100_000);
    assert!(!calling_accepts(
        &pattern,
        &format!(r#"{{"a": "{long}b"}}"#)
    ));
    calling_accepts(&pattern, &format!(r#"{{"b": "{long}c"}}"#));
    let recursive = json!({
        "allOf": [{"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}, {"$ref": "#/$defs/a"}],
        "$defs": {"a": {"properties": {"a": {"$ref": "#"}}}},
    });
    let official = parsed("CALLING", &recursive);
    let whole = official.schema("calling").unwrap();
    for depth in 1..40 {
        let config = format!("{}1{}", r#"{"a":"#.repeat(depth), "}".repeat(depth));
        let syntax = syntax::parse(format!(r#"{{"config": {config}}}"#));
        let root = syntax.root().unwrap();
        examine(whole, root, &mut |_| {});
        whole.check(root);
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[test]
fn what_cannot_be_compiled_is_refused_with_its_place() {
    let cases = [
        (
            json!({"properties": {"a": {"pattern": "("}}}),
            "schema of `CALLING` at `/properties/a`: invalid or unsupported pattern `(`",
        ),
        (
            json!({"anyOf": [true, {"patternProperties": {"^(a": true}}]}),
            "at `/anyOf/1`: invalid or unsupported pattern `^(a`",
        ),
        (json!({"pattern": "(?!"}), "unsupported pattern `(?!`"),
        (json!({"pattern": "[^]"}), "unsupported pattern `[^]`"),
        (
            json!({"pattern": "^([a-z]{1,1000}){1,30}$"}),
            "pattern is too large",
        ),
        (
            json!({"pattern": "(((a{99}){99}){99}){99}"}),
            "pattern is too large",
        ),
        (json!({"pattern": "\\p{L}{1000}"}), "pattern is too large"),
        (
            json!({"patternProperties": {"^(?!a)": true}}),
            "which looks around: `^(?!a)`",
        ),
        (
            json!({"$defs": {"a/b": {"type": 1}}, "$ref": "#/$defs/a~1b"}),
            "at `/$defs/a~1b`: invalid value of the keyword `type`",
        ),
    ];
    for (schema, expected) in cases {
        let message = refusal(&schema);
        assert!(
            message.contains(expected),
            "{message} instead of {expected}"
        );
    }
    let many: serde_json::Map<String, Json> = (0..2_000)
        .map(|n| (format!("p{n}"), json!({"pattern": format!("^(a|b)*{n}$")})))
        .collect();
    assert!(refusal(&json!({"properties": many})).contains("patterns are too large together"));
    for pattern in [
        "^[\\w-]{1,255}$",
        "^[\\p{L}\\s]{1,100}$",
        "^(?!hs_)[a-z]{1,100}$",
        "\\u0061",
    ] {
        let schema = json!({"properties": {"a": {"pattern": pattern}}});
        parsed("CALLING", &schema).compile().unwrap();
    }
}

/// A text in which some bytes are replaced by others of the same text.
fn mutated(text: &str, state: &mut u64) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut next = |limit: usize| {
        *state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (*state >> 33) as usize % limit
    };
    for _ in 0..=next(3) {
        let (from, to, length) = (next(text.len()), next(text.len()), next(12));
        let piece = text.as_bytes()[from..(from + length).min(text.len())].to_vec();
        let end = (to + next(12)).min(bytes.len());
        bytes.splice(to.min(end)..end, piece);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn no_mutated_file_leads_to_a_panic() {
    let seed = file(
        "CALLING",
        &json!({
            "type": "object", "required": ["a"], "additionalProperties": false,
            "properties": {"a": {"$ref": "#/$defs/b"}, "c": {"type": ["string", "null"], "pattern": "^a$", "enum": ["a", 1]}},
            "$defs": {"b": {"anyOf": [{"items": {"$ref": "#"}}, {"minimum": 1, "format": "uri"}]}},
            "patternProperties": {"^x": true}, "if": {"required": ["c"]}, "then": {"minProperties": 2},
        }),
    );
    let (mut state, mut used) = (1, 0);
    for _ in 0..3_000 {
        let Ok(official) = OfficialSchemas::parse(&mutated(&seed, &mut state)) else {
            continue;
        };
        if let Some(schema) = official.schema("calling") {
            accepts(schema, r#"{"a": [{"a": [{"a": 1}]}], "c": "b", "xy": 1}"#);
            used += 1;
        }
    }
    assert!(used > 20, "{used}");
}
