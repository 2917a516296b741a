//! A project with its diagnostics.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use catalog::is_source;
use diagnostics::{Diagnostic, RelPath};
use project::Project;
use project::config::{Config, Usage};
use project::document::Document;
use project::index::Index;
use project::source_file::{SkippedSource, SourceFile};
use rules::check::{Checker, Report, check_alone};

use crate::document::OpenDocument;
use crate::loader::Generation;

#[derive(Default)]
pub(crate) struct ProjectState {
    pub(crate) project: Project,
    /// The diagnostics of the last check, by file.
    pub(crate) diagnostics: BTreeMap<RelPath, Vec<Diagnostic>>,
    pub(super) generation: Generation,
    /// Files whose text changed since the last check.
    touched: BTreeSet<RelPath>,
    checker: Checker,
    /// The use of the configuration in the last check.
    pub(super) usage: Usage,
    /// The source files that the last check would have looked at and that were not read.
    pub(super) unread_sources: BTreeSet<RelPath>,
    /// Whether the project has to be checked.
    pub(super) is_dirty: bool,
}

impl ProjectState {
    pub(super) fn new(project: Project, generation: Generation) -> ProjectState {
        ProjectState {
            project,
            generation,
            is_dirty: true,
            ..ProjectState::default()
        }
    }

    /// A configuration file with its diagnostics.
    pub(super) fn of_config(config: Config, diagnostics: Vec<Diagnostic>) -> ProjectState {
        let path = RelPath::new(config.file.name());
        ProjectState {
            project: Project::of_config(config),
            diagnostics: BTreeMap::from([(path, diagnostics)]),
            ..ProjectState::default()
        }
    }

    /// The path of a file in this project; `None` if it is outside. Without `hsproject.json`, the
    /// files of one folder are a project.
    pub(super) fn relative(&self, path: &Path) -> Option<RelPath> {
        let path = RelPath::relative(&self.project.root, path)?;
        if self.project.manifest.is_some() || path.folder().is_empty() {
            Some(path)
        } else {
            None
        }
    }

    /// The folder of `srcDir`.
    pub(super) fn source_folder(&self) -> Option<RelPath> {
        Index::new(&self.project).src_dir
    }

    /// Whether a file on disk begins with a byte-order mark.
    pub(super) fn has_mark(&self, path: &RelPath) -> bool {
        if let Some(document) = self.project.documents.get(path) {
            return document.has_byte_order_mark();
        }
        match self.project.sources.get(path) {
            Some(source) => source.text.starts_with('\u{feff}'),
            None => false,
        }
    }

    /// Replaces a file by the text of an open document, if the file would be read from disk.
    pub(super) fn overlay(&mut self, path: &RelPath, open: &OpenDocument) {
        if path.as_str() == ".hsignore" {
            self.project.hsignore = Some(open.text.contents());
            self.is_dirty = true;
        } else if path.file_name() == ".gitignore" {
            // The project has those that it needs.
            let folder = RelPath::new(path.folder());
            if let Some(text) = self.project.gitignores.get_mut(&folder) {
                *text = open.text.contents();
                self.is_dirty = true;
            }
        } else if let Some(kind) = self.project.kind_of(path)
            && self.project.reaches(path)
        {
            self.put(open.parse(path.clone(), kind));
        } else if is_source(path.file_name())
            && self.project.manifest.is_some()
            && self.project.reaches(path)
        {
            self.project.insert_file(path);
            let text = open.text.contents();
            self.put_source(path.clone(), SourceFile::parse(path.clone(), text));
        }
    }

    /// Inserts or replaces a source file, or notes why it is skipped.
    pub(super) fn put_source(&mut self, path: RelPath, read: Result<SourceFile, SkippedSource>) {
        self.touched.insert(path.clone());
        self.project.insert_source(path, read);
        self.is_dirty = true;
    }

    /// Inserts or replaces a document. A text that is too large to be read changes nothing.
    pub(super) fn put(&mut self, document: Option<Document>) {
        if let Some(document) = document {
            self.touched.insert(document.path.clone());
            self.project.insert_unsaved(document);
            self.is_dirty = true;
        }
    }

    /// Takes over the diagnostics of an earlier generation, which are those published last.
    pub(super) fn carry_over(&mut self, old: ProjectState) {
        for (path, document) in &self.project.documents {
            let is_unchanged = match old.project.documents.get(path) {
                Some(old) => old.syntax.source() == document.syntax.source(),
                None => false,
            };
            if !is_unchanged {
                self.touched.insert(path.clone());
            }
        }
        for (path, source) in &self.project.sources {
            let is_unchanged = match old.project.sources.get(path) {
                Some(old) => old.text == source.text,
                None => false,
            };
            if !is_unchanged {
                self.touched.insert(path.clone());
            }
        }
        self.touched.extend(old.touched);
        self.diagnostics = old.diagnostics;
    }

    /// Checks the project. Returns the files whose diagnostics, or their positions, may have
    /// changed.
    pub(super) fn check(&mut self) -> Vec<RelPath> {
        self.check_with(Checker::report)
    }

    /// Checks a document that is in no project.
    pub(super) fn check_standalone(&mut self) {
        self.check_with(|_, project| Report {
            diagnostics: check_alone(project),
            ..Report::default()
        });
    }

    fn check_with(&mut self, check: fn(&mut Checker, &Project) -> Report) -> Vec<RelPath> {
        self.is_dirty = false;
        let touched = std::mem::take(&mut self.touched);
        // Moved into the closure, so that a panic does not leave an inconsistent checker behind.
        let mut checker = std::mem::take(&mut self.checker);
        let project = &self.project;
        let result = catch_unwind(AssertUnwindSafe(move || {
            let report = check(&mut checker, project);
            (report, checker)
        }));
        let Ok((report, checker)) = result else {
            // The previous diagnostics stay.
            tracing::error!(
                "internal error while checking {}",
                self.project.root.display()
            );
            return Vec::new();
        };
        self.checker = checker;
        self.usage = report.usage;
        self.unread_sources = report.unread_sources;
        let mut diagnostics: BTreeMap<RelPath, Vec<Diagnostic>> = BTreeMap::new();
        for diagnostic in report.diagnostics {
            diagnostics
                .entry(diagnostic.file.clone())
                .or_default()
                .push(diagnostic);
        }
        let old = std::mem::replace(&mut self.diagnostics, diagnostics);
        self.changed_files(&old, &touched)
    }

    fn changed_files(
        &self,
        old: &BTreeMap<RelPath, Vec<Diagnostic>>,
        touched: &BTreeSet<RelPath>,
    ) -> Vec<RelPath> {
        let files: BTreeSet<&RelPath> = old
            .keys()
            .chain(self.diagnostics.keys())
            .chain(touched)
            .collect();
        let mut changed = Vec::new();
        for file in files {
            let new = self.diagnostics.get(file);
            if touched.contains(file) || old.get(file) != new || is_related_to(new, touched) {
                changed.push(file.clone());
            }
        }
        changed
    }
}

/// Whether a diagnostic has a related location in one of these files, where its position may have
/// changed.
fn is_related_to(diagnostics: Option<&Vec<Diagnostic>>, files: &BTreeSet<RelPath>) -> bool {
    diagnostics
        .into_iter()
        .flatten()
        .flat_map(|diagnostic| &diagnostic.related)
        .any(|related| files.contains(&related.file))
}
