//! What a run found, in numbers.

use crate::fix::Mode;
use crate::locations::{ProjectReport, ReportedDiagnostic};
use analysis::code::CodeCounts;
use diagnostics::{Diagnostic, RuleId, Safety, Severity};
use fixer::Fixed;

/// The numbers of one project, or of all.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Summary {
    pub(crate) projects: usize,
    pub(crate) files: usize,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    pub(crate) infos: usize,
    /// Problems that were fixed, or would be with `--diff`.
    pub(crate) fixed: usize,
    /// Problems with a safe fix.
    pub(crate) fixable: usize,
    /// Problems that require `--unsafe-fixes`.
    pub(crate) fixable_unsafely: usize,
    /// The rule to look at first: of the worst problem, and of several such the first by name.
    pub(crate) first_rule: Option<(Severity, RuleId)>,
    /// How much of the source code is known.
    pub(crate) code: CodeCounts,
}

/// A whole run, for the header and the footer of a report.
pub(crate) struct Totals {
    /// Without the baseline.
    pub(crate) summary: Summary,
    /// Problems in the report.
    pub(crate) printed: usize,
    /// Problems over `--max-diagnostics`.
    pub(crate) omitted: usize,
    pub(crate) mode: Mode,
    /// All of them, independent of `--max-diagnostics`.
    pub(crate) fixed: Vec<FixedProblem>,
    pub(crate) baseline: Option<BaselineCounts>,
    pub(crate) min_severity: Severity,
    pub(crate) all_read: bool,
    pub(crate) failures: Vec<Failure>,
    /// Whether there is no summary.
    pub(crate) quiet: bool,
    /// Whether the summary says how much of the source code is known.
    pub(crate) verbose: bool,
    /// Whether only what changed is reported.
    pub(crate) changes_only: bool,
    /// Whether no file was left out of the comparison.
    pub(crate) all_compared: bool,
    /// The arguments of the run that another run has to repeat to find the same problems, for a shell.
    pub(crate) repeated_arguments: String,
}

/// Why a run failed; also printed to stderr.
pub(crate) struct Failure {
    pub(crate) message: String,
    /// The printed path of the file that could not be read, without `..`.
    pub(crate) path: Option<String>,
}

/// Without its location, which referred to the text before the fix.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FixedProblem {
    /// Printed paths.
    pub(crate) path: String,
    /// `None` for files outside of projects.
    pub(crate) project: Option<String>,
    pub(crate) rule: RuleId,
    pub(crate) severity: Severity,
    pub(crate) message: String,
    /// The title of the fix.
    pub(crate) fix: String,
    pub(crate) safety: Safety,
}

impl FixedProblem {
    /// `fixed` has the applied fix only.
    pub(crate) fn new(report: &ProjectReport<'_>, fixed: &Diagnostic) -> Option<FixedProblem> {
        let fix = fixed.fixes.first()?;
        Some(FixedProblem {
            path: report.path(&fixed.file),
            project: report.folder(),
            rule: fixed.rule,
            severity: fixed.severity,
            message: fixed.message.clone(),
            fix: fix.title.clone(),
            safety: fix.safety,
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub(crate) struct BaselineCounts {
    /// Problems that the baseline hides.
    pub(crate) hidden: usize,
    /// Recorded problems that were not found.
    pub(crate) fixed: usize,
}

impl Summary {
    pub(crate) fn new(fixed: &Fixed, diagnostics: &[ReportedDiagnostic<'_>]) -> Summary {
        let documents = fixed.project.documents.values();
        let mut summary = Summary {
            projects: usize::from(fixed.project.manifest.is_some()),
            files: documents
                .filter(|document| document.kind.is_of_hubspot())
                .count(),
            fixed: fixed.applied.len(),
            ..Summary::default()
        };
        for reported in diagnostics {
            match reported.diagnostic.severity {
                Severity::Error => summary.errors += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Info => summary.infos += 1,
            }
            summary.look_at((reported.diagnostic.severity, reported.diagnostic.rule));
            match reported.fix.map(|fix| fix.safety) {
                Some(Safety::Safe) => summary.fixable += 1,
                Some(Safety::Unsafe) => summary.fixable_unsafely += 1,
                _ => {}
            }
        }
        summary
    }

    pub(crate) fn add(&mut self, other: Summary) {
        self.projects += other.projects;
        self.files += other.files;
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.infos += other.infos;
        self.fixed += other.fixed;
        self.fixable += other.fixable;
        self.fixable_unsafely += other.fixable_unsafely;
        self.code += other.code;
        if let Some(rule) = other.first_rule {
            self.look_at(rule);
        }
    }

    fn look_at(&mut self, (severity, rule): (Severity, RuleId)) {
        let is_first = match self.first_rule {
            Some((worst, first)) => severity > worst || severity == worst && rule < first,
            None => true,
        };
        if is_first {
            self.first_rule = Some((severity, rule));
        }
    }

    /// Problems of each severity, with the noun for it, in descending order.
    pub(crate) fn by_severity(&self) -> [(Severity, usize, &'static str); 3] {
        [
            (Severity::Error, self.errors, "error"),
            (Severity::Warning, self.warnings, "warning"),
            (Severity::Info, self.infos, "info"),
        ]
    }

    /// Problems of this severity and above.
    pub(crate) fn at_least(&self, min_severity: Severity) -> usize {
        let mut sum = 0;
        for (severity, number, _) in self.by_severity() {
            if severity >= min_severity {
                sum += number;
            }
        }
        sum
    }
}
