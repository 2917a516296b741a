//! # missing-scope
//!
//! A component reads records for which the app requests no scope.
//!
//! ## What it does
//!
//! Compares the object types of webhook subscriptions, bulk actions, and cards of OAuth apps with
//! the scopes that the app requests. Cards of apps with static auth are checked by
//! `missing-card-scope`.
//!
//! ## Why
//!
//! HubSpot requires at least the scope to read records of an object type for webhooks about them,
//! bulk actions on them, and cards that read them.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts", "tickets"] } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": {
//!       "requiredScopes": [
//!         "oauth",
//!         "timeline",
//!         "crm.objects.contacts.read",
//!         "crm.objects.tickets.read"
//!       ]
//!     }
//!   }
//! }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts", "tickets"] } }
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Existing users have to authorize the app again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>:
//! for each object type, an app requires at least the scope to read it.

use crate::rule;
use analysis::missing_scopes::{Impact, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(missing: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if missing.impact == Impact::RecordsUnreadable {
        out.extend(missing.diagnostic(&RULE));
    }
}
