//! Fixes after which a project has more errors than before.

use diagnostics::{Diagnostic, Severity};

use crate::round::{Candidate, Round};
use crate::{CheckFn, Fixed, edits_invalid_json, with_files};

/// Whether a round adds more errors than it removes. In invalid JSON it never does: a syntax error hides other errors.
pub(crate) fn is_worse(fixed: &Fixed, round: &Round, diagnostics: &[Diagnostic]) -> bool {
    if error_count(diagnostics) <= error_count(&fixed.diagnostics) {
        return false;
    }
    let mut fixes = round.fixes.iter().flat_map(|diagnostic| &diagnostic.fixes);
    !fixes.any(|fix| edits_invalid_json(&fixed.project, fix))
}

fn error_count(diagnostics: &[Diagnostic]) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .count()
}

/// The fixes that add errors; where only several together do, one of them. A binary search, so that it takes few checks.
pub(crate) fn culprits(
    fixed: &Fixed,
    fixes: &[Diagnostic],
    check: &mut CheckFn<'_>,
) -> Vec<Diagnostic> {
    if fixes.len() <= 1 {
        return fixes.to_vec();
    }
    let mut found = Vec::new();
    let (first, second) = fixes.split_at(fixes.len() / 2);
    for half in [first, second] {
        let candidates: Vec<Candidate<'_>> = half.iter().map(Candidate::chosen).collect();
        let round = Round::choose(&candidates);
        let next = with_files(&fixed.project, round.files(&fixed.project));
        if is_worse(fixed, &round, &check(&next)) {
            found.extend(culprits(fixed, half, check));
        }
    }
    if found.is_empty() {
        found.extend(second.last().cloned());
    }
    found
}
