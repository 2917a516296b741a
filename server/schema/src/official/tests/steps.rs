//! Schemas whose validation would take very long: it ends after a number of steps.
#![allow(
    clippy::disallowed_methods,
    reason = "a test that takes minutes has failed"
)]

use std::time::Instant;

use serde_json::{Value as Json, json};

use super::*;

/// A schema of references, of which each level has the next one twice.
fn doubled(levels: usize, level: impl Fn(Json) -> Json) -> Json {
    let mut definitions = serde_json::Map::new();
    for n in 0..levels {
        let next = json!({"$ref": format!("#/$defs/d{}", n + 1)});
        definitions.insert(format!("d{n}"), level(next));
    }
    definitions.insert(format!("d{levels}"), json!({"type": "string"}));
    json!({"$ref": "#/$defs/d0", "$defs": definitions})
}

/// `1` within this many objects.
fn nested(levels: usize) -> String {
    format!("{}1{}", r#"{"a":"#.repeat(levels), "}".repeat(levels))
}

fn list(element: &str, times: usize) -> String {
    let elements = vec![element; times].join(",");
    format!(r#"{{"a": [{elements}]}}"#)
}

#[test]
fn a_check_takes_a_bounded_number_of_steps() {
    let strings = |count: usize| -> Vec<String> { (0..count).map(|n| format!("v{n}")).collect() };
    let numbers = |count: usize| -> Vec<usize> { (0..count).collect() };
    let by_name = |count: usize, schema: &Json| -> Json {
        let members = (0..count).map(|n| (format!("k{n}"), schema.clone()));
        Json::Object(members.collect())
    };
    let items = |schema: Json| json!({"properties": {"a": {"items": schema}}});
    let text = |character: &str| format!(r#"{{"a": "{}b"}}"#, character.repeat(900_000));
    let keys: Vec<String> = (0..60_000).map(|n| format!(r#""y{n}": 1"#)).collect();
    let keys = format!("{{{}}}", keys.join(","));
    let pattern = |pattern: &str| json!({"properties": {"a": {"pattern": pattern}}});
    let cases = [
        (
            doubled(
                20,
                |next| json!({"properties": {"a": next}, "patternProperties": {"a": next}}),
            ),
            nested(20),
        ),
        (
            doubled(
                20,
                |next| json!({"properties": {"a": next}, "additionalProperties": next}),
            ),
            nested(20),
        ),
        (
            doubled(
                11,
                |next| json!({"anyOf": [{"properties": {"a": next}}, {"properties": {"a": next}}]}),
            ),
            nested(11),
        ),
        (
            items(json!({"enum": numbers(100_000)})),
            list("-1", 100_000),
        ),
        (
            items(json!({"enum": strings(100_000)})),
            list("\"x\"", 100_000),
        ),
        (
            items(json!({"const": numbers(100_000)})),
            list("[0]", 100_000),
        ),
        (
            items(json!({"uniqueItems": true})),
            list("[1,2,3]", 100_000),
        ),
        (items(json!({"type": "string"})), list("1", 300_000)),
        (
            items(json!({"required": strings(5_000)})),
            list("{}", 200_000),
        ),
        (json!({"required": strings(5_000)}), keys.clone()),
        (
            json!({"dependentSchemas": by_name(900, &json!({"required": ["z"]}))}),
            keys.clone(),
        ),
        (
            json!({"patternProperties": {"^x[ab]$": {}}, "unevaluatedProperties": false}),
            keys.clone(),
        ),
        (
            json!({"propertyNames": {"pattern": "^(a|b)*c{1,1000}$"}}),
            keys,
        ),
        (
            items(json!({"contains": {"type": "string"}, "minContains": 2})),
            list("[1]", 200_000),
        ),
        (pattern("[ab]*a[ab]{1000}c"), text("a")),
        (pattern("^(?=(a+)+$)(b|a+)+$"), text("a")),
        (
            items(json!({"pattern": "^(?=(a+)+$)(b|a+)+$"})),
            list("\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaac\"", 20_000),
        ),
        (
            json!({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"a": {"items": {"$ref": "#/$defs/b"}}}}, "b": {"items": {"$ref": "#/$defs/b"}, "oneOf": [{"items": {"$ref": "#/$defs/b"}}, {"type": "string"}]}}}),
            list("[[[[[[1,1],[1,1]]]]]]", 20_000),
        ),
    ];
    for (schema, config) in cases {
        let official = parsed("CALLING", &schema);
        let file = format!(r#"{{"uid": "a", "type": "calling", "config": {config}}}"#);
        let syntax = syntax::parse(file);
        let root = syntax.root().unwrap();
        let start = Instant::now();
        assert!(!official.accepts("calling", root));
        let whole = official.schema("calling").unwrap();
        examine(whole, root, &mut |_| {});
        let is_certain = match whole.check(root) {
            Validity::Valid => true,
            Validity::Invalid(errors) => !errors.is_empty(),
            Validity::Unknown(reason) => reason == Unknown::TooLong,
        };
        let (shown, seconds) = (schema.to_string(), start.elapsed().as_secs());
        let shown: String = shown.chars().take(150).collect();
        assert!(is_certain, "{shown}");
        // Of a build without optimization, on a machine with other work: a tenth of it otherwise.
        assert!(seconds < 20, "{seconds} s for {shown}");
    }
}
