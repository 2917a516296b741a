//! `schemas/published/`: the schemas for editors and validators without hsmeta, in draft-07, the newest draft that all of
//! them support, and valid in the strict mode of `ajv`. `tests/schemas/` tests them in real programs.

use catalog::FileKind;
use schema::{Schema, schema, schemas};
use serde_json::{Map, Value, json};

use crate::schemas::{NESTED, mutations, parsed};
use crate::support;

const DRAFT_07: &str = "http://json-schema.org/draft-07/schema#";

/// The keywords that constrain a value.
const CONSTRAINTS: [&str; 11] = [
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
];

/// The keywords that apply to values of one type only.
const TYPED: [(&str, &[&str]); 4] = [
    (
        "object",
        &["required", "properties", "additionalProperties"],
    ),
    ("array", &["items", "minItems", "maxItems"]),
    ("string", &["pattern", "minLength", "maxLength"]),
    (
        "number",
        &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"],
    ),
];

/// The keywords whose subschemas apply to the same value as the schema around them.
const SAME_VALUE: [&str; 7] = ["allOf", "anyOf", "oneOf", "not", "if", "then", "else"];

/// RFC 3986: the characters of a URI, its escapes, and its parts: scheme, perhaps an authority, path, query, fragment.
const URI: [&str; 3] = [
    r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*$",
    r"^(?:[^%]|%[0-9A-Fa-f]{2})*$",
    concat!(
        r"^[A-Za-z][A-Za-z0-9+.-]*:",
        r"(?://(?:[^@/?#\[\]]*@)?(?:\[[0-9A-Fa-f:.]+\]|[^:@/?#\[\]]*)(?::[0-9]*)?(?:/[^?#\[\]]*)?",
        r"|/?(?:[^/?#\[\]][^?#\[\]]*)?)(?:\?[^#\[\]]*)?(?:#[^#\[\]]*)?$",
    ),
];

fn published(schema: &Schema) -> Value {
    let mut published = draft_07(&admit_placeholders(&parsed(schema), false), None);
    published["$schema"] = DRAFT_07.into();
    published["$id"] = format!("urn:hsmeta:schema:published:{}", schema.name).into();
    published
}

/// Where HubSpot replaces `${…}` (in `uid` and below `config`), every constrained value may also be a string with a
/// placeholder. `x-` keywords are dropped.
fn admit_placeholders(schema: &Value, placeholders: bool) -> Value {
    let Value::Object(map) = schema else {
        return match schema {
            Value::Array(items) => items
                .iter()
                .map(|item| admit_placeholders(item, placeholders))
                .collect(),
            other => other.clone(),
        };
    };
    let mut plain = Map::new();
    for (keyword, value) in map.iter().filter(|(keyword, _)| !keyword.starts_with("x-")) {
        let value = match (keyword.as_str(), value) {
            ("properties" | "$defs", Value::Object(named)) => {
                let mut schemas = Map::new();
                for (name, schema) in named {
                    let placeholders = placeholders
                        || keyword == "$defs"
                        || matches!(name.as_str(), "uid" | "config");
                    schemas.insert(name.clone(), admit_placeholders(schema, placeholders));
                }
                schemas.into()
            }
            // A condition tests the value itself, so it must not admit a placeholder.
            ("if", value) => admit_placeholders(value, false),
            (keyword, value) if NESTED.contains(&keyword) => {
                admit_placeholders(value, placeholders)
            }
            (_, value) => value.clone(),
        };
        plain.insert(keyword.clone(), value);
    }
    let is_container = matches!(
        plain.get("type").and_then(Value::as_str),
        Some("object" | "array")
    );
    if !placeholders
        || is_container
        || !CONSTRAINTS
            .iter()
            .any(|keyword| plain.contains_key(*keyword))
    {
        return plain.into();
    }
    let constraints = take(&mut plain, &CONSTRAINTS);
    plain.insert(
        "anyOf".into(),
        json!([constraints, { "type": "string", "pattern": "\\$\\{[^}]*\\}" }]),
    );
    plain.into()
}

