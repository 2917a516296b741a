//! `hsmeta outlook`: `fixtures/outlook/<project>/` is a project; `<project>.txt`, `.md` and `.json` beside it are what is
//! printed.

use std::fs;
use std::process::Output;

use serde_json::Value;

use crate::support;

/// The secret in the fixture.
const SECRET: &str = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";

fn stdout(output: &Output) -> String {
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    assert!(!text.contains(SECRET), "{text}");
    text
}

fn outlook(arguments: &[&str]) -> String {
    let folder = support::root().join("fixtures/outlook");
    let mut all = vec!["outlook"];
    all.extend(arguments);
    stdout(&support::run(&folder, &all))
}

/// The first lines of paragraphs, which have the dates.
fn dates(text: &str) -> Vec<&str> {
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with(' '))
        .collect()
}

#[test]
fn what_ends_is_listed_by_date_in_every_format() {
    let schema = fs::read_to_string(support::root().join("schemas/outlook.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for project in support::folders(&support::root().join("fixtures/outlook")) {
        let name = project.file_name().unwrap().to_str().unwrap();
        support::expect_file(&project.with_extension("txt"), &outlook(&[name]));
        let markdown = outlook(&[name, "--format", "markdown"]);
        support::expect_file(&project.with_extension("md"), &markdown);
        for today in [None, Some("2026-11-29")] {
            let mut arguments = vec![name, "--format", "json"];
            if let Some(today) = today {
                arguments.extend(["--today", today]);
            }
            let value: Value = serde_json::from_str(&outlook(&arguments)).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&value)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{errors:?}");
            for ending in value["endings"].as_array().unwrap() {
                let is_counted = today.is_some() && !ending["ends"].is_null();
                assert_eq!(ending["monthsLeft"].is_i64(), is_counted, "{ending}");
                assert_eq!(ending["isOver"].is_boolean(), is_counted, "{ending}");
            }
            if today.is_none() {
                support::expect_file(&project.with_extension("json"), &format!("{value:#}\n"));
            }
        }
    }
}

#[test]
fn every_date_of_the_tables_is_printed_once_and_in_order() {
    assert_eq!(
        dates(&outlook(&["orders"])),
        [
            "2026-04-30",
            "2026-10-31",
            "2026-12-04",
            "2027-02-16",
            "2027-03",
            "2027-03-30",
            "2027-09",
            "no date",
        ]
    );
    assert_eq!(
        dates(&outlook(&["old-layout"])),
        ["2026-08-01", "2026-10-31"]
    );
}

#[test]
fn only_a_date_that_is_passed_is_compared_with() {
    let text = outlook(&["orders", "--today", "2026-11-29"]);
    assert_eq!(
        dates(&text),
        [
            "2026-04-30 (over)",
            "2026-10-31 (over)",
            "2026-12-04 (next month)",
            "2027-02-16 (in 3 months)",
            "2027-03 (in 4 months)",
            "2027-03-30 (in 4 months)",
            "2027-09 (in 10 months)",
            "no date",
        ]
    );
    let month = outlook(&["orders", "--today", "2027-03"]);
    assert!(dates(&month).contains(&"2027-03 (this month)"), "{month}");
    let later = outlook(&["orders", "--today", "2027-03-31"]);
    assert!(dates(&later).contains(&"2027-03-30 (over)"), "{later}");
    assert!(dates(&later).contains(&"2027-03 (this month)"), "{later}");
    let markdown = outlook(&["orders", "--format", "markdown", "--today", "2026-12-04"]);
    assert!(
        markdown.contains("| 2026-12-04 (this month) |"),
        "{markdown}"
    );
}

#[test]
fn anything_but_a_date_is_refused() {
    let folder = support::root().join("fixtures/outlook");
    for wrong in [
        "today",
        "2026",
        "2026-13",
        "29.11.2026",
        "2026-11-29T00:00",
        "2026-02-31",
    ] {
        let output = support::run(&folder, &["outlook", "orders", "--today", wrong]);
        assert_eq!(output.status.code(), Some(2), "{wrong}");
        assert_eq!(output.stdout, b"");
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(message.contains("expected a date"), "{message}");
    }
}

#[test]
fn a_project_in_which_nothing_ends_says_so() {
    for format in ["text", "markdown"] {
        let text = outlook(&["beta", "--format", format]);
        assert_eq!(text, "nothing that this project uses is known to end\n");
    }
}

#[test]
fn what_the_configuration_leaves_out_is_listed_too() {
    let project = support::copy_of("fixtures/outlook/orders");
    let config = "[rules]\nending-api-version = \"off\"\nexpiring-platform-version = \"off\"\n";
    fs::write(project.path().join("hsmeta.toml"), config).unwrap();
    let text = stdout(&support::run(project.path(), &["outlook"]));
    assert!(dates(&text).contains(&"2026-12-04"), "{text}");
    assert!(dates(&text).contains(&"2027-03"), "{text}");

    fs::write(project.path().join("hsmeta.toml"), "source = false\n").unwrap();
    let output = support::run(project.path(), &["outlook"]);
    let note = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(note.contains("source code is not read"), "{note}");
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!dates(&text).contains(&"2026-12-04"), "{text}");
}

#[test]
fn a_folder_without_a_project_or_with_several_is_an_error() {
    let empty = tempfile::tempdir().unwrap();
    let output = support::run(empty.path(), &["outlook"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    assert!(String::from_utf8_lossy(&output.stderr).contains("project"));
    let output = support::run(&support::root().join("fixtures/outlook"), &["outlook"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("several projects"), "{message}");
}

/// Windows has no such names.
#[cfg(unix)]
#[test]
fn text_from_files_breaks_no_table() {
    let project = support::project(&[("src/app/app|<b>`hsmeta.json", "{}")]);
    let config = r#"{"name": "a", "srcDir": "src", "platformVersion": "2025.2"}"#;
    fs::write(project.path().join("hsproject.json"), config).unwrap();
    let text = stdout(&support::run(
        project.path(),
        &["outlook", "--format", "markdown"],
    ));
    let bars = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(text.lines().count() > 2, "{text}");
    for line in text.lines() {
        assert_eq!(bars(line), 6, "{line}");
    }
}
