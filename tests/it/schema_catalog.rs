//! `schemas/published/catalog.json`, which tells an editor without hsmeta which schema a file has: in the format of
//! SchemaStore's catalog, except that a `url` is relative to the catalog.

use std::collections::BTreeSet;
use std::path::Path;

use catalog::{COMPONENTS, ComponentType, FileKind};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use schema::{Schema, schemas};
use serde_json::{Value, json};

use crate::support;

/// The address of `schemas/published`; the repository is not decided, see `docs/installation.md`.
const PUBLISHED: &str = "https://raw.githubusercontent.com/OWNER/hsmeta/main/schemas/published";

/// The files that have a schema, as a pattern.
fn file_match(name: &str) -> String {
    match ComponentType::named(name) {
        Some(component) => format!("**/{}/*-hsmeta.json", component.folder),
        None if name == "hsprofile" => "hsprofile.*.json".to_owned(),
        None => format!("{name}.json"),
    }
}

fn catalog_entry(schema: &'static Schema) -> Value {
    let text = |keyword: &str| schema.root().get(keyword).and_then(|text| text.as_str());
    json!({
        "name": format!("HubSpot {}", text("title").unwrap().trim_start_matches("HubSpot ")),
        "description": text("description"),
        "fileMatch": [file_match(schema.name)],
        "url": format!("{}.json", schema.name),
    })
}

fn catalog() -> Value {
    json!({
        "$schema": "https://json.schemastore.org/schema-catalog.json",
        "version": 1,
        "schemas": schemas().iter().map(catalog_entry).collect::<Vec<_>>(),
    })
}

/// The entries of the catalog whose patterns match a path, by the names of their schemas.
fn matching<'a>(patterns: &'a [(String, Gitignore)], path: &Path) -> Vec<&'a str> {
    let matches = patterns
        .iter()
        .filter(|(_, pattern)| pattern.matched(path, false).is_ignore());
    matches.map(|(name, _)| name.as_str()).collect()
}

/// Patterns of a catalog have the syntax of `.gitignore`: `*` ends at a slash, and a name alone matches at any depth.
fn patterns() -> Vec<(String, Gitignore)> {
    let pattern = |entry: &Value| {
        let mut builder = GitignoreBuilder::new("");
        for glob in entry["fileMatch"].as_array().unwrap() {
            builder.add_line(None, glob.as_str().unwrap()).unwrap();
        }
        (
            entry["url"]
                .as_str()
                .unwrap()
                .trim_end_matches(".json")
                .to_owned(),
            builder.build().unwrap(),
        )
    };
    catalog()["schemas"]
        .as_array()
        .unwrap()
        .iter()
        .map(pattern)
        .collect()
}

#[test]
fn the_catalog_is_current() {
    support::expect_file(
        &support::root().join("schemas/published/catalog.json"),
        &format!("{:#}\n", catalog()),
    );
}

/// What SchemaStore is handed in: the schemas stay here, so its entries have addresses, and it has no test files of them.
/// Its lint takes no description that ends with a full stop.
#[test]
fn the_entries_for_schema_store_are_current() {
    let mut entries = catalog()["schemas"].as_array().unwrap().clone();
    for entry in &mut entries {
        entry["url"] = format!("{PUBLISHED}/{}", entry["url"].as_str().unwrap()).into();
        let description = entry["description"].as_str().unwrap();
        entry["description"] = description.trim_end_matches('.').into();
    }
    assert_lint_of_schema_store(&entries);
    entries.sort_by_key(|entry| entry["name"].as_str().unwrap().to_lowercase());
    support::expect_file(
        &support::root().join("packaging/schemastore/entries.json"),
        &format!("{:#}\n", Value::Array(entries)),
    );
}

/// What `node cli.js check` of SchemaStore requires of each entry.
fn assert_lint_of_schema_store(entries: &[Value]) {
    for entry in entries {
        for key in ["name", "description"] {
            let text = entry[key].as_str().unwrap();
            assert!(!text.ends_with(|end| ",. \t-".contains(end)), "{text}");
            assert!(!text.to_lowercase().contains("schema"), "{text}");
            assert!(!text.contains('\n'), "{text}");
        }
        for glob in entry["fileMatch"].as_array().unwrap() {
            let glob = glob.as_str().unwrap();
            assert!(!glob.contains('/') || glob.starts_with("**/"), "{glob}");
        }
    }
}

