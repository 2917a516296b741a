//! Applies the fixes of diagnostics until no applicable one is left: from a project to the same project with edited files.
//! Performs no I/O. The check is passed in, so that `check --fix`, the editor and the tests share this loop.

mod apply;
mod line_diff;
mod regression;
mod round;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use diagnostics::{Diagnostic, Fix, RelPath, Safety};
use project::document::Document;
use project::{Project, ProjectFile};
use syntax::Syntax;

pub use apply::fix;
pub use line_diff::line_edits;

/// Checks a project: all its diagnostics, sorted.
pub type CheckFn<'a> = dyn FnMut(&Project) -> Vec<Diagnostic> + 'a;

/// Whether a file of a project may be changed.
pub type MayChangeFn<'a> = dyn Fn(&Project, &RelPath) -> bool + 'a;

/// Which of the diagnostics of a project are reported, one answer for each.
pub type IsReportedFn<'a> = dyn Fn(&Project, &[Diagnostic]) -> Vec<bool> + 'a;

/// Which fixes are applied.
#[derive(Clone, Copy)]
pub struct Selection<'a> {
    /// The least safe fixes that are applied.
    pub up_to: Safety,
    pub may_change: &'a MayChangeFn<'a>,
    /// Diagnostics that are not reported (suppressed, or in a baseline) are not fixed either.
    pub is_reported: &'a IsReportedFn<'a>,
}

impl<'a> Selection<'a> {
    /// The fixes of all diagnostics.
    pub fn all(up_to: Safety, may_change: &'a MayChangeFn<'a>) -> Selection<'a> {
        Selection {
            up_to,
            may_change,
            is_reported: &|_, diagnostics| vec![true; diagnostics.len()],
        }
    }
}

/// A project after its fixes.
#[derive(Debug)]
pub struct Fixed {
    /// The project with the new files.
    pub project: Project,
    /// Its remaining diagnostics.
    pub diagnostics: Vec<Diagnostic>,
    /// The fixed diagnostics in order of the rounds, each with the one fix that was applied. Spans are those of the text
    /// before that round.
    pub applied: Vec<Diagnostic>,
    /// The changed files as they were before.
    pub before: BTreeMap<RelPath, ProjectFile>,
    /// Files with a fix that was skipped because the selection does not allow to change them.
    pub protected: BTreeSet<RelPath>,
    /// Files that were valid and would not be after a fix. That is a defect of the fix; the files are left unchanged.
    pub broken: BTreeSet<RelPath>,
    /// Files with a fix that was skipped because it would add more errors than it removes.
    pub worse: BTreeSet<RelPath>,
    /// Whether no applicable fix is left; `false` if the fixes do not converge.
    pub is_stable: bool,
}

impl Fixed {
    /// A project to which no fix was applied.
    pub fn unchanged(project: Project, diagnostics: Vec<Diagnostic>) -> Fixed {
        Fixed {
            project,
            diagnostics,
            applied: Vec::new(),
            before: BTreeMap::new(),
            protected: BTreeSet::new(),
            broken: BTreeSet::new(),
            worse: BTreeSet::new(),
            is_stable: true,
        }
    }

    /// The files whose text changed, before and after.
    pub fn changes(&self) -> impl Iterator<Item = (&ProjectFile, ProjectFile)> {
        self.before
            .iter()
            .filter_map(|(file, old)| Some((old, self.project.file(file)?)))
            .filter(|(old, new)| old.text() != new.text())
    }

    /// Undoes the changes of `files`, which could not be written.
    pub fn undo(&mut self, files: &BTreeSet<RelPath>, check: &mut CheckFn<'_>) {
        for file in files {
            if let Some(old) = self.before.remove(file) {
                self.project.replace(old);
            }
        }
        relist_errors(&mut self.project, Syntax::with_first_errors);
        self.applied.retain(|diagnostic| {
            let mut edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits);
            !edits.any(|edit| files.contains(&edit.file))
        });
        self.diagnostics = check(&self.project);
    }

    /// Continues with the project after a round.
    fn advance(&mut self, next: Project, diagnostics: Vec<Diagnostic>) {
        for old in self.project.files() {
            let is_same = match next.file(old.path()) {
                Some(new) => old.ptr_eq(&new),
                None => false,
            };
            if !is_same && !self.before.contains_key(old.path()) {
                self.before.insert(old.path().clone(), old);
            }
        }
        self.project = next;
        self.diagnostics = diagnostics;
    }
}

/// The fix that is applied without asking. Among several of the same safety a person has to choose.
pub fn applicable(diagnostic: &Diagnostic, up_to: Safety) -> Option<&Fix> {
    for safety in [Safety::Safe, Safety::Unsafe] {
        let mut fixes = diagnostic.fixes.iter().filter(|fix| fix.safety == safety);
        if let Some(fix) = fixes.next() {
            return if safety <= up_to && fixes.next().is_none() {
                Some(fix)
            } else {
                None
            };
        }
    }
    None
}

/// Replaces the syntax of each file for which `relist` returns another one. Whether there was one.
fn relist_errors(project: &mut Project, relist: impl Fn(&Syntax) -> Option<Syntax>) -> bool {
    let mut any = false;
    for document in project.documents.values_mut() {
        if let Some(syntax) = relist(&document.syntax) {
            *document = Arc::new(Document {
                syntax,
                ..Document::clone(document)
            });
            any = true;
        }
    }
    any
}

/// The project with other files, which list all their syntax errors.
fn with_files(project: &Project, files: Vec<ProjectFile>) -> Project {
    let mut project = project.clone();
    for file in files {
        project.replace(file);
    }
    relist_errors(&mut project, Syntax::with_more_errors);
    project
}

/// Whether a fix edits a file that is not valid JSON.
fn edits_invalid_json(project: &Project, fix: &Fix) -> bool {
    fix.edits
        .iter()
        .filter_map(|edit| project.documents.get(&edit.file))
        .any(|document| !is_valid_json(document))
}

fn is_valid_json(document: &Document) -> bool {
    document.syntax.errors.is_empty()
}
