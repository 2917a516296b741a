//! # added-required-scope
//!
//! The app requests another scope in `requiredScopes`.
//!
//! ## What it does
//!
//! Compares `config.auth.requiredScopes` of the app with that at the git ref.
//!
//! ## Why
//!
//! Accounts that have installed the app keep their old tokens, which lack the scope, until they
//! authorize it again. Install URLs without the scope fail. An app with static auth has no install
//! URL and no optional scopes: it has to be installed again.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "requiredScopes": ["oauth", "timeline", "crm.objects.contacts.read", "crm.objects.deals.read", "crm.objects.custom.read"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "requiredScopes": ["oauth", "timeline", "crm.objects.contacts.read", "crm.objects.deals.read", "crm.objects.custom.read", "crm.objects.companies.read"] }
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
//!     "auth": {
//!       "requiredScopes": ["oauth", "timeline", "crm.objects.contacts.read", "crm.objects.deals.read", "crm.objects.custom.read"],
//!       "optionalScopes": ["crm.objects.companies.read"]
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move the scope to `optionalScopes`, or announce to users that they have to authorize the app
//! again, and change the install URLs with the deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/advanced-auth-and-scope-settings-for-public-apps>;
//! npm `@hubspot/cli` 8.14.0, `lib/app/install.js`.

use super::scopes;
use crate::rule;
use analysis::changes::Changes;
use diagnostics::Diagnostic;
use diagnostics::message;

rule! {
    file: "added_required_scope.rs",
    severity: Warning,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    for (app, before, after) in scopes::pairs(changes) {
        for (scope, place) in &after {
            let old = before.get(scope).map(|old| old.list);
            if place.list != scopes::REQUIRED || old == Some(scopes::REQUIRED) {
                continue;
            }
            let name = message::quoted(scope);
            let message = match old {
                // Some accounts have granted it.
                Some(list) => format!(
                    "{name} was in `{list}`: installs without it have to be authorized again"
                ),
                None => format!(
                    "{name} was not requested: existing installs lack it until they are authorized again"
                ),
            };
            let diagnostic = app.at(&RULE, Some(place.span), message);
            out.push(diagnostic.help(if scopes::are_granted_at_once(app.after) {
                "install the app again after the deploy"
            } else {
                "move it to `optionalScopes`, or announce the authorization and change install URLs"
            }));
        }
    }
}