#[test]
fn the_catalog_has_the_format_of_schema_store() {
    let entry = json!({
        "type": "object",
        "required": ["name", "description", "url"],
        "additionalProperties": false,
        "properties": {
            "name": { "type": "string" },
            "description": { "type": "string" },
            "fileMatch": { "type": "array", "items": { "type": "string" }, "uniqueItems": true, "minItems": 1 },
            "url": { "type": "string", "format": "uri-reference" },
        },
    });
    let shape = json!({
        "type": "object",
        "required": ["$schema", "version", "schemas"],
        "additionalProperties": false,
        "properties": {
            "$schema": { "const": "https://json.schemastore.org/schema-catalog.json" },
            "version": { "type": "number" },
            "schemas": { "type": "array", "items": entry },
        },
    });
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&shape)
        .unwrap();
    let catalog = catalog();
    let errors: Vec<String> = validator
        .iter_errors(&catalog)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    let entries = catalog["schemas"].as_array().unwrap();
    for key in ["name", "url"] {
        let values: BTreeSet<&str> = entries
            .iter()
            .map(|entry| entry[key].as_str().unwrap())
            .collect();
        assert_eq!(values.len(), entries.len(), "two entries with one {key}");
    }
    for entry in entries {
        let file = support::root()
            .join("schemas/published")
            .join(entry["url"].as_str().unwrap());
        assert!(file.is_file(), "{} does not exist", file.display());
    }
}

/// The schema that a file of a project should have; the source folder of all fixtures is `src`.
fn intended(path: &Path) -> Option<&'static str> {
    match FileKind::of(path.file_name()?.to_str()?)? {
        FileKind::Project => Some("hsproject"),
        FileKind::Profile => Some("hsprofile"),
        FileKind::Component => {
            let folder = path.parent()?.strip_prefix("src").ok()?;
            Some(ComponentType::by_folder(folder.to_str()?)?.name)
        }
        FileKind::Local | FileKind::Package | FileKind::Candidate => None,
    }
}

#[test]
fn the_catalog_selects_the_schemas_of_all_fixtures_and_of_no_other_file() {
    let patterns = patterns();
    let mut chosen = BTreeSet::new();
    for project in support::folders(&support::root().join("fixtures/projects")) {
        for file in ignore::WalkBuilder::new(&project)
            .standard_filters(false)
            .build()
            .map(Result::unwrap)
        {
            let path = file.path().strip_prefix(&project).unwrap();
            let found = matching(&patterns, path);
            assert_eq!(
                found,
                intended(path).into_iter().collect::<Vec<_>>(),
                "{}",
                file.path().display()
            );
            chosen.extend(found);
        }
    }
    assert!(
        chosen.len() > 10,
        "fixtures of a few kinds only: {chosen:?}"
    );
}

#[test]
fn the_catalog_selects_the_schema_of_every_component() {
    let patterns = patterns();
    for component in COMPONENTS {
        for start in ["", "src/", "projects/shop/src/"] {
            let path = |rest: &str| format!("{start}{}/{rest}", component.folder);
            assert_eq!(
                matching(&patterns, Path::new(&path("any-hsmeta.json"))),
                [component.name]
            );
            for other in ["deeper/any-hsmeta.json", "any.hsmeta.json", "package.json"] {
                assert_eq!(
                    matching(&patterns, Path::new(&path(other))),
                    [""; 0],
                    "{}",
                    path(other)
                );
            }
        }
    }
}

/// What docs/editors.md shows for VS Code is taken from the catalog.
#[test]
fn documented_settings_agree_with_the_catalog() {
    let docs = std::fs::read_to_string(support::root().join("docs/editors.md")).unwrap();
    let blocks = docs
        .split("```json\n")
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block));
    let settings = blocks.filter_map(|block| serde_json::from_str::<Value>(block).ok());
    let shown: Vec<Value> = settings
        .flat_map(|block| {
            block["json.schemas"]
                .as_array()
                .cloned()
                .unwrap_or_default()
        })
        .collect();
    assert!(shown.len() > 1, "docs/editors.md shows no json.schemas");
    for entry in shown {
        let name = entry["url"]
            .as_str()
            .unwrap()
            .strip_prefix("./hubspot-schemas/")
            .unwrap()
            .to_owned();
        let same = catalog()["schemas"]
            .as_array()
            .unwrap()
            .iter()
            .any(|one| one["url"] == name && one["fileMatch"] == entry["fileMatch"]);
        assert!(same, "{entry} is not in the catalogue");
    }
}
