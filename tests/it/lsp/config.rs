//! `hsmeta.toml` in the editor: the same diagnostics as on the command line, while it is edited and
//! after it is saved.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::parity::{expected, published};
use super::project_session::{ProjectSession, all_capabilities, without};
use crate::support;

const CARD: &str = "src/app/cards/card-hsmeta.json";
const OFF: &str = "[rules]\nmissing-image = \"off\"\n";

/// A folder with two projects; an image is missing in each.
fn workspace() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixture = support::root().join("fixtures/rules/unused-ignore/misspelt-rule");
    for project in ["one", "two"] {
        for file in [
            "hsproject.json",
            "src/app/app-hsmeta.json",
            CARD,
            "src/app/cards/Card.tsx",
            "src/app/cards/package.json",
        ] {
            let path = folder.path().join(project).join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(fixture.join(file), path).unwrap();
        }
    }
    folder
}

fn same_as_the_command_line(client: &mut Client, folder: &Path, what: &str) {
    let expected = expected(&support::load(folder).0, folder);
    client.until(what, |client| published(client) == expected);
}

#[test]
fn changes_of_a_shared_config_on_disk_update_all_projects() {
    let folder = workspace();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "no configuration");
    assert_eq!(published(&client).len(), 2);
    let outer = folder.path().join("hsmeta.toml");
    std::fs::write(
        &outer,
        format!("{OFF}nonsense = 1\n[[ignore]]\nrule = 'duplicate-uid'\npath = '**'\n"),
    )
    .unwrap();
    client.watched(&[(&outer, 1)]);
    same_as_the_command_line(&mut client, folder.path(), "a file above both");
    assert_eq!(
        published(&client).len(),
        1,
        "one file with problems, reported once"
    );
    let inner = folder.path().join("two/hsmeta.toml");
    std::fs::write(&inner, "[rules]\nmissing-image = \"error\"\n").unwrap();
    client.watched(&[(&inner, 1)]);
    same_as_the_command_line(&mut client, folder.path(), "the nearest wins");
    assert_eq!(published(&client).len(), 2);
    std::fs::remove_file(&inner).unwrap();
    std::fs::remove_file(&outer).unwrap();
    client.watched(&[(&inner, 3), (&outer, 3)]);
    same_as_the_command_line(&mut client, folder.path(), "both gone");
}

#[test]
fn imported_schemas_on_disk_update_all_projects() {
    let folder = workspace();
    std::fs::write(folder.path().join("hsmeta.toml"), "").unwrap();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "no schemas");
    let before = published(&client);
    let manifest = std::fs::read_to_string(folder.path().join("one/hsproject.json")).unwrap();
    let manifest: Value = serde_json::from_str(&manifest).unwrap();
    let version = manifest["platformVersion"].as_str().unwrap();
    let file = folder
        .path()
        .join(format!(".hsmeta/schemas/{version}.json"));
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    let schemas = json!({"CARD": {"type": "object", "required": ["invented"]}});
    let imported =
        json!({"platformVersion": version, "imported": "2026-11-29", "schemas": schemas});
    std::fs::write(&file, imported.to_string()).unwrap();
    client.watched(&[(&file, 1)]);
    same_as_the_command_line(&mut client, folder.path(), "imported");
    let with_schemas = published(&client);
    assert!(
        format!("{with_schemas:?}").contains("invented"),
        "{with_schemas:?}"
    );
    std::fs::write(&file, "{").unwrap();
    client.watched(&[(&file, 2)]);
    same_as_the_command_line(&mut client, folder.path(), "broken");
    let broken = format!("{:?}", published(&client));
    assert!(broken.contains("unusable-imported-schema"), "{broken}");
    // The client may report the folder only.
    std::fs::remove_dir_all(folder.path().join(".hsmeta")).unwrap();
    client.watched(&[(&folder.path().join(".hsmeta"), 3)]);
    client.until("removed", |client| published(client) == before);
}

#[test]
fn open_config_replaces_the_file_on_disk() {
    let folder = workspace();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "no configuration");
    let path = folder.path().join("hsmeta.toml");
    let name = uri(&path);
    let count = |client: &Client| published(client).len();
    client.open(&name, 1, OFF);
    client.until("both silent", |client| count(client) == 0);
    client.change(
        &name,
        2,
        json!([{ "text": "[rules]\nmissing-image = \"of\"\n" }]),
    );
    client.until("a problem in the open file", |client| count(client) == 3);
    assert_eq!(client.rules(&name), ["invalid-config"]);
    assert_eq!(client.published[&name]["version"], 2);
    client.change(&name, 3, json!([{ "text": OFF }]));
    client.until("no problems", |client| count(client) == 0);
    client.close(&name);
    same_as_the_command_line(&mut client, folder.path(), "closed without being saved");
}

#[test]
fn hidden_config_is_watched() {
    let folder = workspace();
    let hidden = folder.path().join(".hsmeta.toml");
    let plain = folder.path().join("hsmeta.toml");
    let broken = "[rules]\nmissing-image = \"of\"\n";
    std::fs::write(&hidden, broken).unwrap();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "a problem in the hidden file");
    assert_eq!(client.rules(&uri(&hidden)), ["invalid-config"]);
    std::fs::rename(&hidden, &plain).unwrap();
    client.watched(&[(&hidden, 3), (&plain, 1)]);
    same_as_the_command_line(&mut client, folder.path(), "it has got the other name");
    assert_eq!(client.rules(&uri(&plain)), ["invalid-config"]);
    std::fs::rename(&plain, &hidden).unwrap();
    client.watched(&[(&plain, 3), (&hidden, 1)]);
    same_as_the_command_line(&mut client, folder.path(), "and its own again");
    let name = uri(&hidden);
    client.open(&name, 1, broken);
    client.change(&name, 2, json!([{ "text": OFF }]));
    client.until("no problems", |client| published(client).is_empty());
}

