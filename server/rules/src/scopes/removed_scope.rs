//! # removed-scope
//!
//! A scope no longer exists.
//!
//! ## What it does
//!
//! Compares the scopes of the app with those that HubSpot has removed.
//!
//! ## Why
//!
//! HubSpot's authorization page rejects it as an invalid scope.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["contacts"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.contacts.write"] } } }
//! ```
//!
//! ## How to fix
//!
//! Request the scopes that replace it; here these are `crm.objects.contacts.read` and
//! `crm.objects.contacts.write`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/upcoming-contacts-scope-sunset>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>
//! no longer lists it.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, list_limit, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "removed_scope.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = scopes::of_status(cx, ScopeStatus::Removed).map(|(request, scope)| {
        let message = format!(
            "scope {} no longer exists; HubSpot removed it",
            message::quoted(request.name)
        );
        scopes::replace_as_known(cx.at(&RULE, request.value.span(), message), &request, scope)
    });
    list_limit::add(diagnostics, out);
}
