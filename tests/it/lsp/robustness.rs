//! Invalid messages, panics, cancellation, slow clients and large files.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{Client, capabilities, uri};

fn place(uri: &str) -> Value {
    json!({ "textDocument": { "uri": uri }, "position": { "line": 0, "character": 0 } })
}

const PLACE: &str = "untitled:x-hsmeta.json";

#[test]
fn invalid_messages_are_skipped() {
    let mut client = Client::child(&["lsp", "--log", "debug"]);
    let early = client.ask("textDocument/documentHighlight", place(PLACE));
    assert_eq!(client.answer(early)["error"]["code"], -32002);
    client.initialize(&[], capabilities(), Value::Null);
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [
        "",
        "{",
        "null",
        "[]",
        "[1,2]",
        "\u{0}",
        r#"{"jsonrpc":"1.0"}"#,
        r#"{"jsonrpc":"2.0","id":{}}"#,
        &deep,
    ] {
        client.raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }
    client.raw(b"Content-Length: -5\r\n\r\nhello\r\nContent-Type: nonsense\r\n\r\n");
    client.raw(b"Content-Length: 3\r\n\r\n\xff\xfe\xfd");
    let unknown = client.ask("textDocument/nonsense", json!({}));
    assert_eq!(client.answer(unknown)["error"]["code"], -32601);
    let wrong = client.ask(
        "textDocument/documentHighlight",
        json!({ "textDocument": 5 }),
    );
    assert_eq!(client.answer(wrong)["error"]["code"], -32602);
    for method in [
        "textDocument/didOpen",
        "textDocument/didChange",
        "$/nonsense",
        "workspace/didChangeWatchedFiles",
    ] {
        client.notify(method, json!({ "textDocument": 5 }));
    }
    // A response without a request; `didChange` and `didClose` of a document that is not open.
    client.send(&json!({ "jsonrpc": "2.0", "id": 77, "result": null }));
    client.change("untitled:never-hsmeta.json", 1, json!([{ "text": "{" }]));
    client.close("untitled:never-hsmeta.json");
    client.open(PLACE, 1, "[]");
    client.until_rules(PLACE, &["not-an-object"]);
    let log = client.end();
    for line in [
        "not valid JSON-RPC",
        ": not open",
        "dropped textDocument/didChange",
    ] {
        assert!(log.contains(line), "{line}: {log}");
    }
}

#[test]
fn diagnostics_after_many_edits_are_of_the_last_version() {
    let mut client = Client::started(&[]);
    client.open(PLACE, 0, "");
    let mut last = 0;
    for version in 1..=3000 {
        let text = if version % 2 == 0 { "[]" } else { "[" };
        client.change(PLACE, version, json!([{ "text": text }]));
        if version % 100 == 0 {
            last = client.ask("textDocument/documentHighlight", place(PLACE));
        }
    }
    client.answer(last);
    client.until_version(PLACE, 3000);
    assert_eq!(client.rules(PLACE), ["not-an-object"]);
    let versions: Vec<i64> = (client.received.iter())
        .filter(|one| one["method"] == "textDocument/publishDiagnostics")
        .map(|one| one["params"]["version"].as_i64().unwrap())
        .collect();
    assert!(versions.is_sorted(), "{versions:?}");
    assert!(
        versions.len() < 1000,
        "{} publishes for 3,000 edits",
        versions.len()
    );
}

#[test]
fn panic_fails_one_request_only() {
    let mut client = Client::child(&["lsp"]);
    client.initialize(&[], capabilities(), Value::Null);
    client.open(PLACE, 1, "[]");
    let panic = client.ask("hsmeta/panic", Value::Null);
    assert_eq!(client.answer(panic)["error"]["code"], -32603);
    let text = "internal error in \"hsmeta/panic\"; recovered, see the server log";
    client.until("a message", |client| {
        client.received.iter().any(|message| {
            message["method"] == "window/showMessage" && message["params"]["message"] == text
        })
    });
    client.change(PLACE, 2, json!([{ "text": "" }]));
    client.until_rules(PLACE, &["empty-file"]);
    assert_eq!(
        client.request("textDocument/documentHighlight", place(PLACE)),
        json!([])
    );
}

#[test]
fn cancelled_request_is_answered_immediately() {
    let mut client = Client::started(&[]);
    client.open(PLACE, 1, "[]");
    let requests: Vec<i64> = (0..100)
        .map(|_| client.ask("textDocument/documentHighlight", place(PLACE)))
        .collect();
    for id in &requests {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in requests {
        let answer = client.answer(id);
        assert!(
            answer["error"]["code"] == -32800 || answer.get("result").is_some(),
            "{answer}"
        );
    }
    assert_eq!(
        client.request("textDocument/documentHighlight", place(PLACE)),
        json!([])
    );
}

#[test]
fn client_that_stops_reading_misses_no_diagnostics() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("hsproject.json"), "{}").unwrap();
    let mut client = Client::started(&[folder.path()]);
    // The client reads nothing while it sends much more than fits into a pipe.
    let name = uri(&folder.path().join("hsproject.json"));
    let text = format!(
        "{{{}}}",
        (0..500)
            .map(|n| format!("\"k{n}\": 1"))
            .collect::<Vec<_>>()
            .join(",")
    );
    client.open(&name, 1, &text);
    for version in 2..=400 {
        client.change(&name, version, json!([{ "text": text }]));
    }
    std::thread::sleep(Duration::from_millis(300));
    client.until_version(&name, 400);
    assert!(client.rules(&name).len() > 400);
}

#[test]
fn file_of_ten_megabytes_can_be_edited() {
    let mut client = Client::started(&[]);
    let line = "    { \"a\": [1, 2, 3], \"b\": \"😀\" },\n";
    let text = format!(
        "{{ \"uid\": \"a\", \"x\": [\n{}    1\n  ] }}\n",
        line.repeat(10_000_000 / line.len())
    );
    client.open(PLACE, 1, &text);
    client.until_version(PLACE, 1);
    let place = json!({ "line": 200_000, "character": 4 });
    client.change(
        PLACE,
        2,
        json!([{ "range": { "start": place, "end": place }, "text": "]" }]),
    );
    client.until_version(PLACE, 2);
    assert!(
        client.rules(PLACE).contains(&"invalid-json".to_owned()),
        "{:?}",
        client.rules(PLACE)
    );
}
