//! # sensitive-scope
//!
//! A private app requests a scope for sensitive data, which only some accounts can grant.
//!
//! ## What it does
//!
//! Reports the scope in every list. In an app with marketplace distribution,
//! `sensitive-scope-in-marketplace` reports it.
//!
//! ## Why
//!
//! Only accounts with an Enterprise subscription that have turned on sensitive data can grant such
//! a scope. In other accounts, the installation of an app that requires it fails.
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
//!     "auth": {
//!       "type": "static",
//!       "requiredScopes": ["crm.objects.contacts.read", "crm.objects.contacts.sensitive.read"]
//!     }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! If the accounts that install the app meet the conditions, nothing has to be changed. Otherwise
//! request the scope in `optionalScopes`, or remove it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, scopes};
use diagnostics::{Diagnostic, message};

rule! {
    file: "sensitive_scope.rs",
    severity: Info,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app.distribution_if("private").is_none() {
        return;
    }
    let diagnostics = scopes::requested(cx)
        .filter(|request| request.is_sensitive())
        .map(|request| {
            let message = format!(
                "{} can only be granted in Enterprise accounts with sensitive data",
                message::quoted(request.name)
            );
            cx.at(&RULE, request.value.span(), message)
                .help("request it as optional if other accounts install the app")
        });
    list_limit::add(diagnostics, out);
}
