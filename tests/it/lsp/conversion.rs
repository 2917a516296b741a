//! The code action that converts a project of the old layout: what is asked, what the edit does, and what refuses it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diagnostics::RelPath;
use migration::{Action, Content, Options, Plan, ProjectFiles};
use project::load;
use serde_json::{Value, json};

use super::client::{self, Client, uri};
use super::disk;
use crate::support;

#[path = "../../../server/migration/tests/it/tree.rs"]
mod tree;

const ASK: &str = "window/showMessageRequest";
const APPLY: &str = "workspace/applyEdit";
const SHOW: &str = "window/showMessage";

/// The capabilities of a client that can convert projects.
fn capabilities() -> Value {
    let mut capabilities = client::capabilities();
    capabilities["workspace"]["applyEdit"] = json!(true);
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] =
        json!(["create", "rename", "delete"]);
    capabilities["window"]["showMessage"] =
        json!({ "messageActionItem": { "additionalPropertiesSupport": true } });
    capabilities
}

fn started(folder: &Path) -> Client {
    let mut client = Client::in_process();
    client.initialize(&[folder], capabilities(), Value::Null);
    client.held = &[ASK, APPLY];
    client
}

/// Writes the project of a fixture; none if this system has no symbolic links and the project has some.
fn write(fixture: &str, root: &Path) -> Option<()> {
    let before = support::root()
        .join("fixtures/migrations")
        .join(fixture)
        .join("before.txt");
    let before = fs::read_to_string(before).unwrap().replace("\r\n", "\n");
    let (files, _) = tree::read(&before);
    for (path, content) in &files.files {
        let path = root.join(path.as_str());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        match content {
            Content::Bytes(bytes) => fs::write(path, bytes).unwrap(),
            #[cfg(unix)]
            Content::Link => std::os::unix::fs::symlink("elsewhere", path).unwrap(),
            _ => return None,
        }
    }
    Some(())
}

fn open(client: &mut Client, path: &Path) -> String {
    let uri = uri(path);
    client.open(&uri, 1, &fs::read_to_string(path).unwrap());
    // The answer waits for the project.
    client.request(
        "textDocument/documentSymbol",
        json!({ "textDocument": { "uri": uri } }),
    );
    client.received.clear();
    uri
}

fn execute(client: &mut Client, uri: &str) {
    let params = json!({ "command": "hsmeta.migrate", "arguments": [{ "uri": uri }] });
    assert!(client.request("workspace/executeCommand", params).is_null());
}

fn choose(client: &mut Client, question: &Value, title: &str) {
    assert!(titles(question).contains(&title), "{question}");
    client.reply(question, json!({ "title": title }));
}

fn titles(question: &Value) -> Vec<&str> {
    let actions = question["params"]["actions"].as_array().unwrap();
    actions
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect()
}

fn text(message: &Value) -> &str {
    message["params"]["message"].as_str().unwrap()
}

fn planned(files: &ProjectFiles) -> Plan {
    migration::plan(files, &Options::default())
}

