//! `hsmeta marketplace`: `fixtures/marketplace/<app>/` is a project; `<app>.txt`, `<app>.json` and `<app>.md` beside it are what
//! is printed.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::support;

/// The secret in the fixture.
const SECRET: &str = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";

const REPORTED: [&str; 4] = ["listed", "private", "refused", "undistributed"];

fn stdout(output: &Output, code: i32) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(code));
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn report(app: &str, format: &str) -> String {
    let folder = support::root().join("fixtures/marketplace");
    let code = if app == "listed" { 0 } else { 1 };
    let text = stdout(
        &support::run(&folder, &["marketplace", app, "--format", format]),
        code,
    );
    assert!(!text.contains(SECRET), "{text}");
    text
}

fn json(app: &str) -> Value {
    serde_json::from_str(&report(app, "json")).unwrap()
}

/// The results by the ids of the requirements.
fn results(report: &Value) -> BTreeMap<&str, &str> {
    let rows = report["requirements"].as_array().unwrap().iter();
    rows.map(|row| (row["id"].as_str().unwrap(), row["result"].as_str().unwrap()))
        .collect()
}

fn table() -> Value {
    let text = std::fs::read_to_string(support::root().join("schemas/marketplace.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

#[test]
fn reports_are_as_expected() {
    let folder = support::root().join("fixtures/marketplace");
    let names: Vec<String> = support::folders(&folder)
        .iter()
        .map(|app| app.file_name().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(names, REPORTED);
    for app in REPORTED {
        support::expect_file(&folder.join(format!("{app}.txt")), &report(app, "text"));
        support::expect_file(&folder.join(format!("{app}.md")), &report(app, "markdown"));
        let pretty = format!("{:#}\n", json(app));
        support::expect_file(&folder.join(format!("{app}.json")), &pretty);
    }
}

#[test]
fn every_requirement_is_in_every_report() {
    let table = table();
    let rows = table["requirements"].as_array().unwrap();
    assert_eq!(rows.len(), 41);
    for app in REPORTED {
        let (report_json, text, markdown) =
            (json(app), report(app, "text"), report(app, "markdown"));
        let results = results(&report_json);
        assert_eq!(results.len(), rows.len());
        for row in rows {
            let id = row["id"].as_str().unwrap();
            assert!(results.contains_key(id), "{app}: {id}");
            assert_eq!(text.matches(&format!("\n  {id}: ")).count(), 1, "{id}");
            assert_eq!(markdown.matches(&format!("\n| **{id}**: ")).count(), 1);
            for source in row["sources"].as_array().unwrap() {
                assert!(text.contains(source.as_str().unwrap()));
                assert!(markdown.contains(source.as_str().unwrap()));
            }
        }
        let summary = &report_json["summary"];
        let number = |name: &str| summary[name].as_u64().unwrap();
        assert_eq!(
            number("pass") + number("fail") + number("manualReview"),
            rows.len() as u64
        );
    }
}

#[test]
fn the_json_matches_its_schema() {
    let path = support::root().join("schemas/marketplace-report.json");
    let schema = std::fs::read_to_string(path).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for app in REPORTED {
        let report = json(app);
        let errors: Vec<String> = validator
            .iter_errors(&report)
            .map(|error| format!("{app}: {error} at {}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
}

#[test]
fn rules_of_the_table_exist_and_each_says_what_it_says_in_marketplace_apps() {
    for row in table()["requirements"].as_array().unwrap() {
        for list in ["fails", "hints"] {
            let rules = row[list].as_array().cloned().unwrap_or_default();
            for rule in rules {
                let name = rule.as_str().unwrap();
                assert!(rules::named(name).is_some(), "{}: {name}", row["id"]);
            }
        }
    }
}

#[test]
fn a_suppressed_problem_fails_all_the_same() {
    // Its hsmeta.toml switches `brand-name` off.
    assert_eq!(results(&json("refused"))["app-name"], "fail");
}

#[test]
fn a_private_app_is_compared_as_if_it_were_for_the_marketplace() {
    let report = json("private");
    assert_eq!(report["isMarketplaceApp"], false);
    let results = results(&report);
    assert_eq!(results["marketplace-distribution"], "fail");
    assert_eq!(results["app-name"], "fail");
    assert!(report_text_says_so("private"));
    assert!(!report_text_says_so("listed"));
}

fn report_text_says_so(app: &str) -> bool {
    report(app, "text").starts_with("This is not a marketplace app")
        && report(app, "markdown").contains("\nThis is not a marketplace app")
}

#[test]
fn positions_are_those_of_the_file_on_disk() {
    let folder = support::root().join("fixtures/marketplace");
    let file = std::fs::read_to_string(folder.join("undistributed/src/app/app-hsmeta.json"));
    let file = file.unwrap();
    let report = json("undistributed");
    let rows = report["requirements"].as_array().unwrap();
    for (id, text) in [
        ("app-name", "\"Orders for HubSpot\""),
        ("install-button", "\"redirectUrls\""),
    ] {
        let row = rows.iter().find(|row| row["id"] == id).unwrap();
        let evidence = &row["evidence"][0];
        assert_eq!(evidence["line"], 1);
        let column = file.find(text).unwrap() + 1;
        assert_eq!(evidence["column"], column, "{id}");
    }
}

#[test]
fn failures_can_be_left_out_of_the_exit_code() {
    let folder = support::root().join("fixtures/marketplace");
    let output = support::run(&folder, &["marketplace", "refused", "--fail-on", "never"]);
    assert_eq!(stdout(&output, 0), report("refused", "text"));
}

#[test]
fn cells_of_the_markdown_are_not_ended_by_text_from_files() {
    let name = "src/app/app|<b>-hsmeta.json";
    let app = r#"{"uid": "a", "type": "app", "config": {"name": "Hub", "distribution": "private",
        "auth": {"type": "static", "requiredScopes": ["oauth"]}}}"#;
    let manifest = r#"{"name": "a", "srcDir": "src", "platformVersion": "2026.09"}"#;
    let project = support::project(&[("hsproject.json", manifest)]);
    // Windows has no such names.
    if cfg!(windows) {
        return;
    }
    std::fs::create_dir_all(project.path().join("src/app")).unwrap();
    std::fs::write(project.path().join(name), app).unwrap();
    let output = support::run(project.path(), &["marketplace", "--format", "markdown"]);
    let text = stdout(&output, 1);
    assert!(text.contains("`src/app/app\\|<b>-hsmeta.json:"), "{text}");
    for line in text.lines().filter(|line| line.starts_with("| **")) {
        let ends = line.replace("\\|", "");
        assert_eq!(ends.matches('|').count(), 5, "{line}");
    }
}

/// The rows of the report about a project, which fails nothing.
fn rows(project: &Path) -> BTreeMap<String, Value> {
    let output = support::run(project, &["marketplace", "--format", "json"]);
    let report: Value = serde_json::from_str(&stdout(&output, 0)).unwrap();
    let rows = report["requirements"].as_array().unwrap().iter();
    rows.map(|row| (row["id"].as_str().unwrap().to_owned(), row.clone()))
        .collect()
}

#[test]
fn a_card_that_hubspot_does_not_read_is_left_for_a_person() {
    let cards = [
        "no-sensitive-scopes-with-cards",
        "card-names",
        "card-assets",
        "form-submit",
        "button-variants",
        "no-tags-as-buttons",
    ];
    for name in ["orders.hsmeta.json", "orders.json"] {
        let project = support::copy_of("fixtures/marketplace/listed");
        let folder = project.path().join("src/app/cards");
        std::fs::rename(folder.join("orders-hsmeta.json"), folder.join(name)).unwrap();
        let rows = rows(project.path());
        for id in cards {
            let row = &rows[id];
            assert_eq!(row["result"], "manual review", "{name}: {id}");
            let path = format!("src/app/cards/{name}");
            assert_eq!(row["evidence"][0]["path"], path.as_str(), "{row}");
        }
        assert_eq!(rows["webhook-load"]["result"], "pass");
    }
}

#[test]
fn files_of_webhooks_and_actions_that_hubspot_does_not_read_are_left_for_a_person() {
    for (path, id) in [
        ("src/app/webhooks/webhooks.hsmeta.json", "webhook-load"),
        ("src/app/workflow-actions/tool_hsmeta.json", "agent-tools"),
    ] {
        let project = support::copy_of("fixtures/marketplace/listed");
        let file = project.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, "{}").unwrap();
        let rows = rows(project.path());
        assert_eq!(rows[id]["result"], "manual review");
        assert_eq!(rows[id]["evidence"][0]["path"], path);
    }
}

#[test]
fn a_card_whose_name_may_refer_to_the_event_is_left_for_a_person() {
    let project = support::copy_of("fixtures/marketplace/listed");
    let card = project.path().join("src/app/cards/orders-hsmeta.json");
    let text = std::fs::read_to_string(&card).unwrap();
    // The example of HubSpot's page.
    let text = text.replace("\"Orders\"", "\"Inbound Sales app card\"");
    std::fs::write(card, text).unwrap();
    let row = &rows(project.path())["card-names"];
    assert_eq!(row["result"], "manual review");
    let evidence = row["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 1);
    assert_eq!(evidence[0]["path"], "src/app/cards/orders-hsmeta.json");
}

#[test]
fn what_eslint_reports_too_is_in_the_report() {
    let project = support::copy_of("fixtures/marketplace/listed");
    let folder = project.path().join("src/app/cards");
    let experimental = "import { Iframe } from '@hubspot/ui-extensions/experimental';\n";
    let card = std::fs::read_to_string(folder.join("Orders.tsx")).unwrap();
    std::fs::write(folder.join("Orders.tsx"), format!("{experimental}{card}")).unwrap();
    let package = std::fs::read_to_string(folder.join("package.json")).unwrap();
    let eslint = "\"dependencies\": { \"@hubspot/eslint-config-ui-extensions\": \"1.2.0\",";
    let package = package.replace("\"dependencies\": {", eslint);
    std::fs::write(folder.join("package.json"), package).unwrap();
    std::fs::write(folder.join("eslint.config.js"), "").unwrap();
    let evidence = &rows(project.path())["stable-apis"]["evidence"];
    assert_eq!(evidence[0]["rule"], "experimental-import");
}

#[test]
fn a_folder_without_an_app_or_with_several_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let several = support::root().join("fixtures/marketplace");
    for (folder, message) in [
        (empty.path(), "no app file"),
        (several.as_path(), "several projects"),
    ] {
        let output = support::run(folder, &["marketplace"]);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(output.stdout, b"");
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_broken_app_file_is_an_error() {
    let app = r#"{"uid": "a", "type": "app", "config": {"#;
    let project = support::project(&[("src/app/app-hsmeta.json", app)]);
    let output = support::run(project.path(), &["marketplace"]);
    assert_eq!(output.status.code(), Some(2));
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(error.contains("has syntax errors"), "{error}");
}
