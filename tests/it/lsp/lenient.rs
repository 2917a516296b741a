//! Clients that do not follow the protocol exactly.

use serde_json::{Value, json};

use super::client::{Client, capabilities};

const NAME: &str = "untitled:src/app/cards/x-hsmeta.json";

/// Requires that a session with these `initialize` parameters works.
fn assert_works(client: &mut Client, about: &Value) {
    client.notify("initialized", json!({}));
    client.open(NAME, 1, "[]");
    client.until_rules(NAME, &["not-an-object"]);
    assert_eq!(
        client.request("shutdown", Value::Null),
        Value::Null,
        "{about}"
    );
}

#[test]
fn server_starts_with_any_client_capabilities() {
    let with = |name: &str, value: Value| {
        let mut params =
            json!({ "processId": null, "rootUri": null, "capabilities": capabilities() });
        params[name] = value;
        params
    };
    let mut all = vec![
        Value::Null,
        json!({}),
        json!([]),
        json!({ "capabilities": null }),
        json!({ "capabilities": [] }),
    ];
    let values = [
        json!(null),
        json!(""),
        json!("compact"),
        json!("Off"),
        json!(true),
        json!(-1),
        json!(1.5),
        json!(1e300),
        json!([]),
        json!({}),
    ];
    let names = [
        "trace",
        "processId",
        "rootUri",
        "rootPath",
        "workspaceFolders",
        "clientInfo",
        "locale",
        "initializationOptions",
        "workDoneToken",
        "capabilities",
    ];
    for name in names {
        all.extend(values.iter().map(|value| with(name, value.clone())));
    }
    all.push(with("rootPath", json!("relative/path")));
    all.push(with("rootPath", json!("/nowhere/at/all")));
    all.push(with(
        "workspaceFolders",
        json!([null, 1, "", {}, { "uri": "" }, { "uri": null }, { "uri": "file:" }]),
    ));
    all.push(with("clientInfo", json!({ "version": 7 })));
    all.push(with(
        "initializationOptions",
        json!({ "hsmeta": [], "inlayHints": "yes", "logLevel": {} }),
    ));
    for params in all {
        let mut client = Client::in_process();
        let answer = client.request("initialize", params.clone());
        assert_eq!(answer["capabilities"]["hoverProvider"], true, "{params}");
        assert_works(&mut client, &params);
    }
}

/// Values of future versions of the protocol.
#[test]
fn unknown_capability_values_do_not_hide_known_ones() {
    let newer = json!({
        "general": { "positionEncodings": ["utf-64", 7], "staleRequestSupport": "often", "markdown": { "parser": 1 } },
        "workspace": {
            "workspaceEdit": {
                "documentChanges": true, "resourceOperations": ["create", "link", 7], "failureHandling": "hope",
                "changeAnnotationSupport": { "groupsOnLabel": "yes" },
            },
            "symbol": { "symbolKind": { "valueSet": [1, 99, "thing"] } }, "configuration": "sometimes", "executeCommand": 1,
            "didChangeWatchedFiles": { "dynamicRegistration": true, "relativePatternSupport": "no" },
        },
        "window": { "workDoneProgress": {}, "showDocument": true },
        "textDocument": {
            "synchronization": [], "diagnostic": 7,
            "publishDiagnostics": { "relatedInformation": true, "versionSupport": true, "tagSupport": { "valueSet": [9, "x"] } },
            "completion": {
                "completionItem": {
                    "snippetSupport": true, "documentationFormat": ["asciidoc", "markdown", "plaintext"],
                    "insertTextModeSupport": { "valueSet": [9, 2] }, "tagSupport": true, "resolveSupport": { "properties": 1 },
                },
                "completionItemKind": { "valueSet": ["dream"] }, "insertTextMode": 9,
            },
            "hover": { "contentFormat": ["asciidoc", "markdown", "plaintext"] },
            "codeAction": { "codeActionLiteralSupport": { "codeActionKind": {} }, "isPreferredSupport": true },
            "foldingRange": { "rangeLimit": -1, "lineFoldingOnly": true, "foldingRangeKind": { "valueSet": [1] } },
            "semanticTokens": { "requests": { "full": 7 }, "tokenTypes": 1, "tokenModifiers": [1], "formats": ["absolute"] },
            "documentSymbol": { "hierarchicalDocumentSymbolSupport": true, "symbolKind": { "valueSet": [99] } },
            "rename": { "prepareSupportDefaultBehavior": "guess" }, "inlineCompletion": 3, "definition": "yes",
        },
        "notebookDocument": 1,
    });
    let mut client = Client::in_process();
    client.initialize(&[], newer, Value::Null);
    client.open(NAME, 1, "{\n  \"type\": \"card\",\n  \"uid\": 1\n}");
    client.until_version(NAME, 1);
    let place =
        json!({ "textDocument": { "uri": NAME }, "position": { "line": 1, "character": 4 } });
    let hover = client.request("textDocument/hover", place);
    assert_eq!(hover["contents"]["kind"], "markdown", "{hover}");
    let about = json!({ "textDocument": { "uri": NAME } });
    let symbols = client.request("textDocument/documentSymbol", about.clone());
    assert!(symbols[0]["selectionRange"].is_object(), "{symbols}");
    let folds = client.request("textDocument/foldingRange", about);
    assert_eq!(folds[0]["startCharacter"], Value::Null, "{folds}");
    assert!(
        client
            .received
            .iter()
            .any(|one| one["method"] == "client/registerCapability"),
        "{:?}",
        client.received
    );
    assert!(
        !client
            .received
            .iter()
            .any(|one| one["method"] == "window/workDoneProgress/create"),
        "{{}} is not true"
    );
}

