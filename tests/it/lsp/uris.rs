//! URIs that are not encoded as the protocol requires: they are accepted, and answers use the
//! client's spelling.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};

const MANIFEST: &str = r#"{ "name": "orders", "srcDir": "src", "platformVersion": "2026.03" }"#;

const CARD: &str = r#"{ "uid": "orders", "type": "card", "config": { "name": "Orders", "location": "crm.record.tab", "entrypoint": "/app/cards/Orders.jsx", "objectTypes": ["contacts"] } }"#;

const A: &str = "src/app/cards/a-hsmeta.json";
const B: &str = "src/app/cards/b-hsmeta.json";

/// A project in which two cards have the same uid.
fn write(folder: &Path) {
    std::fs::create_dir_all(folder.join("src/app/cards")).unwrap();
    for (path, text) in [
        ("hsproject.json", MANIFEST),
        (
            "src/app/app-hsmeta.json",
            include_str!("../../../fixtures/projects/private-oauth-cards/src/app/app-hsmeta.json"),
        ),
        ("src/app/cards/Orders.jsx", ""),
        ("src/app/cards/package.json", "{}"),
        (A, CARD),
        (B, CARD),
    ] {
        std::fs::write(folder.join(path), text).unwrap();
    }
}

/// Folder names with characters that clients do not encode, as far as the system supports them.
const RAW: &[&str] = if cfg!(windows) {
    &["[x]", "{x}", "a b", "ü", "日本 😀", "%zz", "100%", "^`"]
} else {
    &[
        "[x]",
        "{x}",
        "a|b",
        "^",
        "`",
        "<b>",
        "\"b\"",
        "a\\b",
        "a b",
        "ü",
        "日本 😀",
        "%zz",
        "100%",
        "c#",
        "what?",
    ]
};

#[test]
fn unencoded_folder_uris_are_accepted() {
    for name in RAW {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join(name);
        write(&folder);
        let raw = format!("{}/{name}", uri(parent.path()));
        let mut client = Client::in_process();
        let about = json!({ "processId": null, "rootUri": raw, "capabilities": capabilities() });
        client.request("initialize", about);
        client.notify("initialized", json!({}));
        // URIs of files that the client has not named begin with its spelling of their folder.
        let (a, b) = (format!("{raw}/{A}"), format!("{raw}/{B}"));
        client.until_rules(&a, &["duplicate-uid"]);
        client.until_rules(&b, &["duplicate-uid"]);
        client.open(&a, 1, CARD);
        client.until_version(&a, 1);
        let found = &client.published[&a]["diagnostics"][0];
        assert_eq!(found["relatedInformation"][0]["location"]["uri"], b);
        let place =
            json!({ "textDocument": { "uri": a }, "position": { "line": 0, "character": 12 } });
        let symbols = client.request("workspace/symbol", json!({ "query": "orders" }));
        let places: Vec<&Value> = symbols
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["location"]["uri"])
            .collect();
        assert!(
            places.contains(&&json!(a)) && places.contains(&&json!(b)),
            "{symbols}"
        );
        client.change(
            &a,
            2,
            json!([{ "text": CARD.replace("orders", "invoices") }]),
        );
        client.until_rules(&a, &[]);
        client.until_rules(&b, &[]);
        let renamed = client.request("textDocument/rename", {
            let mut params = place.clone();
            params["newName"] = json!("bills");
            params
        });
        assert_eq!(
            renamed["documentChanges"][0]["textDocument"],
            json!({ "uri": a, "version": 2 }),
            "{renamed}"
        );
        std::fs::write(folder.join(B), "[]").unwrap();
        client.notify(
            "workspace/didChangeWatchedFiles",
            json!({ "changes": [{ "uri": b, "type": 2 }] }),
        );
        client.until_rules(&b, &["not-an-object"]);
        client.change(&a, 3, json!([{ "text": CARD }]));
        let files = json!([{ "oldUri": format!("{raw}/src/app/cards/Orders.jsx"), "newUri": format!("{raw}/src/app/cards/[New].jsx") }]);
        let moved = client.request("workspace/willRenameFiles", json!({ "files": files }));
        assert_eq!(
            moved["documentChanges"][0]["textDocument"],
            json!({ "uri": a, "version": 3 }),
            "{moved}"
        );
        std::fs::write(folder.join(A), "").unwrap();
        client.close(&a);
        client.until_rules(&a, &["empty-file"]);
        let others: Vec<&String> = client
            .published
            .keys()
            .filter(|uri| !uri.starts_with(&raw))
            .collect();
        assert_eq!(others, Vec::<&String>::new());
    }
}

