#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use super::*;

const DATE: &str = "2026-11-29";

const DATES: Dates<'_> = Dates {
    given: None,
    today: DATE,
};

fn import_text(text: &str, old: Option<&str>, component: Option<&str>) -> Result<Imported, String> {
    let component = component.map(|name| component_type(name).unwrap());
    import(text.as_bytes(), old, "2026.03", component, DATES).map_err(|error| error.to_string())
}

fn whole(schemas: &str) -> String {
    let mut schemas: Value = serde_json::from_str(schemas).unwrap();
    schemas.sort_all_objects();
    let file = json!({ "platformVersion": "2026.03", "imported": DATE, "schemas": schemas });
    format!("{}\n", serde_json::to_string_pretty(&file).unwrap())
}

#[test]
fn the_whole_answer_is_stored_sorted_whatever_its_order_was() {
    let imported = import_text(
        r#"{"CARD":{"type":"object","properties":{"b":{},"a":{}}},"APPLICATION":{"type":"object"}}"#,
        None,
        None,
    )
    .unwrap();
    let expected = r#"{
  "platformVersion": "2026.03",
  "imported": "2026-11-29",
  "schemas": {
    "APPLICATION": {
      "type": "object"
    },
    "CARD": {
      "properties": {
        "a": {},
        "b": {}
      },
      "type": "object"
    }
  }
}
"#;
    assert_eq!(imported.text, expected);
    assert_eq!(imported.types, ["APPLICATION", "CARD"]);
    let again = import_text(&imported.text, Some(&imported.text), None).unwrap();
    assert_eq!(again.text, expected);
}

