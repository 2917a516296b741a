//! The protocol, with a host that has one tool of each kind.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

use serde_json::{Map, Value, json};

use crate::{Content, Host, Input, Resource, Resources, Roots, Server, ToolAnswer};

struct Fake {
    tools: Vec<Value>,
}

impl Host for Fake {
    fn info(&self) -> Value {
        json!({ "name": "fake", "version": "1" })
    }

    fn instructions(&self) -> &str {
        "none"
    }

    fn tools(&self) -> &[Value] {
        &self.tools
    }

    fn needs_roots(&self, tool: &str) -> bool {
        tool == "roots"
    }

    fn call(&mut self, tool: &str, _: &Map<String, Value>, roots: &Roots) -> ToolAnswer {
        assert!(tool != "panic", "as requested");
        ToolAnswer {
            text: format!("{roots:?}"),
            structured: Value::Null,
            is_error: false,
        }
    }

    fn resources(&self) -> Resources {
        let resource = |number: usize| Resource {
            uri: format!("fake://{number}"),
            name: number.to_string(),
            description: String::new(),
            mime_type: "text/plain",
        };
        Resources {
            listed: (0..150).map(resource).collect(),
            templates: Vec::new(),
        }
    }

    fn read(&self, uri: &str) -> Option<Content> {
        if uri != "fake://0" {
            return None;
        }
        Some(Content {
            mime_type: "text/plain",
            text: "zero".to_owned(),
        })
    }
}

struct Session(Server<Fake>);

impl Session {
    fn new() -> Session {
        let tools = ["echo", "roots", "panic"].map(|name| json!({ "name": name }));
        Session(Server::new(Fake {
            tools: tools.to_vec(),
        }))
    }

    fn initialized(revision: &str, capabilities: Value) -> Session {
        let mut session = Session::new();
        let params = json!({ "protocolVersion": revision, "capabilities": capabilities });
        let answers = session.send(&[request(0, "initialize", params)]);
        assert_eq!(answers[0]["result"]["protocolVersion"], revision);
        session
    }

    /// The answers to messages that arrive at once.
    fn send(&mut self, messages: &[Value]) -> Vec<Value> {
        for message in messages {
            let line = message.to_string().into_bytes();
            self.0.receive(&Input::Line(line));
        }
        self.answers()
    }

    fn answers(&mut self) -> Vec<Value> {
        while self.0.has_work() {
            self.0.step();
        }
        let lines = self.0.take_output().into_iter();
        lines
            .map(|line| serde_json::from_str(&line).unwrap())
            .collect()
    }
}

fn request(id: i64, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

fn notification(method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "method": method, "params": params })
}

fn call(id: i64, tool: &str) -> Value {
    request(id, "tools/call", json!({ "name": tool }))
}

/// With the metadata of 2026-07-28.
fn stateless(mut message: Value, capabilities: Value) -> Value {
    message["params"]["_meta"] = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": capabilities,
    });
    message
}

fn text(answer: &Value) -> &str {
    answer["result"]["content"][0]["text"].as_str().unwrap()
}

#[test]
fn a_panic_costs_one_answer() {
    let mut session = Session::initialized("2025-11-25", json!({}));
    let answers = session.send(&[call(1, "panic"), call(2, "echo")]);
    assert_eq!(answers[0]["error"]["code"], -32603);
    assert_eq!(text(&answers[1]), "WorkingDirectory");
}

#[test]
fn a_canceled_request_is_not_answered() {
    let mut session = Session::initialized("2025-11-25", json!({}));
    let cancel = |id: i64| notification("notifications/cancelled", json!({ "requestId": id }));
    let answers = session.send(&[call(1, "echo"), call(2, "echo"), cancel(1), cancel(9)]);
    assert_eq!(answers.len(), 1);
    assert_eq!(answers[0]["id"], 2);
}

