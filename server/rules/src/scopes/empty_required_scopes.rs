//! # empty-required-scopes
//!
//! `requiredScopes` is an empty list.
//!
//! ## What it does
//!
//! Checks `config.auth.requiredScopes` of the app, unless `auth.type` is `no_api_access`.
//!
//! ## Why
//!
//! HubSpot's documentation requires at least one scope. An app without scopes can call almost no
//! API.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": [] } } }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json` is missing
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read"] } } }
//! ```
//!
//! ## How to fix
//!
//! Add the scopes that the app needs. If an OAuth app needs none, `oauth` is enough.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes>
//! and <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::{Kind, Value, edit};

rule! {
    file: "empty_required_scopes.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(auth) = app.auth() else { return };
    let Some(scopes) = auth.required_scopes() else {
        return;
    };
    if !is_empty_list(scopes.value) || auth.type_if("no_api_access").is_some() {
        return;
    }
    let message = "`requiredScopes` is empty: HubSpot's documentation requires at least one scope";
    let diagnostic = cx
        .at(&RULE, scopes.value.span(), message)
        .help("add the scopes that the app requires");
    out.push(if auth.type_if("oauth").is_some() {
        diagnostic.fix(
            "add `oauth`",
            Safety::Unsafe,
            edit::replace_value(scopes.value, "[\"oauth\"]"),
        )
    } else {
        diagnostic
    });
}

fn is_empty_list(value: Value<'_>) -> bool {
    value.kind() == Kind::Array && value.is_empty() && !value.is_incomplete()
}
