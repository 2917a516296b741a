//! The VS Code extension agrees with the server: its version, its activation events and its file patterns.

use catalog::{FileKind, LEGACY_FILES};
use project::config;
use serde_json::{Value, json};

use crate::support;

/// Compares a JSON file of the extension with itself after `change`, written as npm writes it.
fn expect_json(file: &str, change: impl FnOnce(&mut Value)) {
    let path = support::root().join("vscode-extension").join(file);
    let mut json: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    change(&mut json);
    support::expect_file(&path, &format!("{json:#}\n"));
}

#[test]
fn the_extension_agrees_with_the_server() {
    let version = env!("CARGO_PKG_VERSION");
    let everywhere = |name: &str| format!("**/{name}");
    let projects: Vec<String> = FileKind::ALL
        .iter()
        .map(|kind| everywhere(kind.glob()))
        .collect();
    // The server checks these files inside of projects only.
    let names = [
        FileKind::Local.glob(),
        FileKind::Package.glob(),
        config::NAME,
        config::HIDDEN_NAME,
    ];
    let beside = names.map(everywhere);
    // Files of the layout before 2025.2: their problems have the action that converts the project.
    let old = LEGACY_FILES.map(everywhere);
    let old_names = [
        "webhooks.json",
        "theme.json",
        "cms-assets.json",
        "extensions/*.json",
    ];
    let old = old.into_iter().chain(old_names.map(everywhere));
    let documents: Vec<String> = projects.iter().cloned().chain(beside).chain(old).collect();
    // Any JSON file activates it too, because a project may be created afterwards.
    let events = projects
        .iter()
        .map(|pattern| format!("workspaceContains:{pattern}"));
    let events: Vec<String> = events.chain(["onLanguage:json".to_owned()]).collect();
    expect_json("src/patterns.json", |json| {
        *json = json!({ "projects": projects, "documents": documents })
    });
    expect_json("package.json", |json| {
        json["version"] = version.into();
        json["activationEvents"] = json!(events);
    });
    expect_json("package-lock.json", |json| {
        json["version"] = version.into();
        json["packages"][""]["version"] = version.into();
    });
}