#[test]
fn calls_wait_for_the_roots_and_nothing_else_does() {
    let mut session = Session::initialized("2025-11-25", json!({ "roots": {} }));
    let answers = session.send(&[
        call(1, "roots"),
        call(2, "roots"),
        request(3, "ping", json!({})),
    ]);
    assert_eq!(answers[0]["method"], "roots/list");
    assert_eq!(answers[1]["id"], 3);
    assert_eq!(answers.len(), 2, "{answers:?}");
    let answered = json!({
        "jsonrpc": "2.0", "id": answers[0]["id"], "result": { "roots": [{ "uri": "file:///a" }] },
    });
    let answers = session.send(&[answered]);
    assert_eq!([&answers[0]["id"], &answers[1]["id"]], [1, 2]);
    assert_eq!(text(&answers[0]), "Uris([\"file:///a\"])");
    let changed = notification("notifications/roots/list_changed", Value::Null);
    let answers = session.send(&[changed, call(4, "roots")]);
    assert_eq!(answers[0]["method"], "roots/list");
    let refused = json!({ "jsonrpc": "2.0", "id": answers[0]["id"], "error": { "code": -32601 } });
    assert_eq!(text(&session.send(&[refused])[0]), "WorkingDirectory");
}

#[test]
fn a_client_that_never_names_its_roots_is_refused_after_64_calls() {
    let mut session = Session::initialized("2025-11-25", json!({ "roots": {} }));
    let calls: Vec<Value> = (1..=65).map(|id| call(id, "roots")).collect();
    let answers = session.send(&calls);
    assert_eq!(answers.len(), 2, "the question, and one error");
    assert_eq!(
        [&answers[1]["id"], &answers[1]["error"]["code"]],
        [65, -32600]
    );
}

#[test]
fn a_stale_answer_about_roots_is_ignored() {
    let mut session = Session::initialized("2025-11-25", json!({ "roots": {} }));
    let first = session.send(&[call(1, "roots")])[0]["id"].clone();
    let changed = notification("notifications/roots/list_changed", Value::Null);
    let second = session.send(&[changed])[0]["id"].clone();
    assert_ne!(first, second);
    let roots = |id: &Value, uri: &str| json!({ "jsonrpc": "2.0", "id": id, "result": { "roots": [{ "uri": uri }] } });
    assert_eq!(
        session.send(&[roots(&first, "file:///old")]),
        Vec::<Value>::new()
    );
    let answers = session.send(&[roots(&second, "file:///new")]);
    assert_eq!(text(&answers[0]), "Uris([\"file:///new\"])");
}

#[test]
fn a_request_of_2026_07_28_is_complete_in_itself() {
    let mut session = Session::new();
    let answers = session.send(&[
        stateless(request(1, "server/discover", json!({})), json!({})),
        stateless(call(2, "echo"), json!({})),
        stateless(request(3, "ping", json!({})), json!({})),
        stateless(
            request(4, "resources/read", json!({ "uri": "x" })),
            json!({}),
        ),
    ]);
    let result = &answers[0]["result"];
    assert_eq!(result["supportedVersions"][0], "2026-07-28");
    assert_eq!(result["resultType"], "complete");
    assert_eq!(result["cacheScope"], "public");
    assert_eq!(answers[1]["result"]["resultType"], "complete");
    assert_eq!(answers[1]["result"]["ttlMs"], Value::Null);
    assert_eq!(answers[2]["error"]["code"], -32601);
    assert_eq!(answers[3]["error"]["code"], -32602);
    let mut of_the_future = stateless(call(5, "echo"), json!({}));
    of_the_future["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"] =
        json!("2999-01-01");
    let error = &session.send(&[of_the_future])[0]["error"];
    assert_eq!(error["code"], -32022);
    assert_eq!(error["data"]["requested"], "2999-01-01");
}

#[test]
fn without_a_session_the_roots_come_with_the_repeated_call() {
    let mut session = Session::new();
    let mut message = stateless(call(1, "roots"), json!({ "roots": {} }));
    let result = session.send(std::slice::from_ref(&message))[0]["result"].take();
    assert_eq!(result["resultType"], "input_required");
    assert_eq!(result["inputRequests"]["roots"]["method"], "roots/list");
    message["params"]["inputResponses"] = json!({ "roots": { "roots": [{ "uri": "file:///a" }] } });
    assert_eq!(text(&session.send(&[message])[0]), "Uris([\"file:///a\"])");
    let without = stateless(call(2, "roots"), json!({}));
    assert_eq!(text(&session.send(&[without])[0]), "WorkingDirectory");
}

