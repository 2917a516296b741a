//! A limit for the problems that are reported about one list.

use diagnostics::Diagnostic;

/// The most problems of one rule about one list: nobody reads more, and a hostile file must not cost more work.
const LIMIT: usize = 1_000;

/// Adds problems of the entries of one list; if there are too many, the last one says so.
pub fn add(mut diagnostics: impl Iterator<Item = Diagnostic>, out: &mut Vec<Diagnostic>) {
    out.extend(diagnostics.by_ref().take(LIMIT));
    if diagnostics.next().is_some()
        && let Some(last) = out.last_mut()
    {
        last.message +=
            &format!(" (and more; only the first {LIMIT} problems of a list are reported)");
    }
}
