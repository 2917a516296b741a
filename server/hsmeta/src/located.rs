//! A project's findings as the formats print them: with paths as a person in this folder would write them, and with
//! lines and columns.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::identity::Identities;
use super::paths::{Bases, Folder};
use analysis::secrets;
use diagnostics::{Diagnostic, Fix, Lines, Position, RelPath, Span};
use project::Project;
use rules::Rule;

/// What a format gets.
pub(super) struct Report<'a> {
    /// The project.
    project: &'a Project,
    /// The findings that are printed.
    pub(super) findings: Vec<Finding<'a>>,
    /// Of all findings about the project.
    identities: Identities<'a>,
    /// The folder of the project.
    folder: Folder,
    texts: BTreeMap<&'a RelPath, Shown<'a>>,
}

/// A finding that is printed.
pub(super) struct Finding<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    /// How many findings about the project, printed or not, stand before it.
    pub(super) number: usize,
    /// The fix that `--fix` would make, or `--unsafe-fixes`.
    pub(super) fix: Option<&'a Fix>,
}

/// A text that findings stand in.
struct Shown<'a> {
    lines: Lines<'a>,
    /// Sorted; looked for when the text itself is printed.
    secrets: OnceCell<Vec<Span>>,
}

impl<'a> Report<'a> {
    /// Of a project, the identities of all findings about it, and what is printed of these.
    pub(super) fn new(
        project: &'a Project,
        identities: Identities<'a>,
        findings: Vec<Finding<'a>>,
        bases: &Bases,
    ) -> Report<'a> {
        let printed = || findings.iter().map(|finding| finding.diagnostic);
        let own = printed().map(|diagnostic| &diagnostic.file);
        let related =
            printed().flat_map(|diagnostic| diagnostic.related.iter().map(|related| &related.file));
        let edited = printed()
            .flat_map(|d| &d.fixes)
            .flat_map(|fix| fix.edits.iter().map(|edit| &edit.file));
        let files = own.chain(related).chain(edited);
        let mut texts = BTreeMap::new();
        for file in files {
            if let Some(source) = project.source(file) {
                let shown = || Shown {
                    lines: Lines::new(source),
                    secrets: OnceCell::new(),
                };
                texts.entry(file).or_insert_with(shown);
            }
        }
        Report {
            project,
            texts,
            folder: bases.folder(&project.root),
            findings,
            identities,
        }
    }

    /// The project's folder; `None` for files that lie in no project.
    pub(super) fn folder(&self) -> Option<String> {
        self.project.manifest.as_ref().map(|_| self.folder.shown())
    }

    /// The path of a file of the project.
    pub(super) fn path(&self, file: &RelPath) -> String {
        self.folder.file(file)
    }

    /// The same without `..`: absolute where the file lies elsewhere.
    pub(super) fn path_without_way_up(&self, file: &RelPath) -> String {
        self.folder.file_without_way_up(file)
    }

    /// What puts the project in its place among others.
    pub(super) fn order(&self) -> &str {
        self.folder.absolute()
    }

    /// First and last position of a span; `None` where the file was not read.
    pub(super) fn range(&self, file: &RelPath, span: Span) -> Option<(Position, Position)> {
        let text = &self.texts.get(file)?.lines;
        Some((text.position(span.start), text.position(span.end)))
    }

    /// First and last position of a span; the beginning of a file that was not read.
    pub(super) fn region(&self, file: &RelPath, span: Span) -> (Position, Position) {
        let beginning = Position { line: 1, column: 1 };
        self.range(file, span).unwrap_or((beginning, beginning))
    }

    /// What stays the same in every run that finds this again.
    pub(super) fn fingerprint(&self, finding: &Finding<'_>) -> String {
        self.identities.fingerprint(finding.number)
    }

    /// The text of a file, its lines, and the secrets in it.
    pub(super) fn text(&self, file: &RelPath) -> Option<(&'a str, &Lines<'a>, &[Span])> {
        let shown = self.texts.get(file)?;
        let source = self.project.source(file)?;
        let secrets = || {
            let document = self.project.documents.get(file);
            let mut secrets = document.map_or_else(
                || secrets::tokens(source).collect(),
                |one| secrets::spans(&one.syntax),
            );
            secrets.sort();
            secrets
        };
        Some((source, &shown.lines, shown.secrets.get_or_init(secrets)))
    }
}

/// The page of HubSpot's documentation that a finding rests on.
pub(super) fn url(diagnostic: &Diagnostic) -> Option<&'static str> {
    diagnostic
        .url
        .or_else(|| Rule::named(diagnostic.rule)?.page())
}