/// The files after a conversion in a folder without version control.
fn with_leftovers(files: &ProjectFiles, plan: &Plan) -> ProjectFiles {
    let mut after = migration::apply(files, plan);
    // HubSpot uploads no folder whose name begins with a dot.
    let manifest = files.text("hsproject.json").unwrap();
    let is_source = manifest.contains(r#""srcDir": ".""#);
    let folder = if is_source {
        ".migrate-leftover"
    } else {
        "migrate-leftover"
    };
    for (path, action) in &plan.files {
        if matches!(action, Action::Remove { .. }) {
            let leftover = RelPath::new(format!("{folder}/{path}"));
            after.files.insert(leftover, files.files[path].clone());
        }
    }
    after
}

/// Converts every fixture below a folder, and compares the files with those that the plan announces.
fn convert_all_fixtures(
    folder: &Path,
    expected: fn(&ProjectFiles, &Plan) -> ProjectFiles,
) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let mut roots: Vec<PathBuf> = Vec::new();
    for fixture in support::folders(&support::root().join("fixtures/migrations")) {
        let name = fixture.file_name().unwrap().to_str().unwrap();
        let root = folder.join(name);
        if write(name, &root).is_some() {
            roots.push(root);
        }
    }
    assert!(roots.len() > 50);
    let mut client = started(folder);
    for root in roots {
        let manifest = root.join("hsproject.json");
        let before = load::snapshot(&root).unwrap();
        let plan = planned(&before);
        let uri = open(&mut client, &manifest);
        execute(&mut client, &uri);
        let message = client.next(&[ASK, SHOW]);
        let result = if message["method"] == ASK {
            choose(&mut client, &message, "Convert");
            let edit = client.next(&[APPLY]);
            disk::apply(&edit["params"]["edit"], usize::MAX);
            client.reply(&edit, json!({ "applied": true }));
            let end = client.next(&[SHOW]);
            assert!(text(&end).contains("are converted"), "{end}");
            let after = load::snapshot(&root).unwrap();
            let expected = expected(&before, &plan);
            assert_eq!(
                tree::show(&after),
                tree::show(&expected),
                "{}",
                root.display()
            );
            "converted"
        } else if plan.refusals.is_empty() {
            assert!(!plan.changes_anything(), "{message}");
            assert!(text(&message).contains("Nothing of"), "{message}");
            "nothing to convert"
        } else {
            let reason = &plan.refusals[0].reason;
            assert!(text(&message).contains(reason), "{message}");
            "refused"
        };
        *counts.entry(result).or_default() += 1;
        client.close(&uri);
    }
    counts
}

#[test]
fn the_edit_does_what_the_plan_says() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".git")).unwrap();
    let counts = convert_all_fixtures(folder.path(), migration::apply);
    assert!(counts["converted"] > 45, "{counts:?}");
    assert!(counts["refused"] >= 4, "{counts:?}");
}

#[test]
fn without_version_control_nothing_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let counts = convert_all_fixtures(folder.path(), with_leftovers);
    assert!(counts["converted"] > 45, "{counts:?}");
}

const PUBLIC_APP: &str = "example-public-app";

/// A project of the old layout, and a client with its `hsproject.json` open.
struct Session {
    folder: tempfile::TempDir,
    client: Client,
    manifest: String,
}

impl Session {
    fn new(fixture: &str) -> Session {
        let folder = tempfile::tempdir().unwrap();
        write(fixture, folder.path()).unwrap();
        let mut client = started(folder.path());
        let manifest = open(&mut client, &folder.path().join("hsproject.json"));
        Session {
            folder,
            client,
            manifest,
        }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn actions(&mut self, path: &str) -> Vec<Value> {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 99, "character": 0 } });
        let params = json!({
            "textDocument": { "uri": uri(&self.path(path)) },
            "range": range, "context": { "diagnostics": [] },
        });
        let mut actions = self.client.request("textDocument/codeAction", params);
        match actions.as_array_mut() {
            Some(actions) => std::mem::take(actions),
            None => Vec::new(),
        }
    }

    fn ask(&mut self) -> Value {
        let manifest = self.manifest.clone();
        execute(&mut self.client, &manifest);
        self.client.next(&[ASK])
    }

    fn files(&self) -> ProjectFiles {
        load::snapshot(self.folder.path()).unwrap()
    }
}

