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

use crate::rule;
use analysis::missing_scopes::{Kind, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_feature_scope.rs",
    severity: Warning,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(unmet: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if unmet.kind == Kind::OfType {
        out.extend(unmet.finding(&RULE));
    }
}
