//! `check --fix` and `check --diff`: which files may be changed, notes about those that are not, and how many problems are
//! fixable. `fixer` applies fixes in memory, `write` writes files.

use std::collections::BTreeSet;

use crate::printable;
use crate::summary::Summary;
use crate::write::{self, Change};
use diagnostics::{Diagnostic, Fix, RelPath, RuleId, Safety};
use fixer::{CheckFn, Fixed, IsReportedFn, Selection, applicable};
use project::Project;

#[derive(clap::Args, Default)]
#[command(group = clap::ArgGroup::new("fixing").multiple(true))]
pub(crate) struct FixArguments {
    /// Apply the safe fixes of the reported problems
    #[arg(long, group = "fixing")]
    fix: bool,
    /// Print what --fix would change, as a unified diff, without changing anything
    #[arg(long, group = "fixing", conflicts_with_all = ["format", "max_diagnostics", "update_baseline"])]
    diff: bool,
    /// With --fix or --diff: also apply fixes that may change what the project does; review the diff first
    #[arg(long, requires = "fixing")]
    unsafe_fixes: bool,
    /// Whether nothing is written, as with `diff`, which excludes a format.
    #[arg(skip)]
    pub(crate) is_trial: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Only count the fixes.
    Offer,
    /// Apply fixes up to this safety.
    Apply(Safety),
    /// Print the diff of applying fixes up to this safety.
    Diff(Safety),
}

impl FixArguments {
    pub(crate) fn mode(&self) -> Mode {
        let up_to = if self.unsafe_fixes {
            Safety::Unsafe
        } else {
            Safety::Safe
        };
        if self.diff || self.is_trial {
            Mode::Diff(up_to)
        } else if self.fix {
            Mode::Apply(up_to)
        } else {
            Mode::Offer
        }
    }
}

/// The fixes that a coding assistant has asked for: the safe ones, and the unsafe ones of these rules.
#[derive(Clone, Debug)]
pub(crate) struct SelectedFixes {
    pub(crate) unsafe_rules: BTreeSet<RuleId>,
}

impl SelectedFixes {
    pub(crate) fn include(&self, diagnostic: &Diagnostic) -> bool {
        applicable(diagnostic, Safety::Safe).is_some()
            || self.unsafe_rules.contains(diagnostic.rule)
    }
}

/// Why the fixes of a file were not applied.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Note {
    pub(crate) file: RelPath,
    pub(crate) message: String,
    /// Whether the run failed: the file should have been written.
    pub(crate) is_error: bool,
}

impl Note {
    fn new(file: &RelPath, reason: &str, is_error: bool) -> Note {
        Note {
            file: file.clone(),
            message: format!("not fixed: {reason}"),
            is_error,
        }
    }

    /// The note for a terminal; `path` is how the file is printed.
    pub(crate) fn shown(&self, path: &str) -> String {
        format!("{}: {}", printable::path(path), self.message)
    }
}

/// Checks a project and applies fixes in memory, as the mode says. `is_selected` selects the files that may be changed;
/// files of a nested project are changed with that one.
pub(crate) fn fix(
    project: Project,
    mode: Mode,
    is_selected: &dyn Fn(&RelPath) -> bool,
    is_reported: &IsReportedFn<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    let diagnostics = check(&project);
    let (Mode::Apply(up_to) | Mode::Diff(up_to)) = mode else {
        return Fixed::unchanged(project, diagnostics);
    };
    let nested: Vec<String> = project.nested().map(str::to_owned).collect();
    let selection = Selection {
        up_to,
        may_change: &|project, file| {
            is_selected(file)
                && !nested.iter().any(|folder| file.below(folder).is_some())
                && reason_to_skip(project, file).is_none()
        },
        is_reported,
    };
    fixer::fix(project, diagnostics, selection, check)
}

