//! Projects with schemas that were imported from HubSpot: what they decide, and what ours adds.

use std::sync::Arc;

use ide::completion::{Options, complete};
use ide::hover::{self, hover};
use rules::check::report;
use schema::official::{OfficialSchemas, OfficialVersions};
use serde_json::{Value, json};

use crate::ide_case::{APP, CARD, Case, KIOSK};

/// The project of `ide_case` with a calling extension, and HubSpot's schemas of some types.
fn case(file: &str, marked: &str, config: &str, schemas: &Value) -> Case {
    let calling = format!(
        "== src/app/calling/calling-hsmeta.json\n{{\"uid\": \"calling\", \"type\": \"calling\", \"config\": {config}}}\n"
    );
    let mut case = Case::new(&format!("{KIOSK}{calling}"), file, marked);
    let imported =
        json!({"platformVersion": "2026.03", "imported": "2026-11-29", "schemas": schemas});
    let mut versions = OfficialVersions::default();
    versions.add(OfficialSchemas::parse(&imported.to_string()).unwrap());
    case.project.official = Arc::new(versions);
    case
}

const CALLING: &str = "src/app/calling/calling-hsmeta.json";

fn calling(config: &str, schema: Value) -> Vec<String> {
    problems(&case(CALLING, "", config, &json!({"CALLING": schema})))
}

fn problems(case: &Case) -> Vec<String> {
    let mut problems = Vec::new();
    for diagnostic in report(&case.project).diagnostics {
        problems.push(format!("{}: {}", diagnostic.rule, diagnostic.message));
    }
    problems
}

fn dialer() -> Value {
    json!({
        "type": "object",
        "properties": {
            "url": {"type": "string", "format": "uri", "description": "The dialer."},
            "size": {"$ref": "#/$defs/size"},
            "mode": {"enum": ["window", "frame"]},
            "level": {"enum": [1, 2, null]},
        },
        "required": ["url"],
        "additionalProperties": false,
        "$defs": {"size": {"type": "object", "properties": {"width": {"type": "integer", "minimum": 100}}}},
    })
}