#[test]
fn unused_ignores_equal_those_of_the_command_line() {
    let folder = workspace();
    let path = folder.path().join("hsmeta.toml");
    let ignore = |rule: &str, path: &str| {
        format!("[[ignore]]\nrule = '{rule}'\npath = '{path}'\nreason = 'r'\n\n")
    };
    let text = ignore("missing-image", "one/src/**")
        + &ignore("duplicate-uid", "two")
        + &ignore("duplicate-uid", "three");
    std::fs::write(&path, text).unwrap();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "the whole workspace");
    assert_eq!(
        client.rules(&uri(&path)),
        ["unused-ignore", "unused-ignore"]
    );
    // An entry may be used by another project.
    let one = folder.path().join("one");
    let mut client = Client::started(&[&one]);
    same_as_the_command_line(&mut client, &one, "one project");
    assert_eq!(published(&client), BTreeMap::new());
}

fn ignoring(session: &mut ProjectSession, file: &str, diagnostic: &Value) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": session.uri(file) }, "range": diagnostic["range"], "context": { "diagnostics": [diagnostic] },
    });
    let actions = session.ask("textDocument/codeAction", &params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    actions
        .into_iter()
        .filter(|one| one["title"].as_str().unwrap().starts_with("Ignore "))
        .collect()
}

/// The project with an error in the card.
fn session_with_problem(capabilities: Value) -> (ProjectSession, Value) {
    let mut session = ProjectSession::with(capabilities, Value::Null);
    let file = "src/app/cards/paper-hsmeta.json";
    session.typed(file, "\"entrypoint\"", "\"nonsense😀\": 1, \"entrypoint\"▮");
    let rules = session.rules();
    assert!(rules.contains(&"unknown-property".to_owned()), "{rules:?}");
    let found = session.client.published[&session.uri(file)]["diagnostics"]
        .as_array()
        .unwrap()
        .clone();
    let diagnostic = found
        .into_iter()
        .find(|one| one["code"] == "unknown-property")
        .unwrap();
    (session, diagnostic)
}

#[test]
fn suppression_creates_the_config_with_a_reason_to_fill_in() {
    let file = "src/app/cards/paper-hsmeta.json";
    let mut capabilities = all_capabilities();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let (mut session, diagnostic) = session_with_problem(capabilities);
    let actions = ignoring(&mut session, file, &diagnostic);
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0]["title"], "Ignore unknown-property here");
    assert_eq!(
        actions[0]["diagnostics"][0]["message"],
        diagnostic["message"]
    );
    let changes = actions[0]["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(
        changes[0],
        json!({ "kind": "create", "uri": session.uri("hsmeta.toml"), "options": { "ignoreIfExists": true } })
    );
    let text = changes[1]["edits"][0]["newText"]
        .as_str()
        .unwrap()
        .to_owned();
    let expected = format!(
        "[[ignore]]\nrule = \"unknown-property\"\npath = \"{file}\"\npointer = \"/config/nonsense😀\"\nreason = \"\"\n"
    );
    assert_eq!(text, expected);
    let name = session.uri("hsmeta.toml");
    session.client.open(&name, 1, &text);
    session.client.until("the reason is missing", |client| {
        client.published.contains_key(&name)
    });
    assert_eq!(session.client.rules(&name), ["missing-ignore-reason"]);
    let card = session.uri(file);
    session.client.until("the diagnostic is ignored", |client| {
        !client.rules(&card).contains(&"unknown-property".to_owned())
    });
    session.client.change(
        &name,
        2,
        json!([{ "text": text.replace("\"\"", "\"a beta\"") }]),
    );
    session.client.until_version(&name, 2);
    assert_eq!(session.client.rules(&name), Vec::<String>::new());
}

#[test]
fn suppression_is_appended_to_an_existing_config() {
    let file = "src/app/cards/paper-hsmeta.json";
    for capabilities in [
        all_capabilities(),
        without("/workspace/workspaceEdit/documentChanges"),
    ] {
        let (mut session, diagnostic) = session_with_problem(capabilities);
        assert_eq!(
            ignoring(&mut session, file, &diagnostic),
            Vec::<Value>::new(),
            "the client cannot create files"
        );
        let name = session.uri("hsmeta.toml");
        session.client.open(&name, 1, "# no line end");
        session.client.until_version(&name, 1);
        let edit = ignoring(&mut session, file, &diagnostic).remove(0)["edit"].clone();
        let edits = match edit["changes"].get(&name) {
            Some(edits) => edits.clone(),
            None => edit["documentChanges"][0]["edits"].clone(),
        };
        assert_eq!(
            edits[0]["range"]["start"],
            json!({ "line": 0, "character": 13 })
        );
        assert!(
            edits[0]["newText"]
                .as_str()
                .unwrap()
                .starts_with("\n\n[[ignore]]\n"),
            "{edits}"
        );
        session
            .client
            .change(&name, 2, json!([{ "text": "[rules" }]));
        assert_eq!(
            ignoring(&mut session, file, &diagnostic),
            Vec::<Value>::new(),
            "broken text is left alone"
        );
    }
}
