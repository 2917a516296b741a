//! # deprecated-scope
//!
//! The app requests a deprecated scope.
//!
//! ## What it does
//!
//! Checks every scope list for scopes that still work but that HubSpot has deprecated.
//!
//! ## Why
//!
//! The API behind the scope has ended, or narrower scopes replace it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["tickets"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.tickets.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Request the replacements that the app needs: for `tickets`, `crm.objects.tickets.read` and
//! `crm.objects.tickets.write` for records, `crm.schemas.tickets.read` and
//! `crm.schemas.tickets.write` for properties. Accounts that have installed the app must grant new
//! required scopes.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! replacements of `tickets`:
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/update-your-app-to-granular-scopes>,
//! as two public projects cite its table.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, list_limit, scopes};
use diagnostics::{Diagnostic, message};

rule! {
    file: "deprecated_scope.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    tag: Deprecated,
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = scopes::requested(cx)
        .filter_map(|request| Some((request.known?, request)))
        .filter(|(scope, _)| scope.deprecated && scope.status.is_requestable())
        .map(|(scope, request)| {
            let message = format!("scope {} is deprecated", message::quoted(request.name));
            // It works, and its replacement changes what accounts are asked to consent to.
            scopes::replace_as_known(cx.at(&RULE, request.value.span(), message), &request, scope)
                .display_only()
        });
    list_limit::add(diagnostics, out);
}
