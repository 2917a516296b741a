//! # missing-feature-scope
//!
//! A component is of a type that takes a scope of its own, and the app does not ask for it.
//!
//! ## Why it is wrong
//!
//! The app of app events must include `timeline`, or `timeline.write`, which takes its place. HubSpot's templates leave it to the
//! author to add it.
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json                        … "requiredScopes": ["oauth"] …
//! src/app/app-events/order-shipped-hsmeta.json   { "uid": "order_shipped", "type": "app-event", … }
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Those who installed the app have to grant it again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>; an app with `timeline.write`
//! instead was deployed: <https://github.com/usertour/usertour/pull/488>.

use crate::analysis::missing_scopes::Kind;
use crate::{Check, Rule, Unmet};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "missing-feature-scope",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference",
    file: include_str!("missing_feature_scope.rs"),
    check: Check::Need(check),
};

fn check(unmet: &Unmet<'_>, out: &mut Vec<Diagnostic>) {
    if unmet.kind == Kind::OfType {
        out.extend(unmet.finding(&RULE));
    }
}
