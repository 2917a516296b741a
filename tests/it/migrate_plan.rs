//! `hsmeta migrate` without `--write`: what is printed of the plans of `fixtures/migrations`, whose content the tests of
//! `server/migration` record.

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

/// The project of `fixtures/migrations/<name>/before.txt` in a temporary folder, and its options.
pub fn project(name: &str) -> (TempDir, Vec<String>) {
    let path = support::root().join(format!("fixtures/migrations/{name}/before.txt"));
    let text = format!("\n{}", std::fs::read_to_string(path).unwrap()).replace("\r\n", "\n");
    let folder = tempfile::tempdir().unwrap();
    let mut parts = text.split("\n== ");
    let options = parts.next().unwrap().split_whitespace();
    let options = options.map(str::to_owned).collect();
    for part in parts {
        let (path, content) = part.split_once('\n').unwrap_or((part, ""));
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        if content.trim() == "(link)" {
            #[cfg(unix)]
            std::os::unix::fs::symlink("nowhere", path).unwrap();
            continue;
        }
        let content = match content {
            "" => String::new(),
            _ => format!("{}\n", content.trim_end_matches('\n')),
        };
        std::fs::write(path, content).unwrap();
    }
    (folder, options)
}

/// Without the one whose version the options refuse.
fn names() -> Vec<String> {
    let folders = support::folders(&support::root().join("fixtures/migrations"));
    let names = folders.iter().map(|path| path.file_name().unwrap());
    names
        .map(|name| name.to_str().unwrap().to_owned())
        .filter(|name| name != "refused-target")
        .collect()
}

