//! How a session begins and ends.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::support;

#[test]
fn exit_after_shutdown_is_clean_while_stdin_stays_open() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    let asked = client.ask("textDocument/hover", json!({}));
    assert_eq!(client.answer(asked)["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_not_clean() {
    let mut client = Client::child(&["lsp", "--stdio"]);
    client.initialize(&[], capabilities(), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn shutdown_and_exit_in_one_breath_are_both_answered() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    let shutdown = client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown)["result"], Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn the_end_of_stdin_is_the_end() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    client.hang_up();
    assert_eq!(client.exit_code(), Some(1));
}

#[cfg(unix)]
#[test]
fn the_end_of_the_parent_is_the_end() {
    let mut parent = std::process::Command::new("sleep")
        .arg("600")
        .spawn()
        .unwrap();
    let mut client = Client::child(&["lsp"]);
    client.request(
        "initialize",
        json!({ "processId": parent.id(), "capabilities": {} }),
    );
    assert!(client.child.as_mut().unwrap().try_wait().unwrap().is_none());
    parent.kill().unwrap();
    parent.wait().unwrap();
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn exit_is_heard_while_the_client_does_not_read() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(
        &[&support::root().join("fixtures/rules")],
        capabilities(),
        Value::Null,
    );
    client.request("shutdown", Value::Null);
    let begin = Instant::now();
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
    assert!(begin.elapsed() < Duration::from_secs(5));
}

#[test]
fn the_workspace_is_read_with_progress_and_watched() {
    let folder = support::root().join("fixtures/projects");
    let mut client = Client::started(&[&folder]);
    let is = |kind: &'static str| move |message: &Value| message["params"]["value"]["kind"] == kind;
    client.until("progress", |client| client.heard.iter().any(is("end")));
    assert!(client.heard.iter().any(is("begin")));
    let watches = |client: &Client| -> Vec<String> {
        let registered = client
            .heard
            .iter()
            .filter(|message| message["method"] == "client/registerCapability");
        registered
            .map(|message| message["params"].to_string())
            .collect()
    };
    client.until("watchers", |client| {
        watches(client)
            .iter()
            .any(|one| one.contains("**/src/**/*"))
    });
    assert!(watches(&client)[0].contains("**/hsproject.json"));
}

#[test]
fn a_single_file_finds_its_project_upwards() {
    let project = support::root().join("fixtures/rules/duplicate-uid");
    let case = support::folders(&project).into_iter().find(|case| {
        let (projects, _) = support::load(case);
        rules::check::check(&projects[0])
            .iter()
            .any(|finding| finding.rule == "duplicate-uid")
    });
    let (projects, _) = support::load(&case.unwrap());
    let finding = rules::check::check(&projects[0])
        .into_iter()
        .find(|finding| finding.rule == "duplicate-uid")
        .unwrap();
    let mut client = Client::started(&[]);
    let name = |path: &diagnostics::RelPath| uri(&projects[0].root.join(path.as_str()));
    client.open(
        &name(&finding.file),
        1,
        projects[0].documents[&finding.file].syntax.source(),
    );
    client.until("the open file", |client| {
        client
            .rules(&name(&finding.file))
            .contains(&"duplicate-uid".to_owned())
    });
    // The other file is not open, and has it too.
    let other = name(&finding.related[0].file);
    client.until("the other file", |client| {
        client.rules(&other).contains(&"duplicate-uid".to_owned())
    });
}

#[test]
fn folders_come_and_go() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let file = |folder: &tempfile::TempDir| {
        std::fs::write(folder.path().join("hsproject.json"), "{").unwrap();
        uri(&folder.path().join("hsproject.json"))
    };
    let (first, second) = (file(&one), file(&two));
    let mut client = Client::started(&[one.path()]);
    client.until_rules(&first, &["invalid-json"]);
    let folder = |folder: &tempfile::TempDir| json!([{ "uri": uri(folder.path()), "name": "x" }]);
    let event = json!({ "event": { "added": folder(&two), "removed": [] } });
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.until_rules(&second, &["invalid-json"]);
    let event = json!({ "event": { "added": [], "removed": folder(&one) } });
    client.notify("workspace/didChangeWorkspaceFolders", event);
    client.until_rules(&first, &[]);
    assert_eq!(client.rules(&second), ["invalid-json"]);
}

#[test]
fn settings_are_asked_for_and_leave_out_what_the_editor_reports() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hsproject.json");
    std::fs::write(&path, "{").unwrap();
    let mut client = Client::in_process();
    client.settings = json!({ "jsonSyntaxReportedByEditor": false });
    client.initialize(
        &[folder.path()],
        capabilities(),
        json!({ "jsonSyntaxReportedByEditor": true }),
    );
    client.open(&uri(&path), 1, "{");
    client.until_version(&uri(&path), 1);
    assert_eq!(client.rules(&uri(&path)), Vec::<String>::new());
    // It reports nothing of what it does not show.
    client.close(&uri(&path));
    client.until_rules(&uri(&path), &["invalid-json"]);
    client.open(&uri(&path), 2, "{");
    client.until_rules(&uri(&path), &[]);
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": null }),
    );
    client.until_rules(&uri(&path), &["invalid-json"]);
}

#[test]
fn the_workspace_is_checked_when_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hsproject.json");
    std::fs::write(&path, "{").unwrap();
    let mut client = Client::started(&[folder.path()]);
    client.until_rules(&uri(&path), &["invalid-json"]);
    // Nobody says that it changed.
    std::fs::write(&path, "").unwrap();
    client.request("hsmeta/checkWorkspace", Value::Null);
    client.until_rules(&uri(&path), &["empty-file"]);
}

#[test]
fn rules_are_explained() {
    let mut client = Client::started(&[]);
    let mut explain = |rule: Value| client.request("hsmeta/explain", json!({ "rule": rule }));
    let page = rules::Rule::named("duplicate-uid").unwrap().docs();
    assert_eq!(explain("duplicate-uid".into()), page);
    assert_eq!(
        [explain("no-such-rule".into()), explain(7.into())],
        [Value::Null, Value::Null]
    );
}
