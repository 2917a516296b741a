//! `--baseline`: recorded problems are hidden, new ones are not.

use std::path::Path;
use std::process::Output;

use serde_json::Value;

use crate::cli::{hsmeta, project, stderr, stdout};

const CARD: &str = "src/app/cards/c-hsmeta.json";
const OLD: &str = "{\"uid\": \"a b\", \"type\": \"card\",\n\"x\": 1}";

fn check(folder: &Path, arguments: &[&str]) -> Output {
    hsmeta(
        folder,
        &[&["check", "--baseline", "known.json"], arguments].concat(),
    )
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn recorded(folder: &Path) -> String {
    std::fs::read_to_string(folder.join("known.json")).unwrap()
}

/// A project whose problems are recorded.
fn old_project() -> tempfile::TempDir {
    let folder = project(&[(CARD, OLD)]);
    let output = check(folder.path(), &["--update-baseline"]);
    assert_eq!(code(&output), 0, "{}{}", stdout(&output), stderr(&output));
    folder
}

#[test]
fn only_new_problems_are_reported() {
    let folder = old_project();
    let output = check(folder.path(), &[]);
    assert_eq!(code(&output), 0, "{}", stdout(&output));
    assert!(
        stdout(&output).contains(": no problems\n")
            && stdout(&output).contains(" in the baseline\n")
    );
    assert_eq!(
        code(&check(
            folder.path(),
            &["--min-severity", "info", "--fail-on", "info"]
        )),
        0,
        "infos are in it too"
    );

    std::fs::write(
        folder.path().join(CARD),
        "{\n\n\"type\": \"card\",\"y\": 1, \"uid\":\n\"a b\", \"x\": 1}",
    )
    .unwrap();
    let output = check(folder.path(), &["--format", "compact"]);
    assert_eq!(code(&output), 1);
    let report = stdout(&output);
    let lines: Vec<&str> = report.lines().collect();
    assert!(
        lines.len() == 1 && lines[0].contains("`y`"),
        "lines moved, one problem is new: {lines:?}"
    );
}

#[test]
fn equal_problems_are_counted() {
    let folder = project(&[(
        CARD,
        "{\"uid\": \"c\", \"type\": \"card\", \"x\": 1, \"x\": 2, \"x\": 3}",
    )]);
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    let more = "{\"uid\": \"c\", \"type\": \"card\", \"x\": 1, \"x\": 2, \"x\": 3, \"x\": 4}";
    std::fs::write(folder.path().join(CARD), more).unwrap();
    let json: Value =
        serde_json::from_slice(&check(folder.path(), &["--format", "json"]).stdout).unwrap();
    let rules: Vec<&str> = json["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["rule"].as_str().unwrap())
        .collect();
    assert_eq!(
        rules
            .iter()
            .filter(|rule| **rule == "duplicate-key")
            .count(),
        1,
        "{rules:?}"
    );
}

#[test]
fn a_recorded_missing_property_does_not_hide_another() {
    let card =
        |members: &str| format!(r#"{{"uid": "c", "type": "card", "config": {{{members}}}}}"#);
    let rest = r#""entrypoint": "/app/cards/C.tsx", "objectTypes": ["contacts"]"#;
    let folder = project(&[(
        CARD,
        &card(&format!(r#"{rest}, "location": "crm.record.tab""#)),
    )]);
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    assert_eq!(code(&check(folder.path(), &[])), 0);
    std::fs::write(
        folder.path().join(CARD),
        card(&format!(r#"{rest}, "name": "Cards""#)),
    )
    .unwrap();
    let output = check(folder.path(), &["--format", "compact"]);
    assert!(
        code(&output) == 1 && stdout(&output).contains("`location`"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn fixed_problems_are_reported_and_removed() {
    let folder = old_project();
    let before = recorded(folder.path());
    std::fs::write(folder.path().join(CARD), OLD.replace(",\n\"x\": 1", "")).unwrap();
    let output = check(folder.path(), &[]);
    assert_eq!(code(&output), 0);
    assert!(
        stdout(&output).ends_with("1 fixed since the baseline; run --update-baseline\n"),
        "{}",
        stdout(&output)
    );
    let json: Value =
        serde_json::from_slice(&check(folder.path(), &["--format", "json"]).stdout).unwrap();
    assert_eq!(json["summary"]["baseline"]["fixed"], 1);
    assert_eq!(
        recorded(folder.path()),
        before,
        "only --update-baseline writes"
    );
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    let after = recorded(folder.path());
    assert_eq!(
        before.lines().count() - after.lines().count(),
        1,
        "one entry per line\n{before}{after}"
    );
    assert!(!stdout(&check(folder.path(), &[])).contains("fixed"));
}

#[test]
fn a_baseline_has_one_sorted_entry_per_line() {
    let folder = old_project();
    let text = recorded(folder.path());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "{\"version\":2,\"problems\":[");
    assert_eq!(*lines.last().unwrap(), "]}");
    let entries = &lines[1..lines.len() - 1];
    assert!(entries.is_sorted(), "{entries:?}");
    let uid = entries
        .iter()
        .find(|line| line.contains("invalid-uid"))
        .unwrap();
    assert!(
        uid.starts_with(&format!(
            "{{\"file\":\"{CARD}\",\"rule\":\"invalid-uid\",\"pointer\":\"/uid\""
        )),
        "{uid}"
    );
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    assert_eq!(
        recorded(folder.path()),
        text,
        "writing it again changes nothing"
    );
}

#[test]
fn paths_are_relative_to_the_folder_of_the_baseline() {
    let folder = old_project();
    let from_below = hsmeta(
        &folder.path().join("src/app"),
        &["check", "--baseline", "../../known.json"],
    );
    assert_eq!(code(&from_below), 0, "{}", stdout(&from_below));
    std::fs::create_dir(folder.path().join("ci")).unwrap();
    let elsewhere = |more: &[&str]| {
        hsmeta(
            folder.path(),
            &[&["check", "--baseline", "ci/known.json"], more].concat(),
        )
        .status
        .code()
    };
    assert_eq!(elsewhere(&["--update-baseline"]), Some(0));
    assert_eq!(elsewhere(&[]), Some(0));
    let text = std::fs::read_to_string(folder.path().join("ci/known.json")).unwrap();
    assert!(text.contains("\"file\":\"../src/app"), "{text}");
}

#[test]
fn entries_of_projects_that_were_not_checked_are_kept() {
    let manifest = "{\"name\": \"b\", \"srcDir\": \"src\", \"platformVersion\": \"2026.03\"}";
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b"] {
        std::fs::create_dir_all(folder.path().join(name).join("src/app/cards")).unwrap();
        std::fs::write(folder.path().join(name).join("hsproject.json"), manifest).unwrap();
        std::fs::write(folder.path().join(name).join(CARD), OLD).unwrap();
    }
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    let whole = recorded(folder.path());
    let output = check(folder.path(), &["a"]);
    assert!(!stdout(&output).contains("fixed"), "{}", stdout(&output));
    assert_eq!(code(&check(folder.path(), &["--update-baseline", "a"])), 0);
    assert_eq!(recorded(folder.path()), whole);
    std::fs::remove_dir_all(folder.path().join("b")).unwrap();
    assert!(
        stdout(&check(folder.path(), &[])).contains("fixed"),
        "a deleted project is fixed"
    );
    assert_eq!(code(&check(folder.path(), &["--update-baseline"])), 0);
    assert!(!recorded(folder.path()).contains("\"b/"));
}

/// Otherwise the first project to finish would be the one whose problem the baseline hides.
#[test]
fn a_problem_of_a_nested_project_is_counted_once() {
    let manifest = "{\"name\": \"b\", \"srcDir\": \"src\", \"platformVersion\": \"2026.03\"}";
    let folder = project(&[
        ("b/hsproject.json", manifest),
        ("b/B/hsmeta.toml", ""),
        ("b/src/app/cards/c-hsmeta.json", OLD),
    ]);
    let of_both = check(folder.path(), &["--update-baseline", "."]);
    assert_eq!(code(&of_both), 0, "{}", stderr(&of_both));
    let text = recorded(folder.path());
    assert_eq!(text.matches("\"b/B/hsmeta.toml\"").count(), 1, "{text}");
    assert!(!text.contains("\"count\":2"), "{text}");
}

#[test]
fn options_that_hide_problems_conflict_with_an_update() {
    let folder = old_project();
    let before = recorded(folder.path());
    for hiding in [
        &["--ignore", "invalid-uid"][..],
        &["--rule", "invalid-uid=off"],
        &["--profile", "dev"],
    ] {
        let output = check(folder.path(), &[&["--update-baseline"], hiding].concat());
        assert_eq!(code(&output), 2, "{hiding:?}");
        assert!(
            stderr(&output).contains(&format!("cannot be used with '{}", hiding[0])),
            "{}",
            stderr(&output)
        );
        assert_eq!(recorded(folder.path()), before);
    }
}

#[test]
fn a_baseline_that_cannot_be_read_is_a_failure() {
    let folder = project(&[]);
    let missing = check(folder.path(), &[]);
    assert_eq!(code(&missing), 2);
    assert!(
        stderr(&missing).contains("create it with --update-baseline"),
        "{}",
        stderr(&missing)
    );
    for (text, expected) in [
        (
            "{\"version\":2,\"problems\":[\n{\"file\":}]}",
            "line 2 column 9",
        ),
        (
            "{\"version\":2,\"problems\":[\n{\"rule\":1}]}",
            "line 2 column 9",
        ),
        ("{\"version\":1,\"findings\":[]}", "version 1"),
        ("{\"name\": \"x\"}", "unknown field `name`"),
        ("", "line 1 column 0"),
    ] {
        std::fs::write(folder.path().join("known.json"), text).unwrap();
        for arguments in [&[][..], &["--update-baseline"]] {
            let output = check(folder.path(), arguments);
            assert_eq!(code(&output), 2, "{text}");
            assert!(
                stderr(&output).contains(expected),
                "{text}: {}",
                stderr(&output)
            );
            assert_eq!(
                recorded(folder.path()),
                text,
                "an invalid baseline is never replaced"
            );
        }
    }
    assert_eq!(
        code(&hsmeta(folder.path(), &["check", "--update-baseline"])),
        2,
        "which one?"
    );
}

#[test]
fn a_run_that_failed_writes_no_baseline() {
    let folder = old_project();
    let before = recorded(folder.path());
    std::fs::write(folder.path().join(CARD), "{}").unwrap();
    let output = check(folder.path(), &["--update-baseline", ".", "nowhere"]);
    assert_eq!(code(&output), 2);
    assert!(
        stderr(&output).contains("the baseline was not updated"),
        "{}",
        stderr(&output)
    );
    assert_eq!(recorded(folder.path()), before);
}