/// A request with its expected answer: a result, or an error code.
#[test]
fn imprecise_messages_are_answered() {
    let mut client = Client::in_process();
    let early = client.ask("$/hsmeta/nothing", json!({}));
    assert_eq!(client.answer(early)["error"]["code"], -32601);
    client.request(
        "initialize",
        json!({ "capabilities": capabilities(), "trace": "compact" }),
    );
    // Without parameters, which older types of the protocol had.
    client.send(&json!({ "jsonrpc": "2.0", "method": "initialized" }));
    client.until("watchers", |client| {
        client
            .received
            .iter()
            .any(|one| one["method"] == "client/registerCapability")
    });
    client.send(&json!({ "jsonrpc": "2.0", "method": "textDocument/didOpen", "params": { "textDocument": { "uri": NAME, "text": "[]" } } }));
    client.until_rules(NAME, &["not-an-object"]);
    let edit = |version: Value, text: &str| {
        let change = json!({ "range": null, "rangeLength": -1, "text": text });
        json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": { "textDocument": { "uri": NAME, "version": version }, "contentChanges": [change] } })
    };
    for version in [
        json!(null),
        json!("2"),
        json!(3.0),
        json!(4_000_000_000_u32),
    ] {
        client.send(&edit(version.clone(), ""));
        client.until_rules(NAME, &["empty-file"]);
        client.send(&edit(version, "[]"));
        client.until_rules(NAME, &["not-an-object"]);
    }
    client.notify(
        "textDocument/didSave",
        json!({ "textDocument": { "uri": NAME }, "text": 7 }),
    );
    for settings in [
        Value::Null,
        json!({}),
        json!([]),
        json!({ "settings": "none" }),
    ] {
        client.notify("workspace/didChangeConfiguration", settings);
    }
    client.notify("$/setTrace", json!({ "value": "compact" }));
    client.notify("$/nothing", json!({}));
    let about = json!({ "uri": NAME });
    let at = |line: Value| json!({ "line": line, "character": 1e12 });
    let range = json!({ "start": at(json!(-1)), "end": at(json!(0.5)) });
    let token = json!(1e18);
    let answered = [
        (
            "textDocument/hover",
            json!({ "textDocument": about, "position": at(json!(-1)), "workDoneToken": token }),
        ),
        (
            "textDocument/completion",
            json!({ "textDocument": about, "position": at(json!(0)), "context": { "triggerKind": "typed", "triggerCharacter": 7 } }),
        ),
        (
            "textDocument/completion",
            json!({ "textDocument": about, "position": at(json!(0)), "context": null }),
        ),
        (
            "textDocument/references",
            json!({ "textDocument": about, "position": at(json!(0)) }),
        ),
        (
            "textDocument/codeAction",
            json!({ "textDocument": about, "range": range }),
        ),
        (
            "textDocument/codeAction",
            json!({ "textDocument": about, "range": range, "context": { "only": "quickfix", "triggerKind": {} } }),
        ),
        (
            "textDocument/inlayHint",
            json!({ "textDocument": about, "range": range, "partialResultToken": {} }),
        ),
        ("workspace/symbol", json!({})),
        ("workspace/symbol", json!({ "query": null })),
        ("hsmeta/checkWorkspace", json!({})),
        ("hsmeta/checkWorkspace", json!([])),
    ];
    for (method, params) in answered {
        client.request(method, params);
    }
    for (method, params, code) in [
        ("$/nothing", json!({}), -32601),
        ("$/nothing", Value::Null, -32601),
        ("textDocument/nothing", json!({}), -32601),
        ("textDocument/hover", json!({ "textDocument": {} }), -32602),
        ("textDocument/hover", json!([]), -32602),
        ("initialize", json!({}), -32600),
    ] {
        let request = client.ask(method, params.clone());
        assert_eq!(
            client.answer(request)["error"]["code"],
            code,
            "{method} {params}"
        );
    }
    client.send(&json!({ "jsonrpc": "2.0", "id": 9_007_199_254_740_993_i64, "method": "hsmeta/checkWorkspace" }));
    client.answer(9_007_199_254_740_993);
    client.send(&json!({ "jsonrpc": "2.0", "id": "a-b", "method": "hsmeta/checkWorkspace" }));
    client.until("an answer", |client| {
        client
            .received
            .iter()
            .any(|one| one["id"] == "a-b" && one["method"].is_null())
    });
}

#[test]
fn shutdown_and_exit_accept_parameters() {
    for params in [json!({}), json!([]), json!(null), json!("now"), json!([{}])] {
        let mut client = Client::child(&["lsp"]);
        client.initialize(&[], capabilities(), Value::Null);
        assert_eq!(
            client.request("shutdown", params.clone()),
            Value::Null,
            "{params}"
        );
        client.notify("exit", params.clone());
        assert_eq!(client.exit_code(), Some(0), "{params}");
    }
}
