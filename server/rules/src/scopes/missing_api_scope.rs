//! # missing-api-scope
//!
//! The code calls an API of HubSpot for which the app requests no scope.
//!
//! ## What it does
//!
//! Compares the calls of HubSpot's API in functions, cards and pages with the scopes that the app
//! requests in any of its lists. Known are URLs of `api.hubapi.com`, `fetchHubSpotApi`, and the
//! methods of `@hubspot/api-client`, with constants that are followed, also from other files. A
//! call is reported if HubSpot documents its scopes, its object type is known, and the app requests
//! none of the scopes any of which is enough.
//!
//! Only calls with the token of the app are compared: `process.env.PRIVATE_APP_ACCESS_TOKEN`,
//! `context.secrets.PRIVATE_APP_ACCESS_TOKEN`, and `fetchHubSpotApi`, which sends it. `hsmeta
//! scopes` lists all calls, also those that are not known.
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
use analysis::missing_api_scopes::{self, MissingApiScope};
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
    let scope = message::quoted(missing.scope);
    let mut diagnostic = RULE
        .at(first.file, first.span, missing.message()?)
        .missing(missing.scope)
        .url(Some(first.scopes.family.source));
    diagnostic = related::add(
        diagnostic,
        others.iter().map(|other| (other.file, other.span)),
        others.len(),
        "requires it too",
    );
    diagnostic = diagnostic.related(app.path, required.name, "requested scopes");
    if !missing.is_certain {
        return Some(diagnostic.help("add one of them to `requiredScopes`"));
    }
    diagnostic = diagnostic.help(format!("add {scope} to `requiredScopes`"));
    if let Some(addition) = &required.addition {
        let edits = [addition.edit(missing.scope)];
        let title = format!("add {scope} to `requiredScopes`");
        diagnostic = diagnostic.fix_in(app.path, title, Safety::Unsafe, edits);
    }
    Some(diagnostic)
}