#[test]
fn edits_use_the_uris_of_the_client() {
    let parent = tempfile::tempdir().unwrap();
    write(&parent.path().join("[x]"));
    let raw = format!("{}/[x]", uri(parent.path()));
    let mut without = capabilities();
    without["workspace"]["workspaceEdit"] = json!({});
    let mut client = Client::in_process();
    client.request(
        "initialize",
        json!({ "rootUri": raw, "capabilities": without }),
    );
    client.notify("initialized", json!({}));
    let a = format!("{raw}/{A}");
    client.open(&a, 1, CARD);
    client.until_rules(&a, &["duplicate-uid"]);
    let about = json!({ "textDocument": { "uri": a } });
    let links = client.request("textDocument/documentLink", about);
    assert_eq!(
        links[0]["target"],
        format!("{raw}/src/app/cards/Orders.jsx"),
        "{links}"
    );
    let range =
        json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 99 } });
    let context = json!({ "diagnostics": [{ "codeDescription": { "href": "http://[" }, "severity": "much", "tags": 5 }], "triggerKind": 9, "only": ["quickfix", 7] });
    let request = json!({ "textDocument": { "uri": a }, "range": range, "context": context });
    let actions = client.request("textDocument/codeAction", request);
    let related = actions[0].pointer("/diagnostics/0/relatedInformation/0/location/uri");
    assert_eq!(related, Some(&json!(format!("{raw}/{B}"))), "{actions}");
    client.change(
        &a,
        2,
        json!([{ "text": CARD.replace("orders", "invoices") }]),
    );
    let edit = json!({ "textDocument": { "uri": a }, "position": { "line": 0, "character": 12 }, "newName": "new" });
    let renamed = client.request("textDocument/rename", edit);
    assert_eq!(
        renamed["changes"]
            .as_object()
            .unwrap()
            .keys()
            .collect::<Vec<_>>(),
        [&a]
    );
}

#[test]
fn all_spellings_of_a_uri_are_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("[x]");
    write(&folder);
    let plain = uri(&folder.join(A)).replace("[x]", "%5Bx%5D");
    let path = plain.strip_prefix("file://").unwrap();
    let spellings = [
        plain.clone(),
        plain.replace("%5Bx%5D", "%5bx%5d"),
        plain.replace("%5Bx%5D", "[x]"),
        plain.replace("/cards/", "/%63ards/"),
        format!("file://localhost{path}"),
        format!("file:{path}"),
    ];
    for own in &spellings {
        let mut client = Client::started(&[]);
        client.open(own, 1, CARD);
        client.until_rules(own, &["duplicate-uid"]);
        for (number, other) in spellings.iter().enumerate() {
            let version = 2 + 2 * number as i32;
            client.change(other, version, json!([{ "text": "[" }]));
            client.until_rules(own, &["invalid-json"]);
            let outline = client.request(
                "textDocument/documentSymbol",
                json!({ "textDocument": { "uri": other } }),
            );
            assert!(outline.is_array(), "{other}");
            client.change(other, version + 1, json!([{ "text": CARD }]));
            client.until_rules(own, &["duplicate-uid"]);
            assert!(
                other == own || !client.published.contains_key(other),
                "{other}"
            );
        }
        // The project is not wanted anymore.
        client.close(spellings.iter().find(|other| *other != own).unwrap());
        client.until_rules(own, &[]);
    }
}