#[test]
fn the_action_converts_the_project_and_its_problems_go() {
    let mut session = Session::new(PUBLIC_APP);
    fs::create_dir(session.path(".git")).unwrap();
    let manifest = session.manifest.clone();
    session
        .client
        .until("a diagnostic", |client| client.rules(&manifest) != [""; 0]);
    let actions = session.actions("hsproject.json");
    let action = actions
        .iter()
        .find(|action| {
            action["title"]
                .as_str()
                .unwrap()
                .starts_with("Convert the project")
        })
        .unwrap_or_else(|| panic!("{actions:#?}"));
    assert_eq!(
        action["diagnostics"][0]["code"],
        "unsupported-platform-version"
    );
    let command = action["command"].clone();
    session.client.request("workspace/executeCommand", command);
    let question = session.client.next(&[ASK]);
    assert_eq!(titles(&question), ["Convert", "Show Plan", "Cancel"]);
    choose(&mut session.client, &question, "Convert");
    let edit = session.client.next(&[APPLY]);
    disk::apply(&edit["params"]["edit"], usize::MAX);
    let new = fs::read_to_string(session.path("hsproject.json")).unwrap();
    session
        .client
        .change(&manifest, 2, json!([{ "text": new }]));
    session.client.reply(&edit, json!({ "applied": true }));
    // Without any report of changed files.
    session.client.until_rules(&manifest, &[]);
    assert_eq!(session.actions("hsproject.json"), [Value::Null; 0]);
}

#[test]
fn every_problem_of_the_old_layout_has_the_action() {
    for (fixture, path) in [
        ("half-migrated-leftovers", "src/app/app.json"),
        ("example-half-migrated-card", "src/app/cards/x-hsmeta.json"),
        ("manifest-without-version", "hsproject.json"),
    ] {
        let mut session = Session::new(fixture);
        let file = uri(&session.path(path));
        session
            .client
            .until("a problem", |client| client.rules(&file) != [""; 0]);
        let actions = session.actions(path);
        let count = |start: &str| {
            let titles = actions
                .iter()
                .map(|action| action["title"].as_str().unwrap());
            titles.filter(|title| title.starts_with(start)).count()
        };
        assert_eq!(count("Convert the project"), 1, "{path}: {actions:#?}");
    }
    // A file that is never read.
    let folder = tempfile::tempdir().unwrap();
    write("half-migrated-leftovers", folder.path()).unwrap();
    let theme = folder.path().join("src/theme/orchard/theme.json");
    fs::create_dir_all(theme.parent().unwrap().join("templates")).unwrap();
    fs::write(&theme, "{}").unwrap();
    let mut client = started(folder.path());
    let manifest = open(&mut client, &folder.path().join("hsproject.json"));
    let mut session = Session {
        folder,
        client,
        manifest,
    };
    session
        .client
        .until_rules(&uri(&theme), &["theme-without-component"]);
    let actions = session.actions("src/theme/orchard/theme.json");
    assert_eq!(actions.len(), 1, "{actions:#?}");
    assert!(
        session
            .actions("src/app/app-hsmeta.json")
            .iter()
            .all(|action| {
                !action["title"]
                    .as_str()
                    .unwrap()
                    .starts_with("Convert the project")
            })
    );
}

#[test]
fn the_question_names_defaults_and_what_is_not_migrated() {
    let mut session = Session::new(PUBLIC_APP);
    let plan = planned(&session.files());
    let question = session.ask();
    let open = plan.decisions.iter().filter(|one| !one.is_answered);
    for decision in open {
        assert!(text(&question).contains(&decision.chosen), "{question}");
    }
    assert!(text(&question).contains("The deployed app is not migrated"));
    choose(&mut session.client, &question, "Show Plan");
    let shown = session.client.next(&[SHOW]);
    assert!(text(&shown).contains(&plan.to_string()), "{shown}");
    let again = session.client.next(&[ASK]);
    assert_eq!(titles(&again), ["Convert", "Cancel"]);
    let before = session.files();
    choose(&mut session.client, &again, "Cancel");
    // The next question is a new one.
    let next = session.ask();
    session.client.reply(&next, Value::Null);
    assert_eq!(session.files(), before);
}