#[test]
fn batches_are_answered_in_the_revision_that_has_them() {
    let batch = json!([
        call(1, "echo"),
        notification("x", Value::Null),
        3,
        call(2, "echo")
    ]);
    let mut session = Session::initialized("2025-03-26", json!({}));
    let answers = session.send(std::slice::from_ref(&batch));
    let ids: Vec<&Value> = answers[0]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| &one["id"])
        .collect();
    assert_eq!(ids, [&json!(1), &Value::Null, &json!(2)]);
    assert_eq!(session.send(&[json!([])])[0]["error"]["code"], -32600);
    let only_notifications = json!([notification("x", Value::Null)]);
    assert_eq!(session.send(&[only_notifications]), Vec::<Value>::new());
    let mut session = Session::initialized("2025-06-18", json!({}));
    assert_eq!(session.send(&[batch])[0]["error"]["code"], -32600);
}

#[test]
fn a_session_begins_once() {
    let mut session = Session::new();
    let answers = session.send(&[call(1, "echo"), request(2, "ping", json!({}))]);
    assert_eq!(answers[0]["error"]["code"], -32600);
    assert_eq!(answers[1]["result"], json!({}));
    let initialize = request(3, "initialize", json!({ "protocolVersion": "1999-01-01" }));
    let answers = session.send(&[initialize.clone(), initialize]);
    assert_eq!(answers[0]["result"]["protocolVersion"], "2025-11-25");
    assert_eq!(answers[1]["error"]["code"], -32600);
}

#[test]
fn long_lists_come_in_pages() {
    let mut session = Session::initialized("2025-11-25", json!({}));
    let page = session.send(&[request(1, "resources/list", json!({}))])[0]["result"].take();
    assert_eq!(page["resources"].as_array().unwrap().len(), 100);
    let cursor = json!({ "cursor": page["nextCursor"] });
    let page = session.send(&[request(2, "resources/list", cursor)])[0]["result"].take();
    assert_eq!(page["resources"].as_array().unwrap().len(), 50);
    assert_eq!(page["nextCursor"], Value::Null);
    for cursor in ["x", "-1", "151", "99999999999999999999"] {
        let request = request(3, "resources/list", json!({ "cursor": cursor }));
        assert_eq!(session.send(&[request])[0]["error"]["code"], -32602);
    }
}

#[test]
fn what_is_no_message_is_answered_with_an_error() {
    let mut session = Session::initialized("2025-11-25", json!({}));
    for (line, code, id) in [
        ("{", -32700, Value::Null),
        ("\u{1}", -32700, Value::Null),
        ("3", -32600, Value::Null),
        (r#"{"jsonrpc":"2.0","id":7}"#, -32600, json!(7)),
        (
            r#"{"jsonrpc":"2.0","id":null,"method":"ping"}"#,
            -32600,
            Value::Null,
        ),
        (
            r#"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#,
            -32600,
            Value::Null,
        ),
        (
            r#"{"jsonrpc":"1.0","id":7,"method":"ping"}"#,
            -32600,
            json!(7),
        ),
        (r#"{"jsonrpc":"2.0","id":7,"method":3}"#, -32600, json!(7)),
        (
            r#"{"jsonrpc":"2.0","id":7,"method":"ping","params":3}"#,
            -32600,
            json!(7),
        ),
        (
            r#"{"jsonrpc":"2.0","id":7,"method":"no/such"}"#,
            -32601,
            json!(7),
        ),
        (
            r#"{"jsonrpc":"2.0","id":7,"method":"tools/call"}"#,
            -32602,
            json!(7),
        ),
    ] {
        session.0.receive(&Input::Line(line.into()));
        let answers = session.answers();
        assert_eq!(answers.len(), 1, "{line}");
        assert_eq!(answers[0]["error"]["code"], code, "{line}");
        assert_eq!(
            answers[0].get("id").cloned().unwrap_or_default(),
            id,
            "{line}"
        );
    }
    session.0.receive(&Input::Line(b"\xff".to_vec()));
    session.0.receive(&Input::TooLong);
    session.0.receive(&Input::Line(vec![b'['; 1_000_000]));
    session.0.receive(&Input::Line(b" \t\r".to_vec()));
    let codes: Vec<Value> = session
        .answers()
        .iter()
        .map(|one| one["error"]["code"].clone())
        .collect();
    assert_eq!(codes, [-32700, -32600, -32700]);
}
