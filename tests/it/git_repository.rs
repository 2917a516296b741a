//! Repositories for the tests, and what the comparison with a ref of them gives.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::support;

pub(crate) const CARD: &str = "src/app/cards/orders-hsmeta.json";
pub(crate) const CARD_TEXT: &str = r#"{"uid": "orders", "type": "card", "config": {"name": "Orders", "location": "crm.record.tab", "entrypoint": "/app/cards/Orders.jsx", "objectTypes": ["contacts"]}}"#;
pub(crate) const APP: &str = "src/app/app-hsmeta.json";

pub(crate) fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    for setting in [
        "user.name=a",
        "user.email=a@example.com",
        "commit.gpgSign=false",
        "protocol.file.allow=always",
        "core.autocrlf=false",
        "init.defaultBranch=main",
    ] {
        command.args(["-c", setting]);
    }
    let output = command.current_dir(folder).args(arguments).output();
    let output = output.unwrap();
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{arguments:?}: {message}");
}

pub(crate) fn has_git() -> bool {
    Command::new("git").arg("--version").output().is_ok()
}

/// `git submodule` is a script, which runs `sed`.
pub(crate) fn has_git_submodule() -> bool {
    has_git() && Command::new("sed").arg("--version").output().is_ok()
}

pub(crate) fn commit(folder: &Path) {
    if !folder.join(".git").exists() {
        git(folder, &["init", "--quiet"]);
    }
    git(folder, &["add", "--all"]);
    git(
        folder,
        &["commit", "--quiet", "--allow-empty", "--message", "x"],
    );
}

/// A repository with a project, with everything committed.
pub(crate) fn repository() -> TempDir {
    let folder = support::project(&[
        (CARD, CARD_TEXT),
        ("src/app/cards/Orders.jsx", ""),
        ("README.md", "not JSON"),
    ]);
    commit(folder.path());
    folder
}

pub(crate) fn replace(folder: &Path, file: &str, old: &str, new: &str) {
    let path = folder.join(file);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(old), "{text}");
    std::fs::write(path, text.replace(old, new)).unwrap();
}

pub(crate) fn change_auth(folder: &Path) {
    replace(folder, APP, r#""type": "oauth""#, r#""type": "static""#);
}

/// The exit code, and both outputs.
pub(crate) fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = support::run(folder, arguments);
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The rules that report a change, with their files.
pub(crate) fn changes(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let (code, stdout, stderr) = run(
        folder,
        &[&["changes", "--format", "json"], arguments].concat(),
    );
    assert!(code < 2, "{stderr}");
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let mut found = Vec::new();
    for diagnostic in diagnostics {
        let (rule, file) = (&diagnostic["rule"], &diagnostic["file"]);
        found.push(format!(
            "{} {}",
            rule.as_str().unwrap(),
            file.as_str().unwrap()
        ));
    }
    found
}

pub(crate) fn refused(folder: &Path, arguments: &[&str], message: &str) {
    let (code, _, stderr) = run(folder, arguments);
    assert_eq!(code, 2, "{arguments:?}: {stderr}");
    assert!(stderr.contains(message), "{stderr}");
}