#[test]
fn a_client_that_shows_documents_shows_the_plan_first() {
    let folder = tempfile::tempdir().unwrap();
    write(PUBLIC_APP, folder.path()).unwrap();
    let mut client = Client::in_process();
    let options = json!({ "planDocuments": true });
    client.initialize(&[folder.path()], capabilities(), options);
    client.held = &[ASK, APPLY];
    let manifest = open(&mut client, &folder.path().join("hsproject.json"));
    execute(&mut client, &manifest);
    client.until("a question", |client| {
        client
            .received
            .iter()
            .any(|message| message["method"] == ASK)
    });
    let message = |method: &str| {
        let mut received = client.received.iter();
        received
            .find(|message| message["method"] == method)
            .unwrap()
    };
    let document = message("window/showDocument")["params"]["uri"].clone();
    assert_eq!(titles(message(ASK)), ["Convert", "Cancel"]);
    let shown = client.request("hsmeta/migrationPlan", json!({ "uri": document }));
    let plan = planned(&load::snapshot(folder.path()).unwrap());
    assert!(shown.as_str().unwrap().contains(&plan.to_string()));
    let other = json!({ "uri": "hsmeta-plan:///x?99" });
    assert!(client.request("hsmeta/migrationPlan", other).is_null());
}

#[test]
fn unsaved_changes_are_not_lost() {
    let mut session = Session::new(PUBLIC_APP);
    let before = session.files();
    let app = session.path("src/app/public-app.json");
    let saved = fs::read_to_string(&app).unwrap();
    session.client.open(&uri(&app), 1, &format!("{saved} "));
    execute(&mut session.client, &session.manifest.clone());
    let refused = session.client.next(&[ASK, SHOW]);
    assert!(
        text(&refused).contains("unsaved changes: `src/app/public-app.json`"),
        "{refused}"
    );
    // Nor are those that are made while the question is open.
    session
        .client
        .change(&uri(&app), 2, json!([{ "text": saved }]));
    let question = session.ask();
    session
        .client
        .change(&uri(&app), 3, json!([{ "text": "{}" }]));
    // Answers of the client overtake its notifications.
    session.actions("hsproject.json");
    choose(&mut session.client, &question, "Convert");
    let refused = session.client.next(&[ASK, APPLY, SHOW]);
    assert!(text(&refused).contains("unsaved changes"), "{refused}");
    assert_eq!(session.files(), before);
}

#[test]
fn the_edit_is_for_the_versions_that_were_read() {
    let mut session = Session::new(PUBLIC_APP);
    let app = session.path("src/app/public-app.json");
    let saved = fs::read_to_string(&app).unwrap();
    session.client.open(&uri(&app), 7, &saved);
    let question = session.ask();
    choose(&mut session.client, &question, "Convert");
    let edit = session.client.next(&[APPLY]);
    let operations = edit["params"]["edit"]["documentChanges"]
        .as_array()
        .unwrap();
    for (file, version) in [(uri(&app), 7), (session.manifest.clone(), 1)] {
        let document = json!({ "uri": file, "version": version });
        let versioned = operations
            .iter()
            .find(|operation| operation["textDocument"] == document);
        assert!(versioned.is_some(), "{document} {operations:#?}");
    }
}

#[test]
fn another_plan_is_asked_about_again() {
    let mut session = Session::new(PUBLIC_APP);
    let question = session.ask();
    fs::remove_file(session.path("src/app/public-app.json")).unwrap();
    choose(&mut session.client, &question, "Convert");
    let again = session.client.next(&[ASK, APPLY, SHOW]);
    assert!(
        text(&again).contains("have changed since the plan"),
        "{again}"
    );
}

