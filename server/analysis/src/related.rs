//! Related locations of a problem, limited to a number that can be read.

use diagnostics::{Diagnostic, RelPath, Span};

/// The most related locations of one problem.
const LIMIT: usize = 20;

/// Adds related locations, all with the same message; beyond the limit they are only counted.
pub fn add<'a>(
    mut diagnostic: Diagnostic,
    locations: impl IntoIterator<Item = (&'a RelPath, Span)>,
    total: usize,
    message: &str,
) -> Diagnostic {
    for (path, span) in locations.into_iter().take(LIMIT) {
        diagnostic = diagnostic.related(path, span, message);
    }
    if total > LIMIT
        && let Some(last) = diagnostic.related.last_mut()
    {
        last.message = format!("{message} (and {} more)", total - LIMIT);
        diagnostic.unlisted_related += total - LIMIT;
    }
    diagnostic
}
