//! The schemas are valid and agree with the tables. `published.rs` tests the versions for other editors.

use std::collections::BTreeSet;

use catalog::{COMPONENTS, FileKind};
use schema::{Schema, schema, schemas};
use serde_json::{Map, Value, json};

use crate::properties::schema::is_definitely_valid;
use crate::support;

/// Keywords whose value maps names to schemas, and keywords whose value is a schema or a list of schemas.
const MAPS: [&str; 2] = ["properties", "$defs"];
pub const NESTED: [&str; 8] = [
    "items",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "if",
    "then",
    "else",
];

/// A schema as a JSON value.
pub fn parsed(schema: &Schema) -> Value {
    serde_json::from_str(schema.text).unwrap()
}

/// Visits this schema and every subschema with its path, conditions included.
fn each<'s>(path: &str, schema: &'s Value, visit: &mut dyn FnMut(&str, &'s Map<String, Value>)) {
    match schema {
        Value::Array(schemas) => schemas
            .iter()
            .enumerate()
            .for_each(|(i, one)| each(&format!("{path}/{i}"), one, visit)),
        Value::Object(map) => {
            visit(path, map);
            for keyword in MAPS {
                let schemas = map
                    .get(keyword)
                    .and_then(Value::as_object)
                    .into_iter()
                    .flatten();
                schemas
                    .for_each(|(name, one)| each(&format!("{path}/{keyword}/{name}"), one, visit));
            }
            for keyword in NESTED {
                map.get(keyword)
                    .into_iter()
                    .for_each(|one| each(&format!("{path}/{keyword}"), one, visit));
            }
        }
        _ => {}
    }
}

#[test]
fn every_schema_file_is_embedded_and_valid() {
    let entries = std::fs::read_dir(support::root().join("schemas")).unwrap();
    let names = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"));
    let files: BTreeSet<String> = names
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let embedded = schemas().iter().map(|schema| schema.name.to_owned());
    assert_eq!(
        files,
        embedded
            .chain(
                [
                    "api-limits",
                    "api-versions",
                    "comparison",
                    "hsmeta-toml",
                    "marketplace",
                    "marketplace-report",
                    "migration",
                    "outlook",
                    "output",
                    "schema-diff",
                    "scope-families",
                    "scopes",
                    "sdk-exports",
                ]
                .map(str::to_owned)
            )
            .collect()
    );
    for schema in schemas() {
        let root = parsed(schema);
        jsonschema::meta::validate(&root)
            .unwrap_or_else(|error| panic!("{}: {error}", schema.name));
        let syntax = schema.root().syntax();
        assert!(
            syntax.errors.is_empty() && syntax.duplicate_keys().next().is_none(),
            "{}",
            schema.name
        );
        assert_eq!(root["$id"], format!("urn:hsmeta:schema:{}", schema.name));
        schema.validator();
    }
}

#[test]
fn every_property_is_documented() {
    for schema in schemas() {
        let root = parsed(schema);
        each("", &root, &mut |path, node| {
            let is_property = path.rsplit('/').nth(1) == Some("properties");
            if !is_property
                || path.contains("/if/")
                || path.contains("/then/")
                || path.contains("/else/")
            {
                return;
            }
            for keyword in ["title", "description", "x-source"] {
                let text = node
                    .get(keyword)
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                assert!(!text.is_empty(), "{}{path} has no {keyword}", schema.name);
            }
        });
    }
}

#[test]
fn examples_are_valid_and_enum_values_are_described() {
    for schema in schemas() {
        let root = parsed(schema);
        each("", &root, &mut |path, node| {
            let place = format!("{}{path}", schema.name);
            for example in node
                .get("examples")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let mut own = node.clone();
                own.insert(
                    "$defs".into(),
                    root.get("$defs").cloned().unwrap_or(json!({})),
                );
                let validator = jsonschema::validator_for(&own.into()).unwrap();
                assert!(
                    validator.is_valid(example),
                    "{place}: the example {example} is not valid"
                );
            }
            if path.contains("/if/") {
                return;
            }
            for value in node
                .get("enum")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
            {
                let entry = value
                    .as_str()
                    .and_then(|value| node.get("x-enumDescriptions")?.get(value))
                    .unwrap_or_else(|| panic!("{place}: {value} has no description"));
                let description = entry.get("description").unwrap_or(entry);
                assert!(description.is_string(), "{place}: {value}");
                let source = entry.get("x-source").map(|source| source.as_str().unwrap());
                assert!(
                    source.is_none_or(|source| source.starts_with("https://")),
                    "{place}: {value}: {source:?}"
                );
            }
            let rule = node.get("x-checkedBy").and_then(Value::as_str);
            assert!(
                rule.is_none_or(|id| rules::named(id).is_some()),
                "{place}: x-checkedBy names no rule: {rule:?}"
            );
        });
    }
}

/// The `x-` keywords in a text, each between marks such as quotes.
fn own_keywords(text: &str, mark: char) -> BTreeSet<String> {
    let names = text.split(mark).filter_map(|part| part.strip_prefix("x-"));
    let is_keyword = |name: &&str| !name.is_empty() && name.chars().all(char::is_alphanumeric);
    names
        .filter(is_keyword)
        .map(|name| format!("x-{name}"))
        .collect()
}

