//! What every keyword of our schemas means, by `fixtures/schemas/keywords.json`: values that it accepts and refuses, for the
//! validator, and for the quick look, which must not take for valid what the validator refuses.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::*;
use syntax::{Syntax, parse};

const CASES: &str = include_str!("../../../../fixtures/schemas/keywords.json");

/// Schemas that only others read: editors, and programs that read our output.
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
        Json::Array(schemas) => schemas.iter().for_each(|schema| keywords(schema, found)),
        Json::Object(schema) => {
            for (keyword, value) in schema {
                found.push((keyword, value));
                match (keyword.as_str(), value) {
                    (keyword, Json::Object(schemas)) if NAMED.contains(&keyword) => {
                        schemas.values().for_each(|schema| keywords(schema, found));
                    }
                    (keyword, schema) if NESTED.contains(&keyword) => keywords(schema, found),
                    _ => {}
                }
            }
        }
        _ => {}
    }
}

/// A text of the cases, as a text of its own.
fn alone(value: Value<'_>) -> Syntax {
    parse(value.source())
}

#[test]
fn every_keyword_has_a_case() {
    let cases: Json = serde_json::from_str(CASES).unwrap();
    let (mut known, mut patterns, mut formats) = (BTreeSet::new(), Vec::new(), Vec::new());
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
        patterns.extend(
            used.iter()
                .filter(|(keyword, _)| *keyword == "pattern")
                .map(|(_, value)| *value),
        );
        formats.extend(
            used.iter()
                .filter(|(keyword, _)| *keyword == "format")
                .map(|(_, value)| *value),
        );
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
    own.iter().for_each(|schema| keywords(schema, &mut of_ours));
    let mut of_others = Vec::new();
    published
        .iter()
        .for_each(|schema| keywords(schema, &mut of_others));
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
fn keywords_mean_what_the_cases_say() {
    let cases = parse(CASES);
    let mut sure = 0;
    for case in cases.root().unwrap().elements() {
        let text = alone(case.get("schema").unwrap()).source().to_owned();
        let schema: &'static Schema = Box::leak(Box::new(Schema::new("case", text.leak())));
        for (list, is_valid) in [("accepts", true), ("refuses", false)] {
            for value in case.get(list).unwrap().elements() {
                let value = alone(value);
                let root = value.root().unwrap();
                assert_eq!(
                    schema.validator().is_valid(root),
                    is_valid,
                    "{} {list} {}",
                    schema.text,
                    value.source()
                );
                let is_sure = schema.definitely_valid(root);
                assert!(
                    is_valid || !is_sure,
                    "the quick look takes {} for valid: {}",
                    value.source(),
                    schema.text
                );
                sure += usize::from(is_sure);
            }
        }
    }
    assert!(
        sure > 80,
        "the quick look takes only {sure} values for valid"
    );
}

#[test]
fn every_object_of_the_schemas_is_known() {
    let nodes = crate::schemas()
        .iter()
        .flat_map(|schema| schema.root().descendants());
    let is_object = |node: &Node| {
        node.get("x-ref")
            .is_some_and(|kind| kind.as_str() == Some("object-type"))
    };
    let mut number = 0;
    for name in nodes.filter(is_object).flat_map(crate::known_values) {
        assert!(
            catalog::is_known_object(name) || name == "APP_OBJECT",
            "{name}"
        );
        number += 1;
    }
    assert!(number > 30);
}
