//! Open documents and files on disk, and which of them is checked.

use std::path::{Path, PathBuf};

use rules::check::check;
use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::support;

/// A project in a temporary folder.
pub(super) struct Project {
    folder: tempfile::TempDir,
}

const MANIFEST: &str = r#"{ "name": "orders", "srcDir": "src", "platformVersion": "2026.03" }"#;

const CARD: &str = r#"{
  "uid": "orders",
  "type": "card",
  "config": {
    "name": "Orders",
    "location": "crm.record.tab",
    "entrypoint": "/app/cards/Orders.jsx",
    "objectTypes": ["contacts"]
  }
}
"#;

impl Project {
    /// Writes a valid project with two cards.
    pub(super) fn new() -> Project {
        let project = Project {
            folder: tempfile::tempdir().unwrap(),
        };
        project.write("hsproject.json", MANIFEST);
        project.write(
            "src/app/app-hsmeta.json",
            include_str!("../../../fixtures/projects/private-oauth-cards/src/app/app-hsmeta.json"),
        );
        project.write("src/app/cards/Orders.jsx", "");
        project.write("src/app/cards/package.json", "{}");
        project.write("src/app/cards/a-hsmeta.json", CARD);
        project.write(
            "src/app/cards/b-hsmeta.json",
            &CARD.replace("\"orders\"", "\"invoices\""),
        );
        project
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn uri(&self, path: &str) -> String {
        uri(&self.path(path))
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        std::fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        std::fs::write(self.path(path), text).unwrap();
    }

    /// The rules of the command line's diagnostics of a file.
    pub(super) fn checked(&self, path: &str) -> Vec<String> {
        let (projects, _) = support::load(self.folder.path());
        let diagnostics = projects
            .iter()
            .flat_map(check)
            .filter(|diagnostic| diagnostic.file.as_str() == path);
        diagnostics
            .map(|diagnostic| diagnostic.rule.to_owned())
            .collect()
    }

    pub(super) fn session(&self) -> Client {
        let mut client = Client::started(&[self.folder.path()]);
        client.open(&self.uri("hsproject.json"), 1, MANIFEST);
        client.until_version(&self.uri("hsproject.json"), 1);
        client
    }
}

const A: &str = "src/app/cards/a-hsmeta.json";
const B: &str = "src/app/cards/b-hsmeta.json";

#[test]
fn request_about_a_just_opened_file_waits_for_its_project() {
    let project = Project::new();
    let mut client = Client::started(&[]);
    let about = |file: &str| json!({ "textDocument": { "uri": project.uri(file) } });
    let card = "src/app/cards/a-hsmeta.json";
    client.open(&project.uri(card), 1, CARD);
    let outline = client.request("textDocument/documentSymbol", about(card));
    assert!(
        outline
            .as_array()
            .is_some_and(|symbols| !symbols.is_empty()),
        "{outline}"
    );
    let links = client.request("textDocument/documentLink", about(card));
    assert!(
        links.as_array().is_some_and(|links| !links.is_empty()),
        "{links}"
    );
}

#[test]
fn request_about_a_closed_or_standalone_file_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::started(&[]);
    let name = uri(&folder.path().join("package.json"));
    let about = json!({ "textDocument": { "uri": name } });
    client.open(&name, 1, "{}");
    assert_eq!(
        client.request("textDocument/documentSymbol", about.clone()),
        Value::Null
    );
    client.close(&name);
    client.open(&name, 1, "{}");
    let request = client.ask("textDocument/documentSymbol", about);
    client.close(&name);
    assert_eq!(client.answer(request)["result"], Value::Null);
}

#[test]
fn test_project_has_no_diagnostics() {
    let project = Project::new();
    for file in ["hsproject.json", A, B] {
        assert_eq!(project.checked(file), Vec::<String>::new(), "{file}");
    }
}

