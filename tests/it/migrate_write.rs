//! `hsmeta migrate --write`: when it writes, what it prints, and how it ends. The transaction has tests of its own.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::git_repository::has_git;
use crate::migrate_plan::project;
use crate::support;

fn migrate(folder: &Path, more: &[&str]) -> Output {
    support::run(folder, &[&["migrate", "--write"], more].concat())
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A repository with everything committed.
fn commit(folder: &Path) {
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &[
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@b.c",
            "commit",
            "--quiet",
            "--message",
            "old",
        ],
    ] {
        // Without the settings of the user, which may sign commits.
        let status = Command::new("git")
            .current_dir(folder)
            .env("GIT_CONFIG_GLOBAL", support::NO_FILE)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(arguments)
            .status();
        assert!(status.unwrap().success(), "{arguments:?}");
    }
}

#[test]
fn files_are_converted_and_the_result_is_checked() {
    if !has_git() {
        return;
    }
    let (folder, _) = project("example-private-app");
    commit(folder.path());
    let output = migrate(folder.path(), &["--to", "2026.03", "--new-app"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(text.contains("The files are written."), "{text}");
    assert!(text.contains("checked 1 project"), "{text}");
    assert!(text.contains("The deployed app is not migrated."), "{text}");
    assert!(folder.path().join("src/app/app-hsmeta.json").is_file());
    assert!(!folder.path().join("src/app/app.json").exists());
    let again = migrate(folder.path(), &["--to", "2026.03", "--new-app"]);
    assert_eq!(again.status.code(), Some(0), "{}", stderr(&again));
    assert!(
        stdout(&again).starts_with("nothing to migrate"),
        "{}",
        stdout(&again)
    );
}

#[test]
fn an_open_decision_is_exit_code_1_and_written_with_its_default() {
    let (folder, _) = project("example-public-app");
    let output = migrate(folder.path(), &["--allow-dirty"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let app = std::fs::read_to_string(folder.path().join("src/app/app-hsmeta.json")).unwrap();
    assert!(app.contains("\"marketplace\""), "{app}");
    assert!(
        folder
            .path()
            .join("migrate-leftover/src/app/public-app.json")
            .is_file()
    );
    assert!(
        stdout(&output).contains("migrate-leftover"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn a_folder_that_git_cannot_restore_is_refused() {
    let (folder, _) = project("example-private-app");
    let before = support::files(folder.path());
    let outside = migrate(folder.path(), &[]);
    assert_eq!(outside.status.code(), Some(2));
    assert!(
        stderr(&outside).contains("--allow-dirty"),
        "{}",
        stderr(&outside)
    );
    assert_eq!(stdout(&outside), "");
    assert_eq!(support::files(folder.path()), before);
    if !has_git() {
        return;
    }
    commit(folder.path());
    std::fs::write(folder.path().join("new.txt"), "").unwrap();
    let dirty = migrate(folder.path(), &[]);
    assert_eq!(dirty.status.code(), Some(2));
    let error = stderr(&dirty);
    assert!(
        error.contains("uncommitted changes in `new.txt`"),
        "{error}"
    );
}

/// A uid cannot be changed later.
#[test]
fn a_wrong_uid_writes_nothing() {
    for uids in [
        &["--uid", "orders_crad=a"][..],
        &["--uid", "orders_card=a", "--uid", "orders_card=b"],
    ] {
        let (folder, _) = project("example-private-app");
        let before = support::files(folder.path());
        let output = migrate(folder.path(), &[&["--allow-dirty"], uids].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(support::files(folder.path()), before);
    }
}

#[test]
fn what_is_changed_in_place_is_kept_where_git_does_not_have_it() {
    let (folder, _) = project("example-private-app");
    let manifest = folder.path().join("hsproject.json");
    let old = std::fs::read(&manifest).unwrap();
    let output = migrate(folder.path(), &["--allow-dirty"]);
    let text = stdout(&output);
    assert_ne!(std::fs::read(&manifest).unwrap(), old);
    let kept = folder.path().join("migrate-leftover/hsproject.json.old");
    assert_eq!(std::fs::read(kept).unwrap(), old, "{text}");
    // It is no second project.
    assert!(text.contains("checked 1 project"), "{text}");
    let check = support::run(folder.path(), &["check"]);
    assert!(
        stdout(&check).contains("checked 1 project,"),
        "{}",
        stdout(&check)
    );
}

#[test]
fn a_project_in_a_project_is_not_checked_afterwards() {
    let (folder, _) = project("example-private-app");
    let nested = folder.path().join("tools/other");
    std::fs::create_dir_all(&nested).unwrap();
    std::fs::write(nested.join("hsproject.json"), "{").unwrap();
    let output = migrate(folder.path(), &["--allow-dirty", "--new-app"]);
    let text = stdout(&output);
    assert!(text.contains("checked 1 project"), "{text}");
    assert_eq!(output.status.code(), Some(0), "{text}");
}

#[test]
fn check_says_that_a_migration_was_interrupted() {
    let (folder, _) = project("example-private-app");
    std::fs::write(folder.path().join(".hsmeta-migration.json"), "").unwrap();
    let error = stderr(&support::run(folder.path(), &["check"]));
    assert!(
        error.contains("was interrupted") && error.contains("hsmeta migrate --write"),
        "{error}"
    );
}

#[test]
fn a_refusal_writes_nothing() {
    let (folder, _) = project("layout-two-apps");
    let before = support::files(folder.path());
    let output = migrate(folder.path(), &["--allow-dirty"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("several apps"),
        "{}",
        stderr(&output)
    );
    assert_eq!(support::files(folder.path()), before);
}

#[test]
fn the_json_has_what_was_written_and_the_report_of_check() {
    let schema = |name: &str| -> Value {
        let path = support::root().join("schemas").join(name);
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    };
    let (folder, _) = project("functions-in-public-app");
    let output = migrate(folder.path(), &["--allow-dirty", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    for (schema, document) in [
        (schema("migration.json"), &plan),
        (schema("output.json"), &plan["check"]),
    ] {
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(document)
            .map(|e| e.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
    }
    assert_eq!(plan["check"]["diagnostics"][0]["rule"], "incompatible-app");
    assert_eq!(plan["written"]["setAside"].as_array().unwrap().len(), 3);
}

/// The plan says what `check` will report.
#[test]
fn the_plan_announces_every_problem_of_the_result() {
    for folder in support::folders(&support::root().join("fixtures/migrations")) {
        let name = folder.file_name().unwrap().to_str().unwrap();
        let (folder, options) = project(name);
        let run = |more: &[&str]| -> Option<Value> {
            let mut arguments = vec!["migrate", "--format", "json"];
            arguments.extend(options.iter().map(String::as_str));
            let output = support::run(folder.path(), &[arguments.as_slice(), more].concat());
            serde_json::from_slice(&output.stdout).ok()
        };
        let Some(planned) = run(&[]) else {
            continue;
        };
        let written = run(&["--write", "--allow-dirty"]).unwrap();
        if written["written"].is_null() {
            continue;
        }
        let places = |problems: &Value, line: &str| -> Vec<(String, String, Value)> {
            let problems = problems.as_array().unwrap().iter();
            // A project in this one is checked too, and is not migrated.
            let own = problems.filter(|one| matches!(one["project"].as_str(), None | Some(".")));
            own.map(|one| {
                let text = |key: &str| one[key].as_str().unwrap().to_owned();
                (
                    text("file"),
                    text("rule"),
                    one.pointer(line).unwrap().clone(),
                )
            })
            .collect()
        };
        assert_eq!(
            places(&planned["problems"], "/line"),
            places(&written["check"]["diagnostics"], "/range/start/line"),
            "{name}"
        );
    }
}
