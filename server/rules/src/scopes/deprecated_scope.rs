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
//! The API behind the scope has ended, or gets no further versions. Scopes that are only split into
//! narrower ones are reported by `coarse-scope`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["social"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": [] } } }
//! ```
//!
//! ## How to fix
//!
//! Remove the scope, or request its replacement. Accounts that have installed the app must grant new
//! required scopes.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>.

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
