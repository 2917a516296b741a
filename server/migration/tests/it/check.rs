//! The errors that `hsmeta check` reports for files in memory.

use std::fmt::Write;
use std::path::PathBuf;

use diagnostics::{RelPath, Severity};
use migration::{Content, ProjectFiles};
use project::document::Document;
use project::source_file::SourceFile;
use project::{Entry, Project};

pub(crate) fn errors(files: &ProjectFiles) -> String {
    let mut project = Project {
        root: PathBuf::from("/orchard"),
        manifest: Some(RelPath::new("hsproject.json")),
        ..Project::default()
    };
    for (path, content) in &files.files {
        for folder in path.parents() {
            project.entries.insert(RelPath::new(folder), Entry::Folder);
        }
        project.insert_file(path);
        let Content::Bytes(bytes) = content else {
            continue;
        };
        match project.kind_of(path) {
            Some(kind) => project.insert(Document::from_bytes(path.clone(), kind, bytes)),
            None if catalog::is_source(path.file_name()) => {
                let source = SourceFile::from_bytes(path.clone(), bytes);
                project.insert_source(path.clone(), source);
            }
            None => {}
        }
    }
    let mut text = String::new();
    for diagnostic in rules::check::check(&project) {
        if diagnostic.severity == Severity::Error {
            let (file, rule) = (&diagnostic.file, diagnostic.rule);
            writeln!(text, "{file} [{rule}] {}", diagnostic.message).unwrap();
        }
    }
    text
}
