//! How often rules about elements and imports report snippets of UI code, compared with the rules of HubSpot's ESLint package.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod edges;
mod eslint;
mod locations;

use diagnostics::RelPath;
use project::Project;
use project::document::Document;
use project::source_file::SourceFile;

use crate::check::check;

const MANIFEST: &str = r#"{"name":"a","srcDir":"src","platformVersion":"2026.03"}"#;
const PACKAGE: &str = r#"{"dependencies":{"react":"^18.2.0","icons":"^1.0.0"}}"#;
const CARD: &str = "src/app/cards/Card.tsx";

/// A project with these files, of which `hsproject.json` may be one.
fn project(files: &[(&str, &str)]) -> Project {
    let mut project = Project {
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    for (path, text) in [("hsproject.json", MANIFEST)].iter().chain(files) {
        let path = RelPath::new(path);
        match project.kind_of(&path) {
            Some(kind) => project.insert_unsaved(Document::parse(path, kind, *text)),
            None => {
                project.insert_file(&path);
                let source = SourceFile::parse(path.clone(), *text);
                project.insert_source(path, source);
            }
        }
    }
    project
}

/// The file, the first line and the text of what a rule reports.
fn reported(rule: &str, files: &[(&str, &str)]) -> Vec<(String, usize, String)> {
    let mut found = Vec::new();
    for diagnostic in check(&project(files)) {
        if diagnostic.rule == rule {
            let file = diagnostic.file.as_str();
            let (_, text) = files.iter().find(|(path, _)| *path == file).unwrap();
            let before = &text[..diagnostic.span.start as usize];
            let line = before.matches('\n').count() + 1;
            let text = text[diagnostic.span.range()].to_owned();
            found.push((file.to_owned(), line, text));
        }
    }
    found
}

/// A component whose entrypoint is a file, with its `package.json`.
fn component(entrypoint: &str) -> [(String, String); 2] {
    let name = entrypoint.split('/').nth(2).unwrap();
    let folder = format!("src/app/{name}");
    let type_name = match name {
        "pages" => "page",
        "settings" => "settings",
        _ => "card",
    };
    let path = entrypoint.strip_prefix("src").unwrap();
    let meta = format!(
        r#"{{"uid":"one","type":"{type_name}","config":{{"location":"crm.record.tab","entrypoint":"{path}"}}}}"#
    );
    [
        (format!("{folder}/one-hsmeta.json"), meta),
        (format!("{folder}/package.json"), PACKAGE.to_owned()),
    ]
}

/// The texts that a rule reports in the entrypoint of a component.
fn reported_in(rule: &str, entrypoint: &str, code: &str) -> Vec<String> {
    let own = component(entrypoint);
    let mut files: Vec<(&str, &str)> = Vec::new();
    for (path, text) in &own {
        files.push((path, text));
    }
    files.push((entrypoint, code));
    let found = reported(rule, &files);
    found.into_iter().map(|(_, _, text)| text).collect()
}

/// Compares how often a rule reports each snippet in a card.
fn assert_counts(rule: &str, snippets: &[(usize, &str)]) {
    let mut wrong = String::new();
    for (expected, code) in snippets {
        let texts = reported_in(rule, CARD, code);
        if texts.len() != *expected {
            wrong += &format!("{expected} expected, reported {texts:?}: {code}\n");
        }
    }
    assert!(wrong.is_empty(), "{rule}\n{wrong}");
}

/// Compares how often a rule reports each snippet in a file.
fn assert_counts_in(rule: &str, snippets: &[(usize, &str, &str)]) {
    let mut wrong = String::new();
    for (expected, path, code) in snippets {
        let texts = reported_in(rule, path, code);
        if texts.len() != *expected {
            wrong += &format!("{expected} expected in {path}, reported {texts:?}: {code}\n");
        }
    }
    assert!(wrong.is_empty(), "{rule}\n{wrong}");
}
