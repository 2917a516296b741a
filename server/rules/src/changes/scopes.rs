//! The scopes of an app in one state of the project.

use std::collections::BTreeMap;

use analysis::changes::{Changes, ComponentState, Pair};
use analysis::components::SCOPE_LISTS;
use diagnostics::Span;

pub(super) const REQUIRED: &str = SCOPE_LISTS[0];
pub(super) const OPTIONAL: &str = "optionalScopes";

/// Where a scope is listed.
pub(super) struct Place {
    pub(super) list: &'static str,
    pub(super) span: Span,
}

/// Each scope of an app, and where it is listed.
pub(super) type Scopes<'s> = BTreeMap<&'s str, Place>;

/// The apps whose scopes are known in both states, with those before and after.
pub(super) fn pairs<'s>(
    changes: &Changes<'s>,
) -> impl Iterator<Item = (Pair<'s>, Scopes<'s>, Scopes<'s>)> {
    let apps = changes.pairs_of("app");
    apps.filter_map(|app| Some((app, of(app.before)?, of(app.after)?)))
}

/// Whether an account grants all scopes when it installs the app, without an install URL: with static auth.
pub(super) fn are_granted_at_once(app: &ComponentState<'_>) -> bool {
    let auth_type = app.at(&["auth", "type"]).and_then(|value| value.as_str());
    auth_type.is_some_and(|auth_type| auth_type.eq_ignore_ascii_case("static"))
}

/// Whether HubSpot refuses an app: static auth cannot be distributed in the marketplace. Such an app was never deployed, so its
/// type and distribution can still change.
pub(super) fn is_refused(app: &ComponentState<'_>) -> bool {
    let distribution = app.at(&["distribution"]).and_then(|value| value.as_str());
    let is_marketplace =
        distribution.is_some_and(|distribution| distribution.eq_ignore_ascii_case("marketplace"));
    is_marketplace && are_granted_at_once(app)
}

/// The scopes with the most demanding list that each is in, without `oauth`, which HubSpot adds to every app; `None` if some
/// cannot be known, or without `auth`, as HubSpot refuses such an app: it was never deployed.
fn of<'s>(app: &ComponentState<'s>) -> Option<Scopes<'s>> {
    app.at(&["auth"])?;
    let mut scopes = BTreeMap::new();
    for list in SCOPE_LISTS {
        for (value, scope) in app.strings(&["auth", list])? {
            if scope == "oauth" {
                continue;
            }
            scopes.entry(scope).or_insert(Place {
                list,
                span: value.span(),
            });
        }
    }
    Some(scopes)
}