#[test]
fn edit_in_one_file_changes_diagnostics_of_another() {
    let project = Project::new();
    let mut client = project.session();
    client.open(&project.uri(A), 1, CARD);
    client.until_rules(&project.uri(A), &[]);
    let uid = |new: &str, end: u32| {
        let range = json!({ "start": { "line": 1, "character": 10 }, "end": { "line": 1, "character": end } });
        json!([{ "range": range, "text": new }])
    };
    client.change(&project.uri(A), 2, uid("invoices", 16));
    client.until_rules(&project.uri(B), &["duplicate-uid"]);
    client.until_rules(&project.uri(A), &["duplicate-uid"]);
    assert_eq!(client.published[&project.uri(A)]["version"], 2);
    assert_eq!(client.published[&project.uri(B)]["version"], Value::Null);
    let found = &client.published[&project.uri(A)]["diagnostics"][0];
    assert_eq!(
        found["relatedInformation"][0]["location"]["uri"],
        project.uri(B)
    );
    assert_eq!(
        found["codeDescription"]["href"].as_str(),
        rules::named("duplicate-uid").unwrap().page().as_deref()
    );
    client.change(&project.uri(A), 3, uid("orders", 18));
    client.until_rules(&project.uri(B), &[]);
    client.until_version(&project.uri(A), 3);
    assert_eq!(client.rules(&project.uri(A)), Vec::<String>::new());
}

#[test]
fn only_changed_diagnostics_are_published() {
    let project = Project::new();
    let mut client = project.session();
    client.open(&project.uri(A), 1, "{");
    client.until_rules(&project.uri(A), &["invalid-json"]);
    // The same text again, as another version: diagnostics are published for its own file only.
    let received = client.received.len();
    client.change(&project.uri(A), 2, json!([{ "text": "{" }]));
    client.until_version(&project.uri(A), 2);
    client.request(
        "textDocument/documentHighlight",
        place(&project.uri(A), 0, 0),
    );
    let published = client.received[received..]
        .iter()
        .filter(|one| one["method"] == "textDocument/publishDiagnostics");
    assert_eq!(published.count(), 1);
}

#[test]
fn diagnostics_have_tags_if_the_client_supports_them() {
    let project = Project::new();
    project.write(
        "hsproject.json",
        &MANIFEST
            .replace("2026.03", "2026.03-beta")
            .replace(" }", ", \"extra\": 1 }"),
    );
    let mut client = Client::started(&[project.folder.path()]);
    let name = project.uri("hsproject.json");
    client.until_rules(&name, &["superseded-platform-version", "ignored-property"]);
    let tags: Vec<&Value> = (0..2)
        .map(|at| &client.published[&name]["diagnostics"][at]["tags"])
        .collect();
    assert_eq!(tags, [&json!([2]), &json!([1])]);
}

#[test]
fn unsaved_file_is_checked_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut client = Client::started(&[folder.path()]);
    let name = uri(&folder.path().join("src/app/cards/new-hsmeta.json"));
    client.open(&name, 1, "{");
    client.until_rules(&name, &["invalid-json"]);
    client.change(&name, 2, json!([{ "text": "" }]));
    client.until_rules(&name, &["empty-file"]);
    let completion = client.request("textDocument/completion", place(&name, 0, 0));
    assert_eq!(
        completion["items"][0]["label"], "card",
        "the skeleton of the folder's type"
    );
    // Once saved, it belongs to a project.
    let project = Project { folder };
    project.write("hsproject.json", MANIFEST);
    project.write("src/app/cards/new-hsmeta.json", CARD);
    project.write("src/app/cards/Orders.jsx", "");
    project.write("src/app/cards/package.json", "{}");
    client.change(&name, 3, json!([{ "text": CARD }]));
    client.watched(&[
        (&project.path("hsproject.json"), 1),
        (&project.path("src/app/cards/new-hsmeta.json"), 1),
    ]);
    client.until_rules(&project.uri("hsproject.json"), &["missing-app"]);
    client.until_rules(&name, &[]);
}

#[test]
fn closed_file_has_the_diagnostics_of_the_disk() {
    // A project in the component folder of another: both have the card.
    let project = Project::new();
    project.write("src/app/cards/hsproject.json", MANIFEST);
    let mut client = project.session();
    client.open(&project.uri(A), 1, "{");
    client.until_rules(&project.uri(A), &["invalid-json"]);
    client.close(&project.uri(A));
    let on_disk = project.checked(A);
    let on_disk: Vec<&str> = on_disk.iter().map(String::as_str).collect();
    client.until("the disk", |client| {
        client
            .rules(&project.uri(A))
            .iter()
            .all(|rule| on_disk.contains(&rule.as_str()))
    });
    // Diagnostics of a removed folder are removed, even while it is being read.
    project.write(B, "[]");
    client.watched(&[(&project.path(B), 2)]);
    let removed = json!([{ "uri": uri(project.folder.path()), "name": "x" }]);
    client.close(&project.uri("hsproject.json"));
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": { "added": [], "removed": removed } }),
    );
    client.request(
        "textDocument/documentHighlight",
        place(&project.uri(A), 0, 0),
    );
    client.until("silence", |client| {
        client
            .published
            .keys()
            .all(|uri| client.rules(uri).is_empty())
    });
}

