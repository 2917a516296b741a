//! What a run found, in numbers.

use super::fix::Mode;
use super::located::{Finding, Report};
use diagnostics::{Diagnostic, RuleId, Safety, Severity};
use rules::fix::Fixed;

/// The numbers of one project, or of all.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Summary {
    pub(super) projects: usize,
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
    /// Findings that were fixed, or would be with `--diff`.
    pub(super) fixed: usize,
    /// Findings that could be fixed safely.
    pub(super) fixable: usize,
    /// Findings that could be fixed with `--unsafe-fixes` only.
    pub(super) fixable_unsafely: usize,
}

/// A whole run, for the beginning and the end of a report.
pub(super) struct Totals {
    /// What was found, and is not in the baseline.
    pub(super) summary: Summary,
    /// Findings in the report.
    pub(super) shown: usize,
    /// Findings that would be in the report without `--max-diagnostics`.
    pub(super) omitted: usize,
    /// What became of the fixes.
    pub(super) mode: Mode,
    /// What was fixed. `--max-diagnostics` leaves nothing out of it.
    pub(super) fixed: Vec<Mended>,
    /// What the baseline says to it, if there is one.
    pub(super) baseline: Option<Known>,
    /// The lowest severity that is printed.
    pub(super) least: Severity,
    /// Whether everything could be read.
    pub(super) all_read: bool,
    /// What the run could not do.
    pub(super) failures: Vec<Failure>,
    /// Whether only findings are wanted.
    pub(super) quiet: bool,
}

/// Something that a run could not do, and also says on stderr.
pub(super) struct Failure {
    pub(super) message: String,
    /// What could not be read, as it is printed but without `..`.
    pub(super) path: Option<String>,
}

/// A finding that was fixed. Its place was one of another text, and is not told.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mended {
    /// Its file, as it is printed.
    pub(super) path: String,
    /// The folder of its project, as it is printed; `None` for files that lie in no project.
    pub(super) project: Option<String>,
    pub(super) rule: RuleId,
    pub(super) severity: Severity,
    pub(super) message: String,
    /// The title of the fix that was made.
    pub(super) fix: String,
    pub(super) safety: Safety,
}

impl Mended {
    /// Of a finding that has the one fix that was made.
    pub(super) fn new(report: &Report<'_>, mended: &Diagnostic) -> Option<Mended> {
        let fix = mended.fixes.first()?;
        Some(Mended {
            path: report.path(&mended.file),
            project: report.folder(),
            rule: mended.rule,
            severity: mended.severity,
            message: mended.message.clone(),
            fix: fix.title.clone(),
            safety: fix.safety,
        })
    }
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
    /// Of a project after its fixes, by those of its findings that are reported.
    pub(super) fn of(fixed: &Fixed, findings: &[Finding<'_>]) -> Summary {
        let found = |severity| {
            findings
                .iter()
                .filter(|finding| finding.diagnostic.severity == severity)
                .count()
        };
        let fixes: Vec<Safety> = findings
            .iter()
            .filter_map(|finding| Some(finding.fix?.safety))
            .collect();
        let offered = |safety| fixes.iter().filter(|fix| **fix == safety).count();
        Summary {
            projects: usize::from(fixed.project.manifest.is_some()),
            files: fixed
                .project
                .documents
                .values()
                .filter(|document| document.kind.is_of_hubspot())
                .count(),
            errors: found(Severity::Error),
            warnings: found(Severity::Warning),
            infos: found(Severity::Info),
            fixed: fixed.mended.len(),
            fixable: offered(Safety::Safe),
            fixable_unsafely: offered(Safety::Unsafe),
        }
    }

    pub(super) fn plus(self, other: Summary) -> Summary {
        Summary {
            projects: self.projects + other.projects,
            files: self.files + other.files,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            fixed: self.fixed + other.fixed,
            fixable: self.fixable + other.fixable,
            fixable_unsafely: self.fixable_unsafely + other.fixable_unsafely,
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
        self.numbers()
            .iter()
            .filter(|(severity, ..)| *severity >= least)
            .map(|(_, number, _)| number)
            .sum()
    }
}