/// Runs `hsmeta migrate` in the project of a fixture, with its options and more.
fn migrate(name: &str, more: &[&str]) -> (TempDir, Output) {
    let (folder, options) = project(name);
    let mut arguments = vec!["migrate"];
    arguments.extend(options.iter().map(String::as_str));
    arguments.extend(more);
    let output = support::run(folder.path(), &arguments);
    (folder, output)
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn plans_are_printed_for_people() {
    for name in [
        "card-not-referenced",
        "example-private-app",
        "functions-in-public-app",
        "half-migrated-leftovers",
        "secrets-are-not-shown",
    ] {
        let (_folder, output) = migrate(name, &[]);
        let path = support::root().join(format!("fixtures/migrations/{name}/short.txt"));
        support::expect_file(&path, &stdout(&output));
        assert_eq!(stderr(&output), "");
    }
}

#[test]
fn every_plan_says_that_the_deployed_app_is_not_migrated() {
    for name in names() {
        let (_folder, output) = migrate(&name, &[]);
        let text = stdout(&output);
        // Themes and CMS assets are in no app.
        let found = text.lines().next().unwrap_or_default();
        let kinds = ["app", "card", "component", "file", "workflow action"];
        let found_something = kinds.iter().any(|kind| found.contains(kind));
        let found_something = found_something && found.starts_with("Found: ");
        let says_it = text.contains("The deployed app is not migrated.");
        assert_eq!(says_it, found_something, "{name}: {text}");
        for line in text.lines() {
            assert!(
                line.chars().count() <= 100 || !line.trim().contains(' ') || line.contains(" → "),
                "{name}: {line}"
            );
        }
    }
}

#[test]
fn a_verbose_plan_has_every_file_and_every_property() {
    for name in names() {
        let (_folder, output) = migrate(&name, &["--format", "json"]);
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        if plan["refusals"] != serde_json::json!([]) {
            continue;
        }
        let (_folder, output) = migrate(&name, &["--verbose"]);
        let text = stdout(&output);
        if text.starts_with("nothing to migrate") {
            continue;
        }
        for file in plan["files"].as_array().unwrap() {
            let path = file["path"].as_str().unwrap();
            let is_listed = text.lines().any(|line| {
                let mut words = line.split([' ', ':']).filter(|word| !word.is_empty());
                line.starts_with("  ") && words.nth(1) == Some(path)
            });
            assert!(is_listed || path.contains(' '), "{name}: {path}: {text}");
        }
        for property in plan["properties"].as_array().unwrap() {
            let path = property["path"].as_str().unwrap();
            assert!(text.contains(&format!("\n    {path} ")), "{name}: {path}");
        }
    }
}

#[test]
fn the_json_of_every_plan_matches_its_schema() {
    let schema = std::fs::read_to_string(support::root().join("schemas/migration.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let mut number = 0;
    for name in names() {
        let (folder, output) = migrate(&name, &["--format", "json"]);
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&plan)
            .map(|error| format!("{name}: {error} at {}", error.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        assert_eq!(plan["project"], ".");
        let paths: Vec<PathBuf> = plan["files"]
            .as_array()
            .unwrap()
            .iter()
            .map(|file| folder.path().join(file["path"].as_str().unwrap()))
            .collect();
        let on_disk = support::files(folder.path());
        let on_disk = on_disk.iter().filter(|path| !is_installed(path)).count();
        assert_eq!(paths.len(), on_disk, "{name}");
        number += 1;
    }
    assert!(number > 50, "{number}");
}

fn is_installed(path: &Path) -> bool {
    path.components()
        .any(|part| part.as_os_str() == "node_modules")
}

#[test]
fn the_exit_code_tells_whether_the_plan_is_complete() {
    let code = |name: &str, more: &[&str]| migrate(name, more).1.status.code();
    assert_eq!(code("up-to-date", &[]), Some(0));
    assert_eq!(code("example-private-app", &[]), Some(1));
    assert_eq!(code("example-private-app", &["--to", "2026.03"]), Some(1));
    assert_eq!(code("example-private-app", &["--new-app"]), Some(0));
    assert_eq!(code("layout-two-apps", &[]), Some(2));
    assert_eq!(code("refused-invalid-json", &[]), Some(2));
    assert_eq!(code("example-private-app", &["--to", "2025.1"]), Some(2));
}

#[test]
fn nothing_of_the_old_layout_is_said_to_be_nothing() {
    let (_folder, output) = migrate("up-to-date", &[]);
    assert_eq!(
        stdout(&output),
        "nothing to migrate: no file of the old layout was found\n"
    );
}

#[test]
fn a_refusal_says_what_to_do() {
    let (_folder, output) = migrate("layout-two-apps", &[]);
    assert_eq!(stdout(&output), "");
    let error = stderr(&output);
    assert!(
        error.contains("several apps") && error.contains("\n  help: "),
        "{error}"
    );
}

#[test]
fn a_wrong_version_lists_those_that_work() {
    let (_folder, output) = migrate("example-private-app", &["--to", "2027.03"]);
    let error = stderr(&output);
    assert!(error.contains("2025.2, 2026.03, 2026.09"), "{error}");
}

#[test]
fn a_uid_without_effect_and_two_for_one_component_are_refused() {
    let uid = ["--uid", "orders_crad=orders"];
    let (_folder, output) = migrate("example-private-app", &uid);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(stdout(&output), "");
    let note = stderr(&output);
    assert!(
        note.contains("`--uid orders_crad=orders` has no effect"),
        "{note}"
    );
    let uid = ["--uid", "orders_card=orders"];
    assert_eq!(stderr(&migrate("example-private-app", &uid).1), "");
    let two = ["--uid", "orders_card=a", "--uid", "orders_card=b"];
    let (_folder, output) = migrate("example-private-app", &two);
    assert_eq!(output.status.code(), Some(2));
    let error = stderr(&output);
    assert!(error.contains("two different uids"), "{error}");
}

#[test]
fn a_diff_has_the_texts_without_secrets() {
    let (folder, output) = migrate("secrets-are-not-shown", &["--diff"]);
    let text = stdout(&output);
    let path = support::root().join("fixtures/migrations/secrets-are-not-shown/texts.diff");
    support::expect_file(&path, &text);
    let before =
        std::fs::read_to_string(folder.path().join("src/app/app.functions/serverless.json"));
    for secret in before
        .unwrap()
        .split('"')
        .filter(|part| part.starts_with("pat-"))
    {
        assert!(!text.contains(secret), "{text}");
    }
    let note = stderr(&output);
    assert!(note.contains("2 decisions are open"), "{note}");
    assert!(note.contains("hs project migrate"), "{note}");
}

#[test]
fn a_plan_changes_nothing_on_disk() {
    for more in [&["--diff"][..], &["--format", "json"], &[]] {
        let (folder, _output) = migrate("example-private-app", more);
        let (before, _) = project("example-private-app");
        let relative = |folder: &TempDir| -> Vec<(PathBuf, Vec<u8>)> {
            support::files(folder.path())
                .iter()
                .map(|path| {
                    let name = path.strip_prefix(folder.path()).unwrap().to_owned();
                    (name, std::fs::read(path).unwrap())
                })
                .collect()
        };
        assert_eq!(relative(&folder), relative(&before));
    }
}

#[test]
fn names_of_files_do_not_reach_the_terminal_with_their_control_characters() {
    let (folder, _) = project("example-private-app");
    let path = folder
        .path()
        .join("src/app/extensions/\u{1b}[31m\u{202e}.tsx");
    // Windows has no such names.
    if std::fs::write(path, "").is_err() {
        return;
    }
    let output = support::run(folder.path(), &["migrate", "--verbose"]);
    let text = stdout(&output);
    assert!(text.contains("/␛[31m\u{fffd}.tsx"), "{text}");
    assert!(
        !text.contains('\u{1b}') && !text.contains('\u{202e}'),
        "{text}"
    );
}

#[test]
fn colors_are_only_in_labels() {
    let (folder, _) = project("example-private-app");
    let plain = support::run(folder.path(), &["migrate"]);
    let colored = support::run(folder.path(), &["migrate", "--color", "always"]);
    let colored = stdout(&colored);
    assert!(colored.contains("\u{1b}[1mFound\u{1b}[0m: "), "{colored}");
    let mut text = String::new();
    for (number, part) in colored.split('\u{1b}').enumerate() {
        let start = if number == 0 {
            0
        } else {
            part.find('m').unwrap() + 1
        };
        text.push_str(&part[start..]);
    }
    assert_eq!(text, stdout(&plain));
}