#[test]
fn lone_surrogate_is_one_code_unit() {
    let mut client = Client::started(&[]);
    let name = "untitled:x-hsmeta.json";
    client.open(name, 1, "{\"uid\":\"x\",\"type\":\"scim\",\"config\":{}}");
    client.until_version(name, 1);
    let valid = client.rules(name);
    let edit = |version: i32, from: u32, to: u32, text: &str| {
        format!(
            r#"{{"jsonrpc":"2.0","method":"textDocument/didChange","params":{{"textDocument":{{"uri":"{name}","version":{version}}},"contentChanges":[{{"range":{{"start":{{"line":0,"character":{from}}},"end":{{"line":0,"character":{to}}}}},"text":"{text}"}}]}}}}"#
        )
    };
    for body in [
        edit(2, 9, 9, "\\ud83d"),
        edit(3, 10, 10, "\\ude00"),
        edit(4, 9, 11, ""),
    ] {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    client.until_version(name, 4);
    assert_eq!(client.rules(name), valid);
}

#[test]
fn file_has_one_uri() {
    let project = Project::new();
    let mut client = project.session();
    client.open(
        &project.uri("src/../src//app/cards/a-hsmeta.json"),
        1,
        &CARD.replace("orders\"", "invoices\""),
    );
    client.until_rules(&project.uri(B), &["duplicate-uid"]);
    assert_eq!(
        client.published[&project.uri(B)]["diagnostics"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
}

#[test]
fn unrelated_files_have_no_diagnostics() {
    let project = Project::new();
    let mut client = project.session();
    let other = project.uri("src/app/cards/tsconfig.json");
    client.open(&other, 1, "{");
    client.open(&project.uri(A), 1, CARD);
    client.until_version(&project.uri(A), 1);
    assert_eq!(
        client.request("textDocument/documentHighlight", place(&other, 0, 0)),
        Value::Null
    );
    assert!(!client.published.contains_key(&other));
}

#[test]
fn deleted_project_file_is_noticed_at_the_next_save() {
    let project = Project::new();
    let mut client = Client::in_process();
    client.initialize(&[], json!({}), Value::Null);
    client.open(&project.uri(A), 1, &CARD.replace("\"card\"", "\"crad\""));
    client.until_rules(&project.uri(A), &["unknown-type"]);
    std::fs::remove_file(project.path("hsproject.json")).unwrap();
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": project.uri(A) } }),
    );
    client.until_rules(&project.uri(A), &["missing-hsproject", "unknown-type"]);
}

fn place(uri: &str, line: u32, character: u32) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": line, "character": character } })
}

#[test]
fn open_text_replaces_the_disk_until_it_is_closed() {
    let project = Project::new();
    let mut client = project.session();
    client.open(&project.uri(A), 1, "{");
    client.until_rules(&project.uri(A), &["invalid-json"]);
    // Changes on disk matter for other files only.
    project.write(A, "[]");
    project.write(B, "[]");
    client.watched(&[(&project.path(A), 2), (&project.path(B), 2)]);
    client.until_rules(&project.uri(B), &["not-an-object"]);
    assert_eq!(client.rules(&project.uri(A)), ["invalid-json"]);
    client.close(&project.uri(A));
    client.until_rules(&project.uri(A), &["not-an-object"]);
    assert_eq!(client.published[&project.uri(A)]["version"], Value::Null);
}

#[test]
fn created_changed_moved_and_deleted_files_are_checked() {
    let project = Project::new();
    let mut client = project.session();
    let other = "src/app/cards/other-hsmeta.json";
    project.write(other, CARD);
    client.watched(&[(&project.path(other), 1)]);
    client.until_rules(&project.uri(A), &["duplicate-uid"]);
    client.until_rules(&project.uri(other), &["duplicate-uid"]);
    project.write(other, &CARD.replace("\"orders\"", "\"others\""));
    client.watched(&[(&project.path(other), 2)]);
    client.until_rules(&project.uri(other), &[]);
    // A folder is moved away: the client reports only the folders.
    std::fs::rename(project.path("src/app/cards"), project.path("src/app/decks")).unwrap();
    client.watched(&[
        (&project.path("src/app/cards"), 3),
        (&project.path("src/app/decks"), 1),
    ]);
    client.until_rules(
        &project.uri("src/app/decks/a-hsmeta.json"),
        &["skipped-file"],
    );
    std::fs::remove_dir_all(project.path("src/app/decks")).unwrap();
    client.watched(&[(&project.path("src/app/decks"), 3)]);
    client.until_rules(&project.uri("src/app/decks/a-hsmeta.json"), &[]);
}

#[test]
fn created_and_deleted_project_is_noticed() {
    let project = Project::new();
    let folder = tempfile::tempdir().unwrap();
    let inner = folder.path().join("inner");
    let mut client = Client::started(&[folder.path()]);
    std::fs::rename(project.folder.path(), &inner).unwrap();
    std::fs::write(inner.join(B), CARD).unwrap();
    client.watched(&[(&inner.join("hsproject.json"), 1)]);
    let b = uri(&inner.join(B));
    client.until_rules(&b, &["duplicate-uid"]);
    // Without its project file it is a folder of files without a project.
    std::fs::remove_file(inner.join("hsproject.json")).unwrap();
    client.watched(&[(&inner.join("hsproject.json"), 3)]);
    client.until_rules(&b, &["missing-hsproject"]);
    std::fs::remove_dir_all(&inner).unwrap();
    client.watched(&[(&inner, 3)]);
    client.until_rules(&b, &[]);
}

#[test]
fn thousand_changed_files_are_read_at_once() {
    let project = Project::new();
    let mut client = project.session();
    let paths: Vec<PathBuf> = (0..1000)
        .map(|number| project.path(&format!("src/app/cards/c{number}-hsmeta.json")))
        .collect();
    for path in &paths {
        std::fs::write(path, "[]").unwrap();
    }
    let changes: Vec<(&Path, u8)> = paths.iter().map(|path| (path.as_path(), 1)).collect();
    let received = client.received.len();
    client.watched(&changes);
    client.until("all files", |client| {
        paths
            .iter()
            .all(|path| client.rules(&uri(path)) == ["not-an-object"])
    });
    let published = client.received[received..]
        .iter()
        .filter(|one| one["method"] == "textDocument/publishDiagnostics");
    assert!(
        published.count() < 1010,
        "diagnostics of each file are published once"
    );
}

#[test]
fn without_file_watching_projects_are_read_at_open_and_save() {
    let project = Project::new();
    let mut client = Client::in_process();
    let mut without = capabilities();
    without["workspace"]["didChangeWatchedFiles"] = Value::Null;
    client.initialize(&[project.folder.path()], without, Value::Null);
    client.open(&project.uri(A), 1, CARD);
    client.until_rules(&project.uri(A), &[]);
    assert!(
        !client
            .received
            .iter()
            .any(|one| one["method"] == "client/registerCapability")
    );
    project.write(B, CARD);
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": project.uri(A) } }),
    );
    client.until_rules(&project.uri(A), &["duplicate-uid"]);
    std::fs::remove_file(project.path(B)).unwrap();
    client.open(&project.uri("hsproject.json"), 1, MANIFEST);
    client.until_rules(&project.uri(A), &[]);
}