#[test]
fn clients_without_file_operations_are_told_the_command() {
    let folder = tempfile::tempdir().unwrap();
    write(PUBLIC_APP, folder.path()).unwrap();
    for missing in [
        "/workspace/applyEdit",
        "/workspace/workspaceEdit/resourceOperations",
        "/window/showMessage",
    ] {
        let mut capabilities = capabilities();
        *capabilities.pointer_mut(missing).unwrap() = Value::Null;
        let mut client = Client::in_process();
        client.initialize(&[folder.path()], capabilities, Value::Null);
        let manifest = open(&mut client, &folder.path().join("hsproject.json"));
        execute(&mut client, &manifest);
        let message = client.next(&[ASK, SHOW]);
        assert_eq!(message["method"], SHOW, "{missing}");
        assert!(
            text(&message).contains("run `hsmeta migrate` in"),
            "{message}"
        );
    }
}

#[test]
fn an_edit_that_fails_half_way_loses_nothing() {
    for fixture in [PUBLIC_APP, "example-private-app", "example-theme"] {
        for count in 0.. {
            let mut session = Session::new(fixture);
            let before = session.files();
            let question = session.ask();
            choose(&mut session.client, &question, "Convert");
            let edit = session.client.next(&[APPLY]);
            let operations = edit["params"]["edit"]["documentChanges"]
                .as_array()
                .unwrap();
            if count == operations.len() {
                break;
            }
            disk::apply(&edit["params"]["edit"], count);
            let reason = json!({ "applied": false, "failureReason": "disk full" });
            session.client.reply(&edit, reason);
            let end = session.client.next(&[SHOW]);
            assert!(text(&end).contains("disk full"), "{end}");
            // Every text is still there, except that of files that are edited in place.
            let left: Vec<Content> = session.files().files.into_values().collect();
            for (path, content) in &before.files {
                let is_edited = matches!(planned(&before).files[path], Action::Change { .. });
                assert!(
                    is_edited || left.contains(content),
                    "{fixture} {count} {path}"
                );
            }
        }
    }
}

#[test]
fn files_of_a_conversion_are_not_renamed_twice() {
    let mut session = Session::new("half-migrated-folder");
    let question = session.ask();
    choose(&mut session.client, &question, "Convert");
    let edit = session.client.next(&[APPLY]);
    let operations = edit["params"]["edit"]["documentChanges"]
        .as_array()
        .unwrap();
    let renamed: Vec<Value> = operations
        .iter()
        .filter(|operation| operation["kind"] == "rename")
        .map(|operation| json!({ "oldUri": operation["oldUri"], "newUri": operation["newUri"] }))
        .collect();
    assert!(!renamed.is_empty());
    let params = json!({ "files": renamed });
    let changes = session
        .client
        .request("workspace/willRenameFiles", params.clone());
    assert!(changes.is_null(), "{changes}");
    session.client.reply(&edit, json!({ "applied": false }));
    session.client.next(&[SHOW]);
    let changes = session.client.request("workspace/willRenameFiles", params);
    assert!(!changes.is_null(), "{changes}");
}

#[test]
fn large_projects_are_left_to_the_command_line() {
    let mut session = Session::new(PUBLIC_APP);
    let folder = session.path("src/app/app.functions/many");
    fs::create_dir_all(&folder).unwrap();
    for number in 0..2_001 {
        fs::write(folder.join(format!("{number}.js")), "export const a = 1;\n").unwrap();
    }
    execute(&mut session.client, &session.manifest.clone());
    let message = session.client.next(&[ASK, SHOW]);
    assert!(
        text(&message).contains("too many for an editor"),
        "{message}"
    );
}

#[test]
fn unknown_commands_are_errors() {
    let mut session = Session::new(PUBLIC_APP);
    for params in [
        json!({ "command": "other", "arguments": [{ "uri": session.manifest }] }),
        json!({ "command": "hsmeta.migrate" }),
        json!({ "command": "hsmeta.migrate", "arguments": [1] }),
    ] {
        let id = session.client.ask("workspace/executeCommand", params);
        let answer = session.client.answer(id);
        assert_eq!(answer["error"]["code"], -32602, "{answer}");
    }
}
