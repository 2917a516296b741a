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
