//! What every keyword of our schemas means, by `fixtures/schemas/keywords.json`: values that are valid and invalid, for the
//! validator, and for the fast path, which must not accept what the validator rejects.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;
use syntax::{Syntax, Value, parse};

const CASES: &str = include_str!("../../../fixtures/schemas/keywords.json");

/// Schemas that only other programs read: editors, and what processes our output.
const PUBLISHED: &[schemas::Schema] = schemas::OWN_SCHEMAS;

/// Keywords that say nothing about validity; so does any that begins with `x-`.
const ANNOTATIONS: [&str; 6] = [
    "$schema",
    "$id",
    "title",
    "description",
    "examples",
    "default",
];

/// Keywords whose value is a schema, a list of schemas, or schemas by names.
const NESTED: [&str; 9] = [
    "items",
    "additionalProperties",
    "propertyNames",
    "allOf",
    "anyOf",
    "if",
    "then",
    "else",
    "not",
];
const NAMED: [&str; 2] = ["properties", "$defs"];

/// Every keyword in a schema and below, with its value.
fn keywords<'s>(schema: &'s Json, found: &mut Vec<(&'s str, &'s Json)>) {
    match schema {
        Json::Array(schemas) => {
            for schema in schemas {
                keywords(schema, found);
            }
        }
        Json::Object(schema) => {
            for (keyword, value) in schema {
                found.push((keyword, value));
                match (keyword.as_str(), value) {
                    (keyword, Json::Object(schemas)) if NAMED.contains(&keyword) => {
                        for schema in schemas.values() {
                            keywords(schema, found);
                        }
                    }
                    (keyword, schema) if NESTED.contains(&keyword) => keywords(schema, found),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A value of the cases as a document of its own.
fn reparsed(value: Value<'_>) -> Syntax {
    parse(value.source())
}

fn is_definitely_valid(schema: &'static Schema, root: Value<'_>) -> bool {
    examine(schema, root, &mut |_| {})
}

#[test]
fn every_keyword_has_a_case() {
    let cases: Json = serde_json::from_str(CASES).unwrap();
    let mut known = BTreeSet::new();
    let mut patterns = Vec::new();
    let mut formats = Vec::new();
    for case in cases.as_array().unwrap() {
        let mut used = Vec::new();
        keywords(&case["schema"], &mut used);
        for name in case["keywords"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Json::as_str)
        {
            assert!(
                used.iter().any(|(keyword, _)| *keyword == name),
                "{name} is not in {}",
                case["schema"]
            );
            known.insert(name);
        }
        for (keyword, value) in used {
            match keyword {
                "pattern" => patterns.push(value),
                "format" => formats.push(value),
                _ => {}
            }
        }
    }
    let published: Vec<Json> = PUBLISHED
        .iter()
        .map(|(_, text)| serde_json::from_str(text).unwrap())
        .collect();
    let mut of_ours = Vec::new();
    let own: Vec<Json> = schemas()
        .iter()
        .map(|schema| serde_json::from_str(schema.text).unwrap())
        .collect();
    for schema in &own {
        keywords(schema, &mut of_ours);
    }
    let mut of_others = Vec::new();
    for schema in &published {
        keywords(schema, &mut of_others);
    }
    for (keyword, value) in of_ours.iter().chain(&of_others) {
        let says_nothing = ANNOTATIONS.contains(keyword) || keyword.starts_with("x-");
        assert!(
            says_nothing || known.contains(keyword),
            "{keyword} has no case: {value}"
        );
    }
    for (keyword, value) in of_ours {
        let has_case = keyword != "pattern" || patterns.contains(&value);
        assert!(
            has_case && (keyword != "format" || formats.contains(&value)),
            "{keyword} {value} has no case"
        );
    }
}

#[test]
fn validator_and_fast_path_agree_with_the_cases() {
    let cases = parse(CASES);
    let mut sure = 0;
    for case in cases.root().unwrap().elements() {
        let text = reparsed(case.get("schema").unwrap()).source().to_owned();
        let text: &'static str = text.leak();
        let source: &'static load::Source = Box::leak(Box::new(load::Source::new("case", text)));
        let compiled = compile::compiled(source.root());
        let schema: &'static Schema = Box::leak(Box::new(Schema::new("case", text, compiled)));
        for (list, is_valid) in [("accepts", true), ("refuses", false)] {
            for value in case.get(list).unwrap().elements() {
                let value = reparsed(value);
                let root = value.root().unwrap();
                assert_eq!(
                    schema.validator().is_valid(root),
                    is_valid,
                    "{} {list} {}",
                    schema.text,
                    value.source()
                );
                let is_sure = is_definitely_valid(schema, root);
                assert!(
                    is_valid || !is_sure,
                    "the fast path accepts {}: {}",
                    value.source(),
                    schema.text
                );
                sure += usize::from(is_sure);
            }
        }
    }
    assert!(sure > 80, "the fast path accepts only {sure} values");
}

#[test]
fn every_object_type_of_the_schemas_is_in_the_catalog() {
    let mut count = 0;
    for node in schemas()
        .iter()
        .flat_map(|schema| schema.root().descendants())
    {
        let reference = node.get("x-ref").and_then(|kind| kind.as_str());
        if reference != Some("object-type") {
            continue;
        }
        for name in known_values(node) {
            assert!(
                catalog::is_known_object(name) || name == "APP_OBJECT",
                "{name}"
            );
            count += 1;
        }
    }
    assert!(count > 30);
}