#[test]
fn a_type_without_published_fields_is_fully_checked() {
    let config = r#"{"url": "dial", "size": {"width": 3, "height": 4}, "mode": "windw", "level": 3, "colour": "red"}"#;
    assert_eq!(
        calling(config, dialer()),
        [
            "invalid-value: `url` is not a valid URL (HubSpot's schema of 2026-11-29)",
            "invalid-value: `width` must be at least 100 (HubSpot's schema of 2026-11-29)",
            "unknown-property: unknown property `height` in `config.size`",
            "invalid-value: `windw` is not allowed here; expected `window` or `frame` (HubSpot's schema of 2026-11-29)",
            "invalid-value: `level` must be `1`, `2` or `null` (HubSpot's schema of 2026-11-29)",
            "unexpected-property: unexpected property `colour` in `config` (HubSpot's schema of 2026-11-29)",
        ]
    );
    assert_eq!(
        calling("{}", dialer()),
        ["missing-property: missing property `url` in `config` (HubSpot's schema of 2026-11-29)"]
    );
    assert_eq!(
        calling("[]", dialer()),
        ["wrong-type: `config` must be an object, found an array (HubSpot's schema of 2026-11-29)"]
    );
    assert_eq!(
        calling(r#"{"url": "https://kiosk.tech"}"#, dialer()),
        [""; 0]
    );
}

#[test]
fn a_schema_of_another_platform_version_decides_nothing() {
    let mut case = case(CALLING, "", "{}", &json!({"CALLING": dialer()}));
    let old = case.project.official.of_version("2026.03").unwrap().clone();
    let text = old.text("calling").unwrap().to_owned();
    let imported = format!(
        r#"{{"platformVersion": "2026.09", "imported": "2026-11-29", "schemas": {{"CALLING": {text}}}}}"#
    );
    let mut versions = OfficialVersions::default();
    versions.add(OfficialSchemas::parse(&imported).unwrap());
    case.project.official = Arc::new(versions);
    assert_eq!(problems(&case), [""; 0]);
}

#[test]
fn contradictions_go_to_the_official_schema_in_both_directions() {
    let kiosk = |schemas: Value| problems(&case(APP, "", "{}", &schemas));
    assert_eq!(kiosk(json!({})), [""; 0]);
    assert_eq!(
        kiosk(json!({"APPLICATION": {"properties": {"name": {"maxLength": 3}}}})),
        [
            "invalid-value: `name` has 5 characters; at most 3 are allowed (HubSpot's schema of 2026-11-29)"
        ]
    );
    // Ours requires a location.
    let without_location = KIOSK.replace(r#""location": "crm.record.tab","#, "");
    let mut case = Case::new(&without_location, CARD, "");
    let is_missing = |case: &Case| {
        problems(case)
            .iter()
            .any(|problem| problem.starts_with("missing-property"))
    };
    assert!(is_missing(&case));
    let imported = json!({
        "platformVersion": "2026.03", "imported": "2026-11-29",
        "schemas": {"CARD": {"required": ["name"], "properties": {"name": {}, "entrypoint": {}, "objectTypes": {}, "previewImage": {}}}},
    });
    let mut versions = OfficialVersions::default();
    versions.add(OfficialSchemas::parse(&imported.to_string()).unwrap());
    case.project.official = Arc::new(versions);
    assert!(!is_missing(&case), "{:?}", problems(&case));
}

#[test]
fn rules_that_repeat_the_schema_follow_the_official_one_and_others_stay() {
    let text = KIOSK.replace(
        r#""permittedUrls": {"#,
        r#""support": { "supportEmail": "nobody" }, "permittedUrls": {"#,
    );
    let rules = |schemas: Value| {
        let mut case = Case::new(&text, APP, "");
        let imported =
            json!({"platformVersion": "2026.03", "imported": "2026-11-29", "schemas": schemas});
        let mut versions = OfficialVersions::default();
        versions.add(OfficialSchemas::parse(&imported.to_string()).unwrap());
        case.project.official = Arc::new(versions);
        problems(&case)
    };
    assert!(rules(json!({}))[0].starts_with("invalid-support-email"));
    assert_eq!(rules(json!({"APPLICATION": {}})), [""; 0]);
    let strict =
        json!({"properties": {"support": {"properties": {"supportEmail": {"format": "email"}}}}});
    let found = rules(json!({"APPLICATION": strict}));
    assert!(
        found
            .iter()
            .any(|problem| problem.starts_with("invalid-value: `supportEmail`")),
        "{found:?}"
    );
}

fn completions(marked: &str, config: &str) -> Vec<String> {
    case(CALLING, marked, config, &json!({"CALLING": dialer()})).ask(|cx, offset| {
        complete(cx, offset, Options { snippets: false })
            .into_iter()
            .map(|item| item.label)
            .collect()
    })
}

#[test]
fn a_type_without_published_fields_is_completed() {
    assert_eq!(
        completions("\"config\": {▮", "{ }"),
        ["url", "size", "mode", "level"]
    );
    assert_eq!(completions("\"size\": {▮", r#"{"size": { }}"#), ["width"]);
    assert_eq!(
        completions("\"mode\": ▮", r#"{"mode": }"#),
        ["window", "frame"]
    );
    assert_eq!(
        completions("\"level\": ▮", r#"{"level": }"#),
        ["1", "2", "null"]
    );
}

#[test]
fn a_published_type_is_completed_with_official_keys_and_our_documentation() {
    let card = json!({"properties": {
        "name": {"type": "string"},
        "location": {"enum": ["crm.record.tab", "crm.new.place"]},
        "novel": {"type": "boolean", "description": "New in HubSpot."},
    }});
    let case = case(CARD, "\"config\": {▮", "{}", &json!({"CARD": card}));
    let items = case.ask(|cx, offset| complete(cx, offset, Options { snippets: false }));
    let labels: Vec<&str> = items.iter().map(|item| item.label.as_str()).collect();
    assert_eq!(labels, ["novel"]);
    let file = case.project.text(&case.file).unwrap();
    let offset = file.find("\"location\"").unwrap() as u32 + 2;
    let shown = case
        .ask(|cx, _| hover(cx, offset, &hover::Options::default()))
        .unwrap();
    let text = format!("{:?}", shown.text);
    assert!(text.contains("crm.new.place"), "{text}");
    // Ours describes the property and its known value.
    assert!(text.contains("record"), "{text}");
    assert!(!text.contains("helpdesk.sidebar"), "{text}");
}

#[test]
fn a_type_without_published_fields_has_hovers() {
    let case = case(
        CALLING,
        "\"u▮rl\"",
        r#"{"url": "https://kiosk.tech"}"#,
        &json!({"CALLING": dialer()}),
    );
    let shown = case
        .ask(|cx, offset| hover(cx, offset, &hover::Options::default()))
        .unwrap();
    assert!(format!("{:?}", shown.text).contains("The dialer."));
}
