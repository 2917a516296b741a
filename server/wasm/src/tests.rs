#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]
#![expect(clippy::disallowed_methods, reason = "tests write projects to disk")]

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::answer;

/// The answer to a request about the beginning of the value in `"platformVersion": "…"`.
fn asked(method: &str, path: &Path) -> Value {
    let request = json!({ "method": method, "path": path, "line": 0, "character": 22 });
    serde_json::from_str(&answer(request.to_string().as_bytes())).unwrap()
}

fn with_files(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const MANIFEST: &str = r#"{ "platformVersion": "2025.2", "name": "🙂", "srcDir": "src" }"#;

#[test]
fn positions_are_those_of_the_protocol() {
    let folder = with_files(&[("hsproject.json", MANIFEST)]);
    let path = folder.path().join("hsproject.json");
    let hover = asked("hover", &path);
    assert_eq!(
        hover["range"]["start"],
        json!({ "line": 0, "character": 21 })
    );
    assert_eq!(hover["range"]["end"], json!({ "line": 0, "character": 29 }));
    let completion = asked("completion", &path);
    assert!(completion["items"].as_array().unwrap().len() > 1);
}

#[test]
fn a_file_belongs_to_its_innermost_project() {
    let card = r#"{ "uid": "a", "type": "card", "config": {} }"#;
    let folder = with_files(&[
        ("hsproject.json", MANIFEST),
        ("src/app/hsproject.json", MANIFEST),
        ("src/app/src/app/cards/a-hsmeta.json", card),
    ]);
    let path = folder.path().join("src/app/src/app/cards/a-hsmeta.json");
    let found = super::editor::innermost_project(&path).unwrap();
    assert_eq!(found.root, folder.path().join("src/app"));
}

#[test]
fn the_answer_about_an_unknown_file_is_null() {
    let folder = with_files(&[("hsproject.json", MANIFEST), ("package.json", "{}")]);
    for path in ["missing.json", "package.json", "", "a\0b", "../../../.."] {
        for method in ["hover", "completion", "definition"] {
            assert_eq!(
                asked(method, &folder.path().join(path)),
                Value::Null,
                "{path}"
            );
        }
    }
}

#[test]
fn an_invalid_request_gets_an_error() {
    for request in [
        "",
        "null",
        "{",
        "\u{feff}{}",
        r#"{"method":"hover"}"#,
        r#"{"method":"rename","path":"a"}"#,
    ] {
        let answer: Value = serde_json::from_str(&answer(request.as_bytes())).unwrap();
        assert!(answer["error"].is_string(), "{request}");
    }
    assert!(answer(b"\xff").contains("error"));
}