/// Writes what was fixed. Fixes that cannot be written are undone, so that the diagnostics match the disk.
pub(crate) fn write(fixed: &mut Fixed, check: &mut CheckFn<'_>) -> Vec<Note> {
    let changed: Vec<_> = fixed.changes().collect();
    let changes: Vec<Change<'_>> = changed
        .iter()
        .map(|(old, new)| Change {
            file: old.path(),
            old: old.text(),
            new: new.text(),
        })
        .collect();
    let notes: Vec<Note> = write::replace(&fixed.project.root, &changes)
        .into_iter()
        .map(|(file, error)| Note::new(file, &error.to_string(), true))
        .collect();
    if !notes.is_empty() {
        fixed.undo(&notes.iter().map(|note| note.file.clone()).collect(), check);
    }
    notes
}

/// Notes about the files that were not changed.
pub(crate) fn skipped(fixed: &Fixed) -> Vec<Note> {
    let mut notes = Vec::new();
    for file in &fixed.protected {
        if let Some(reason) = reason_to_skip(&fixed.project, file) {
            notes.push(Note::new(file, reason, false));
        }
    }
    for file in &fixed.broken {
        let reason = "the fixes would make it invalid; please report this";
        notes.push(Note::new(file, reason, false));
    }
    for file in &fixed.worse {
        let reason = "a fix would add more errors than it removes";
        notes.push(Note::new(file, reason, false));
    }
    if !fixed.is_stable {
        let reason = "the fixes do not converge; please report this";
        notes.push(Note::new(&RelPath::new(""), reason, false));
    }
    notes
}

/// Why a file must not be written: it may be outside of the project, or the text in memory is not all of it.
fn reason_to_skip(project: &Project, file: &RelPath) -> Option<&'static str> {
    if project.is_linked(file) {
        return Some("it is a symbolic link or behind one");
    }
    match project.file(file) {
        Some(file) if !file.has_invalid_utf8() => None,
        _ => Some("it is not valid UTF-8, and invalid bytes would be lost"),
    }
}

/// The fix of a diagnostic that `--fix` or `--unsafe-fixes` would apply.
pub(crate) fn offered<'d>(project: &Project, diagnostic: &'d Diagnostic) -> Option<&'d Fix> {
    let fix = applicable(diagnostic, Safety::Unsafe)?;
    if may_write(project, fix) {
        Some(fix)
    } else {
        None
    }
}

/// The fixes of a diagnostic of which a person has to choose one; empty if a command would apply one.
pub(crate) fn choices<'d>(project: &Project, diagnostic: &'d Diagnostic) -> Vec<&'d Fix> {
    let mut choices = Vec::new();
    if applicable(diagnostic, Safety::Unsafe).is_none() {
        for fix in &diagnostic.fixes {
            if fix.safety != Safety::DisplayOnly && may_write(project, fix) {
                choices.push(fix);
            }
        }
    }
    choices
}

fn may_write(project: &Project, fix: &Fix) -> bool {
    fix.edits
        .iter()
        .all(|edit| reason_to_skip(project, &edit.file).is_none())
}

/// What was fixed and what more could be; `None` if neither.
pub(crate) fn summary(summary: &Summary, mode: Mode, changes_only: bool) -> Option<String> {
    let mut parts = Vec::new();
    // `changes` fixes nothing itself.
    let fix_flags = if changes_only {
        "check --since REF --fix"
    } else {
        "--fix"
    };
    let mut unsafe_flags = "--unsafe-fixes".to_owned();
    match mode {
        Mode::Offer => unsafe_flags = format!("{fix_flags} --unsafe-fixes"),
        Mode::Apply(_) => parts.push(format!("{} fixed", summary.fixed)),
        Mode::Diff(_) => parts.push(format!("{} would be fixed", summary.fixed)),
    }
    if summary.fixable > 0 {
        parts.push(format!("{} fixable with {fix_flags}", summary.fixable));
    }
    if summary.fixable_unsafely > 0 {
        let more = if parts.is_empty() { "fixable" } else { "more" };
        let number = summary.fixable_unsafely;
        parts.push(format!("{number} {more} with {unsafe_flags}"));
    }
    if parts.is_empty() {
        None
    } else {
        Some(parts.join(", "))
    }
}
