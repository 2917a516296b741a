//! The loop: collect the applicable fixes, apply those that fit together, check again.

use std::collections::BTreeSet;

use diagnostics::{Diagnostic, Edit, Fix, RelPath, RuleId};
use project::{Project, ProjectFile};
use syntax::Syntax;

use crate::round::{Candidate, Round};
use crate::{
    CheckFn, Fixed, Selection, applicable, edits_invalid_json, regression, relist_errors,
    with_files,
};

/// Fixes that cause others do so a few times at most; after this many rounds they do not converge.
const MAX_ROUNDS: usize = 100;

/// Applies every applicable fix of the selection. `diagnostics` are those of `project`.
pub fn fix(
    mut project: Project,
    mut diagnostics: Vec<Diagnostic>,
    selection: Selection<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    // A report lists the first syntax errors of a file only: 5,000 errors would take a hundred rounds.
    if relist_errors(&mut project, Syntax::with_more_errors) {
        diagnostics = check(&project);
    }
    let mut fixed = apply_rounds(project, diagnostics, selection, check);
    if relist_errors(&mut fixed.project, Syntax::with_first_errors) {
        fixed.diagnostics = check(&fixed.project);
    }
    fixed
}

/// Fixes a project whose files list all their syntax errors.
fn apply_rounds(
    project: Project,
    diagnostics: Vec<Diagnostic>,
    selection: Selection<'_>,
    check: &mut CheckFn<'_>,
) -> Fixed {
    let mut fixed = Fixed {
        is_stable: false,
        ..Fixed::unchanged(project, diagnostics)
    };
    let mut rejected = BTreeSet::new();
    for _ in 0..MAX_ROUNDS {
        let (candidates, protected) = candidates(&fixed, selection, &rejected);
        let round = Round::choose(&candidates);
        fixed.protected.extend(protected);
        if round.fixes.is_empty() {
            fixed.is_stable = true;
            break;
        }
        let files = round.files(&fixed.project);
        let broken = newly_broken(&fixed.project, &files);
        if !broken.is_empty() {
            fixed.broken.extend(broken);
            continue;
        }
        let next = with_files(&fixed.project, files);
        let diagnostics = check(&next);
        if regression::is_worse(&fixed, &round, &diagnostics) {
            for culprit in regression::culprits(&fixed, &round.fixes, check) {
                rejected.insert(key(&culprit));
                fixed.worse.insert(culprit.file);
            }
            continue;
        }
        fixed.applied.extend(round.fixes);
        fixed.advance(next, diagnostics);
    }
    fixed
}

/// The fixes that may be applied next, and the protected files that others would change. Those of invalid JSON are applied
/// first and alone: an error that a syntax error hid is not a regression.
fn candidates<'f>(
    fixed: &'f Fixed,
    selection: Selection<'_>,
    rejected: &BTreeSet<Key>,
) -> (Vec<Candidate<'f>>, BTreeSet<RelPath>) {
    let mut protected = BTreeSet::new();
    let mut candidates = Vec::new();
    let reported = (selection.is_reported)(&fixed.project, &fixed.diagnostics);
    for (diagnostic, is_reported) in fixed.diagnostics.iter().zip(reported) {
        if !is_reported || rejected.contains(&key(diagnostic)) {
            continue;
        }
        if let Some(fix) = applicable(diagnostic, selection.up_to) {
            let locked = unchangeable_files(fixed, selection, fix);
            if locked.is_empty() {
                candidates.push(Candidate { diagnostic, fix });
            }
            protected.extend(locked);
        }
    }
    if has_invalid_json(fixed, &candidates) {
        candidates.retain(|candidate| edits_invalid_json(&fixed.project, candidate.fix));
    }
    (candidates, protected)
}

fn has_invalid_json(fixed: &Fixed, candidates: &[Candidate<'_>]) -> bool {
    candidates
        .iter()
        .any(|candidate| edits_invalid_json(&fixed.project, candidate.fix))
}

/// The files of a fix that must not be changed.
fn unchangeable_files(fixed: &Fixed, selection: Selection<'_>, fix: &Fix) -> BTreeSet<RelPath> {
    let mut files = BTreeSet::new();
    for Edit { file, .. } in &fix.edits {
        if fixed.broken.contains(file) || !(selection.may_change)(&fixed.project, file) {
            files.insert(file.clone());
        }
    }
    files
}

/// Identifies a diagnostic whose span moves from round to round.
type Key = (RuleId, RelPath, String);

fn key(diagnostic: &Diagnostic) -> Key {
    let Diagnostic {
        rule,
        file,
        message,
        ..
    } = diagnostic;
    (rule, file.clone(), message.clone())
}

/// The files that are valid in the project and would not be as in `files`.
fn newly_broken(project: &Project, files: &[ProjectFile]) -> Vec<RelPath> {
    let mut broken = Vec::new();
    for new in files {
        if let Some(old) = project.file(new.path())
            && !old.is_invalid()
            && new.is_invalid()
        {
            broken.push(new.path().clone());
        }
    }
    broken
}
