//! What a run found, in numbers.

use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Project;

/// The numbers of one project, or of all.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Summary {
    pub(super) projects: usize,
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

/// A whole run, for the beginning and the end of a report.
pub(super) struct Totals {
    /// What was found, and is not in the baseline.
    pub(super) summary: Summary,
    /// Findings in the report.
    pub(super) shown: usize,
    /// Findings that would be in the report without `--max-diagnostics`.
    pub(super) omitted: usize,
    /// What the baseline says to it, if there is one.
    pub(super) baseline: Option<Known>,
    /// The lowest severity that is printed.
    pub(super) least: Severity,
    /// Whether everything could be read.
    pub(super) all_read: bool,
    /// Whether only findings are wanted.
    pub(super) quiet: bool,
}

/// A run compared with its baseline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known {
    /// Findings that the baseline hides.
    pub(super) hidden: usize,
    /// Findings of the baseline that are there no more.
    pub(super) fixed: usize,
}

impl Summary {
    /// Of some findings about a project.
    pub(super) fn of<'a>(project: &Project, found: impl Iterator<Item = &'a Diagnostic>) -> Summary {
        let manifests = usize::from(project.manifest.is_some());
        let none = Summary { projects: manifests, files: project.documents.len(), ..Summary::default() };
        found.fold(none, |mut summary, diagnostic| {
            *match diagnostic.severity {
                Severity::Error => &mut summary.errors,
                Severity::Warning => &mut summary.warnings,
                Severity::Info => &mut summary.infos,
            } += 1;
            summary
        })
    }

    pub(super) fn plus(self, other: Summary) -> Summary {
        Summary {
            projects: self.projects + other.projects,
            files: self.files + other.files,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }

    /// Findings of each severity, the worst first, with the noun for them.
    pub(super) fn numbers(&self) -> [(Severity, usize, &'static str); 3] {
        [
            (Severity::Error, self.errors, "error"),
            (Severity::Warning, self.warnings, "warning"),
            (Severity::Info, self.infos, "info"),
        ]
    }

    /// Findings of this severity and above.
    pub(super) fn from(&self, least: Severity) -> usize {
        self.numbers().iter().filter(|(severity, ..)| *severity >= least).map(|(_, number, _)| number).sum()
    }
}
