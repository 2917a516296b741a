//! # sensitive-scope-in-marketplace
//!
//! An app with marketplace distribution requests a scope for sensitive data, for which HubSpot must
//! approve the app.
//!
//! ## What it does
//!
//! Reports the scope in every list. In a private app, `sensitive-scope` reports it. If the project has
//! cards, the message says that HubSpot does not list such an app.
//!
//! ## Why
//!
//! Until HubSpot has approved the app, a deploy fails: `scope isn't available to this app`. In
//! addition, only accounts with an Enterprise subscription that have turned on sensitive data can
//! grant such a scope.
//!
//! The requirements for a listing in the HubSpot Marketplace say that an app with cards may not use
//! these scopes at all. Another page says that it may, with limits: without `hubspot.fetch` and
//! without app functions. That is what HubSpot builds, not what it lists.
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
//! works without it. Otherwise remove the scope. An app that has cards and is to be listed cannot keep
//! it: move the cards, or what needs sensitive data, to another app.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>;
//! cards: <https://developers.hubspot.com/docs/apps/developer-platform/list-apps/listing-your-app/app-marketplace-listing-requirements>
//! and <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/overview>.

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
            let name = message::quoted(request.name);
            let (message, help) = if cx.project.has_cards {
                (
                    format!(
                        "{name} is for sensitive data: HubSpot does not list apps with cards that request it"
                    ),
                    "remove the scope, or move the cards to another app",
                )
            } else {
                (
                    format!("{name} is only for apps that HubSpot has approved for sensitive data"),
                    "ask HubSpot to approve the app, or remove the scope",
                )
            };
            cx.at(&RULE, request.value.span(), message).help(help)
        });
    list_limit::add(diagnostics, out);
}
