//! # client-credentials-scope
//!
//! The app requests a scope that is only available to client credentials tokens.
//!
//! ## What it does
//!
//! Checks every scope list for the scopes of the webhooks journal.
//!
//! ## Why
//!
//! These scopes belong in the token request with the grant type `client_credentials`. Users do not
//! grant them when they install the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["developer.webhooks_journal.read"] } } }
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
//! Remove the scope from the list, and pass it in the token request.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide>

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, list_limit, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "client_credentials_scope.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = scopes::of_status(cx, ScopeStatus::ClientCredentials).map(|(request, _)| {
        let message = format!(
            "{} is only for requests for a client credentials token",
            message::quoted(request.name)
        );
        scopes::remove(
            cx.at(&RULE, request.value.span(), message)
                .help("remove it from this list"),
            &request,
        )
    });
    list_limit::add(diagnostics, out);
}
