//! # misspelled-scope
//!
//! A scope is misspelled in a way that HubSpot's own page of scopes once printed.
//!
//! ## What it does
//!
//! Compares the scopes of the app with a list of such misspellings.
//!
//! ## Why
//!
//! HubSpot does not know a scope with this name; its API specifications and the scope picker have
//! the correct one.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["settings.users.team.write"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["settings.users.teams.write"] } } }
//! ```
//!
//! ## How to fix
//!
//! Use the correct name; the help shows it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>,
//! compared with HubSpot's API specifications at
//! <https://github.com/HubSpot/HubSpot-public-api-spec-collection>.

use crate::rule;
use analysis::components::ComponentFile;
use analysis::{FileContext, list_limit, scopes};
use catalog::ScopeStatus;
use diagnostics::{Diagnostic, message};

rule! {
    file: "misspelled_scope.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Component(check),
}

fn check(_: &ComponentFile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostics = scopes::of_status(cx, ScopeStatus::Misspelled).map(|(request, scope)| {
        let message = format!(
            "misspelled scope {}: HubSpot does not know it",
            message::quoted(request.name)
        );
        scopes::replace_as_known(cx.at(&RULE, request.value.span(), message), &request, scope)
    });
    list_limit::add(diagnostics, out);
}
