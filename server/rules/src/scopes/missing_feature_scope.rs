//! # missing-feature-scope
//!
//! A component requires a scope because of its type, and the app does not request it.
//!
//! ## What it does
//!
//! Reports apps with an `app-event` component that request neither `timeline` nor `timeline.write`.
//!
//! ## Why
//!
//! HubSpot requires the scope for app events; its templates do not add it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "requiredScopes": ["oauth", "crm.objects.contacts.read", "timeline"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Existing users have to authorize the app again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-events/reference>;
//! an app with `timeline.write` instead was deployed:
//! <https://github.com/usertour/usertour/pull/488>.

use crate::rule;
use analysis::missing_scopes::{Impact, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_feature_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(missing: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if missing.impact == Impact::RequiredByType {
        out.extend(missing.diagnostic(&RULE));
    }
}
