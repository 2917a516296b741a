//! Malformed and unusual input: a clear message, an exit code, and the diagnostics of all other files.

use std::fs;
use std::path::Path;
#[cfg(unix)]
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support;

const CARD: &str = r#"{"uid": "no good", "type": "card", "config": {"name": "Orders", "location": "crm.record.tab",
    "entrypoint": "/app/cards/Orders.tsx", "objectTypes": ["contacts"]}}"#;

/// A project with an invalid uid in `src/app/cards/card-hsmeta.json`, which every check must report.
fn project() -> TempDir {
    support::project(&[("src/app/cards/card-hsmeta.json", CARD)])
}

fn check(folder: &Path) -> (Output, String, String) {
    let output = support::run(folder, &["check"]);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    let (stdout, stderr) = (text(&output.stdout), text(&output.stderr));
    assert!(
        stdout.contains("error[invalid-uid]"),
        "the other file's diagnostic is lost:\n{stdout}\n{stderr}"
    );
    assert!(!stderr.contains("panicked"), "{stderr}");
    (output, stdout, stderr)
}

#[test]
fn deeply_nested_files_are_reported() {
    let folder = project();
    fs::write(
        folder.path().join("src/app/cards/open-hsmeta.json"),
        "[".repeat(100_000),
    )
    .unwrap();
    let deep = format!(
        "{{\"uid\": \"deep\", \"type\": \"card\", \"config\": {}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    fs::write(folder.path().join("src/app/cards/deep-hsmeta.json"), deep).unwrap();
    let objects = "{\"a\":".repeat(100_000);
    fs::write(
        folder.path().join("src/app/cards/objects-hsmeta.json"),
        objects,
    )
    .unwrap();
    let (output, stdout, _) = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    for file in ["open", "deep", "objects"] {
        assert!(
            stdout.contains(&format!("src/app/cards/{file}-hsmeta.json:1:")),
            "{file}"
        );
    }
}

#[test]
fn files_over_the_size_limit_are_reported() {
    let folder = project();
    let file = fs::File::create(folder.path().join("src/app/cards/huge-hsmeta.json")).unwrap();
    file.set_len(project::load::MAX_FILE_SIZE + 1).unwrap();
    let (output, _, stderr) = check(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr.contains("cannot read src/app/cards/huge-hsmeta.json: file is 33554433 bytes"),
        "{stderr}"
    );
}

#[test]
fn long_lines_are_cut_around_the_span() {
    let folder = project();
    let long = format!(
        "{{\"uid\": \"long\", \"type\": \"card\", \"pad\": \"{}\", \"config\": 7}}",
        "é".repeat(300_000)
    );
    fs::write(folder.path().join("src/app/cards/long-hsmeta.json"), long).unwrap();
    let (_, stdout, _) = check(folder.path());
    assert!(
        stdout.contains("long-hsmeta.json:1:300054"),
        "the column is that of the file"
    );
    let widest = stdout
        .lines()
        .map(|line| line.chars().count())
        .max()
        .unwrap();
    assert!(widest <= 200, "a line of {widest} columns");
}

#[test]
fn control_characters_in_files_are_not_printed() {
    let folder = project();
    let escape = "{\"uid\": \"\u{1b}[31mred\u{202e}\", \"type\": \"c\\u001b[2Jard\u{9b}\", \"config\": {}, \"\u{1b}]8;;x\u{7}\": 1}";
    fs::write(
        folder.path().join("src/app/cards/escape-hsmeta.json"),
        escape,
    )
    .unwrap();
    let (output, stdout, _) = check(folder.path());
    assert!(!output.stdout.contains(&0x1b), "{stdout}");
    assert!(
        !stdout
            .chars()
            .any(|c| (c.is_control() && c != '\n') || c == '\u{202e}'),
        "{stdout}"
    );
}

#[test]
fn secrets_are_masked_in_text_and_json() {
    let folder = project();
    let secret = "pat-na1-0a1b2c3d-4e5f-6789-abcd-ef0123456789";
    let card = format!(
        "{{\"uid\": \"{secret}\", \"type\": \"{secret}\", \"config\": {{\"name\": 1, \"clientSecret\": \"{secret}\"}}}}"
    );
    fs::write(folder.path().join("src/app/cards/secret-hsmeta.json"), card).unwrap();
    for format in ["text", "json"] {
        let arguments = ["check", "--format", format, "--min-severity", "info"];
        let stdout = String::from_utf8(support::run(folder.path(), &arguments).stdout).unwrap();
        assert!(stdout.contains("secret-hsmeta.json"), "{stdout}");
        assert!(!stdout.contains("0a1b2c3d"), "{stdout}");
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_invalid_names_hide_no_problems() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    let folder = project();
    let cards = folder.path().join("src/app/cards");
    symlink("..", cards.join("up")).unwrap();
    symlink("loop-b", cards.join("loop-a")).unwrap();
    symlink("loop-a", cards.join("loop-b")).unwrap();
    symlink("card-hsmeta.json", cards.join("link-hsmeta.json")).unwrap();
    Command::new("mkfifo")
        .arg(cards.join("pipe-hsmeta.json"))
        .status()
        .unwrap();
    fs::create_dir(cards.join("folder-hsmeta.json")).unwrap();
    fs::write(
        cards.join(std::ffi::OsStr::from_bytes(b"\xff\n-hsmeta.json")),
        CARD,
    )
    .unwrap();
    let (output, _, stderr) = check(folder.path());
    assert_eq!(
        output.status.code(),
        Some(2),
        "a file name that is not UTF-8 is an error: {stderr}"
    );
}

#[cfg(unix)]
#[test]
fn unreadable_folders_are_reported() {
    use std::os::unix::fs::PermissionsExt;

    let folder = project();
    let locked = folder.path().join("src/locked");
    fs::create_dir(&locked).unwrap();
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let is_root = fs::read_dir(&locked).is_ok();
    let (output, _, stderr) = check(folder.path());
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).unwrap();
    if !is_root {
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr.contains("cannot read src/locked"), "{stderr}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_given_as_an_argument_is_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("x-hsmeta.json");
    Command::new("mkfifo").arg(&pipe).status().unwrap();
    let output = support::run(folder.path(), &["check", "x-hsmeta.json"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("not a regular file"));
}

#[cfg(unix)]
#[test]
fn a_linked_project_file_is_followed() {
    let folder = project();
    fs::rename(
        folder.path().join("hsproject.json"),
        folder.path().join("real.json"),
    )
    .unwrap();
    std::os::unix::fs::symlink("real.json", folder.path().join("hsproject.json")).unwrap();
    let (output, stdout, _) = check(folder.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(
        !stdout.contains("missing-hsproject") && stdout.contains("1 project"),
        "{stdout}"
    );
}

#[test]
fn an_unreadable_project_file_hides_no_problems() {
    let folder = project();
    let file = fs::File::create(folder.path().join("hsproject.json")).unwrap();
    file.set_len(project::load::MAX_FILE_SIZE + 1).unwrap();
    let (output, stdout, _) = check(folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(!stdout.contains("no problems"), "{stdout}");
    fs::remove_file(folder.path().join("src/app/cards/card-hsmeta.json")).unwrap();
    let output = support::run(folder.path(), &["check"]);
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(
        stdout.contains("no problems in the files that could be read"),
        "{stdout}"
    );
}

#[test]
fn an_invalid_src_dir_hides_no_problems() {
    for src_dir in ["source", "../x", ""] {
        let folder = project();
        let text =
            format!(r#"{{"name": "x", "srcDir": "{src_dir}", "platformVersion": "2026.09"}}"#);
        fs::write(folder.path().join("hsproject.json"), text).unwrap();
        check(folder.path());
    }
}

#[test]
fn placeholder_replacement_is_bounded() {
    let folder = project();
    let card = format!(
        r#"{{"uid": "bomb", "type": "card", "config": {{"name": "{}", "location": "crm.record.tab",
        "entrypoint": "/app/cards/Orders.tsx", "objectTypes": ["contacts"]}}}}"#,
        "${V}".repeat(10_000)
    );
    fs::write(folder.path().join("src/app/cards/bomb-hsmeta.json"), card).unwrap();
    for number in 0..100 {
        let text = format!(
            r#"{{"accountId": 1{number}, "variables": {{"V": "{}"}}}}"#,
            "q".repeat(10_000)
        );
        fs::write(
            folder.path().join(format!("src/hsprofile.p{number}.json")),
            text,
        )
        .unwrap();
    }
    check(folder.path());
}
