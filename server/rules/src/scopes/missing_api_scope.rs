//! # missing-api-scope
//!
//! The code calls an API of HubSpot for which the app requests no scope.
//!
//! ## What it does
//!
//! Compares the calls of HubSpot's API in functions with the scopes that the app requests in any of
//! its lists. Known are URLs of `api.hubapi.com` and `api.hubspot.com`, `client.apiRequest`, and the
//! methods of `@hubspot/api-client`, with constants that are followed, also from other files. A
//! call is reported if HubSpot documents its scopes, its object type is known, and the app requests
//! none of the scopes any of which is enough. If the end of a path is not known and may be several
//! segments (`${path}`, but not `${id}`), the scopes of all longer paths are enough too.
//!
//! Only calls of functions with the token of the app are compared:
//! `process.env.PRIVATE_APP_ACCESS_TOKEN` and `context.secrets.PRIVATE_APP_ACCESS_TOKEN`. Which
//! scopes `fetchHubSpotApi` requires in a card is in no source. `hsmeta scopes` lists all calls,
//! also those that are not known. With static auth, a scope in another list than `requiredScopes`
//! is reported by `scopes-with-static-auth` alone.
//!
//! ## Why
//!
//! HubSpot answers such a call with status 403. The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": [] } }
//! ```
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! const URL = 'https://api.hubapi.com/crm/objects/2026-09/orders';
//!
//! exports.main = async () => {
//!   const token = process.env.PRIVATE_APP_ACCESS_TOKEN;
//!   const response = await fetch(URL, { headers: { Authorization: `Bearer ${token}` } });
//!   return response.json();
//! };
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
//!       "requiredScopes": ["oauth", "crm.objects.contacts.read", "crm.objects.orders.read"]
//!     }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Add the scope to `requiredScopes` of the app. Existing users have to authorize the app again.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>:
//! which scope opens which API. The pages of single APIs are in `schemas/scope-families.json`.

use crate::rule;
use analysis::code::Code;
use analysis::missing_api_scopes::{self, MissingApiScope, Relation};
use analysis::missing_scopes::RequestedScopes;
use analysis::related;
use diagnostics::{Diagnostic, Safety, message};

rule! {
    file: "missing_api_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    if code.api_calls().is_empty() {
        return;
    }
    let Some(requested) = RequestedScopes::of(code.index) else {
        return;
    };
    for missing in missing_api_scopes::of(code, &requested) {
        out.extend(diagnostic(&missing, &requested));
    }
}

fn diagnostic(
    missing: &MissingApiScope<'_>,
    requested: &RequestedScopes<'_>,
) -> Option<Diagnostic> {
    let (first, others) = missing.uses.split_first()?;
    let (app, required) = (requested.app, requested.required);
    let mut diagnostic = RULE
        .at(first.file, first.span, missing.message()?)
        .missing(missing.scope)
        .url(Some(first.scopes.family.source))
        .related(app.path, required.name, "requested scopes");
    for (relation, text) in [
        (Relation::Requires, "requires it too"),
        (Relation::RequiresOne, "requires one of them too"),
        (Relation::Satisfied, "it is enough here too"),
    ] {
        let places: Vec<_> = others
            .iter()
            .filter(|other| missing.relation(other) == relation)
            .map(|other| (other.file, other.span))
            .collect();
        let number = places.len();
        diagnostic = related::add(diagnostic, places, number, text);
    }
    diagnostic = diagnostic.help(if missing.is_certain {
        title(missing.scope)
    } else {
        "add one of them to `requiredScopes`".to_owned()
    });
    if let Some(addition) = &required.addition {
        for scope in missing.offered() {
            // Which of several is meant only a person knows; the narrowest one is enough.
            let safety = if missing.is_certain && *scope == missing.scope {
                Safety::Unsafe
            } else {
                Safety::DisplayOnly
            };
            let edits = [addition.edit(scope)];
            diagnostic = diagnostic.fix_in(app.path, title(scope), safety, edits);
        }
    }
    Some(diagnostic)
}

fn title(scope: &str) -> String {
    format!("add {} to `requiredScopes`", message::quoted(scope))
}
