//! Source files on the command line: what is read of a project, and problems in them in every mode.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use tempfile::TempDir;

use crate::stdin;
use crate::support;

const ENTRYPOINT: &str = "src/app/cards/Card.jsx";
const TOKEN: &str = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";

/// The project of a fixture, with these files instead of or in addition to its own.
fn project(files: &[(&str, &str)]) -> TempDir {
    let folder = support::copy_of("fixtures/rules/unpermitted-fetch/two-origins");
    for (path, text) in files {
        write(folder.path(), path, text);
    }
    folder
}

fn write(folder: &Path, path: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// A card that fetches this URL.
fn card(url: &str) -> String {
    format!(
        "import {{ hubspot }} from '@hubspot/ui-extensions';\n\nhubspot.extend(() => null);\nhubspot.fetch({url});\n"
    )
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    support::run(folder, &[&["check"], arguments].concat())
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn report(folder: &Path) -> Value {
    serde_json::from_str(&stdout(&check(folder, &["--format", "json"]))).unwrap()
}

/// The files with problems, by the JSON report.
fn reported(folder: &Path) -> Vec<String> {
    let report = report(folder);
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let file = |diagnostic: &Value| diagnostic["file"].as_str().unwrap().to_owned();
    diagnostics.iter().map(file).collect()
}

#[test]
fn secrets_in_source_files_are_masked_in_every_format() {
    let secret = "0a1b2c3d-0000-1111-2222";
    let text = card(&format!(
        "'https://a.acme.io', {{ token: '{TOKEN}', clientSecret: '{secret}' }}"
    ));
    let folder = project(&[(ENTRYPOINT, &text)]);
    for format in [
        "text", "compact", "agent", "json", "sarif", "github", "gitlab", "junit",
    ] {
        let output = stdout(&check(folder.path(), &["--format", format]));
        assert!(output.contains("unpermitted-fetch"), "{format}: {output}");
        assert!(
            !output.contains(TOKEN) && !output.contains(secret),
            "{format}: {output}"
        );
    }
    let output = stdout(&check(folder.path(), &[]));
    assert!(output.contains("token: '****"), "{output}");
}

#[test]
fn the_summary_says_how_many_calls_are_known() {
    let folder = project(&[]);
    let output = stdout(&check(folder.path(), &["--verbose"]));
    let line = "2 source files, 2 of 2 `hubspot.fetch` calls resolved\n";
    assert!(output.ends_with(line), "{output}");
    assert!(!stdout(&check(folder.path(), &[])).contains("source files"));
    let source = &report(folder.path())["summary"]["source"];
    assert_eq!(source["files"], 2);
    assert_eq!(source["fetchCalls"]["resolved"], 2);
    write(folder.path(), ENTRYPOINT, card("url"));
    let output = stdout(&check(folder.path(), &["-v"]));
    assert!(
        output.ends_with("1 source file, 0 of 1 `hubspot.fetch` call resolved\n"),
        "{output}"
    );
    write(folder.path(), ENTRYPOINT, "const = ;");
    let output = stdout(&check(folder.path(), &["-v"]));
    assert!(
        output.ends_with("1 source file, 1 file with syntax errors\n"),
        "{output}"
    );
}

#[test]
fn no_source_file_is_read_if_the_configuration_says_so() {
    let folder = project(&[("hsmeta.toml", "source = false\n")]);
    assert!(reported(folder.path()).is_empty());
    assert_eq!(report(folder.path())["summary"]["source"]["files"], 0);
}

#[test]
fn problems_in_source_files_are_ignored_by_path_and_recorded_in_baselines() {
    let ignore =
        "[[ignore]]\nrule = 'unpermitted-fetch'\npath = 'src/app/cards/Card.jsx'\nreason = 'r'\n";
    let folder = project(&[("hsmeta.toml", ignore)]);
    assert_eq!(reported(folder.path()), ["src/app/cards/config.js"]);
    let baseline = ["--baseline", "known.json"];
    let update = check(
        folder.path(),
        &[&baseline[..], &["--update-baseline"]].concat(),
    );
    assert_eq!(update.status.code(), Some(0));
    write(
        folder.path(),
        "src/app/cards/config.js",
        "\n// moved\nexport const BASE = 'https://orders.acme.io';\n",
    );
    assert_eq!(check(folder.path(), &baseline).status.code(), Some(0));
    write(
        folder.path(),
        "src/app/cards/config.js",
        "export const BASE = 'https://new.acme.io';\n",
    );
    assert_eq!(check(folder.path(), &baseline).status.code(), Some(1));
}

#[test]
fn a_fix_of_a_problem_in_a_source_file_changes_the_app() {
    let folder = project(&[]);
    let sources = fs::read_to_string(folder.path().join(ENTRYPOINT)).unwrap();
    let output = check(folder.path(), &["--fix", "--unsafe-fixes"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let app = fs::read_to_string(folder.path().join("src/app/app-hsmeta.json")).unwrap();
    assert!(
        app.contains("\"https://api.acme.io\",\n") && app.contains("\"https://orders.acme.io\"\n"),
        "{app}"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join(ENTRYPOINT)).unwrap(),
        sources
    );
}

#[test]
fn the_text_of_a_source_file_may_come_from_stdin() {
    let folder = project(&[(
        "src/app/cards/more.js",
        "export const MORE = 'https://api.hubapi.com';\n",
    )]);
    let check = |text: &str| stdin::check(folder.path(), ENTRYPOINT, text.as_bytes(), &[]);
    let (code, out, _) = check(&card("'https://stdin.acme.io'"));
    assert!(
        code == Some(1) && out.contains("`https://stdin.acme.io`"),
        "{out}"
    );
    let text = format!("import {{ MORE }} from './more';\n{}", card("MORE"));
    let (code, out, _) = check(&text);
    assert_eq!(code, Some(0), "{out}");
    let (_, out, _) = stdin::check(folder.path(), ENTRYPOINT, text.as_bytes(), &["-v"]);
    assert!(out.contains("2 source files, "), "{out}");
}

#[test]
fn files_that_are_no_code_of_a_component_are_not_looked_at() {
    let folder = project(&[(ENTRYPOINT, &card("'https://api.hubapi.com'"))]);
    let other = card("'https://other.acme.io'");
    for path in [
        "src/app/cards/Card.test.jsx",
        "src/app/cards/dist/Card.js",
        "src/app/cards/node_modules/a/index.js",
        "src/app/other.js",
        "other.js",
    ] {
        write(folder.path(), path, &other);
    }
    assert!(reported(folder.path()).is_empty());
}

/// The source files that are read of a project.
fn read(folder: &Path) -> Vec<String> {
    let (projects, _) = support::load(folder);
    let mut paths = Vec::new();
    for project in &projects {
        paths.extend(project.sources.keys().map(ToString::to_string));
    }
    paths
}

const PART: &str = "import { Text } from '@hubspot/ui-extensions';\nimport './lib';\n";

#[test]
fn ui_code_that_no_component_reaches_is_read_with_what_it_imports() {
    let folder = project(&[
        (ENTRYPOINT, &card("'https://api.hubapi.com'")),
        ("src/app/cards/parts/Part.jsx", PART),
        ("src/app/cards/parts/lib.js", "export * from '../../api';"),
        ("src/app/cards/parts/other.js", "export const a = 1;"),
        ("src/app/cards/parts/Part.test.jsx", PART),
        ("src/app/settings/Page.tsx", "import React from 'react';\n"),
        ("src/app/api.js", "fetch('https://other.acme.io');\n"),
        ("src/app/functions/Part.jsx", PART),
    ]);
    let files = [
        "src/app/api.js",
        ENTRYPOINT,
        "src/app/cards/parts/Part.jsx",
        "src/app/cards/parts/lib.js",
        "src/app/settings/Page.tsx",
    ];
    assert_eq!(read(folder.path()), files);
    assert_eq!(report(folder.path())["summary"]["source"]["files"], 1);
    write(folder.path(), "hsmeta.toml", "source = false\n");
    assert!(read(folder.path()).is_empty());
}

#[test]
fn ui_code_is_read_without_components_too() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = r#"{"name":"a","srcDir":"src","platformVersion":"2025.1"}"#;
    write(folder.path(), "hsproject.json", manifest);
    write(
        folder.path(),
        "src/app/app.json",
        r#"{"name":"a","uid":"a"}"#,
    );
    let before = report(folder.path());
    let extension = "src/app/extensions/Card.jsx";
    write(folder.path(), extension, card("'https://a.acme.io'"));
    write(folder.path(), "src/app/app.functions/Part.jsx", PART);
    assert_eq!(read(folder.path()), [extension]);
    assert_eq!(report(folder.path())["diagnostics"], before["diagnostics"]);
}

#[test]
fn source_files_that_cannot_be_read_are_counted_and_not_reported() {
    let import = |name: &str| format!("import './{name}';\n{}", card("'https://a.acme.io'"));
    for (name, text) in [
        ("large.js", [b"x();\n".repeat(300_000)].concat()),
        ("minified.js", b"x();".repeat(50_000)),
        ("utf16.js", b"\xff\xfex\0".to_vec()),
        ("image.js", b"\x89PNG\0\0".to_vec()),
        ("nested.js", b"(\n".repeat(100_000)),
    ] {
        let folder = project(&[(ENTRYPOINT, &import(name))]);
        write(folder.path(), &format!("src/app/cards/{name}"), text);
        assert_eq!(reported(folder.path()), [ENTRYPOINT], "{name}");
        let source = &report(folder.path())["summary"]["source"];
        assert_eq!(
            (&source["files"], &source["skipped"]),
            (&1.into(), &1.into()),
            "{name}"
        );
    }
}

#[test]
fn hostile_source_files_are_checked() {
    let folder = project(&[]);
    let fetch = card("'https://a.acme.io'");
    let mut bytes = fetch.clone().into_bytes();
    bytes.extend(b"\n'\xff\xfe';\n");
    for text in [
        bytes,
        format!("{fetch}import './Card'; export * from './Card';").into_bytes(),
        format!("{fetch}import '../../../../../../etc/passwd.js';").into_bytes(),
    ] {
        write(folder.path(), ENTRYPOINT, text);
        let mut found = reported(folder.path());
        // The import that leaves the project is a problem too.
        found.dedup();
        assert_eq!(found, [ENTRYPOINT]);
    }
    // Calls in such a text need not be found.
    write(
        folder.path(),
        ENTRYPOINT,
        format!("{fetch}{}", "(\n".repeat(100_000)),
    );
    let found = reported(folder.path());
    assert!(found.is_empty() || found == [ENTRYPOINT], "{found:?}");
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = project(&[(
        ENTRYPOINT,
        "import './linked'; import './folder/a'; import './pipe';\n",
    )]);
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "a.js", card("'https://a.acme.io'"));
    let cards = folder.path().join("src/app/cards");
    symlink(outside.path().join("a.js"), cards.join("linked.js")).unwrap();
    symlink(outside.path(), cards.join("folder")).unwrap();
    let pipe = std::process::Command::new("mkfifo")
        .arg(cards.join("pipe.js"))
        .status();
    assert!(pipe.is_ok_and(|status| status.success()));
    assert!(reported(folder.path()).is_empty());
    assert_eq!(report(folder.path())["summary"]["source"]["files"], 1);
}
