//! # moved-scope
//!
//! A scope moves to another list of scopes.
//!
//! ## What it does
//!
//! Compares the three lists of `config.auth` with those at the git ref: moves to or from
//! `optionalScopes`. A move to `requiredScopes` is reported by `added-required-scope`.
//!
//! ## Why
//!
//! Install URLs name optional scopes in `optional_scope`, and required and conditionally required ones
//! in `scope`. A URL that has it in the other parameter fails.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.companies.read"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "optionalScopes": [], "conditionallyRequiredScopes": ["crm.objects.companies.read"] }
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
//!     "auth": { "optionalScopes": ["crm.objects.companies.read"], "conditionallyRequiredScopes": [] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Change the install URLs with the deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/advanced-auth-and-scope-settings-for-public-apps>.

use super::scopes;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "moved_scope.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (app, before, after) in scopes::pairs(changes) {
        for (scope, place) in &after {
            let Some(old) = before.get(scope) else {
                continue;
            };
            // The two other lists are one parameter of install URLs.
            let is_moved = (old.list == scopes::OPTIONAL) != (place.list == scopes::OPTIONAL);
            if !is_moved || place.list == scopes::REQUIRED {
                continue;
            }
            let message = format!(
                "{} was in `{}`: install URLs have to name it in the other parameter",
                message::quoted(scope),
                old.list
            );
            out.push(
                app.at(&RULE, Some(place.span), message)
                    .help("change the install URLs with the deploy"),
            );
        }
    }
}
