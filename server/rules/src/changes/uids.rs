//! Components whose uid changed, and components that are gone.

use analysis::changes::{ComponentState, Pair};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit;

/// Adds the fix that restores the uid.
pub(super) fn with_fix(diagnostic: Diagnostic, component: Pair<'_>) -> Diagnostic {
    let uid = component.before.uid;
    diagnostic.fix(
        format!("change to {}", message::quoted(uid)),
        Safety::Unsafe,
        [(component.after.uid_span, edit::quote(uid))],
    )
}

/// `card `x` of `src/app/cards/x-hsmeta.json` is gone`.
pub(super) fn gone(noun: &str, component: &ComponentState<'_>) -> String {
    format!(
        "{noun} {} of {} is gone",
        message::quoted(component.uid),
        message::quoted(component.path.as_str())
    )
}
