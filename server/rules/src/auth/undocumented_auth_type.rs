//! # undocumented-auth-type
//!
//! The app has the authentication type `no_api_access`, which HubSpot does not document.
//!
//! ## What it does
//!
//! Checks `auth.type` of the app.
//!
//! ## Why
//!
//! HubSpot documents `oauth` and `static` only; `no_api_access` is a default in its server schema.
//! Whether an app with this type can be installed is not known.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "no_api_access" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "oauth" } } }
//! ```
//!
//! ## How to fix
//!
//! Use `static` for one account, or `oauth` for several.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! default is in the server's schema of `app`, printed by HubSpot's CLI.

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::Diagnostic;

rule! {
    file: "undocumented_auth_type.rs",
    severity: Warning,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(value) = app.auth_type_if("no_api_access") else {
        return;
    };
    let message = "auth type `no_api_access` is undocumented; it is only a default of HubSpot's server schema";
    out.push(
        cx.at(&RULE, value.span(), message)
            .help("use `static` for one account, or `oauth` for several"),
    );
}
