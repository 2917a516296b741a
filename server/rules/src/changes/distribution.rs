//! The distribution of an app.

use analysis::changes::Pair;
use diagnostics::Span;

/// Where the distribution is, if it changed from one value to the other.
pub(super) fn changed(app: Pair<'_>, from: &str, to: &str) -> Option<Span> {
    let (old, value) = app.changed_string(&["distribution"])?;
    if old.eq_ignore_ascii_case(from) && value.as_str()?.eq_ignore_ascii_case(to) {
        Some(value.span())
    } else {
        None
    }
}
