//! Files with two paths, because a symbolic link leads to their project: their diagnostics are
//! published once.
#![cfg(unix)]

use std::os::unix::fs::symlink;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};

const APP: &str = "src/app/app-hsmeta.json";
const CARD: &str = "src/app/cards/card-hsmeta.json";

/// A folder with a project in `real`, and a symbolic link `link` to it.
struct Linked {
    folder: tempfile::TempDir,
}

impl Linked {
    fn new() -> Linked {
        let linked = Linked {
            folder: tempfile::tempdir().unwrap(),
        };
        std::fs::create_dir_all(linked.path("real/src/app/cards")).unwrap();
        std::fs::write(
            linked.path("real/hsproject.json"),
            r#"{ "name": "x", "srcDir": "src", "platformVersion": "2026.03" }"#,
        )
        .unwrap();
        std::fs::write(linked.path(&format!("real/{APP}")), "[]").unwrap();
        std::fs::write(linked.path(&format!("real/{CARD}")), "[]").unwrap();
        symlink("real", linked.path("link")).unwrap();
        linked
    }

    fn path(&self, path: &str) -> PathBuf {
        // The temporary folder itself may be a link, as on macOS.
        self.folder.path().canonicalize().unwrap().join(path)
    }

    fn uri(&self, path: &str) -> String {
        uri(&self.path(path))
    }

    fn session(&self, folders: &[&str]) -> Client {
        let folders: Vec<PathBuf> = folders.iter().map(|folder| self.path(folder)).collect();
        Client::started(&folders.iter().map(PathBuf::as_path).collect::<Vec<_>>())
    }
}

/// Waits until all earlier messages are handled, and returns the URIs with diagnostics.
fn uris_with_diagnostics(client: &mut Client) -> Vec<String> {
    client.request("workspace/symbol", json!({ "query": "nothing" }));
    let with = client
        .published
        .iter()
        .filter(|(_, published)| published["diagnostics"] != json!([]));
    with.map(|(uri, _)| uri.clone()).collect()
}

fn until_only(client: &mut Client, uris: &[String]) {
    client.until(&format!("diagnostics of {uris:?} alone"), |client| {
        client
            .published
            .iter()
            .all(|(uri, published)| (published["diagnostics"] != json!([])) == uris.contains(uri))
            && uris.iter().all(|uri| client.published.contains_key(uri))
    });
    let mut sorted = uris.to_vec();
    sorted.sort();
    assert_eq!(uris_with_diagnostics(client), sorted);
}

#[test]
fn file_opened_through_a_link_has_its_diagnostics_once() {
    for (folder, other) in [("link", "real"), ("real", "link")] {
        let linked = Linked::new();
        let mut client = linked.session(&[folder]);
        let (shown, opened) = (
            linked.uri(&format!("{folder}/{APP}")),
            linked.uri(&format!("{other}/{APP}")),
        );
        let card = linked.uri(&format!("{folder}/{CARD}"));
        client.until_rules(&shown, &["not-an-object"]);
        client.open(&opened, 1, "[]");
        until_only(&mut client, &[card.clone(), opened.clone()]);
        client.change(&opened, 2, json!([{ "text": "" }]));
        client.until_rules(&opened, &["empty-file"]);
        until_only(&mut client, &[card.clone(), opened.clone()]);
        client.close(&opened);
        client.until_rules(&shown, &["not-an-object"]);
        until_only(&mut client, &[card, shown]);
    }
}

#[test]
fn file_opened_immediately_has_its_diagnostics_once() {
    let linked = Linked::new();
    let mut client = linked.session(&["link"]);
    let opened = linked.uri(&format!("real/{APP}"));
    client.open(&opened, 1, "[]");
    until_only(&mut client, &[linked.uri(&format!("link/{CARD}")), opened]);
}

#[test]
fn save_by_either_path_is_noticed() {
    let linked = Linked::new();
    let mut without = capabilities();
    without["workspace"]["didChangeWatchedFiles"] = Value::Null;
    let mut client = Client::in_process();
    client.initialize(&[&linked.path("link")], without, Value::Null);
    let card = linked.uri(&format!("link/{CARD}"));
    client.until_rules(&card, &["not-an-object"]);
    let (app, behind) = (
        linked.uri(&format!("real/{APP}")),
        linked.uri(&format!("real/{CARD}")),
    );
    client.open(&app, 1, "[]");
    client.until_rules(&app, &["not-an-object"]);
    std::fs::write(linked.path(&format!("real/{CARD}")), "").unwrap();
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": behind } }),
    );
    client.until_rules(&card, &["empty-file"]);
    // Watched files are recognized by either path.
    std::fs::write(linked.path(&format!("real/{CARD}")), "[]").unwrap();
    client.watched(&[(&linked.path(&format!("real/{CARD}")), 2)]);
    client.until_rules(&card, &["not-an-object"]);
    until_only(&mut client, &[card, app]);
}

