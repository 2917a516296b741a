//! `hsmeta mcp`, one session after the other. The protocol itself is tested in its crate, and by real clients in `tests/mcp`.

use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support;

/// Two projects in one folder.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, fixture) in [
        ("shop", "fixtures/projects/broken-shop"),
        ("oauth", "fixtures/install-url/oauth/project"),
    ] {
        let copy = support::copy_of(fixture);
        std::fs::rename(copy.path(), folder.path().join(name)).unwrap();
        let _ = copy.keep();
    }
    folder
}

pub(crate) fn request(id: usize, method: &str, params: Value) -> Value {
    json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
}

/// The answers to requests, in a session of 2025-11-25 without roots.
fn answers(folder: &Path, requests: &[(&str, Value)]) -> Vec<Value> {
    let params = json!({ "protocolVersion": "2025-11-25", "capabilities": {} });
    let mut input = request(0, "initialize", params).to_string() + "\n";
    for (index, (method, params)) in requests.iter().enumerate() {
        input.push_str(&request(index + 1, method, params.clone()).to_string());
        input.push('\n');
    }
    let lines = session(folder, &input);
    assert_eq!(lines.len(), requests.len() + 1, "{lines:?}");
    lines[1..].to_vec()
}

pub(crate) fn session(folder: &Path, input: &str) -> Vec<Value> {
    let output = support::output(&mut support::program(folder, &["mcp"]), input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    let lines = String::from_utf8(output.stdout).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The results of calls.
pub(crate) fn calls(folder: &Path, calls: &[(&str, Value)]) -> Vec<Value> {
    let requests: Vec<(&str, Value)> = calls
        .iter()
        .map(|(tool, arguments)| {
            let params = json!({ "name": tool, "arguments": arguments });
            ("tools/call", params)
        })
        .collect();
    let mut answers = answers(folder, &requests);
    answers
        .iter_mut()
        .map(|answer| answer["result"].take())
        .collect()
}

pub(crate) fn call(folder: &Path, tool: &str, arguments: Value) -> Value {
    calls(folder, &[(tool, arguments)]).remove(0)
}

pub(crate) fn text(result: &Value) -> &str {
    result["content"][0]["text"].as_str().unwrap()
}

#[test]
fn every_result_is_described_by_the_output_schema_of_its_tool() {
    let folder = folder();
    let listed = answers(folder.path(), &[("tools/list", json!({}))]);
    let tools = listed[0]["result"]["tools"].as_array().unwrap();
    let examples = [
        ("check", json!({ "path": "shop" })),
        ("fix", json!({ "path": "shop" })),
        ("explain", json!({ "query": "redirect_uri does not match" })),
        ("schema", json!({ "type": "card" })),
        (
            "add",
            json!({ "path": "shop", "type": "card", "name": "stock" }),
        ),
        ("migrate", json!({ "path": "oauth" })),
        ("install_url", json!({ "path": "oauth" })),
    ];
    let results = calls(folder.path(), &examples);
    assert_eq!(tools.len(), examples.len());
    for ((tool, (name, _)), result) in tools.iter().zip(&examples).zip(&results) {
        assert_eq!(tool["name"], *name);
        assert_eq!(result["isError"], false, "{result}");
        assert_eq!(tool["inputSchema"]["additionalProperties"], false);
        assert_eq!(tool["annotations"]["openWorldHint"], false);
        let schema = &tool["outputSchema"];
        assert_eq!(schema["type"], "object", "clients require it");
        let validator = jsonschema::validator_for(schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&result["structuredContent"])
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        assert!(!validator.is_valid(&json!({})), "{name}");
    }
}

#[test]
fn check_returns_what_the_command_line_prints() {
    let folder = folder();
    let result = call(folder.path(), "check", json!({ "path": "shop" }));
    let printed = support::run(folder.path(), &["check", "--format", "json", "shop"]);
    let printed: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert_eq!(result["structuredContent"], printed);
    let first = &printed["diagnostics"][0];
    let rule = format!("[{}]", first["rule"].as_str().unwrap());
    assert!(text(&result).contains(&rule), "{}", text(&result));
}

#[test]
fn paths_outside_of_the_working_directory_are_refused() {
    let folder = folder();
    let shop = folder.path().join("shop");
    let absolute = folder.path().join("oauth");
    let mut outside = vec![
        "..",
        "../oauth",
        "../nothing",
        "/",
        absolute.to_str().unwrap(),
    ];
    if cfg!(unix) {
        link(&absolute, &shop.join("link"));
        outside.push("link");
        outside.push("link/../../shop/../oauth");
    }
    for path in outside {
        for tool in ["check", "fix", "migrate", "install_url", "add"] {
            let mut arguments = json!({ "path": path });
            if tool == "add" {
                arguments["type"] = json!("card");
            }
            let result = call(&shop, tool, arguments);
            assert_eq!(result["isError"], true, "{tool} {path}");
            assert!(text(&result).contains("outside of"), "{}", text(&result));
        }
    }
    let result = call(&shop, "check", json!({ "path": "no/such/file" }));
    assert!(
        text(&result).starts_with("there is no file"),
        "{}",
        text(&result)
    );
    // A project is read as a whole.
    let result = call(&shop.join("src"), "check", json!({ "path": "." }));
    assert!(
        text(&result).contains("the project of this path"),
        "{}",
        text(&result)
    );
}

#[cfg(unix)]
fn link(target: &Path, link: &Path) {
    std::os::unix::fs::symlink(target, link).unwrap();
}

#[cfg(not(unix))]
fn link(_: &Path, _: &Path) {}

#[test]
fn the_roots_of_the_client_replace_the_working_directory() {
    let folder = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let uri = url::Url::from_directory_path(folder.path().join("shop")).unwrap();
    let uris = [json!({ "uri": uri.as_str() })];
    let meta = json!({
        "io.modelcontextprotocol/protocolVersion": "2026-07-28",
        "io.modelcontextprotocol/clientCapabilities": { "roots": {} },
    });
    let mut input = String::new();
    for (id, path) in [".", "src", "../oauth", "/"].into_iter().enumerate() {
        let params = json!({
            "name": "check",
            "arguments": { "path": path },
            "_meta": meta,
            "inputResponses": { "roots": { "roots": uris } },
        });
        input += &(request(id, "tools/call", params).to_string() + "\n");
    }
    let answers = session(elsewhere.path(), &input);
    let refused: Vec<&Value> = answers
        .iter()
        .map(|one| &one["result"]["isError"])
        .collect();
    assert_eq!(refused, [false, false, true, true]);
}

#[test]
fn fix_writes_only_when_it_is_told() {
    let folder = folder();
    let file = folder.path().join("shop/src/app/app-hsmeta.json");
    let read = || std::fs::read_to_string(&file).unwrap();
    let before = read();
    let trial = call(folder.path(), "fix", json!({ "path": "shop" }));
    assert_eq!(read(), before);
    let done = call(
        folder.path(),
        "fix",
        json!({ "path": "shop", "write": true }),
    );
    assert_ne!(read(), before);
    let [trial, done] = [&trial, &done].map(|result| &result["structuredContent"]);
    assert_eq!([&trial["written"], &done["written"]], [false, true]);
    for member in ["diff", "report"] {
        assert_eq!(trial[member], done[member]);
    }
    let checked = call(folder.path(), "check", json!({ "path": "shop" }));
    assert_eq!(
        checked["structuredContent"]["diagnostics"],
        done["report"]["diagnostics"]
    );
    let again = call(
        folder.path(),
        "fix",
        json!({ "path": "shop", "write": true }),
    );
    assert_eq!(again["structuredContent"]["written"], false);
    assert!(text(&again).starts_with("nothing to fix"));
}

#[test]
fn unsafe_fixes_are_applied_for_the_named_rules_only() {
    let folder = folder();
    let fixed = |unsafe_rules: Value| {
        let arguments = json!({ "path": "shop", "unsafe_rules": unsafe_rules });
        let result = call(folder.path(), "fix", arguments);
        let fixed = result["structuredContent"]["report"]["fixed"].clone();
        let mut fixed: Vec<(String, String)> = fixed
            .as_array()
            .unwrap()
            .iter()
            .map(|one| ["rule", "safety"].map(|name| one[name].as_str().unwrap().to_owned()))
            .map(|[rule, safety]| (rule, safety))
            .collect();
        fixed.sort();
        fixed.dedup();
        fixed
    };
    let safe = fixed(json!([]));
    assert!(
        !safe.is_empty() && safe.iter().all(|(_, safety)| safety == "safe"),
        "{safe:?}"
    );
    let named = "unexpected-top-level-property";
    let with_unsafe = fixed(json!([named]));
    for (rule, safety) in &with_unsafe {
        assert!(safety == "safe" || rule == named, "{rule} {safety}");
    }
    assert!(
        with_unsafe.iter().any(|(_, safety)| safety == "unsafe"),
        "{with_unsafe:?}"
    );
    // The fix of this rule is shown, and never applied.
    let shown = fixed(json!(["superseded-platform-version"]));
    assert_eq!(shown, safe);
    let unknown = json!({ "path": "shop", "unsafe_rules": ["duplicat-uid"] });
    let result = call(folder.path(), "fix", unknown);
    assert!(
        text(&result).contains("`duplicate-uid`"),
        "{}",
        text(&result)
    );
}

#[test]
fn add_creates_files_only_when_it_is_told() {
    let folder = folder();
    let arguments = json!({ "path": "shop/src", "type": "card", "name": "stock" });
    let plan = call(folder.path(), "add", arguments.clone());
    let file = &plan["structuredContent"]["files"][0];
    let path = folder
        .path()
        .join("shop")
        .join(file["path"].as_str().unwrap());
    assert!(!path.exists());
    let mut with_write = arguments;
    with_write["write"] = json!(true);
    let written = call(folder.path(), "add", with_write.clone());
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        file["text"].as_str().unwrap()
    );
    assert_eq!(
        written["structuredContent"]["files"],
        plan["structuredContent"]["files"]
    );
    let again = call(folder.path(), "add", with_write);
    assert_eq!(again["isError"], true);
}

#[test]
fn calls_that_cannot_be_made_say_what_to_correct() {
    let folder = folder();
    for (tool, arguments, reason) in [
        ("check", json!({}), "`path` is required"),
        ("check", json!({ "path": 3 }), "`path` is required"),
        ("check", json!({ "pth": "." }), "unknown argument `pth`"),
        (
            "fix",
            json!({ "path": ".", "write": "yes" }),
            "`write` must be true or false",
        ),
        (
            "fix",
            json!({ "path": ".", "unsafe_rules": "a" }),
            "must be a list of strings",
        ),
        ("explain", json!({ "query": "qqqq" }), "topics: "),
        ("schema", json!({ "type": "crad" }), "did you mean `card`?"),
        ("schema", json!({ "type": "--help" }), "unknown schema"),
        ("schema", json!({ "type": "list" }), "unknown schema"),
        (
            "add",
            json!({ "path": "shop", "type": "crad" }),
            "did you mean `card`?",
        ),
        (
            "add",
            json!({ "path": ".", "type": "card" }),
            "not inside a project",
        ),
        ("migrate", json!({ "path": "." }), "several projects"),
        ("install_url", json!({ "path": "." }), "several projects"),
    ] {
        let result = call(folder.path(), tool, arguments.clone());
        assert!(
            text(&result).contains(reason),
            "{tool} {arguments}: {}",
            text(&result)
        );
        assert_eq!(result["isError"], true, "{tool} {arguments}");
    }
}

#[test]
fn every_listed_resource_can_be_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut uris = Vec::new();
    let mut cursor = Value::Null;
    loop {
        let params = json!({ "cursor": cursor });
        let page = answers(folder.path(), &[("resources/list", params)]).remove(0);
        for resource in page["result"]["resources"].as_array().unwrap() {
            assert_ne!(resource["description"], "", "{resource}");
            uris.push(resource["uri"].clone());
        }
        cursor = page["result"]["nextCursor"].clone();
        if cursor.is_null() {
            break;
        }
    }
    assert!(uris.len() > rules::all().len() + catalog::COMPONENTS.len());
    for uri in [
        "hsmeta://rules",
        "hsmeta://scopes",
        "hsmeta://guides/migration",
        "hsmeta://rules/duplicate-uid",
    ] {
        assert!(uris.contains(&json!(uri)), "{uri}");
    }
    let requests: Vec<(&str, Value)> = uris
        .iter()
        .map(|uri| ("resources/read", json!({ "uri": uri })))
        .collect();
    for answer in answers(folder.path(), &requests) {
        let content = &answer["result"]["contents"][0];
        let text = content["text"].as_str().unwrap_or_default();
        assert!(!text.is_empty(), "{answer}");
        if content["mimeType"] != "text/markdown" {
            assert!(serde_json::from_str::<Value>(text).is_ok(), "{answer}");
        }
    }
    for uri in [
        "hsmeta://rules/no-such-rule",
        "hsmeta://x",
        "file:///etc/passwd",
        "",
        "hsmeta://components/--help",
    ] {
        let answer = answers(folder.path(), &[("resources/read", json!({ "uri": uri }))]).remove(0);
        assert_eq!(answer["error"]["code"], -32002, "{uri}");
    }
}

