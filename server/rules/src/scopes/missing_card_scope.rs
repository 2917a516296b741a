//! # missing-card-scope
//!
//! An app with static auth has a card on records that the app does not request to read.
//!
//! ## What it does
//!
//! Compares the `objectTypes` of each card with the scopes that the app requests. Cards of OAuth
//! apps are checked by `missing-scope`.
//!
//! ## Why
//!
//! Since December 1, 2024, HubSpot refuses the upload: `missing read scopes for the following
//! object types`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": ["oauth"] } } }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts"] } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "type": "static", "requiredScopes": ["oauth", "crm.objects.contacts.read"] }
//!   }
//! }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts"] } }
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Existing users have to authorize the app again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/private-app-card-scopes>

use crate::analysis::missing_scopes::Kind;
use crate::{Check, Rule, Unmet};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "missing-card-scope",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/changelog/private-app-card-scopes",
    file: include_str!("missing_card_scope.rs"),
    check: Check::Need(check),
};

fn check(unmet: &Unmet<'_>, out: &mut Vec<Diagnostic>) {
    if unmet.kind == Kind::Refused {
        out.extend(unmet.finding(&RULE));
    }
}
