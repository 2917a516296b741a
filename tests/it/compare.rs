//! `hsmeta migrate --compare`.

use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{hsmeta, stderr, stdout};
use crate::support;

const MANIFEST: &str = r#"{"name": "orchard", "srcDir": "src", "platformVersion": "2025.2"}"#;

/// A project after HubSpot's migration, with the files of a fixture.
fn migrated(fixture: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hsproject.json"), MANIFEST).unwrap();
    for (part, name) in [("old.txt", "archive"), ("new.txt", "src")] {
        let path = support::root().join("fixtures/comparisons").join(fixture);
        let text = fs::read_to_string(path.join(part)).unwrap();
        let text = format!("\n{}", text.replace("\r\n", "\n"));
        for file in text.split("\n== ").skip(1) {
            let (path, content) = file.split_once('\n').unwrap();
            let path = folder.path().join(name).join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
    }
    folder
}

fn recorded(fixture: &str) -> String {
    let folder = support::root().join("fixtures/comparisons").join(fixture);
    let text = fs::read_to_string(folder.join("comparison.txt")).unwrap();
    text.replace("\r\n", "\n")
}

#[test]
fn nothing_is_missing_after_a_complete_migration() {
    let folder = migrated("server-complete");
    for arguments in [
        &["migrate", "--compare", "archive", "src"][..],
        &["migrate", "--compare", "archive"],
        &["migrate", "--compare"],
        &["migrate", ".", "--compare"],
    ] {
        let output = hsmeta(folder.path(), &[arguments, &["--verbose"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(stdout(&output), recorded("server-complete"));
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn what_is_missing_is_listed_and_nothing_is_written() {
    let folder = migrated("server-losses");
    let before = support::files(folder.path());
    let output = hsmeta(folder.path(), &["migrate", "--compare", "--verbose"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    // The manifest names a version without functions.
    let reason = "    platform version 2025.2 runs no app functions\n";
    let text = stdout(&output);
    assert_eq!(text.replace(reason, ""), recorded("server-losses"));
    assert_ne!(text, recorded("server-losses"));
    assert_eq!(support::files(folder.path()), before);
    let short = hsmeta(folder.path(), &["migrate", "--compare"]);
    let short = stdout(&short);
    assert!(
        short.contains("4 properties without counterpart (--verbose)"),
        "{short}"
    );
    assert!(!short.contains("color"), "{short}");
}

#[test]
fn a_project_can_be_compared_from_anywhere() {
    let folder = migrated("server-complete");
    let archive = folder.path().join("archive");
    let project = folder.path().to_str().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let output = hsmeta(elsewhere.path(), &["migrate", project, "--compare"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    // The project contains `archive`, which is not one of its new files.
    fs::remove_file(folder.path().join("src/app/cards/Orders.jsx")).unwrap();
    let arguments = ["migrate", "--compare", archive.to_str().unwrap(), project];
    let output = hsmeta(elsewhere.path(), &arguments);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stdout(&output).contains("src/app/cards/Orders.jsx"));
}

#[test]
fn a_project_that_was_its_own_source_folder_has_its_archive_beside_it() {
    let folder = migrated("server-complete");
    let project = folder.path().join("orchard");
    fs::create_dir(&project).unwrap();
    fs::rename(folder.path().join("src"), project.join("src")).unwrap();
    fs::rename(
        folder.path().join("hsproject.json"),
        project.join("hsproject.json"),
    )
    .unwrap();
    let archive = folder.path().join("orchard-archive");
    fs::rename(folder.path().join("archive"), &archive).unwrap();
    let old = r#"{"name": "orchard", "srcDir": ".", "platformVersion": "2025.1"}"#;
    fs::write(archive.join("hsproject.json"), old).unwrap();
    let output = hsmeta(&project, &["migrate", "--compare"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    assert!(text.starts_with("Nothing of"), "{text}");
}

#[test]
fn json_matches_its_schema() {
    let schema = fs::read_to_string(support::root().join("schemas/comparison.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let fixtures = support::root().join("fixtures/comparisons");
    for path in support::folders(&fixtures) {
        let name = path.file_name().unwrap().to_str().unwrap();
        let folder = migrated(name);
        let arguments = ["migrate", "--compare", "archive", "src", "--format", "json"];
        let output = hsmeta(folder.path(), &arguments);
        if name.starts_with("refused-") {
            assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
            assert_eq!(stdout(&output), "");
            continue;
        }
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        let expected = if json["isComplete"] == true { 0 } else { 1 };
        assert_eq!(output.status.code(), Some(expected), "{name}");
    }
}

#[test]
fn a_comparison_that_is_impossible_is_an_error() {
    let folder = migrated("server-complete");
    fs::create_dir(folder.path().join("empty")).unwrap();
    for (arguments, message) in [
        (&["--compare", "src", "src"][..], "both folders are `src`"),
        (&["--compare", "gone", "src"], "cannot read `gone"),
        (
            &["--compare", "empty", "src"],
            "there are no files in `empty`",
        ),
        (&["src", "--compare", "--write"], "cannot be used with"),
    ] {
        let arguments = [&["migrate"], arguments].concat();
        let output = hsmeta(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(2), "{}", stdout(&output));
        let text = stderr(&output);
        assert!(text.contains(message), "{text}");
    }
    fs::remove_dir_all(folder.path().join("archive")).unwrap();
    let output = hsmeta(folder.path(), &["migrate", "--compare"]);
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(text.contains("name the folders"), "{text}");
}
