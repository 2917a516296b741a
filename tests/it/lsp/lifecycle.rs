//! The start and the end of a session.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::support;

#[test]
fn exit_after_shutdown_succeeds_while_stdin_is_open() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    assert_eq!(client.request("shutdown", Value::Null), Value::Null);
    let request = client.ask("textDocument/hover", json!({}));
    assert_eq!(client.answer(request)["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn exit_without_shutdown_fails() {
    let mut client = Client::child(&["lsp", "--stdio"]);
    client.initialize(&[], capabilities(), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.exit_code(), Some(1));
}

#[test]
fn shutdown_immediately_followed_by_exit_is_answered() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    let shutdown = client.ask("shutdown", Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.answer(shutdown)["result"], Value::Null);
    assert_eq!(client.exit_code(), Some(0));
}

#[test]
fn server_ends_with_stdin() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    client.close_input();
    assert_eq!(client.exit_code(), Some(1));
}

#[cfg(unix)]
#[test]
fn server_ends_with_its_parent() {
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
fn exit_works_while_the_client_does_not_read() {
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
fn workspace_is_read_with_progress_and_watched() {
    let folder = support::root().join("fixtures/projects");
    let mut client = Client::started(&[&folder]);
    let is = |kind: &'static str| move |message: &Value| message["params"]["value"]["kind"] == kind;
    client.until("progress", |client| client.received.iter().any(is("end")));
    assert!(client.received.iter().any(is("begin")));
    let watches = |client: &Client| -> Vec<String> {
        let registered = client
            .received
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
fn project_of_a_single_file_is_found_in_parent_folders() {
    let project = support::root().join("fixtures/rules/duplicate-uid");
    let case = support::folders(&project).into_iter().find(|case| {
        let (projects, _) = support::load(case);
        rules::check::check(&projects[0])
            .iter()
            .any(|diagnostic| diagnostic.rule == "duplicate-uid")
    });
    let (projects, _) = support::load(&case.unwrap());
    let diagnostic = rules::check::check(&projects[0])
        .into_iter()
        .find(|diagnostic| diagnostic.rule == "duplicate-uid")
        .unwrap();
    let mut client = Client::started(&[]);
    let name = |path: &diagnostics::RelPath| uri(&projects[0].root.join(path.as_str()));
    client.open(
        &name(&diagnostic.file),
        1,
        projects[0].documents[&diagnostic.file].syntax.source(),
    );
    client.until("the open file", |client| {
        client
            .rules(&name(&diagnostic.file))
            .contains(&"duplicate-uid".to_owned())
    });
    // The other file has it too, although it is not open.
    let other = name(&diagnostic.related[0].file);
    client.until("the other file", |client| {
        client.rules(&other).contains(&"duplicate-uid".to_owned())
    });
}

#[test]
fn workspace_folders_can_be_added_and_removed() {
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
fn requested_settings_hide_what_the_editor_reports() {
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
    // The editor does not report problems of files that are not open.
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
fn check_workspace_reads_everything_again() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hsproject.json");
    std::fs::write(&path, "{").unwrap();
    let mut client = Client::started(&[folder.path()]);
    client.until_rules(&uri(&path), &["invalid-json"]);
    // The client does not report the change.
    std::fs::write(&path, "").unwrap();
    client.request("hsmeta/checkWorkspace", Value::Null);
    client.until_rules(&uri(&path), &["empty-file"]);
}

#[test]
fn explain_returns_the_rule_page() {
    let mut client = Client::started(&[]);
    let mut explain = |rule: Value| client.request("hsmeta/explain", json!({ "rule": rule }));
    let page = rules::registered("duplicate-uid").unwrap().page();
    assert_eq!(explain("duplicate-uid".into()), page);
    let renamed = explain("type-spelling".into());
    assert_eq!(renamed, explain("nonstandard-type".into()));
    assert!(renamed.is_string());
    assert_eq!(
        [explain("no-such-rule".into()), explain(7.into())],
        [Value::Null, Value::Null]
    );
}
