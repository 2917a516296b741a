//! How many problems of one list are reported.

use diagnostics::Diagnostic;

/// The most problems of one rule about one list. Nobody reads more, and a hostile file gets no more work out of us.
const MOST: usize = 1_000;

/// Adds problems of the entries of one list; when there are too many, the last one says so.
pub fn add(mut found: impl Iterator<Item = Diagnostic>, out: &mut Vec<Diagnostic>) {
    out.extend(found.by_ref().take(MOST));
    if found.next().is_some()
        && let Some(last) = out.last_mut()
    {
        last.message +=
            &format!(" (and more; only the first {MOST} problems of a list are reported)");
    }
}
