//! Packages of UI extensions on the command line: the installed version of the SDK, and what is left to ESLint.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support;

const CARD: &str = "src/app/cards/Card.jsx";
const PACKAGE: &str = "src/app/cards/package.json";
const CONFIG: &str = "src/app/cards/eslint.config.js";
const ESLINT: &str = "@hubspot/eslint-config-ui-extensions";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A project with this card, and with these packages in `devDependencies`.
fn project(card: &str, packages: &[(&str, &str)]) -> TempDir {
    let folder = support::copy_of("fixtures/rules/unpermitted-fetch/two-origins");
    write(folder.path(), CARD, card);
    let mut list = json!({});
    for (name, version) in packages {
        list[name] = json!(version);
    }
    write(
        folder.path(),
        PACKAGE,
        &json!({ "devDependencies": list }).to_string(),
    );
    folder
}

/// What is reported, as `rule: message`.
fn reported(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = support::run(
        folder,
        &[&["check", "--format", "json"], arguments].concat(),
    );
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut messages = Vec::new();
    for diagnostic in report["diagnostics"].as_array().unwrap() {
        let text = |name: &str| diagnostic[name].as_str().unwrap().to_owned();
        messages.push(format!("{}: {}", text("rule"), text("message")));
    }
    messages
}

#[test]
fn the_installed_version_of_the_sdk_is_that_of_the_lock_file_or_of_node_modules() {
    let card = "import { hubspot, useCrmSearch } from '@hubspot/ui-extensions';\nhubspot.extend(() => useCrmSearch());\n";
    let folder = project(card, &[("@hubspot/ui-extensions", "latest")]);
    let folder = folder.path();
    assert_eq!(reported(folder, &[]), [""; 0]);
    let missing = |version: &str| {
        [format!(
            "unknown-sdk-export: `useCrmSearch` is not exported by `@hubspot/ui-extensions` {version} (installed); 0.14.0 has it"
        )]
    };
    let installed = "src/app/cards/node_modules/@hubspot/ui-extensions/package.json";
    write(
        folder,
        installed,
        r#"{ "name": "@hubspot/ui-extensions", "version": "0.9.2" }"#,
    );
    assert_eq!(reported(folder, &[]), missing("0.9.2"));
    let lock = "src/app/cards/package-lock.json";
    let locked = |version: &str| {
        format!(
            r#"{{ "packages": {{ "node_modules/@hubspot/ui-extensions": {{ "version": "{version}" }} }} }}"#
        )
    };
    write(folder, lock, &locked("0.12.0"));
    assert_eq!(reported(folder, &[]), missing("0.12.0"));
    write(folder, lock, &locked("0.16.0"));
    assert_eq!(reported(folder, &[]), [""; 0]);
    // What is no lock file of npm says nothing.
    write(folder, lock, "{");
    assert_eq!(reported(folder, &[]), missing("0.9.2"));
    write(folder, installed, "{ \"version\": 9 }");
    assert_eq!(reported(folder, &[]), [""; 0]);
}

#[test]
fn what_eslint_reports_is_left_to_it_where_it_is_configured() {
    let card = "import { hubspot } from '@hubspot/ui-extensions';\nhubspot.extend(() => null);\nalert(1);\nrequire('x');\n";
    let folder = project(
        card,
        &[("@hubspot/ui-extensions", "latest"), ("x", "1.0.0")],
    );
    let folder = folder.path();
    let count = |rule: &str, arguments: &[&str]| {
        let reported = reported(folder, arguments);
        let of_rule = reported.iter().filter(|text| text.starts_with(rule));
        of_rule.count()
    };
    assert_eq!(count("browser-dialog", &[]), 1);
    // A configuration file without the package, and the package without a configuration file.
    write(folder, CONFIG, "export default [];\n");
    assert_eq!(count("browser-dialog", &[]), 1);
    let list = json!({ "@hubspot/ui-extensions": "latest", "x": "1.0.0", ESLINT: "latest" });
    write(
        folder,
        PACKAGE,
        &json!({ "dependencies": list }).to_string(),
    );
    fs::remove_file(folder.join(CONFIG)).unwrap();
    assert_eq!(count("browser-dialog", &[]), 1);
    write(folder, "src/app/eslint.config.js", "export default [];\n");
    assert_eq!(count("browser-dialog", &[]), 1);
    for config in catalog::ESLINT_CONFIGS {
        let path = ["src/app/cards/", config].concat();
        write(folder, &path, "");
        assert_eq!(count("browser-dialog", &[]), 0, "{config}");
        fs::remove_file(folder.join(path)).unwrap();
    }
    write(folder, CONFIG, "export default [];\n");
    // ESLint has no rule for it.
    assert_eq!(count("require-call", &[]), 1);
    assert_eq!(
        count("browser-dialog", &["--rule", "browser-dialog=warning"]),
        1
    );
    assert_eq!(
        count("browser-dialog", &["--rule", "native-http=warning"]),
        0
    );
    write(
        folder,
        "hsmeta.toml",
        "[rules]\nbrowser-dialog = \"error\"\n",
    );
    assert_eq!(count("browser-dialog", &[]), 1);
    write(folder, "hsmeta.toml", "[rules]\nbrowser-dialog = \"off\"\n");
    assert_eq!(count("browser-dialog", &[]), 0);
}

#[test]
fn the_printed_configuration_says_which_rules_eslint_has() {
    let folder = tempfile::tempdir().unwrap();
    let output = support::run(folder.path(), &["config"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find(|line| line.starts_with("browser-dialog"));
    let line = line.unwrap();
    assert!(
        line.ends_with("# default; off where ESLint has no-browser-dialogs"),
        "{line}"
    );
}
