//! Source files in the editor: completion, hover, navigation, rename and actions for names that configuration files declare.

use std::path::Path;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};
use crate::support;

const CARD: &str = "src/app/cards/Card.jsx";
const APP: &str = "src/app/app-hsmeta.json";
const FUNCTION: &str = "src/app/functions/orders-hsmeta.json";

const TEXT: &str = "import { hubspot } from '@hubspot/ui-extensions';\n\nhubspot.extend(() => null);\n\
                    hubspot.fetch('https://new.acme.io');\nhubspot.serverless('get_orders');\n";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A project with a card and a function in a temporary folder.
fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let case = support::root().join("fixtures/rules/unpermitted-fetch/two-origins");
    for path in [
        "hsproject.json",
        APP,
        "src/app/cards/card-hsmeta.json",
        "src/app/cards/package.json",
    ] {
        let text = std::fs::read_to_string(case.join(path)).unwrap();
        write(folder.path(), path, &text);
    }
    write(folder.path(), CARD, TEXT);
    write(
        folder.path(),
        FUNCTION,
        r#"{ "uid": "get_orders", "type": "app-function", "config": { "entrypoint": "/app/functions/orders.js", "secretKeys": ["ORDERS_KEY"] } }"#,
    );
    write(
        folder.path(),
        "src/app/functions/orders.js",
        "exports.main = async () => process.env.ORDERS_KEY;\n",
    );
    write(folder.path(), "src/app/functions/package.json", "{}");
    folder
}

fn whole(text: &str) -> Value {
    json!([{ "text": text }])
}

/// The parameters of a request behind `before` in a text.
fn behind(file: &str, text: &str, before: &str) -> Value {
    let at = text.find(before).unwrap() + before.len();
    let line = text[..at].matches('\n').count();
    let character = at - text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    json!({ "textDocument": { "uri": file }, "position": { "line": line, "character": character } })
}

#[test]
fn cards_are_checked_and_completed_while_they_are_typed() {
    let folder = project();
    let card = uri(&folder.path().join(CARD));
    let mut client = Client::started(&[folder.path()]);
    client.open(&card, 1, TEXT);
    client.until_rules(&card, &["unpermitted-fetch"]);
    let half = format!("{TEXT}const answer = hubspot.serverless('");
    client.change(&card, 2, whole(&half));
    let items = client.request(
        "textDocument/completion",
        behind(&card, &half, "answer = hubspot.serverless('"),
    );
    assert_eq!(items["items"][0]["label"], "get_orders", "{items}");
    assert_eq!(items["items"][0]["detail"], FUNCTION);
    assert_eq!(items["items"][0]["textEdit"]["newText"], "get_orders'");
    // Nothing, rather than an empty list, where the language server of TypeScript completes.
    let other = behind(&card, &half, "hubspot.extend(");
    assert!(client.request("textDocument/completion", other).is_null());
    client.change(
        &card,
        3,
        whole(&TEXT.replace("new.acme.io", "orders.acme.io")),
    );
    client.until_version(&card, 3);
    let hover = client.request(
        "textDocument/hover",
        behind(&card, TEXT, "serverless('get_"),
    );
    assert!(
        hover.to_string().contains("src/app/functions/orders.js"),
        "{hover}"
    );
}

#[test]
fn names_in_code_are_found_and_renamed() {
    let folder = project();
    let card = uri(&folder.path().join(CARD));
    let function = uri(&folder.path().join(FUNCTION));
    let mut client = Client::started(&[folder.path()]);
    client.open(&card, 1, TEXT);
    client.until_rules(&card, &["unpermitted-fetch"]);
    let place = behind(&card, TEXT, "serverless('get_");
    let definition = client.request("textDocument/definition", place.clone());
    assert_eq!(definition[0]["targetUri"], function.as_str());
    let mut params = place.clone();
    params["context"] = json!({ "includeDeclaration": true });
    let references = client.request("textDocument/references", params);
    assert_eq!(references.as_array().unwrap().len(), 2, "{references}");
    let prepared = client.request("textDocument/prepareRename", place.clone());
    assert_eq!(prepared["placeholder"], "get_orders");
    let mut params = place.clone();
    params["newName"] = json!("list_orders");
    let edit = client.request("textDocument/rename", params);
    let edit = edit.to_string();
    assert!(edit.contains(&card) && edit.contains(&function), "{edit}");
    // The editor has these of its own.
    for method in [
        "textDocument/documentHighlight",
        "textDocument/documentSymbol",
        "textDocument/documentLink",
        "textDocument/foldingRange",
    ] {
        assert!(client.request(method, place.clone()).is_null(), "{method}");
    }
}

#[test]
fn problems_in_code_have_actions() {
    let folder = project();
    let card = uri(&folder.path().join(CARD));
    let mut client = Client::started(&[folder.path()]);
    client.open(&card, 1, TEXT);
    client.until_rules(&card, &["unpermitted-fetch"]);
    let place = behind(&card, TEXT, "https://new")["position"].clone();
    let params = json!({
        "textDocument": { "uri": card },
        "range": { "start": place, "end": place },
        "context": { "diagnostics": [] },
    });
    let actions = client.request("textDocument/codeAction", params);
    let titles: Vec<&str> = actions
        .as_array()
        .unwrap()
        .iter()
        .map(|action| action["title"].as_str().unwrap())
        .collect();
    assert_eq!(
        titles,
        ["Add `https://new.acme.io` to `permittedUrls.fetch`"],
        "{actions}"
    );
    assert!(actions.to_string().contains(&uri(&folder.path().join(APP))));
    // With `hsmeta.toml`, a problem can be suppressed.
    let config = folder.path().join("hsmeta.toml");
    std::fs::write(&config, "").unwrap();
    client.watched(&[(&config, 1)]);
    let params = json!({
        "textDocument": { "uri": card },
        "range": { "start": place, "end": place },
        "context": { "diagnostics": [] },
    });
    let mut shown = String::new();
    for _ in 0..50 {
        shown = client
            .request("textDocument/codeAction", params.clone())
            .to_string();
        if shown.contains("Ignore unpermitted-fetch in this file") {
            break;
        }
        client.listen(std::time::Duration::from_millis(100));
    }
    assert!(
        shown.contains("path = \\\"src/app/cards/Card.jsx\\\"\\nreason"),
        "{shown}"
    );
}

#[test]
fn source_files_below_projects_are_registered_if_the_client_can() {
    let folder = project();
    let outside = tempfile::tempdir().unwrap();
    let mut able = capabilities();
    for feature in [
        "synchronization",
        "completion",
        "hover",
        "definition",
        "references",
        "rename",
        "codeAction",
    ] {
        able["textDocument"][feature]["dynamicRegistration"] = true.into();
    }
    let mut client = Client::in_process();
    client.initialize(&[outside.path(), folder.path()], able, Value::Null);
    let pattern = format!("{}/**/*.{{mjs,js,ts,jsx,tsx,cjs}}", folder.path().display());
    client.until("a registration of source files", |client| {
        client.received.iter().any(|message| {
            message["method"] == "client/registerCapability"
                && message["params"].to_string().contains(&pattern)
        })
    });
    let all = json!(client.received).to_string();
    let place = outside.path().display().to_string();
    assert!(!all.contains(&format!("{place}/**/*.{{")), "{all}");
}
