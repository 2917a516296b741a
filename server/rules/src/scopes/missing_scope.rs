//! # missing-scope
//!
//! A component reads records that the app does not ask for.
//!
//! ## Why it is wrong
//!
//! A webhook about deals, a bulk action on them, or a card of an OAuth app needs the scope that lets the app read deals. Cards of
//! apps with static auth are the matter of `missing-card-scope`.
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json                  … "requiredScopes": ["oauth"] …
//! src/app/webhooks/webhooks-hsmeta.json    … "subscriptionType": "object.creation", "objectType": "deal" …
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Those who installed the app have to grant it again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>: for each type of object an
//! app needs at least the scope to read it.

use crate::rule;
use analysis::missing_scopes::{Kind, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_scope.rs",
    severity: Warning,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(unmet: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if unmet.kind == Kind::Records {
        out.extend(unmet.finding(&RULE));
    }
}
