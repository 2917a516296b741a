//! # dropped-scope
//!
//! The app no longer requests a scope.
//!
//! ## What it does
//!
//! Looks for the scopes at the git ref in the three lists of `config.auth`. `oauth` does not count:
//! HubSpot adds it to every app.
//!
//! ## Why
//!
//! Existing tokens keep the scope until the account authorizes the app again. Install URLs that
//! name it fail. HubSpot refuses the removal of one that an active webhook subscription requires.
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
//! { "config": { "auth": { "optionalScopes": [] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.companies.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Remove the scope from install URLs too. Restore it if code still calls an API with it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/public-app-reauthorization-and-advanced-scope-settings>.

use super::scopes;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "dropped_scope.rs",
    severity: Info,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (app, before, after) in scopes::pairs(changes) {
        for (scope, old) in &before {
            if after.contains_key(scope) {
                continue;
            }
            let message = format!(
                "{} was in `{}`: tokens lose it at the next authorization",
                message::quoted(scope),
                old.list
            );
            let diagnostic = app.at(&RULE, app.nearest(&["auth", old.list]), message);
            out.push(diagnostic.help(if scopes::are_granted_at_once(app.after) {
                "make sure that no code uses it"
            } else {
                "remove it from install URLs too"
            }));
        }
    }
}
