//! `hsmeta mcp` in a client that has another folder open than the working directory of the server, and results that depend on what
//! is in a project.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::mcp::{call, folder, request, session, text};
use crate::support;

/// The results of calls by a client that has a folder open. The server starts elsewhere.
fn calls_in(open: &Path, working_directory: &Path, calls: &[(&str, Value)]) -> Vec<Value> {
    let uri = url::Url::from_directory_path(open).unwrap();
    let mut input = String::new();
    for (id, (tool, arguments)) in calls.iter().enumerate() {
        let params = json!({
            "name": tool,
            "arguments": arguments,
            "_meta": {
                "io.modelcontextprotocol/protocolVersion": "2026-07-28",
                "io.modelcontextprotocol/clientCapabilities": { "roots": {} },
            },
            "inputResponses": { "roots": { "roots": [{ "uri": uri.as_str() }] } },
        });
        input += &(request(id, "tools/call", params).to_string() + "\n");
    }
    let mut answers = session(working_directory, &input);
    assert_eq!(answers.len(), calls.len(), "{answers:?}");
    answers
        .iter_mut()
        .map(|answer| answer["result"].take())
        .collect()
}

/// A project with a schema of HubSpot for cards.
fn with_imported_schema() -> TempDir {
    let schemas = json!({
        "platformVersion": "2026.09",
        "imported": "2026-11-29",
        "schemas": { "CARD": { "type": "object", "required": ["invented"] } },
    });
    support::project(&[(".hsmeta/schemas/2026.09.json", schemas.to_string().as_str())])
}

#[test]
fn a_path_in_a_result_can_be_passed_again() {
    let folder = folder();
    let elsewhere = tempfile::tempdir().unwrap();
    let open = folder.path();
    let above = open.parent().unwrap();
    for working_directory in [elsewhere.path(), above, &open.join("shop/src")] {
        let first = [
            ("check", json!({ "path": "shop/src" })),
            ("fix", json!({ "path": "shop" })),
            (
                "add",
                json!({ "path": "shop/src", "type": "card", "name": "stock" }),
            ),
            ("migrate", json!({ "path": "oauth" })),
        ];
        let results = calls_in(open, working_directory, &first);
        let [check, fix, add, migrate] = results.as_slice() else {
            panic!("{results:?}");
        };
        for problem in check["structuredContent"]["diagnostics"]
            .as_array()
            .unwrap()
        {
            let file = problem["file"].as_str().unwrap();
            assert!(file.starts_with("shop/"), "{file}");
        }
        assert!(text(check).starts_with("shop/"), "{}", text(check));
        let diff = fix["structuredContent"]["diff"].as_str().unwrap();
        assert!(diff.starts_with("--- shop/"), "{diff}");
        assert_eq!(add["structuredContent"]["project"], "shop");
        assert_eq!(migrate["structuredContent"]["project"], "oauth");
        let again = [(
            "check",
            json!({ "path": check["structuredContent"]["diagnostics"][0]["file"] }),
        )];
        let again = calls_in(open, working_directory, &again);
        assert_eq!(again[0]["structuredContent"], check["structuredContent"]);
    }
    let add = [("add", json!({ "path": "src", "type": "card" }))];
    let add = calls_in(&open.join("shop"), elsewhere.path(), &add);
    assert_eq!(add[0]["structuredContent"]["project"], ".");
}

#[test]
fn schema_returns_the_imported_one_of_the_project_and_says_so() {
    let project = with_imported_schema();
    let elsewhere = tempfile::tempdir().unwrap();
    let above = project.path().parent().unwrap();
    let name = project.path().file_name().unwrap().to_str().unwrap();
    let card = json!({ "type": "card" });
    let by_path = json!({ "type": "card", "path": name });
    let inside = calls_in(
        project.path(),
        elsewhere.path(),
        &[("schema", card.clone())],
    );
    let named = calls_in(above, elsewhere.path(), &[("schema", by_path)]);
    for result in [&inside[0], &named[0]] {
        let answer = &result["structuredContent"];
        assert_eq!(
            [&answer["source"], &answer["describes"]],
            ["HubSpot", "config"]
        );
        assert_eq!(answer["schema"]["required"], json!(["invented"]));
        assert!(
            text(result).starts_with("this is HubSpot's schema of 2026-11-29 for `config`"),
            "{}",
            text(result)
        );
    }
    // A server that was started in the project, by a client that has another folder open.
    let outside = calls_in(elsewhere.path(), project.path(), &[("schema", card)]);
    let answer = &outside[0]["structuredContent"];
    assert_eq!(
        [&answer["source"], &answer["describes"]],
        ["hsmeta", "file"]
    );
    let refused = json!({ "type": "card", "path": project.path() });
    let refused = calls_in(elsewhere.path(), elsewhere.path(), &[("schema", refused)]);
    assert!(
        text(&refused[0]).contains("outside of"),
        "{}",
        text(&refused[0])
    );
}

#[test]
fn resources_do_not_depend_on_the_working_directory() {
    let project = with_imported_schema();
    let elsewhere = tempfile::tempdir().unwrap();
    let params = json!({
        "uri": "hsmeta://components/card",
        "_meta": {
            "io.modelcontextprotocol/protocolVersion": "2026-07-28",
            "io.modelcontextprotocol/clientCapabilities": {},
        },
    });
    let input = request(1, "resources/read", params).to_string();
    let read = session(project.path(), &input);
    assert_eq!(read[0]["result"]["cacheScope"], "public");
    assert_eq!(read, session(elsewhere.path(), &input));
}

#[test]
fn a_long_diff_is_cut() {
    let long = "é".repeat(200_000);
    let app = format!(
        r#"{{"uid": "a", "type": "app", "config": {{"name": "A ", "description": "{long}"}}}}"#
    );
    let folder = support::project(&[("src/app/app-hsmeta.json", app.as_str())]);
    let result = call(folder.path(), "fix", json!({ "path": ".", "write": true }));
    let answer = &result["structuredContent"];
    assert!(answer["omittedBytes"].as_u64().unwrap() > 500_000);
    assert!(answer["diff"].as_str().unwrap().len() < 100_100);
    assert!(text(&result).contains("more bytes"));
    let written = fs::read_to_string(folder.path().join("src/app/app-hsmeta.json")).unwrap();
    assert_eq!(written, app.replace("\"A \"", "\"A\""));
}

#[test]
fn a_root_that_is_a_file_is_no_folder() {
    let folder = folder();
    let file = folder.path().join("shop/hsproject.json");
    let result = calls_in(&file, folder.path(), &[("check", json!({ "path": "." }))]);
    assert!(
        text(&result[0]).contains("no folders"),
        "{}",
        text(&result[0])
    );
}

#[test]
fn add_to_a_file_outside_of_projects_says_that_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), "").unwrap();
    let result = call(
        folder.path(),
        "add",
        json!({ "path": "a.txt", "type": "card" }),
    );
    assert!(
        text(&result).contains("not inside a project"),
        "{}",
        text(&result)
    );
}
