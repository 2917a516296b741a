//! A project's diagnostics with locations as the formats print them: paths, lines and columns.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::fingerprint::Fingerprints;
use crate::paths::{Bases, Folder};
use analysis::secrets::{self, Secrets};
use diagnostics::{Diagnostic, Fix, LinePositions, Position, RelPath, Span};
use project::Project;

pub(crate) struct ProjectReport<'a> {
    project: &'a Project,
    /// The printed diagnostics.
    pub(crate) diagnostics: Vec<ReportedDiagnostic<'a>>,
    /// Of all diagnostics of the project, printed or not.
    fingerprints: Fingerprints<'a>,
    folder: Folder,
    sources: BTreeMap<&'a RelPath, Source<'a>>,
    /// Of all files; collected when parts of them are printed.
    secrets: OnceCell<Secrets>,
}

/// A diagnostic that is printed.
pub(crate) struct ReportedDiagnostic<'a> {
    pub(crate) diagnostic: &'a Diagnostic,
    /// Among all diagnostics of the project, printed or not.
    pub(crate) index: usize,
    /// The fix that `--fix` or `--unsafe-fixes` would apply.
    pub(crate) fix: Option<&'a Fix>,
    /// The fixes of which a person has to choose one, the best one first; empty if there is `fix`.
    pub(crate) choices: Vec<&'a Fix>,
}

struct Source<'a> {
    lines: LinePositions<'a>,
    /// Sorted; searched when an excerpt is printed.
    secrets: OnceCell<Vec<Span>>,
}

impl<'a> ProjectReport<'a> {
    pub(crate) fn new(
        project: &'a Project,
        fingerprints: Fingerprints<'a>,
        diagnostics: Vec<ReportedDiagnostic<'a>>,
        bases: &Bases,
    ) -> ProjectReport<'a> {
        let mut sources = BTreeMap::new();
        for file in diagnostics.iter().flat_map(|one| files(one.diagnostic)) {
            if sources.contains_key(file) {
                continue;
            }
            if let Some(source) = project.text(file) {
                let source = Source {
                    lines: LinePositions::new(source),
                    secrets: OnceCell::new(),
                };
                sources.insert(file, source);
            }
        }
        ProjectReport {
            project,
            diagnostics,
            fingerprints,
            folder: bases.folder(&project.root),
            sources,
            secrets: OnceCell::new(),
        }
    }

    /// The project's folder; `None` for files outside of projects.
    pub(crate) fn folder(&self) -> Option<String> {
        self.project.manifest.as_ref().map(|_| self.folder.shown())
    }

    pub(crate) fn path(&self, file: &RelPath) -> String {
        self.folder.file(file)
    }

    /// Absolute where [`Self::path`] would begin with `..`.
    pub(crate) fn path_without_parents(&self, file: &RelPath) -> String {
        self.folder.file_without_parents(file)
    }

    /// The key by which projects are sorted.
    pub(crate) fn sort_key(&self) -> &str {
        self.folder.absolute()
    }

    /// First and last position of a span; `None` if the file was not read.
    pub(crate) fn range(&self, file: &RelPath, span: Span) -> Option<(Position, Position)> {
        Some(self.sources.get(file)?.lines.range(span))
    }

    /// The same, or the beginning of a file that was not read.
    pub(crate) fn range_or_start(&self, file: &RelPath, span: Span) -> (Position, Position) {
        let start = Position { line: 1, column: 1 };
        self.range(file, span).unwrap_or((start, start))
    }

    pub(crate) fn fingerprint(&self, reported: &ReportedDiagnostic<'_>) -> String {
        self.fingerprints.hash(reported.index)
    }

    /// The text of a file, its lines, and the secrets in it.
    pub(crate) fn source(&self, file: &RelPath) -> Option<(&'a str, &LinePositions<'a>, &[Span])> {
        let source = self.sources.get(file)?;
        let text = self.project.text(file)?;
        let secrets = source
            .secrets
            .get_or_init(|| match self.project.file(file) {
                Some(file) => secrets::in_file(&file),
                None => secrets::tokens(text).collect(),
            });
        Some((text, &source.lines, secrets))
    }

    /// Whether a part of a file, or what replaces it, contains a secret of any file of the project.
    pub(crate) fn contains_secret(&self, text: &str) -> bool {
        self.secrets
            .get_or_init(|| {
                let files: Vec<_> = self.project.files().collect();
                Secrets::of_files(files.iter())
            })
            .are_in(text)
    }
}

/// The files that a diagnostic, its related locations and its fixes are in.
fn files(diagnostic: &Diagnostic) -> impl Iterator<Item = &RelPath> {
    let related = diagnostic.related.iter().map(|related| &related.file);
    let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
    std::iter::once(&diagnostic.file)
        .chain(related)
        .chain(edits.map(|edit| &edit.file))
}
