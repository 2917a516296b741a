//! Naming the other places of a problem without drowning its reader in them.

use diagnostics::{Diagnostic, RelPath, Span};

/// The most places that one problem names.
const MOST: usize = 20;

/// Adds other places to a problem, all with the same words; beyond the first twenty they are only counted.
pub fn add<'a>(
    mut diagnostic: Diagnostic,
    places: impl IntoIterator<Item = (&'a RelPath, Span)>,
    total: usize,
    message: &str,
) -> Diagnostic {
    for (path, span) in places.into_iter().take(MOST) {
        diagnostic = diagnostic.related(path, span, message);
    }
    if total > MOST
        && let Some(last) = diagnostic.related.last_mut()
    {
        last.message = format!("{message} (and {} more)", total - MOST);
    }
    diagnostic
}
