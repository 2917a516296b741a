//! # missing-card-scope
//!
//! An app with static auth has a card on records that it does not ask to read.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the upload since 1 December 2024 (`missing read scopes for the following object types`).
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json               … "auth": { "type": "static", "requiredScopes": ["oauth"] } …
//! src/app/cards/pipeline-hsmeta.json    … "objectTypes": ["deals"] …
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Those who installed the app have to grant it again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/private-app-card-scopes>

use crate::rule;
use analysis::missing_scopes::{Kind, MissingScope};
use diagnostics::Diagnostic;

rule! {
    file: "missing_card_scope.rs",
    severity: Error,
    since: "0.1.0",
    check: MissingScope(check),
}

fn check(unmet: &MissingScope<'_>, out: &mut Vec<Diagnostic>) {
    if unmet.kind == Kind::Refused {
        out.extend(unmet.finding(&RULE));
    }
}
