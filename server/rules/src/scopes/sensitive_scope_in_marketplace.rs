//! # sensitive-scope-in-marketplace
//!
//! An app with marketplace distribution requests a scope for sensitive data, for which HubSpot must
//! approve the app.
//!
//! ## What it does
//!
//! Reports the scope in every list. In a private app, `sensitive-scope` reports it.
//!
//! ## Why
//!
//! Until HubSpot has approved the app, a deploy fails: `scope isn't available to this app`. In
//! addition, only accounts with an Enterprise subscription that have turned on sensitive data can
//! grant such a scope.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "optionalScopes": ["crm.objects.contacts.sensitive.read.v2"] } } }
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
//! Apply for HubSpot's approval of the app, and request the scope in `optionalScopes` if the app
//! works without it. Otherwise remove the scope.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, scopes};
use diagnostics::{Diagnostic, message};

rule! {
    file: "sensitive_scope_in_marketplace.rs",
    severity: Warning,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app.distribution_if("marketplace").is_none() {
        return;
    }
    let diagnostics = scopes::requested(cx)
        .filter(|request| request.is_sensitive())
        .map(|request| {
            let message = format!(
                "{} is only for apps that HubSpot has approved for sensitive data",
                message::quoted(request.name)
            );
            cx.at(&RULE, request.value.span(), message)
                .help("ask HubSpot to approve the app, or remove the scope")
        });
    list_limit::add(diagnostics, out);
}
