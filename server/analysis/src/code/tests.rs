#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod api_calls;
mod reached;
mod resolved;

use catalog::FileKind;
use diagnostics::RelPath;
use project::Project;
use project::document::Document;
use project::index::Index;
use project::source_file::SourceFile;

use super::*;

const MANIFEST: &str = r#"{"name":"a","srcDir":"src","platformVersion":"2026.03"}"#;
const CARD: &str = r#"{"uid":"card","type":"card","config":{"entrypoint":"/app/cards/Card.jsx"}}"#;
const FUNCTION: &str =
    r#"{"uid":"sync","type":"app-function","config":{"entrypoint":"/app/functions/sync.js"}}"#;
const PACKAGE: &str =
    r#"{"dependencies":{"lodash":"^4.0.0","shared":"workspace:*","local":"file:../local"}}"#;

/// A project with a card, a function, and these source files or other files.
fn project(files: &[(&str, &str)]) -> Project {
    let mut project = Project {
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    let own = [
        ("hsproject.json", MANIFEST),
        ("src/app/cards/card-hsmeta.json", CARD),
        ("src/app/cards/package.json", PACKAGE),
        ("src/app/functions/sync-hsmeta.json", FUNCTION),
    ];
    for (path, text) in own.iter().chain(files) {
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
    assert!(project.kind_of(&RelPath::new("hsproject.json")) == Some(FileKind::Project));
    project
}

/// Looks at the code of a project with these files.
fn with_code<T>(files: &[(&str, &str)], look: impl FnOnce(&Code<'_>) -> T) -> T {
    let project = project(files);
    let index = Index::new(&project);
    let code = Code::of(&index).unwrap();
    look(&code)
}