#[test]
fn last_edited_document_wins_if_both_paths_are_open() {
    let linked = Linked::new();
    let mut client = linked.session(&["link"]);
    let (named, real) = (
        linked.uri(&format!("link/{APP}")),
        linked.uri(&format!("real/{APP}")),
    );
    let card = linked.uri(&format!("link/{CARD}"));
    client.open(&named, 1, "[]");
    client.until_rules(&named, &["not-an-object"]);
    client.open(&real, 1, "");
    until_only(&mut client, &[card.clone(), real.clone()]);
    assert_eq!(client.rules(&real), ["empty-file"]);
    client.change(&named, 2, json!([{ "text": "{" }]));
    until_only(&mut client, &[card.clone(), named.clone()]);
    assert_eq!(client.rules(&named), ["invalid-json"]);
    client.close(&named);
    until_only(&mut client, &[card.clone(), real.clone()]);
    assert_eq!(client.rules(&real), ["empty-file"]);
    client.close(&real);
    client.until_rules(&named, &["not-an-object"]);
    until_only(&mut client, &[card, named]);
}

#[test]
fn file_opened_by_both_paths_is_known_by_both() {
    let linked = Linked::new();
    let mut client = linked.session(&[]);
    let (named, real) = (
        linked.uri(&format!("link/{APP}")),
        linked.uri(&format!("real/{APP}")),
    );
    client.open(&named, 1, "[]");
    client.open(&real, 1, "[]");
    client.until_rules(&real, &["not-an-object"]);
    for (version, uri) in [(2, &named), (3, &real), (4, &named)] {
        client.change(uri, version, json!([{ "text": "" }]));
        client.until_rules(uri, &["empty-file"]);
        client.change(uri, version + 10, json!([{ "text": "[]" }]));
        client.until_rules(uri, &["not-an-object"]);
        let other = if *uri == named { &real } else { &named };
        client.until_rules(other, &[]);
    }
}

#[test]
fn without_a_workspace_folder_the_first_path_is_used() {
    let linked = Linked::new();
    let mut client = linked.session(&[]);
    let (named, real) = (
        linked.uri(&format!("link/{APP}")),
        linked.uri(&format!("real/{APP}")),
    );
    client.open(&named, 1, "[]");
    let card = linked.uri(&format!("link/{CARD}"));
    until_only(&mut client, &[card.clone(), named.clone()]);
    client.close(&named);
    client.open(&real, 1, "");
    until_only(&mut client, &[card.clone(), real.clone()]);
    // A workspace folder that is added later determines the path.
    let folder = json!({ "added": [{ "uri": linked.uri("real"), "name": "x" }], "removed": [] });
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": folder }),
    );
    until_only(
        &mut client,
        &[linked.uri(&format!("real/{CARD}")), real.clone()],
    );
    let folder = json!({ "added": [{ "uri": linked.uri("link"), "name": "x" }], "removed": [{ "uri": linked.uri("real"), "name": "x" }] });
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": folder }),
    );
    until_only(&mut client, &[card, real]);
}

#[test]
fn two_paths_of_one_workspace_folder_are_one_project() {
    let linked = Linked::new();
    let mut client = linked.session(&["link", "real"]);
    let (card, app) = (
        linked.uri(&format!("real/{CARD}")),
        linked.uri(&format!("real/{APP}")),
    );
    client.until_rules(&app, &["not-an-object"]);
    client.open(&linked.uri("link/hsproject.json"), 1, "{");
    until_only(&mut client, &[card, app, linked.uri("link/hsproject.json")]);
}

#[test]
fn changed_and_distant_links_are_followed() {
    let linked = Linked::new();
    std::fs::create_dir_all(linked.path("deep/er")).unwrap();
    std::fs::rename(linked.path("real"), linked.path("deep/er/real")).unwrap();
    std::fs::remove_file(linked.path("link")).unwrap();
    symlink("deep", linked.path("link")).unwrap();
    let mut client = linked.session(&["link/er/real"]);
    let opened = linked.uri(&format!("deep/er/real/{APP}"));
    client.open(&opened, 1, "[]");
    until_only(
        &mut client,
        &[linked.uri(&format!("link/er/real/{CARD}")), opened.clone()],
    );
    // The link is removed: open files keep their diagnostics, others lose those under its path.
    std::fs::remove_file(linked.path("link")).unwrap();
    client.watched(&[(&linked.path("link"), 3)]);
    until_only(
        &mut client,
        &[linked.uri(&format!("deep/er/real/{CARD}")), opened],
    );
}

#[test]
fn links_inside_a_project_are_not_followed() {
    let linked = Linked::new();
    std::fs::create_dir(linked.path("elsewhere")).unwrap();
    std::fs::write(linked.path("elsewhere/other-hsmeta.json"), "[]").unwrap();
    symlink(
        linked.path("elsewhere"),
        linked.path("real/src/app/functions"),
    )
    .unwrap();
    let mut client = linked.session(&["real"]);
    let (through, loose) = (
        linked.uri("real/src/app/functions/other-hsmeta.json"),
        linked.uri("elsewhere/other-hsmeta.json"),
    );
    client.until_rules(&linked.uri(&format!("real/{APP}")), &["not-an-object"]);
    client.open(&through, 1, "[]");
    client.open(&loose, 1, "[]");
    client.until_rules(&loose, &["missing-hsproject", "not-an-object"]);
    assert_eq!(client.rules(&through), Vec::<String>::new());
}