#[test]
fn every_x_keyword_is_documented_used_and_read() {
    let written: BTreeSet<String> = schemas()
        .iter()
        .flat_map(|schema| own_keywords(schema.text, '"'))
        .collect();
    let readme = std::fs::read_to_string(support::root().join("schemas/README.md")).unwrap();
    let rows = readme.lines().filter(|line| line.starts_with("| `x-"));
    let is_current = |row: &&str| !row.contains("*Not used at present*");
    let (used, unused): (Vec<&str>, Vec<&str>) = rows.partition(is_current);
    let names = |rows: &[&str]| -> BTreeSet<String> {
        rows.iter()
            .flat_map(|row| own_keywords(row.split(" | ").next().unwrap(), '`'))
            .collect()
    };
    let described = names(&used);
    let wrong: Vec<&String> = written.symmetric_difference(&described).collect();
    assert!(
        wrong.is_empty(),
        "used in schemas and not described in schemas/README.md (or marked *Not used at present*), or the other way round: {wrong:?}"
    );
    let sources = support::files(&support::root().join("server"));
    let texts = sources
        .iter()
        .map(|path| std::fs::read_to_string(path).unwrap());
    let code: Vec<String> = texts
        .map(|text| text.split("#[cfg(test)]").next().unwrap().to_owned())
        .collect();
    let read: BTreeSet<String> = code
        .iter()
        .flat_map(|text| text.lines())
        .flat_map(|l| own_keywords(l, '"'))
        .collect();
    assert_eq!(read, names(&[used, unused].concat()), "what the code reads");
}

#[test]
fn component_schemas_agree_with_the_table() {
    let mut envelope = None;
    for component in COMPONENTS {
        let root = parsed(
            schema(component.name).unwrap_or_else(|| panic!("{} has no schema", component.name)),
        );
        let facts = &root["x-component"];
        assert_eq!(facts["type"], component.name);
        assert_eq!(facts["directory"], component.folder, "{}", component.name);
        assert_eq!(facts["singular"], component.singular, "{}", component.name);
        assert_eq!(
            facts["parent"] == "app",
            component.requires_app,
            "{}",
            component.name
        );
        let mut own = root.clone();
        own["properties"]
            .as_object_mut()
            .unwrap()
            .retain(|name, _| name != "type" && name != "config");
        let own = json!([
            own["type"],
            own["required"],
            own["properties"],
            own["additionalProperties"]
        ]);
        assert_eq!(
            *envelope.get_or_insert_with(|| own.clone()),
            own,
            "{}: another envelope",
            component.name
        );
    }
}

/// A value that the fast path accepts has no error to report, and valid files pass the fast path.
#[test]
fn the_fast_path_accepts_nothing_that_the_validator_rejects() {
    let mut sure = 0;
    let mut cases = support::folders(&support::root().join("fixtures/projects"));
    for rule in [
        "missing-property",
        "wrong-type",
        "invalid-value",
        "unknown-property",
        "invalid-redirect-url",
    ] {
        cases.extend(support::folders(
            &support::root().join("fixtures/rules").join(rule),
        ));
    }
    for project in cases.iter().flat_map(|case| support::load(case).0) {
        for document in project.documents.values() {
            let Ok(value) = serde_json::from_str::<Value>(document.syntax.source()) else {
                continue;
            };
            let name = value["type"]
                .as_str()
                .filter(|_| document.kind == FileKind::Component);
            let Some(schema) = schema(name.unwrap_or(
                if document.path.as_str() == "hsproject.json" {
                    "hsproject"
                } else {
                    "hsprofile"
                },
            )) else {
                continue;
            };
            for mutated in std::iter::once(value.clone()).chain(mutations(&value)) {
                let syntax = syntax::parse(mutated.to_string());
                let root = syntax.root().unwrap();
                sure += usize::from(is_definitely_valid(schema, root));
            }
        }
    }
    assert!(sure > 1_000, "the fast path accepts only {sure} values");
}

/// The value with each of its parts replaced or removed.
pub fn mutations(value: &Value) -> Vec<Value> {
    let replacements = [
        json!(null),
        json!(0),
        json!(1.5),
        json!(""),
        json!("https://a b"),
        json!([]),
        json!({}),
        json!(true),
    ];
    let mut pointers = vec![String::new()];
    let mut at = 0;
    while at < pointers.len() {
        let here = pointers[at].clone();
        match value.pointer(&here).unwrap() {
            Value::Object(map) => {
                pointers
                    .extend(map.keys().map(|key| {
                        format!("{here}/{}", key.replace('~', "~0").replace('/', "~1"))
                    }));
            }
            Value::Array(items) => {
                pointers.extend((0..items.len()).map(|index| format!("{here}/{index}")))
            }
            _ => {}
        }
        at += 1;
    }
    let mut mutated = Vec::new();
    for pointer in &pointers {
        for replacement in &replacements {
            let mut copy = value.clone();
            *copy.pointer_mut(pointer).unwrap() = replacement.clone();
            mutated.push(copy);
        }
        let Some((above, key)) = pointer.rsplit_once('/') else {
            continue;
        };
        let mut copy = value.clone();
        if let Some(Value::Object(map)) = copy.pointer_mut(above) {
            let taken = map.shift_remove(&key.replace("~1", "/").replace("~0", "~"));
            map.insert("surprise".into(), taken.unwrap_or_default());
            mutated.push(copy);
        }
    }
    mutated
}
