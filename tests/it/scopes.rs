//! `hsmeta scopes`: `fixtures/scopes/<app>/` is a project; `<app>.txt` and `<app>.json` beside it are what is printed.

use std::process::Output;

use serde_json::Value;

use crate::support;

/// The secret in the fixture.
const SECRET: &str = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";

fn stdout(output: &Output) -> String {
    assert_eq!(output.stderr, b"");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn scopes_are_listed_with_what_uses_them() {
    let folder = support::root().join("fixtures/scopes");
    for app in support::folders(&folder) {
        let name = app.file_name().unwrap().to_str().unwrap();
        let text = stdout(&support::run(&folder, &["scopes", name]));
        assert!(!text.contains(SECRET), "{text}");
        support::expect_file(&app.with_extension("txt"), &text);
        let json = stdout(&support::run(
            &folder,
            &["scopes", name, "--format", "json"],
        ));
        assert!(!json.contains(SECRET), "{json}");
        let value: Value = serde_json::from_str(&json).unwrap();
        let pretty = format!("{value:#}\n");
        support::expect_file(&app.with_extension("json"), &pretty);
        let calls = value["scopes"].as_array().unwrap().iter();
        let calls: usize = calls
            .map(|scope| scope["calls"].as_array().unwrap().len())
            .sum();
        let lines = text.lines().filter(|line| line.contains(".js")).count();
        let unresolved = value["unresolvedCalls"].as_array().unwrap().len();
        let required = text.matches("required by this component").count();
        assert_eq!(lines, calls + unresolved + required, "{text}");
    }
}

#[test]
fn paths_are_relative_to_the_working_directory() {
    let folder = support::root().join("fixtures/scopes/orders/src/app");
    let text = stdout(&support::run(&folder, &["scopes"]));
    assert!(text.contains("\n    functions/sync.js:"), "{text}");
}

#[test]
fn a_folder_without_an_app_or_with_several_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let output = support::run(empty.path(), &["scopes"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("no app file"));
    let output = support::run(&support::root().join("fixtures/projects"), &["scopes"]);
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("several projects"), "{message}");
    assert!(message.contains("first-look"), "{message}");
}

#[test]
fn a_broken_app_or_project_file_is_an_error() {
    let app = r#"{"uid": "a", "type": "app", "config": {"auth": {"requiredScopes": ["oauth"]}}}"#;
    for (file, text) in [
        ("src/app/app-hsmeta.json", &app[..60]),
        ("src/app/app-hsmeta.json", "{"),
        ("hsproject.json", r#"{"name": "a", "srcDir": "src", "#),
    ] {
        let project = support::project(&[("src/app/app-hsmeta.json", app), (file, text)]);
        let output = support::run(project.path(), &["scopes"]);
        assert_eq!(output.status.code(), Some(2), "{file}");
        assert_eq!(output.stdout, b"");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            message.contains(&format!("`{file}` has syntax errors")),
            "{message}"
        );
    }
}

#[test]
fn code_that_is_not_read_is_noted() {
    let app = r#"{"uid": "a", "type": "app", "config": {"auth": {"requiredScopes": ["oauth"]}}}"#;
    let project = support::project(&[
        ("src/app/app-hsmeta.json", app),
        ("hsmeta.toml", "source = false\n"),
    ]);
    let output = support::run(project.path(), &["scopes"]);
    assert_eq!(output.status.code(), Some(0));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("source code is not read"), "{message}");
}

#[test]
fn an_app_without_scopes_and_calls_is_noted() {
    let app = r#"{"uid": "a", "type": "app", "config": {"auth": {"requiredScopes": []}}}"#;
    let project = support::project(&[("src/app/app-hsmeta.json", app)]);
    let output = support::run(project.path(), &["scopes"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(output.stdout, b"");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("requests no scopes"), "{message}");
}

#[test]
fn names_with_control_characters_are_printed_without_them() {
    let app = r#"{"uid": "a", "type": "app", "config": {"auth": {"requiredScopes": ["x\u001b[31m", ""]}}}"#;
    let project = support::project(&[("src/app/app-hsmeta.json", app)]);
    let text = stdout(&support::run(project.path(), &["scopes"]));
    assert!(
        !text.contains('\u{1b}') && text.starts_with("x"),
        "{text:?}"
    );
    let json = stdout(&support::run(
        project.path(),
        &["scopes", "--format", "json"],
    ));
    let value: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value["scopes"][0]["name"], "x\u{1b}[31m");
}
