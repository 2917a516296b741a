//! Old ids of renamed rules are accepted wherever a user names a rule, and reported with the current id.

use std::path::Path;

use rules::renamed::OLD_IDS;
use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{hsmeta, project, stderr, stdout};

const CARD: &str = "src/app/cards/c-hsmeta.json";
const NOTICE: &str = "rule `type-spelling` was renamed to `nonstandard-type`";

/// A project in which `nonstandard-type` reports one problem.
fn project_with_nonstandard_type() -> TempDir {
    project(&[(CARD, r#"{"uid": "c", "type": "Card", "config": {}}"#)])
}

/// The severities with which `rule` is reported, and what is printed to stderr.
fn reported(folder: &Path, rule: &str, arguments: &[&str]) -> (Vec<String>, String) {
    let all = ["check", "--format", "json", "--min-severity", "info"];
    let output = hsmeta(folder, &[&all[..], arguments].concat());
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut severities = Vec::new();
    for diagnostic in json["diagnostics"].as_array().unwrap() {
        if diagnostic["rule"] == rule {
            severities.push(diagnostic["severity"].as_str().unwrap().to_owned());
        }
    }
    (severities, stderr(&output))
}

#[test]
fn explain_prints_the_page_of_the_renamed_rule() {
    let here = Path::new(".");
    for (old, current) in OLD_IDS {
        let output = hsmeta(here, &["explain", old]);
        assert_eq!(output.status.code(), Some(0), "{old}");
        assert_eq!(
            stderr(&output),
            format!("hsmeta: rule `{old}` was renamed to `{current}`\n")
        );
        let page = hsmeta(here, &["explain", current]);
        assert_eq!(stdout(&output), stdout(&page));
        assert_eq!(stderr(&page), "");
    }
}

#[test]
fn options_accept_an_old_id() {
    let folder = project_with_nonstandard_type();
    let rule = "nonstandard-type";
    let (severities, messages) = reported(folder.path(), rule, &[]);
    assert_eq!((severities.len(), messages.as_str()), (1, ""));
    let notice = format!("hsmeta: {NOTICE}\n");
    for (arguments, expected) in [
        (["--rule", "type-spelling=info"], vec!["info"]),
        (["--rule", "type-spelling=off"], vec![]),
        (["--ignore", "type-spelling"], vec![]),
    ] {
        let (severities, messages) = reported(folder.path(), rule, &arguments);
        assert_eq!(severities, expected, "{arguments:?}");
        assert_eq!(messages, notice, "{arguments:?}");
    }
    let config = hsmeta(folder.path(), &["config", "--rule", "type-spelling=info"]);
    assert!(stdout(&config).contains("nonstandard-type = \"info\""));
    assert_eq!(stderr(&config), notice);
}

#[test]
fn the_configuration_accepts_an_old_id_with_a_warning() {
    let folder = project_with_nonstandard_type();
    let ignore = format!("[[ignore]]\nrule = 'type-spelling'\npath = '{CARD}'\nreason = 'x'\n");
    for (config, expected) in [
        ("[rules]\ntype-spelling = 'info'\n", vec!["info"]),
        ("[rules]\ntype-spelling = 'off'\n", vec![]),
        (&ignore, vec![]),
        // The current id wins, in any order.
        (
            "[rules]\nnonstandard-type = 'error'\ntype-spelling = 'off'\n",
            vec!["error"],
        ),
    ] {
        std::fs::write(folder.path().join("hsmeta.toml"), config).unwrap();
        let (severities, messages) = reported(folder.path(), "nonstandard-type", &[]);
        assert_eq!((severities, messages.as_str()), (to_owned(&expected), ""));
        let warnings = reported(folder.path(), "unknown-rule", &[]).0;
        assert_eq!(warnings, ["warning"], "{config}");
        let unused = reported(folder.path(), "unused-ignore", &[]).0;
        assert_eq!(unused.len(), 0, "{config}");
        let text = stdout(&hsmeta(folder.path(), &["check"]));
        assert!(text.contains(NOTICE), "{text}");
    }
    let printed = hsmeta(folder.path(), &["config"]);
    assert!(stdout(&printed).contains("nonstandard-type = \"error\""));
}

#[test]
fn an_unused_ignore_with_an_old_id_is_reported() {
    let ignore = format!("[[ignore]]\nrule = 'two-event-targets'\npath = '{CARD}'\nreason = 'x'\n");
    let folder = project(&[(CARD, r#"{"uid": "c", "type": "Card", "config": {}}"#)]);
    std::fs::write(folder.path().join("hsmeta.toml"), ignore).unwrap();
    let unused = reported(folder.path(), "unused-ignore", &[]).0;
    assert_eq!(unused, ["warning"]);
}

#[test]
fn a_baseline_with_an_old_id_hides_the_problem_and_is_updated() {
    let folder = project_with_nonstandard_type();
    let file = folder.path().join("known.json");
    let arguments = ["--baseline", "known.json"];
    let update = [&["check", "--update-baseline"], &arguments[..]].concat();
    assert_eq!(hsmeta(folder.path(), &update).status.code(), Some(0));
    let current = std::fs::read_to_string(&file).unwrap();
    assert!(current.contains("\"nonstandard-type\""), "{current}");

    std::fs::write(&file, current.replace("nonstandard-type", "type-spelling")).unwrap();
    let (severities, messages) = reported(folder.path(), "nonstandard-type", &arguments);
    assert_eq!(severities, Vec::<String>::new());
    assert_eq!(
        messages,
        format!("hsmeta: {NOTICE}; run --update-baseline\n")
    );
    let output = hsmeta(folder.path(), &update);
    assert_eq!(stderr(&output), "");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), current);
}

fn to_owned(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn explain_finds_a_rule_by_the_name_of_that_of_eslint() {
    let here = Path::new(".");
    let page = stdout(&hsmeta(here, &["explain", "restricted-console"]));
    for name in ["no-console", "@hubspot/ui-extensions/no-console"] {
        let output = hsmeta(here, &["explain", name]);
        assert_eq!(output.status.code(), Some(0), "{name}");
        assert_eq!(stdout(&output), page);
    }
    assert!(page.contains("`no-console`"));
}