/// The same schema in draft-07, valid in all strict modes of `ajv`: no format, which requires a plugin; no keyword without
/// the type that it applies to; no required property without a schema. `known` is the type that a schema around this one
/// requires.
fn draft_07(schema: &Value, known: Option<&str>) -> Value {
    let Value::Object(map) = schema else {
        return schema.clone();
    };
    let mut map = map.clone();
    replace_format(&mut map);
    isolate_reference(&mut map);
    let own = map.get("type").and_then(Value::as_str).or(known);
    let mut converted = Map::new();
    for (keyword, value) in &map {
        let (keyword, value) = match (keyword.as_str(), value) {
            ("$defs", Value::Object(named)) => ("definitions", draft_07_of_each(named)),
            ("properties", Value::Object(named)) => ("properties", draft_07_of_each(named)),
            ("$ref", Value::String(target)) => {
                ("$ref", target.replace("#/$defs/", "#/definitions/").into())
            }
            ("items" | "additionalProperties", value) => (keyword.as_str(), draft_07(value, None)),
            (keyword, Value::Array(schemas)) if SAME_VALUE.contains(&keyword) => (
                keyword,
                schemas.iter().map(|one| draft_07(one, own)).collect(),
            ),
            (keyword, value) if SAME_VALUE.contains(&keyword) => (keyword, draft_07(value, own)),
            (keyword, value) => (keyword, value.clone()),
        };
        converted.insert(keyword.to_owned(), value);
    }
    define_required(&mut converted);
    separate_types(&mut converted, own);
    converted.into()
}

fn draft_07_of_each(named: &Map<String, Value>) -> Value {
    named
        .iter()
        .map(|(name, one)| (name.clone(), draft_07(one, None)))
        .collect()
}

/// Replaces a format by patterns that together accept the same strings. Several, because editors show the one that does
/// not match.
fn replace_format(schema: &mut Map<String, Value>) {
    let Some(format) = schema.shift_remove("format") else {
        return;
    };
    assert_eq!(format, "uri", "no patterns are known for this format");
    for pattern in URI {
        require(schema, json!({ "pattern": pattern }));
    }
}

/// Draft-07 ignores the keywords beside `$ref`.
fn isolate_reference(schema: &mut Map<String, Value>) {
    if schema.len() > 1 && schema.contains_key("$ref") {
        let reference = take(schema, &["$ref"]);
        require(schema, reference.into());
    }
}

fn define_required(schema: &mut Map<String, Value>) {
    let Some(Value::Array(required)) = schema.get("required").cloned() else {
        return;
    };
    let properties = schema
        .entry("properties")
        .or_insert_with(|| json!({}))
        .as_object_mut()
        .unwrap();
    for name in required {
        properties
            .entry(name.as_str().unwrap())
            .or_insert(Value::Bool(true));
    }
}

/// Moves keywords for a type that the value need not have into a condition on that type.
fn separate_types(schema: &mut Map<String, Value>, own: Option<&str>) {
    for (about, keywords) in TYPED {
        if own == Some(about) || (own == Some("integer") && about == "number") {
            continue;
        }
        let limits = take(schema, keywords);
        if !limits.is_empty() {
            let mut then = Map::from_iter([("type".to_owned(), Value::from(about))]);
            then.extend(limits);
            require(schema, json!({ "if": { "type": about }, "then": then }));
        }
    }
}

/// Removes keywords from a schema and returns them.
fn take(schema: &mut Map<String, Value>, keywords: &[&str]) -> Map<String, Value> {
    keywords
        .iter()
        .filter_map(|keyword| schema.shift_remove_entry(*keyword))
        .collect()
}

/// Adds a schema to `allOf`.
fn require(schema: &mut Map<String, Value>, another: Value) {
    schema
        .entry("allOf")
        .or_insert_with(|| json!([]))
        .as_array_mut()
        .unwrap()
        .push(another);
}

#[test]
fn published_schemas_are_current() {
    let folder = support::root().join("schemas/published");
    for schema in schemas() {
        support::expect_file(
            &folder.join(format!("{}.json", schema.name)),
            &format!("{:#}\n", published(schema)),
        );
    }
    let count = std::fs::read_dir(folder).unwrap().count();
    assert_eq!(
        count,
        schemas().len() + 1,
        "schemas/published holds more than the schemas and their catalog"
    );
}