#[test]
fn untitled_documents_get_single_file_checks() {
    let mut client = Client::started(&[]);
    for name in [
        "untitled:src/app/cards/new-hsmeta.json",
        "vscode-vfs://github/o/r/src/app/cards/new-hsmeta.json",
    ] {
        client.open(name, 7, &CARD.replace("\"card\"", "\"crad\""));
        client.until_rules(name, &["unknown-type"]);
        assert_eq!(client.published[name]["version"], 7);
        client.change(name, 8, json!([{ "text": CARD }]));
        client.until_version(name, 8);
        assert_eq!(client.rules(name), Vec::<String>::new());
        client.change(name, 9, json!([{ "text": "" }]));
        client.until_rules(name, &["empty-file"]);
        client.close(name);
        client.until_rules(name, &[]);
    }
}

#[test]
fn byte_order_mark_on_disk_is_reported_until_it_is_removed() {
    let project = Project::new();
    project.write(A, &format!("\u{feff}{CARD}"));
    let mut client = project.session();
    client.until_rules(&project.uri(A), &["byte-order-mark"]);
    // Editors do not include it in the text.
    client.open(&project.uri(A), 1, CARD);
    client.until_version(&project.uri(A), 1);
    assert_eq!(client.rules(&project.uri(A)), ["byte-order-mark"]);
    client.change(&project.uri(A), 2, json!([{ "text": CARD }]));
    client.until_version(&project.uri(A), 2);
    assert_eq!(client.rules(&project.uri(A)), ["byte-order-mark"]);
    project.write(A, CARD);
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": project.uri(A) } }),
    );
    client.watched(&[(&project.path(A), 2)]);
    client.until_rules(&project.uri(A), &[]);
}