#[test]
fn unencoded_uris_of_unsaved_documents_are_accepted() {
    let mut client = Client::started(&[]);
    for name in [
        "untitled:src/app/cards/my [x] ü-hsmeta.json",
        "zip:///a b.zip/{x}/src/app/cards/x-hsmeta.json",
    ] {
        client.open(name, 1, &CARD.replace("\"card\"", "\"crad\""));
        client.until_rules(name, &["unknown-type"]);
        client.change(name, 2, json!([{ "text": "" }]));
        client.until_rules(name, &["empty-file"]);
        let about =
            json!({ "textDocument": { "uri": name }, "position": { "line": 0, "character": 0 } });
        let offered = client.request("textDocument/completion", about);
        assert_eq!(offered["items"][0]["label"], "card", "{name}");
        client.close(name);
        client.until_rules(name, &[]);
    }
}

#[test]
fn diagnostics_move_to_the_uri_that_a_file_is_opened_with() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().join("[x]");
    write(&folder);
    let ours = format!("{}/%5Bx%5D/{A}", uri(folder.parent().unwrap()));
    let theirs = ours.replace("%5B", "[").replace("%5D", "]");
    let mut client = Client::started(&[folder.parent().unwrap()]);
    client.until_rules(&ours, &["duplicate-uid"]);
    client.open(&theirs, 1, CARD);
    client.until_rules(&theirs, &["duplicate-uid"]);
    client.until_rules(&ours, &[]);
}

#[test]
fn invalid_entries_are_skipped_and_logged() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let (a, b) = (uri(&folder.path().join(A)), uri(&folder.path().join(B)));
    let mut client = Client::child(&["lsp"]);
    let folders = json!([
        { "uri": "", "name": "x" }, { "name": "x" }, null, { "uri": "no-scheme", "name": "x" }, { "uri": 7 },
        { "uri": "vscode-vfs://github/o/r", "name": "x" }, { "uri": uri(folder.path()) },
    ]);
    client.request(
        "initialize",
        json!({ "capabilities": {}, "workspaceFolders": folders }),
    );
    client.notify("initialized", json!({}));
    client.until_rules(&b, &["duplicate-uid"]);
    std::fs::write(folder.path().join(B), "[]").unwrap();
    let changes = json!([
        { "uri": "", "type": 1 }, { "uri": 5, "type": 1 }, { "type": 1 }, null, { "uri": "nonsense", "type": 2 },
        { "uri": "http://[", "type": 2 }, { "uri": b, "type": "new" },
    ]);
    client.notify(
        "workspace/didChangeWatchedFiles",
        json!({ "changes": changes }),
    );
    client.until_rules(&b, &["not-an-object"]);
    let event = json!({ "added": [{ "uri": "" }, { "uri": "zip:[a]" }], "removed": null });
    client.notify(
        "workspace/didChangeWorkspaceFolders",
        json!({ "event": event }),
    );
    let files = json!([{ "oldUri": 1 }, { "oldUri": uri(&folder.path().join("src/app/cards/Orders.jsx")), "newUri": uri(&folder.path().join("src/app/cards/New.jsx")) }]);
    let moved = client.request("workspace/willRenameFiles", json!({ "files": files }));
    assert!(moved["changes"][&a].is_array(), "{moved}");
    client.open("", 1, "{}");
    let log = client.end();
    for named in [
        "no-scheme",
        "vscode-vfs://github/o/r",
        "\"nonsense\"",
        "\"http://[\"",
        "zip:[a]",
        "`uri` is \"\"",
        "`oldUri` is not a string",
        "dropped textDocument/didOpen of \"\"",
    ] {
        assert!(log.contains(named), "{named}: {log}");
    }
}
