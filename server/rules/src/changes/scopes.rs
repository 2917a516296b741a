//! The scopes of an app in one state of the project.

use std::collections::BTreeMap;

use analysis::changes::ComponentState;
use analysis::components::SCOPE_LISTS;
use diagnostics::Span;

pub(super) const REQUIRED: &str = SCOPE_LISTS[0];

/// Where a scope is listed.
pub(super) struct Place {
    pub(super) list: &'static str,
    pub(super) span: Span,
}

/// The scopes with the most demanding list that each is in; `None` if some cannot be known.
pub(super) fn of<'s>(app: &ComponentState<'s>) -> Option<BTreeMap<&'s str, Place>> {
    let mut scopes = BTreeMap::new();
    for list in SCOPE_LISTS {
        for (value, scope) in app.strings(&["auth", list])? {
            scopes.entry(scope).or_insert(Place {
                list,
                span: value.span(),
            });
        }
    }
    Some(scopes)
}