#[test]
fn byte_order_mark_from_the_client_is_reported_once() {
    let project = Project::new();
    let marked = format!("\u{feff}{CARD}");
    project.write(A, &marked);
    let mut client = project.session();
    client.open(&project.uri(A), 1, &marked);
    client.until_version(&project.uri(A), 1);
    assert_eq!(client.rules(&project.uri(A)), ["byte-order-mark"]);
    client.change(&project.uri(A), 2, json!([{ "text": CARD }]));
    client.until_version(&project.uri(A), 2);
    let rules = client.rules(&project.uri(A));
    project.write(A, CARD);
    client.watched(&[(&project.path(A), 2)]);
    client.until_rules(&project.uri(A), &[]);
    assert_eq!(rules, ["byte-order-mark"]);
}

#[test]
fn edits_apply_at_utf16_positions() {
    let project = Project::new();
    let mut client = project.session();
    let name = project.uri(A);
    // All kinds of line breaks, a character that is not one, and characters of one and two code
    // units.
    client.open(&name, 1, "{\r\n\"é😀\":\u{2028} 1,\r\"b\": 2}\n\n");
    let edit = |line: u32, from: u32, to: u32, text: &str| {
        let range = json!({ "start": { "line": line, "character": from }, "end": { "line": line, "character": to } });
        json!({ "range": range, "text": text })
    };
    // Three successive edits; then a position far after the end.
    let changes = json!([
        edit(1, 1, 4, "uid"),
        edit(1, 6, 9, " \"a😀\""),
        edit(2, 0, 3, "\"type\""),
        edit(2, 8, 9, "\"card\"")
    ]);
    client.change(&name, 2, changes);
    let far = json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4_000_000_000_u32, "character": 9 } });
    client.change(&name, 3, json!([{ "range": far, "text": "" }]));
    client.until_version(&name, 3);
    // The text is now `{"uid": "a😀", "type": "card"}`: the diagnostic is at the emoji.
    let found = &client.published[&name]["diagnostics"];
    let uid = found
        .as_array()
        .unwrap()
        .iter()
        .find(|one| one["code"] == "invalid-uid")
        .unwrap();
    let place =
        json!({ "start": { "line": 1, "character": 9 }, "end": { "line": 1, "character": 11 } });
    assert_eq!(uid["range"], place, "{found}");
    assert!(
        !client.rules(&name).contains(&"invalid-json".to_owned()),
        "{found}"
    );
}

#[test]
fn every_keystroke_gives_the_diagnostics_of_the_command_line() {
    let project = Project::new();
    let mut client = project.session();
    let name = project.uri(A);
    client.open(&name, 0, "");
    let mut typed = String::new();
    // Most of the intermediate states are invalid JSON.
    for (version, key) in CARD
        .replace("\"Orders\"", "\"\\u0041😀\"")
        .chars()
        .enumerate()
    {
        typed.push(key);
        let version = version as i32 + 1;
        let before = typed[..typed.len() - key.len_utf8()].to_owned();
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
        let place = json!({ "line": line, "character": column });
        let range = json!({ "start": place, "end": place });
        client.change(
            &name,
            version,
            json!([{ "range": range, "text": key.to_string() }]),
        );
        client.until_version(&name, version);
        project.write(A, &typed);
        assert_eq!(client.rules(&name), project.checked(A), "{typed}");
    }
}
