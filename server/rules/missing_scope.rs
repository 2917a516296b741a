//! # missing-scope
//!
//! A component reads records that the app does not ask for.
//!
//! ## Why it is wrong
//!
//! A card on deals, or a webhook about them, needs the scope that lets the app read deals. HubSpot's build was seen to stop
//! at cards without it (`missing read scopes for the following object types`).
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json               … "requiredScopes": ["oauth"] …
//! src/app/cards/pipeline-hsmeta.json    … "objectTypes": ["deals"] …
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

use super::{Check, Rule, Unmet};
use crate::diagnostic::{Diagnostic, Severity};

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "missing-scope",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    file: include_str!("missing_scope.rs"),
    check: Check::Need(check),
};

fn check(unmet: &Unmet<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(Some(unmet).filter(|unmet| !unmet.of_type).and_then(|unmet| unmet.finding(&RULE)));
}
