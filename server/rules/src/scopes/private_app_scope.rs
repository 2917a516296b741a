//! # private-app-scope
//!
//! An OAuth app requests sensitive data with the scope for private apps.
//!
//! ## What it does
//!
//! Reports scopes for sensitive data without the suffix `.v2`, if a scope with that suffix exists.
//!
//! ## Why
//!
//! Most scopes for sensitive data have two names. In HubSpot's API specifications, the name without
//! `.v2` is for private apps and the name with `.v2` for OAuth apps. HubSpot's page of scopes lists
//! only the former, so it is not certain that the installation fails.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! sensitive-scope-in-marketplace = "off"
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.contacts.sensitive.read"] } } }
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! sensitive-scope-in-marketplace = "off"
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.contacts.sensitive.read.v2"] } } }
//! ```
//!
//! ## How to fix
//!
//! If an installation shows that the scope is refused, request the name with `.v2`.
//!
//! ## Source
//!
//! HubSpot's API specifications at <https://github.com/HubSpot/HubSpot-public-api-spec-collection>,
//! compared with
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>.

use crate::rule;
use std::collections::BTreeSet;

use analysis::components::App;
use analysis::scopes::{self, RequestedScope};
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "private_app_scope.rs",
    severity: Info,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app.auth_type_if("oauth").is_none() {
        return;
    }
    let sensitive: Vec<RequestedScope<'_>> = scopes::requested(cx)
        .filter(|request| request.is_sensitive())
        .collect();
    let requested: BTreeSet<&str> = sensitive.iter().map(|request| request.name).collect();
    let diagnostics = sensitive
        .iter()
        .filter_map(|request| diagnostic(cx, request, &requested));
    list_limit::add(diagnostics, out);
}

fn diagnostic(
    cx: &FileContext<'_>,
    request: &RequestedScope<'_>,
    requested: &BTreeSet<&str>,
) -> Option<Diagnostic> {
    let public = catalog::scope(&format!("{}.v2", request.name))?;
    if requested.contains(public.name) {
        return None;
    }
    let message = format!(
        "{} is a scope for private apps, but this app uses OAuth",
        message::quoted(request.name)
    );
    let diagnostic = cx
        .at(&RULE, request.value.span(), message)
        .help(format!("request `{}`", public.name));
    Some(scopes::replace(diagnostic, request, &[public.name]))
}