#[test]
fn every_shape_that_hubspots_tools_print_gives_the_same_file() {
    let expected = whole(r#"{"CARD":{"type":"object"}}"#);
    let (answer, one) = (r#"{"CARD":{"type":"object"}}"#, r#"{"type":"object"}"#);
    let wrapped = r#"{\"config\":{\"type\":\"object\"}}"#;
    let feedback = r#"{"type":"text","text":"How was it?"}"#;
    let result = format!(r#"{{"content":[{{"type":"text","text":"{wrapped}"}},{feedback}]}}"#);
    for (text, component) in [
        (answer.to_owned(), None),
        (answer.to_owned(), Some("card")),
        (format!("\u{feff}{answer}\r\n"), None),
        (
            format!(
                "GET https://api.hubapi.com/project-components-external/project-schemas/v3/2026.03\n\nResponse:\n{answer}\n"
            ),
            None,
        ),
        (format!("```json\n{answer}\n```\n"), None),
        (one.to_owned(), Some("card")),
        (one.to_owned(), Some("CARD")),
        (format!(r#"{{"config":{one}}}"#), Some("card")),
        (result.clone(), Some("card")),
        (
            format!(r#"[{feedback},{{"type":"text","text":"{wrapped}"}}]"#),
            Some("card"),
        ),
        (
            format!(r#"{{"jsonrpc":"2.0","id":2,"result":{result}}}"#),
            Some("card"),
        ),
        (format!("\"{wrapped}\""), Some("card")),
    ] {
        let imported = import_text(&text, None, component);
        assert_eq!(
            imported.map(|imported| imported.text),
            Ok(expected.clone()),
            "{text}"
        );
    }
    for (mark, unit) in [
        ([0xFF, 0xFE], u16::to_le_bytes as fn(u16) -> [u8; 2]),
        ([0xFE, 0xFF], u16::to_be_bytes),
    ] {
        let mut bytes = mark.to_vec();
        bytes.extend(answer.encode_utf16().flat_map(unit));
        let imported = import(&bytes, None, "2026.03", None, DATES).unwrap();
        assert_eq!(imported.text, expected);
    }
}

#[test]
fn other_types_are_kept_if_one_is_imported_and_removed_by_a_whole_answer() {
    let old = whole(r#"{"APPLICATION":{"type":"object"},"CARD":{"type":"string"}}"#);
    let answer = r#"{"CARD":{"type":"object"},"NEW_THING":{}}"#;
    let one = import_text(answer, Some(&old), Some("card")).unwrap();
    assert_eq!(
        one.text,
        whole(r#"{"APPLICATION":{"type":"object"},"CARD":{"type":"object"}}"#)
    );
    assert_eq!(one.others, Others::Kept(vec!["APPLICATION".to_owned()]));
    let all = import_text(answer, Some(&old), None).unwrap();
    assert_eq!(all.text, whole(answer));
    assert_eq!(all.others, Others::Removed(vec!["APPLICATION".to_owned()]));
    assert_eq!(all.unknown, ["NEW_THING"]);
}

#[test]
fn a_file_that_cannot_be_used_is_replaced_by_a_whole_answer_only() {
    let answer = r#"{"CARD":{"type":"object"}}"#;
    for old in ["", "<<<<<<< HEAD", "{}", "{\"schemas\":{\"CARD\":1}}"] {
        let imported = import_text(answer, Some(old), None).unwrap();
        assert_eq!(imported.text, whole(answer));
        assert_eq!(imported.others, Others::Removed(Vec::new()));
        let error = import_text(answer, Some(old), Some("card")).unwrap_err();
        assert!(error.contains("import HubSpot's whole answer"), "{error}");
    }
}

#[test]
fn a_file_of_another_project_keeps_its_day() {
    let file = whole(r#"{"CARD":{"type":"object"}}"#);
    let dates = |given| Dates {
        given,
        today: "2027-01-01",
    };
    let card = component_type("card").unwrap();
    for (component, given, day) in [
        (None, None, DATE),
        (None, Some("2026-12-24"), "2026-12-24"),
        (Some(card), None, "2027-01-01"),
    ] {
        let imported = import(file.as_bytes(), None, "2026.03", component, dates(given)).unwrap();
        assert_eq!(imported.text, file.replace(DATE, day));
    }
}

#[test]
fn other_texts_are_refused_with_the_reason() {
    for (text, component, reason) in [
        ("", None, "it is empty"),
        ("Unable to reach HubSpot", None, "it is not JSON: `Unable"),
        (
            "token: pat-na1-0a1b2c3d-0000-1111-2222-333344445555",
            None,
            "it is not JSON: `token",
        ),
        ("{\"CARD\": {", None, "it is not JSON: EOF"),
        ("[1]", None, "neither HubSpot's answer"),
        ("{}", None, "neither HubSpot's answer"),
        ("{\"CARD\": 1}", None, "neither HubSpot's answer"),
        (
            r#"{"uid":"a","type":"card","config":{}}"#,
            Some("card"),
            "neither HubSpot's answer",
        ),
        (
            r#"{"status":"error","message":"no access"}"#,
            None,
            "HubSpot's tool answered `no access`",
        ),
        (
            r#"{"jsonrpc":"2.0","id":1,"error":{"code":1,"message":"no tool"}}"#,
            None,
            "HubSpot's tool answered `no tool`",
        ),
        (
            r#"{"content":[{"type":"text","text":"Unable to locate JSON schema for type x"}]}"#,
            Some("card"),
            "HubSpot's tool answered `Unable",
        ),
        (
            r#"{"$id":"urn:hsmeta:schema:card","type":"object"}"#,
            Some("card"),
            "hsmeta's own",
        ),
        (r#"{"type":"object"}"#, None, "name it with `--type`"),
        (
            r#"{"CARD":{}}"#,
            Some("app"),
            "there is no schema of `APPLICATION` in it; it has `CARD`",
        ),
        (
            r#"{"A_THING":{}}"#,
            None,
            "none of these is a component type: `A_THING`",
        ),
        (
            r#"{"platformVersion":"2026.09","imported":"2026-01-01","schemas":{"CARD":{}}}"#,
            None,
            "of `2026.09`, not of `2026.03`",
        ),
    ] {
        let error = import_text(text, None, component).unwrap_err();
        assert!(error.contains(reason), "{text}: {error}");
        assert!(!error.contains("pat-na1-0a1b"), "{error}");
    }
    let deep = format!("{}{}", "{\"CARD\":".repeat(100_000), "}".repeat(100_000));
    assert!(import_text(&deep, None, None).is_err());
    let mut layers = r#"{"type":"object"}"#.to_owned();
    for _ in 0..50 {
        layers = format!(r#"{{"config":{layers}}}"#);
    }
    assert!(import_text(&layers, None, Some("card")).is_err());
    assert!(import(b"\xff\xfe{", None, "2026.03", None, DATES).is_err());
    assert!(import(b"\xff{}", None, "2026.03", None, DATES).is_err());
}

#[test]
fn unknown_versions_and_types_are_refused_with_suggestions() {
    for (name, message) in [
        ("2026.3", "did you mean `2026.03`?"),
        ("latest", "available: 2025.2,"),
        ("2023.2", "projects of `2023.2` have the old layout"),
        ("../2026.03", "unknown platform version"),
    ] {
        let error = platform_version(name).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert!(platform_version("2026.09-beta").is_ok());
    assert!(platform_version("2028.03").is_ok());
    for (name, message) in [
        ("cards", "did you mean `card`?"),
        ("crm-card", "did you mean `card`?"),
        ("scim_integration", "did you mean `scim`?"),
        ("xyz", "available: api-client,"),
    ] {
        let error = component_type(name).unwrap_err().to_string();
        assert!(error.contains(message), "{error}");
    }
    assert_eq!(component_type("REACT_THEME").unwrap().name, "cms-assets");
}
