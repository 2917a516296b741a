//! `hsmeta.toml` in a session: the same findings as on the command line, while it is typed and after it is saved.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, uri};
use super::parity::{expected, published};
use super::shop::{Shop, modern, without};
use crate::support;

const CARD: &str = "src/app/cards/card-hsmeta.json";
const OFF: &str = "[rules]\nmissing-image = \"off\"\n";

/// A folder with two projects that lack an image each.
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
fn a_file_above_several_projects_is_followed_on_the_disk() {
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
        "one file with mistakes, reported once"
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
fn an_open_file_stands_in_the_place_of_the_disk() {
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
    client.until("a mistake in the open file", |client| count(client) == 3);
    assert_eq!(client.rules(&name), ["invalid-config"]);
    assert_eq!(client.published[&name]["version"], 2);
    client.change(&name, 3, json!([{ "text": OFF }]));
    client.until("mended", |client| count(client) == 0);
    client.close(&name);
    same_as_the_command_line(&mut client, folder.path(), "closed without being saved");
}

#[test]
fn a_hidden_file_is_followed_too() {
    let folder = workspace();
    let hidden = folder.path().join(".hsmeta.toml");
    let plain = folder.path().join("hsmeta.toml");
    let broken = "[rules]\nmissing-image = \"of\"\n";
    std::fs::write(&hidden, broken).unwrap();
    let mut client = Client::started(&[folder.path()]);
    same_as_the_command_line(&mut client, folder.path(), "a mistake in the hidden file");
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
    client.until("mended", |client| published(client).is_empty());
}

#[test]
fn unused_ignores_are_those_of_the_command_line() {
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
    // One project alone says nothing about the others.
    let one = folder.path().join("one");
    let mut client = Client::started(&[&one]);
    same_as_the_command_line(&mut client, &one, "one project");
    assert_eq!(published(&client), BTreeMap::new());
}

fn ignoring(shop: &mut Shop, file: &str, finding: &Value) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": shop.uri(file) }, "range": finding["range"], "context": { "diagnostics": [finding] },
    });
    let actions = shop.ask("textDocument/codeAction", &params);
    let actions = actions.as_array().cloned().unwrap_or_default();
    actions
        .into_iter()
        .filter(|one| one["title"].as_str().unwrap().starts_with("Ignore "))
        .collect()
}

/// A shop with a mistake in the card.
fn faulty(capabilities: Value) -> (Shop, Value) {
    let mut shop = Shop::with(capabilities, Value::Null);
    let file = "src/app/cards/paper-hsmeta.json";
    shop.typed(file, "\"entrypoint\"", "\"nonsense😀\": 1, \"entrypoint\"▮");
    let rules = shop.rules();
    assert!(rules.contains(&"unknown-property".to_owned()), "{rules:?}");
    let found = shop.client.published[&shop.uri(file)]["diagnostics"]
        .as_array()
        .unwrap()
        .clone();
    let finding = found
        .into_iter()
        .find(|one| one["code"] == "unknown-property")
        .unwrap();
    (shop, finding)
}

#[test]
fn a_finding_is_ignored_in_a_new_file_and_asks_for_the_reason() {
    let file = "src/app/cards/paper-hsmeta.json";
    let mut capabilities = modern();
    capabilities["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let (mut shop, finding) = faulty(capabilities);
    let actions = ignoring(&mut shop, file, &finding);
    assert_eq!(actions.len(), 1, "{actions:?}");
    assert_eq!(actions[0]["title"], "Ignore unknown-property here");
    assert_eq!(actions[0]["diagnostics"][0]["message"], finding["message"]);
    let changes = actions[0]["edit"]["documentChanges"].as_array().unwrap();
    assert_eq!(
        changes[0],
        json!({ "kind": "create", "uri": shop.uri("hsmeta.toml"), "options": { "ignoreIfExists": true } })
    );
    let text = changes[1]["edits"][0]["newText"]
        .as_str()
        .unwrap()
        .to_owned();
    let expected = format!(
        "[[ignore]]\nrule = \"unknown-property\"\npath = \"{file}\"\npointer = \"/config/nonsense😀\"\nreason = \"\"\n"
    );
    assert_eq!(text, expected);
    let name = shop.uri("hsmeta.toml");
    shop.client.open(&name, 1, &text);
    shop.client.until("the reason is missing", |client| {
        client.published.contains_key(&name)
    });
    assert_eq!(shop.client.rules(&name), ["missing-ignore-reason"]);
    let card = shop.uri(file);
    shop.client.until("the finding is ignored", |client| {
        !client.rules(&card).contains(&"unknown-property".to_owned())
    });
    shop.client.change(
        &name,
        2,
        json!([{ "text": text.replace("\"\"", "\"a beta\"") }]),
    );
    shop.client.until_version(&name, 2);
    assert_eq!(shop.client.rules(&name), Vec::<String>::new());
}

#[test]
fn a_finding_is_ignored_at_the_end_of_the_file_that_is_there() {
    let file = "src/app/cards/paper-hsmeta.json";
    for capabilities in [
        modern(),
        without("/workspace/workspaceEdit/documentChanges"),
    ] {
        let (mut shop, finding) = faulty(capabilities);
        assert_eq!(
            ignoring(&mut shop, file, &finding),
            Vec::<Value>::new(),
            "nobody could make the file"
        );
        let name = shop.uri("hsmeta.toml");
        shop.client.open(&name, 1, "# no line end");
        shop.client.until_version(&name, 1);
        let edit = ignoring(&mut shop, file, &finding).remove(0)["edit"].clone();
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
        shop.client.change(&name, 2, json!([{ "text": "[rules" }]));
        assert_eq!(
            ignoring(&mut shop, file, &finding),
            Vec::<Value>::new(),
            "broken text is left alone"
        );
    }
}
