//! How often the rules report a snippet of a card, compared with the rules of HubSpot's ESLint
//! package.

#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod edges;
mod eslint;

use diagnostics::RelPath;
use project::Project;
use project::document::Document;
use project::source_file::SourceFile;

use crate::check::check;

const MANIFEST: &str = r#"{"name":"a","srcDir":"src","platformVersion":"2026.03"}"#;
const CARD: &str = r#"{"uid":"card","type":"card","config":{"entrypoint":"/app/cards/Card.tsx"}}"#;
const PACKAGE: &str = r#"{"dependencies":{"node-fetch":"^3.0.0"}}"#;

/// The texts that a rule reports in a card with this code, one after the other.
fn reported(rule: &str, code: &str) -> Vec<String> {
    let mut project = Project {
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    for (path, text) in [
        ("hsproject.json", MANIFEST),
        ("src/app/cards/card-hsmeta.json", CARD),
        ("src/app/cards/package.json", PACKAGE),
        ("src/app/cards/Card.tsx", code),
        ("src/app/cards/own.ts", "export const fetch = () => 1;"),
    ] {
        let path = RelPath::new(path);
        match project.kind_of(&path) {
            Some(kind) => project.insert_unsaved(Document::parse(path, kind, text)),
            None => {
                project.insert_file(&path);
                let source = SourceFile::parse(path.clone(), text);
                project.insert_source(path, source);
            }
        }
    }
    let mut texts = Vec::new();
    for diagnostic in check(&project) {
        if diagnostic.rule == rule {
            texts.push(code[diagnostic.span.range()].to_owned());
        }
    }
    texts
}

/// Compares how often a rule reports the snippets of a table: a line is the number and the snippet.
fn assert_counts(rule: &str, table: &str) {
    let mut wrong = String::new();
    for line in table.lines() {
        if line.trim().is_empty() {
            continue;
        }
        let (expected, code) = line.trim().split_once(' ').unwrap();
        let texts = reported(rule, code);
        if texts.len().to_string() != expected {
            wrong += &format!("{expected} expected, reported {texts:?}: {code}\n");
        }
    }
    assert!(wrong.is_empty(), "{rule}\n{wrong}");
}
