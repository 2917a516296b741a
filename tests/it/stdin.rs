//! `check --stdin-filename`: unsaved text in its project, for editors.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

const CARD: &str = "src/app/cards/orders-hsmeta.json";

/// A valid app with a card.
fn project() -> TempDir {
    support::project(&[
        ("src/app/cards/Orders.tsx", ""),
        ("src/app/cards/package.json", "{}"),
        (CARD, &card("orders")),
    ])
}

fn card(uid: &str) -> String {
    format!(
        "{{\"uid\": \"{uid}\", \"type\": \"card\", \"config\": {{\"name\": \"Orders\", \"location\": \"crm.record.tab\",
        \"entrypoint\": \"/app/cards/Orders.tsx\", \"objectTypes\": [\"contacts\"]}}}}\n"
    )
}

pub fn check(
    folder: &Path,
    file: &str,
    text: &[u8],
    arguments: &[&str],
) -> (Option<i32>, String, String) {
    let mut command = support::program(
        folder,
        &[&["check", "--stdin-filename", file], arguments].concat(),
    );
    let Output {
        status,
        stdout,
        stderr,
    } = support::output(&mut command, text);
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (status.code(), text(stdout), text(stderr))
}

fn rules(json: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(json).unwrap();
    json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["rule"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn stdin_replaces_the_file_on_disk() {
    let folder = project();
    let before = fs::read(folder.path().join(CARD)).unwrap();
    let (code, stdout, stderr) = check(folder.path(), CARD, card("no good").as_bytes(), &[]);
    assert_eq!((code, stderr.as_str()), (Some(1), ""));
    assert!(
        stdout.contains("error[invalid-uid]") && stdout.contains(&format!("--> {CARD}:1:")),
        "{stdout}"
    );
    assert!(
        stdout.contains("checked 1 project, 1 file: 1 error"),
        "{stdout}"
    );
    assert_eq!(
        check(folder.path(), CARD, card("orders").as_bytes(), &["-q"]),
        (Some(0), String::new(), String::new())
    );
    assert_eq!(fs::read(folder.path().join(CARD)).unwrap(), before);
}

#[test]
fn only_problems_in_the_file_are_reported_with_related_locations_elsewhere() {
    let folder = project();
    fs::write(folder.path().join("src/app/cards/broken-hsmeta.json"), "{").unwrap();
    let new = "src/app/cards/new-hsmeta.json";
    let arguments = ["--format", "json", "--min-severity", "info"];
    let (code, stdout, _) = check(folder.path(), new, card("orders").as_bytes(), &arguments);
    assert_eq!(code, Some(1));
    let json: Value = serde_json::from_str(&stdout).unwrap();
    let diagnostics = json["diagnostics"].as_array().unwrap();
    assert!(diagnostics.iter().all(|one| one["file"] == new), "{stdout}");
    let duplicate = diagnostics
        .iter()
        .find(|one| one["rule"] == "duplicate-uid")
        .unwrap();
    assert_eq!(duplicate["related"][0]["file"], CARD);
    assert!(!folder.path().join(new).exists());
}

#[test]
fn the_file_may_be_named_by_any_path() {
    let folder = project();
    let text = card("no good");
    let expected = ["invalid-uid"];
    let found = |here: &str, file: &str| {
        rules(
            &check(
                &folder.path().join(here),
                file,
                text.as_bytes(),
                &["--format", "json"],
            )
            .1,
        )
    };
    assert_eq!(found("src/app/cards", "orders-hsmeta.json"), expected);
    assert_eq!(
        found("src", "../src/./app/cards/orders-hsmeta.json"),
        expected
    );
    assert_eq!(
        found(".", folder.path().join(CARD).to_str().unwrap()),
        expected
    );
    let deep = check(
        folder.path(),
        "src/app/cards/not/there/yet-hsmeta.json",
        text.as_bytes(),
        &["--format", "json"],
    );
    assert!(
        rules(&deep.1).contains(&"skipped-file".to_owned()),
        "{deep:?}"
    );
}

/// The rules that report problems of a text on stdin.
fn found_in(folder: &Path, file: &str, text: &str) -> Vec<String> {
    rules(&check(folder, file, text.as_bytes(), &["--format", "json"]).1)
}

#[test]
fn every_kind_of_file_is_checked() {
    let folder = project();
    let found = |file: &str, text: &str| found_in(folder.path(), file, text);
    assert_eq!(
        found(
            "hsproject.json",
            r#"{"name": "x", "srcDir": "source", "platformVersion": "2025.2"}"#
        ),
        ["src-dir-not-found"]
    );
    assert_eq!(
        found("src/hsprofile.dev.json", r#"{"accountId": "x"}"#),
        ["wrong-type"]
    );
    let local = r#"{"dependencies": {"shared": "file:shared"}}"#;
    assert_eq!(
        found("src/app/cards/package.json", local),
        ["broken-local-dependency"]
    );
    let misnamed = r#"{"uid": "order", "type": "crm-card", "config": {}}"#;
    assert_eq!(
        found("src/app/cards/order.json", misnamed),
        ["missing-hsmeta-suffix"]
    );
    let alone = tempfile::tempdir().unwrap();
    for file in ["hsproject.json", "x-hsmeta.json"] {
        assert!(
            found_in(alone.path(), file, "{,}").contains(&"invalid-json".to_owned()),
            "{file}"
        );
    }
}

#[test]
fn a_file_that_hubspot_does_not_read_is_an_error() {
    let folder = project();
    for file in [
        "package.json",
        "src/node_modules/x/x-hsmeta.json",
        "src/notes.txt",
        "..",
        "",
    ] {
        let (code, stdout, stderr) = check(folder.path(), file, b"{,}", &[]);
        assert_eq!((code, stdout.as_str()), (Some(2), ""), "{file}: {stderr}");
        assert!(
            stderr.contains("nothing to check") || stderr.contains("--stdin-filename"),
            "{file}: {stderr}"
        );
    }
    let (_, stdout, _) = check(folder.path(), "package.json", b"{,}", &["--fix"]);
    assert_eq!(
        stdout, "{,}",
        "a filter gives back what it does not understand"
    );
    assert_eq!(
        check(folder.path(), CARD, b"", &["src"]).0,
        Some(2),
        "a path and stdin at once"
    );
}

#[test]
fn fixed_text_is_written_to_stdout_and_problems_to_stderr() {
    let folder = project();
    let (good, bad) = (card("orders"), card("orders").replace("\"]}}", "\"],}}"));
    let (code, stdout, stderr) = check(folder.path(), CARD, bad.as_bytes(), &["--fix"]);
    assert_eq!(
        (code, stdout.as_str()),
        (Some(0), good.as_str()),
        "{stderr}"
    );
    assert!(stderr.contains("1 fixed"), "{stderr}");
    let (code, stdout, stderr) = check(folder.path(), CARD, good.as_bytes(), &["--fix", "--quiet"]);
    assert_eq!(
        (code, stdout.as_str(), stderr.as_str()),
        (Some(0), good.as_str(), "")
    );
    let worse = bad.replace("\"orders\"", "\"no good\"");
    let (code, stdout, stderr) = check(folder.path(), CARD, worse.as_bytes(), &["--fix"]);
    assert_eq!((code, stdout), (Some(1), card("no good")));
    assert!(stderr.contains("error[invalid-uid]"), "{stderr}");
    let (code, stdout, _) = check(folder.path(), CARD, bad.as_bytes(), &["--diff"]);
    assert_eq!(code, Some(1));
    assert!(
        stdout.starts_with(&format!("--- {CARD}\n+++ {CARD}\n@@ ")),
        "{stdout}"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(CARD)).unwrap(),
        good,
        "nothing is written"
    );
}

#[test]
fn only_the_named_file_is_fixed() {
    let folder = project();
    let other = folder.path().join("src/app/cards/other-hsmeta.json");
    let bad = card("other").replace("\"]}}", "\"],}}");
    fs::write(&other, &bad).unwrap();
    let (_, stdout, _) = check(
        folder.path(),
        CARD,
        card("orders").as_bytes(),
        &["--fix", "--unsafe-fixes"],
    );
    assert_eq!(stdout, card("orders"));
    assert_eq!(fs::read_to_string(other).unwrap(), bad);
}

#[test]
fn invalid_and_oversized_text_is_reported() {
    let folder = project();
    let (code, stdout, _) = check(folder.path(), CARD, b"", &[]);
    assert!(code == Some(1) && stdout.contains("empty-file"), "{stdout}");
    let (code, stdout, _) = check(
        folder.path(),
        CARD,
        "\u{feff}".as_bytes(),
        &["--format", "json"],
    );
    assert!(
        code == Some(1) && rules(&stdout).contains(&"byte-order-mark".to_owned()),
        "{stdout}"
    );
    let invalid = card("orders")
        .replace("Orders\"", "\u{0}\",")
        .replace('\u{0}', "Orders");
    let invalid = [
        &invalid.as_bytes()[..20],
        b"\xff",
        &invalid.as_bytes()[20..],
    ]
    .concat();
    let mut command =
        support::program(folder.path(), &["check", "--fix", "--stdin-filename", CARD]);
    let output = support::output(&mut command, &invalid);
    assert_eq!(
        output.stdout, invalid,
        "bytes that are no text come back as they are"
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("not fixed: it is not valid UTF-8"));
    let long = vec![b' '; project::load::MAX_FILE_SIZE as usize + 1];
    let (code, stdout, stderr) = check(folder.path(), CARD, &long, &["--fix"]);
    assert_eq!((code, stdout.as_str()), (Some(2), ""));
    assert!(stderr.contains("stdin is over the limit of"), "{stderr}");
}