#[test]
fn secrets_are_masked_in_every_text() {
    let secret = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";
    let app = format!(
        r#"{{"uid": "a", "type": "app", "config": {{"name": "A ", "description": "{secret}"}}}}"#
    );
    let folder = support::project(&[
        (
            "hsproject.json",
            r#"{"name": "a", "srcDir": "src", "platformVersion": "2026.03"}"#,
        ),
        ("src/app/app-hsmeta.json", &app),
    ]);
    let results = calls(
        folder.path(),
        &[
            ("check", json!({ "path": "." })),
            ("fix", json!({ "path": "." })),
        ],
    );
    assert!(
        results[1]["structuredContent"]["diff"]
            .as_str()
            .unwrap()
            .contains("***")
    );
    for result in results {
        assert!(!result.to_string().contains(secret), "{result}");
    }
}

#[test]
fn hostile_input_ends_nothing() {
    let folder = folder();
    let deep = "[".repeat(100_000);
    let long = "x".repeat(5_000_000);
    let lines = [
        "garbage".to_owned(),
        format!(r#"{{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{deep}"#),
        long,
        r#"{"jsonrpc":"2.0","method":"notifications/unknown"}"#.to_owned(),
        "\u{0}".to_owned(),
        String::new(),
        request(9, "ping", json!({})).to_string(),
    ];
    let answers = session(folder.path(), &lines.join("\n"));
    assert_eq!(answers.last().unwrap()["id"], 9);
    assert_eq!(answers.len(), 5);
    assert_eq!(session(folder.path(), ""), Vec::<Value>::new());
}
