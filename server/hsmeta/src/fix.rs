//! `check --fix` and `check --diff`: which files may be changed, what is said about those that stay as they are, and how
//! many more could be mended. `rules::fix` decides about texts, `write` about the disk.

use std::sync::Arc;

use super::summary::Summary;
use super::write::{self, Change};
use diagnostics::{Diagnostic, Edit, Fix, RelPath, Safety, message};
use project::Project;
use project::document::Document;
use rules::fix::{self, CheckFn, Fixed, IsReportedFn, Selection, applicable};

/// What `check` may mend.
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("fixing").multiple(true))]
pub struct Arguments {
    /// Apply the safe fixes of the reported problems
    #[arg(long, group = "fixing")]
    fix: bool,
    /// Print what --fix would change, as a unified diff, and change nothing
    #[arg(long, group = "fixing", conflicts_with_all = ["format", "max_diagnostics", "update_baseline"])]
    diff: bool,
    /// With --fix or --diff: also apply fixes that may change what the project does; review the diff first
    #[arg(long, requires = "fixing")]
    unsafe_fixes: bool,
}

/// What becomes of the fixes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// They are counted.
    Offer,
    /// They are made.
    Make(Safety),
    /// They are shown.
    Show(Safety),
}

impl Arguments {
    pub(super) fn mode(&self) -> Mode {
        let up_to = if self.unsafe_fixes {
            Safety::Unsafe
        } else {
            Safety::Safe
        };
        match self {
            Arguments { diff: true, .. } => Mode::Show(up_to),
            Arguments { fix: true, .. } => Mode::Make(up_to),
            _ => Mode::Offer,
        }
    }
}

/// Something to say about a file that stays as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Note {
    pub(super) file: RelPath,
    pub(super) message: String,
    /// Whether that is a failure of the run: the file should have been written.
    pub(super) is_failure: bool,
}

impl Note {
    /// The note for a terminal; `path` is how the file is printed.
    pub(super) fn shown(&self, path: &str) -> String {
        let path: String = path.chars().map(message::visible).collect();
        format!("{path}: {}", self.message)
    }
}

/// Checks a project and makes what the mode requests, in texts only. `is_concerned` says which files it is about; those
/// of a nested project are changed with that one. `is_reported` says of which diagnostics the run prints anything.
pub(super) fn fix(
    project: Project,
    mode: Mode,
    is_concerned: &dyn Fn(&RelPath) -> bool,
    is_reported: &IsReportedFn<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    let findings = check(&project);
    let (Mode::Make(up_to) | Mode::Show(up_to)) = mode else {
        return Fixed::nothing(project, findings);
    };
    let nested: Vec<String> = project.nested().map(str::to_owned).collect();
    let is_own = |file: &RelPath| !nested.iter().any(|folder| file.below(folder).is_some());
    let may_change = |project: &Project, file: &RelPath| {
        is_concerned(file) && is_own(file) && reason_to_stay(project, file).is_none()
    };
    fix::fix(
        project,
        findings,
        Selection {
            up_to,
            may_change: &may_change,
            is_reported,
        },
        check,
    )
}

/// Writes what was fixed. What cannot be written is taken back, so that the findings are those of the disk.
pub(super) fn write(fixed: &mut Fixed, check: &mut CheckFn<'_>) -> Vec<Note> {
    let changes: Vec<Change<'_>> = fixed.changes().map(|(old, new)| change(old, new)).collect();
    let failed = write::replace(&fixed.project.root, &changes);
    let note = |(file, reason): &(&RelPath, String)| Note {
        file: (*file).clone(),
        message: format!("not fixed: {reason}"),
        is_failure: true,
    };
    let notes: Vec<Note> = failed.iter().map(note).collect();
    if !notes.is_empty() {
        fixed.take_back(&notes.iter().map(|note| note.file.clone()).collect(), check);
    }
    notes
}

fn change<'t>(old: &'t Document, new: &'t Document) -> Change<'t> {
    Change {
        file: &old.path,
        old: old.syntax.source(),
        new: new.syntax.source(),
    }
}

/// What has to be said about the files that stay as they are.
pub(super) fn kept(fixed: &Fixed) -> Vec<Note> {
    let note = |file: &RelPath, reason: &str| Note {
        file: file.clone(),
        message: format!("not fixed: {reason}"),
        is_failure: false,
    };
    let kept = fixed
        .kept
        .iter()
        .filter_map(|file| Some(note(file, reason_to_stay(&fixed.project, file)?)));
    let broken = fixed
        .broken
        .iter()
        .map(|file| note(file, "the fixes would break it; please report this"));
    let worse = fixed
        .worse
        .iter()
        .map(|file| note(file, "a fix would bring up more errors than it removes"));
    let root = RelPath::new("");
    let endless = || note(&root, "each fix calls for another one; please report this");
    kept.chain(broken)
        .chain(worse)
        .chain((!fixed.is_stable).then(endless))
        .collect()
}

/// Why a file must not be written: it lies elsewhere, or what was read is not all that it holds.
fn reason_to_stay(project: &Project, file: &RelPath) -> Option<&'static str> {
    let is_utf8 = |document: &Arc<Document>| document.invalid_utf8.is_none();
    match project.documents.get(file) {
        _ if project.is_linked(file) => Some("it is a symbolic link, or lies behind one"),
        Some(document) if is_utf8(document) => None,
        _ => Some("it has bytes that are not UTF-8, which would be lost"),
    }
}

/// The fix of a finding that --fix would make, or --unsafe-fixes.
pub(super) fn offered<'d>(project: &Project, finding: &'d Diagnostic) -> Option<&'d Fix> {
    let may_change = |edit: &Edit| reason_to_stay(project, &edit.file).is_none();
    applicable(finding, Safety::Unsafe).filter(|fix| fix.edits.iter().all(may_change))
}

/// The line about fixes: what was done, and what more could be done; `None` where there is nothing to say.
pub(super) fn summary(summary: &Summary, mode: Mode) -> Option<String> {
    let (done, flag) = match mode {
        Mode::Offer => (None, "--fix --unsafe-fixes"),
        Mode::Make(_) => (Some(format!("{} fixed", summary.fixed)), "--unsafe-fixes"),
        Mode::Show(_) => (
            Some(format!("{} would be fixed", summary.fixed)),
            "--unsafe-fixes",
        ),
    };
    let safe =
        Some(format!("{} fixable with --fix", summary.fixable)).filter(|_| summary.fixable > 0);
    let more = if done.is_some() || safe.is_some() {
        "more"
    } else {
        "fixable"
    };
    let rest = Some(format!("{} {more} with {flag}", summary.fixable_unsafely));
    let parts = [done, safe, rest.filter(|_| summary.fixable_unsafely > 0)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}
