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

use crate::analysis::app_config;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "undocumented-auth-type",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("undocumented_auth_type.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(value) = app_config::auth_type(cx, "no_api_access") else {
        return;
    };
    let message = "`no_api_access` is only a default of HubSpot's server schema: no documentation mentions it";
    out.push(
        cx.at(&RULE, value.span(), message)
            .help("use `static` for one account, `oauth` for several"),
    );
}