#[test]
fn published_schemas_are_valid_draft_07() {
    for schema in schemas() {
        let published = published(schema);
        assert!(
            jsonschema::draft7::meta::is_valid(&published),
            "{}",
            schema.name
        );
        jsonschema::draft7::new(&published)
            .unwrap_or_else(|error| panic!("{}: {error}", schema.name));
        let newer = [
            "$defs",
            "dependentRequired",
            "dependentSchemas",
            "prefixItems",
            "unevaluatedProperties",
        ];
        let text = published.to_string();
        assert!(
            newer
                .iter()
                .all(|keyword| !text.contains(&format!("\"{keyword}\""))),
            "{}",
            schema.name
        );
    }
}

#[test]
fn published_schemas_admit_placeholders_and_refuse_other_wrong_values() {
    let validator =
        |name: &str| jsonschema::draft7::new(&published(schema(name).unwrap())).unwrap();
    let card = |location: &str, uid: &str| {
        json!({"uid": uid, "type": "card", "config": {
            "name": "Orders", "location": location, "entrypoint": "/app/cards/Orders.tsx", "objectTypes": ["contacts"],
        }})
    };
    assert!(validator("card").is_valid(&card("crm.record.tab", "orders")));
    assert!(validator("card").is_valid(&card("${LOCATION}", "orders-${STAGE}")));
    assert!(!validator("card").is_valid(&card("crm.record.tap", "orders")));
    assert!(!validator("card").is_valid(&card("crm.record.tab", "or ders")));
}

/// Without a placeholder, a published schema and the one it is made from accept the same values.
#[test]
fn published_schemas_accept_the_same_values() {
    let (mut accepted, mut refused) = (0, 0);
    for project in support::folders(&support::root().join("fixtures/projects"))
        .iter()
        .flat_map(|it| support::load(it).0)
    {
        for document in project.documents.values() {
            let source = document.syntax.source();
            let Ok(value) = serde_json::from_str::<Value>(source) else {
                continue;
            };
            let name = match document.kind {
                FileKind::Project => "hsproject",
                FileKind::Profile => "hsprofile",
                _ => value["type"].as_str().unwrap_or_default(),
            };
            let Some(schema) = schema(name) else { continue };
            let original = jsonschema::options()
                .should_validate_formats(true)
                .build(&parsed(schema))
                .unwrap();
            let published = jsonschema::draft7::new(&published(schema)).unwrap();
            for value in std::iter::once(value.clone()).chain(mutations(&value)) {
                if !value.to_string().contains("${") {
                    assert_eq!(
                        published.is_valid(&value),
                        original.is_valid(&value),
                        "{name}: {value}"
                    );
                    if original.is_valid(&value) {
                        accepted += 1
                    } else {
                        refused += 1
                    }
                }
            }
        }
    }
    assert!(
        accepted > 500 && refused > 1_000,
        "{accepted} values are accepted, {refused} refused"
    );
}

#[test]
fn the_patterns_of_a_uri_accept_what_the_format_accepts() {
    let format = jsonschema::options()
        .should_validate_formats(true)
        .build(&json!({ "format": "uri" }))
        .unwrap();
    let patterns = jsonschema::draft7::new(&draft_07(&json!({ "format": "uri" }), None)).unwrap();
    let accepted = [
        "https://a.test",
        "https://a.test/x?y=1&z=%20#f",
        "http://localhost:3000",
        "https://ada:x@a.test:80/",
        "https://[::1]:80/x",
        "mailto:ada@acme.test",
        "urn:a:b",
        "a:/b//c",
        "a:?b",
        "a:#b",
        "a:",
    ];
    let refused = [
        "",
        ":b",
        "1a:b",
        "a.test",
        "/x",
        "https://a b",
        "https://a.test/ä",
        "https://a.test/%zz",
        "https://a.test/\n",
        "https://a.test/{x}",
        "https://a.test/?a[]=b",
        "https://a.test#a#b",
        "https://a.test:x",
        "https://[::1",
        "https://a@b@c",
    ];
    for (uris, is_uri) in [(&accepted[..], true), (&refused[..], false)] {
        for uri in uris {
            assert_eq!(format.is_valid(&json!(uri)), is_uri, "{uri:?}");
            assert_eq!(patterns.is_valid(&json!(uri)), is_uri, "{uri:?}");
        }
    }
}
