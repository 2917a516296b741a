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

use crate::rule;
use analysis::missing_scopes::{Impact, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_card_scope.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(missing: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if missing.impact == Impact::UploadRefused {
        out.extend(missing.diagnostic(&RULE));
    }
}
