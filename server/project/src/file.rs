//! A file of a project whose text was read, of any kind.

use std::sync::Arc;

use diagnostics::RelPath;

use crate::Project;
use crate::document::Document;
use crate::source_file::SourceFile;

#[derive(Clone, Debug)]
pub enum ProjectFile {
    Document(Arc<Document>),
    Source(Arc<SourceFile>),
}

impl ProjectFile {
    pub fn path(&self) -> &RelPath {
        match self {
            ProjectFile::Document(document) => &document.path,
            ProjectFile::Source(source) => &source.path,
        }
    }

    pub fn text(&self) -> &str {
        match self {
            ProjectFile::Document(document) => document.syntax.source(),
            ProjectFile::Source(source) => &source.text,
        }
    }

    /// The same file with another text; `None` if a source file with it would not be read.
    pub fn with_text(&self, text: String) -> Option<ProjectFile> {
        match self {
            ProjectFile::Document(document) => {
                Some(ProjectFile::Document(Arc::new(document.with_text(text))))
            }
            ProjectFile::Source(source) => match source.with_text(text) {
                Ok(source) => Some(ProjectFile::Source(Arc::new(source))),
                Err(_) => None,
            },
        }
    }

    /// Whether the text has syntax errors.
    pub fn is_invalid(&self) -> bool {
        match self {
            ProjectFile::Document(document) => !document.syntax.errors.is_empty(),
            ProjectFile::Source(source) => source.facts.is_incomplete,
        }
    }

    /// Whether the text has something else in place of bytes that are not UTF-8.
    pub fn has_invalid_utf8(&self) -> bool {
        match self {
            ProjectFile::Document(document) => document.invalid_utf8.is_some(),
            ProjectFile::Source(source) => source.invalid_utf8.is_some(),
        }
    }

    /// Whether two files are the same value.
    pub fn ptr_eq(&self, other: &ProjectFile) -> bool {
        match (self, other) {
            (ProjectFile::Document(one), ProjectFile::Document(other)) => Arc::ptr_eq(one, other),
            (ProjectFile::Source(one), ProjectFile::Source(other)) => Arc::ptr_eq(one, other),
            _ => false,
        }
    }
}

impl Project {
    /// The file at `path`, if it was read.
    pub fn file(&self, path: &RelPath) -> Option<ProjectFile> {
        if let Some(document) = self.documents.get(path) {
            return Some(ProjectFile::Document(document.clone()));
        }
        let source = self.sources.get(path)?;
        Some(ProjectFile::Source(source.clone()))
    }

    /// The files that were read, JSON first.
    pub fn files(&self) -> impl Iterator<Item = ProjectFile> + '_ {
        let documents = self.documents.values().cloned();
        let sources = self.sources.values().cloned();
        documents
            .map(ProjectFile::Document)
            .chain(sources.map(ProjectFile::Source))
    }

    /// Replaces a file that was read.
    pub fn replace(&mut self, file: ProjectFile) {
        match file {
            ProjectFile::Document(document) => {
                self.documents.insert(document.path.clone(), document);
            }
            ProjectFile::Source(source) => {
                self.sources.insert(source.path.clone(), source);
            }
        }
    }
}
