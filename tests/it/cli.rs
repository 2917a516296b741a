//! The program as a user runs it: exit codes, streams, formats.

use std::process::{Command, Output};

use crate::support;
pub use crate::support::{project, run as hsmeta};
use serde_json::Value;

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_clean_project_prints_what_was_checked() {
    let folder = project(&[]);
    let output = hsmeta(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let line = stdout(&output);
    assert!(
        line.starts_with("checked 1 project, 2 files: no problems"),
        "{line}"
    );
    assert_eq!(stderr(&output), "");
    assert_eq!(stdout(&hsmeta(folder.path(), &["check", "--quiet"])), "");
}

#[test]
fn problems_are_printed_like_those_of_rustc() {
    let folder = support::root().join("fixtures/projects");
    let output = hsmeta(&folder, &["check", "broken-shop"]);
    assert_eq!(output.status.code(), Some(1));
    support::expect_file(&folder.join("broken-shop.txt"), &stdout(&output));
}

#[test]
fn a_path_in_a_project_selects_the_whole_project() {
    let folder = support::root().join("fixtures/projects/broken-shop/src/app");
    let from = |paths: &[&str]| {
        stdout(&hsmeta(
            &folder,
            &[&["check", "--format", "json"], paths].concat(),
        ))
    };
    let whole = from(&["../.."]);
    assert_eq!(from(&["app-hsmeta.json"]), whole);
    assert_eq!(from(&["."]), whole);
    assert_eq!(from(&[".", "cards", "../..", "app-hsmeta.json"]), whole);
}

#[test]
fn json_matches_its_schema() {
    let schema = std::fs::read_to_string(support::root().join("schemas/output.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    for folder in [
        &support::root().join("fixtures/projects/broken-shop"),
        &support::root().join("fixtures/rules"),
    ] {
        let output = hsmeta(
            folder,
            &[
                "check",
                "--format",
                "json",
                "--min-severity",
                "info",
                "--fail-on",
                "never",
            ],
        );
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&json)
            .map(|error| error.to_string())
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let diagnostics = json["diagnostics"].as_array().unwrap();
        let numbers =
            ["errors", "warnings", "infos"].map(|name| json["summary"][name].as_u64().unwrap());
        assert_eq!(diagnostics.len() as u64, numbers.iter().sum::<u64>());
    }
}

#[test]
fn json_has_lines_columns_and_byte_offsets() {
    let card = "{\"uid\": \"c\",\r\n \"😀é\": 1, \"type\": \"card\", \"config\": {}}";
    let folder = project(&[("src/app/cards/c-hsmeta.json", card)]);
    let output = hsmeta(folder.path(), &["check", "--format", "json"]);
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let diagnostics = json["diagnostics"].as_array().unwrap();
    let found = diagnostics
        .iter()
        .find(|one| one["rule"] == "unexpected-top-level-property")
        .unwrap();
    assert_eq!(found["project"], ".");
    assert_eq!(found["file"], "src/app/cards/c-hsmeta.json");
    assert_eq!(
        found["range"]["start"],
        serde_json::json!({"line": 2, "column": 2})
    );
    assert_eq!(
        found["range"]["end"],
        serde_json::json!({"line": 2, "column": 6})
    );
    let offset = |name: &str| found["offset"][name].as_u64().unwrap() as usize;
    assert_eq!(&card[offset("start")..offset("end")], "\"😀é\"");
}

#[test]
fn min_severity_hides_and_fail_on_decides_the_exit_code() {
    let folder = project(&[]);
    let run = |arguments: &[&str]| hsmeta(folder.path(), &[&["check"], arguments].concat());
    let code = |arguments: &[&str]| run(arguments).status.code();
    assert!(
        stdout(&run(&[])).contains("not shown"),
        "the documented app has infos"
    );
    assert!(stdout(&run(&["--min-severity", "info"])).contains("info["));
    assert_eq!(
        code(&["--fail-on", "info"]),
        Some(1),
        "what is hidden still counts"
    );
    assert_eq!(code(&["--fail-on", "never"]), Some(0));
    let broken = support::root().join("fixtures/projects/broken-shop");
    assert_eq!(
        hsmeta(&broken, &["check", "--fail-on", "never"])
            .status
            .code(),
        Some(0)
    );
    let errors = stdout(&hsmeta(&broken, &["check", "--min-severity", "error"]));
    assert!(errors.contains("error[") && !errors.contains("warning["));
}

#[test]
fn a_run_that_checked_nothing_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let output = hsmeta(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("no hsproject.json"),
        "{}",
        stderr(&output)
    );
    assert_eq!(stdout(&output), "");
    let output = hsmeta(folder.path(), &["check", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot read nowhere"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        hsmeta(folder.path(), &["check", "--format", "yaml"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(hsmeta(folder.path(), &[]).status.code(), Some(2));
    let json = hsmeta(folder.path(), &["check", "--format", "json"]);
    assert_eq!(json.status.code(), Some(2));
    assert!(
        serde_json::from_slice::<Value>(&json.stdout).is_ok(),
        "a program can read it all the same"
    );
}

#[test]
fn color_depends_on_the_flag_and_the_environment() {
    let folder = support::root().join("fixtures/projects/broken-shop");
    let has_colour = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = support::program(&folder, &[&["check"], arguments].concat());
        support::output(command.envs(environment.to_vec()), b"")
            .stdout
            .contains(&0x1b)
    };
    assert!(!has_colour(&[], &[]), "a pipe is no terminal");
    assert!(has_colour(&["--color", "always"], &[]));
    assert!(has_colour(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(has_colour(&[], &[("FORCE_COLOR", "1")]));
    assert!(!has_colour(&[], &[("FORCE_COLOR", "0")]));
    assert!(!has_colour(&[], &[("FORCE_COLOR", "1"), ("NO_COLOR", "1")]));
    assert!(!has_colour(&["--color", "never"], &[("FORCE_COLOR", "1")]));
}

#[test]
fn rules_schemas_and_explanations_are_printed() {
    let here = support::root();
    let rules = hsmeta(here, &["rules"]);
    assert_eq!(rules.status.code(), Some(0));
    assert_eq!(stdout(&rules).lines().count(), rules::all().len());
    let json: Value =
        serde_json::from_slice(&hsmeta(here, &["rules", "--format", "json"]).stdout).unwrap();
    let json = json.as_array().unwrap();
    assert_eq!(json.len(), rules::all().len());
    let rule = json.iter().find(|rule| rule["id"] == "untrimmed-name");
    let rule = rule.unwrap();
    assert_eq!(rule["fixes"], "safe");
    assert_eq!(rule["appliesTo"], "apps (type `app`)");
    let card = stdout(&hsmeta(here, &["schema", "card"]));
    assert_eq!(
        card,
        std::fs::read_to_string(here.join("schemas/card.json")).unwrap()
    );
    assert_eq!(
        stdout(&hsmeta(here, &["schema", "pages"])),
        stdout(&hsmeta(here, &["schema", "page"]))
    );
    let unknown = hsmeta(here, &["schema", "crad"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        stderr(&unknown).contains("did you mean `card`?"),
        "{}",
        stderr(&unknown)
    );
    assert!(stdout(&hsmeta(here, &["explain", "duplicate-uid"])).starts_with("# duplicate-uid"));
    assert!(stdout(&hsmeta(here, &["explain", "limits"])).starts_with("# limits"));
    let error = "the redirect URL does not match the app's registered redirect URL";
    assert!(stdout(&hsmeta(here, &["explain", error])).starts_with("# oauth-errors"));
    let unknown = hsmeta(here, &["explain", "duplicate-uids"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        stderr(&unknown).contains("`duplicate-uid`"),
        "{}",
        stderr(&unknown)
    );
    assert_eq!(
        stdout(&hsmeta(here, &["--version"])),
        format!("hsmeta {}\n", env!("CARGO_PKG_VERSION"))
    );
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = support::root().join("fixtures");
    let script = "\"$0\" check --format json --min-severity info rules projects 2>&1 >&3 | cat >&2";
    let script = format!("({script}) 3>&1 | head -c 10");
    let output = Command::new("bash")
        .args(["-c", &script, env!("CARGO_BIN_EXE_hsmeta")])
        .current_dir(folder)
        .output();
    let output = output.unwrap();
    assert_eq!(stdout(&output).len(), 10);
    assert_eq!(stderr(&output), "");
}

#[test]
fn every_path_must_have_something_to_check() {
    let folder = project(&[]);
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "").unwrap();
    let outside = tempfile::tempdir().unwrap();
    let nothing = outside.path().to_str().unwrap();
    assert_eq!(
        hsmeta(folder.path(), &["check", ".", "empty", "notes.txt"])
            .status
            .code(),
        Some(0),
        "all in the project"
    );
    let output = hsmeta(folder.path(), &["check", ".", nothing]);
    assert_eq!(
        output.status.code(),
        Some(2),
        "a mistyped path must not look clean"
    );
    assert!(stderr(&output).contains("found in"), "{}", stderr(&output));
}

#[test]
fn files_outside_of_projects_are_all_checked() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b", "c"] {
        let text = format!(
            r#"{{"uid": "{name} {name}", "type": "theme", "config": {{"themePath": "x"}}}}"#
        );
        std::fs::write(folder.path().join(format!("{name}-hsmeta.json")), text).unwrap();
    }
    let output = hsmeta(
        folder.path(),
        &[
            "check",
            "--format",
            "json",
            "a-hsmeta.json",
            "./c-hsmeta.json",
        ],
    );
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let files = |rule: &str| -> Vec<String> {
        let diagnostics = json["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["rule"] == rule);
        diagnostics
            .map(|one| one["file"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(files("invalid-uid"), ["a-hsmeta.json", "c-hsmeta.json"]);
    assert_eq!(
        files("missing-hsproject"),
        ["a-hsmeta.json", "c-hsmeta.json"]
    );
    assert_eq!(json["diagnostics"][0]["project"], Value::Null);
    let numbers = ["projects", "files", "errors", "warnings", "infos"]
        .map(|name| json["summary"][name].as_u64().unwrap());
    assert_eq!(numbers, [0, 2, 2, 2, 0]);
}

#[test]
fn a_nested_project_is_reported_with_its_nearest_parent() {
    let text = std::fs::read_to_string(
        support::root().join("fixtures/projects/documented-app/hsproject.json"),
    )
    .unwrap();
    let folder = project(&[("a/hsproject.json", &text), ("a/b/hsproject.json", &text)]);
    for _ in 0..20 {
        let output = hsmeta(folder.path(), &["check", "--format", "json"]);
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let nested = json["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["rule"] == "nested-project");
        let nested: Vec<_> = nested
            .map(|one| {
                (
                    one["project"].as_str().unwrap(),
                    one["message"].as_str().unwrap(),
                )
            })
            .collect();
        assert_eq!(nested.len(), 2, "{nested:?}");
        assert!(
            nested
                .iter()
                .all(|(_, message)| message.contains("`../hsproject.json`")),
            "{nested:?}"
        );
    }
}

#[test]
fn a_project_in_a_dot_folder_is_checked_only_where_it_is_named() {
    let text = std::fs::read_to_string(
        support::root().join("fixtures/projects/documented-app/hsproject.json"),
    )
    .unwrap();
    let copies = [
        ".backup/hsproject.json",
        ".claude/worktrees/x/hsproject.json",
        "src/.old/hsproject.json",
    ];
    let files: Vec<(&str, &str)> = copies
        .iter()
        .chain(&["hsproject.json"])
        .map(|file| (*file, text.as_str()))
        .collect();
    let folder = project(&files);
    let projects = |arguments: &[&str]| {
        let output = hsmeta(
            folder.path(),
            &[&["check", "--format", "json"], arguments].concat(),
        );
        let json: Value = serde_json::from_slice(&output.stdout).unwrap();
        let found = json["diagnostics"].as_array().unwrap().iter();
        assert!(
            found.clone().all(|one| one["rule"] != "nested-project"),
            "{json}"
        );
        json["summary"]["projects"].as_u64().unwrap()
    };
    assert_eq!(projects(&[]), 1);
    assert_eq!(projects(&[".backup"]), 1);
    assert_eq!(projects(&["src/.old"]), 1);
    assert_eq!(projects(&[".claude/worktrees/x/hsproject.json"]), 1);
    assert_eq!(projects(&[".", ".claude/worktrees"]), 2);
    std::fs::remove_file(folder.path().join("hsproject.json")).unwrap();
    assert_eq!(projects(&[".claude"]), 1);
}

#[test]
fn paths_outside_the_working_directory_are_absolute() {
    let folder = project(&[("src/app/cards/c-hsmeta.json", "{}")]);
    let elsewhere = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap();
    let output = hsmeta(
        elsewhere.path(),
        &["check", "--format", "json", path.to_str().unwrap()],
    );
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["diagnostics"][0]["project"], path.to_str().unwrap());
    assert_eq!(
        json["diagnostics"][0]["file"],
        path.join("src/app/cards/c-hsmeta.json").to_str().unwrap()
    );
}

#[test]
fn the_environment_sets_the_level_of_the_log() {
    let messages = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    let session: String = messages
        .iter()
        .map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len()))
        .collect();
    let run = |level: &str, arguments: &[&str]| {
        let mut program = support::program(support::root(), &[&["lsp"], arguments].concat());
        support::output(program.env("HSMETA_LOG", level), session.as_bytes())
    };
    for level in ["off", "error", "warn", "info", "debug", "trace", "TRACE"] {
        let output = run(level, &[]);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{level}: {}",
            stderr(&output)
        );
        assert!(stdout(&output).contains("\"id\":1"), "{level}");
        assert!(
            !stderr(&output).contains("jsonrpc"),
            "no level logs messages: {}",
            stderr(&output)
        );
    }
    let output = run("chatty", &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("`debug` or `trace`"),
        "{}",
        stderr(&output)
    );
    assert_eq!(
        run("chatty", &["--log", "trace"]).status.code(),
        Some(0),
        "the command line wins"
    );
}
