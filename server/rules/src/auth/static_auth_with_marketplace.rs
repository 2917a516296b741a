//! # static-auth-with-marketplace
//!
//! An app with marketplace distribution has static auth.
//!
//! ## What it does
//!
//! Compares `distribution` and `auth.type` of the app.
//!
//! ## Why
//!
//! A static token belongs to one account, but a marketplace app is installed in many. HubSpot's
//! tools refuse the combination.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json` (whole file)
//!
//! ```json
//! {
//!   "uid": "orders_app",
//!   "type": "app",
//!   "config": {
//!     "name": "Orders",
//!     "description": "Orders on the record.",
//!     "distribution": "marketplace",
//!     "auth": { "type": "static", "requiredScopes": ["crm.objects.contacts.read"] },
//!     "permittedUrls": { "fetch": [], "iframe": [], "img": [] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "marketplace", "auth": { "type": "oauth" } } }
//! ```
//!
//! ## How to fix
//!
//! Set `auth.type` to `oauth`, or `distribution` to `private`. HubSpot's documentation says that
//! neither can be changed after the first upload.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; npm
//! `@hubspot/cli` 8.14.0 and the guide of the official templates refuse it.

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "static_auth_with_marketplace.rs",
    severity: Error,
    fixes: EditorOnly,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(distribution) = app.distribution_if("marketplace") else {
        return;
    };
    let Some(auth_type) = app.auth_type_if("static") else {
        return;
    };
    let message =
        "static auth is not allowed with marketplace distribution; HubSpot's tools refuse it";
    out.push(
        cx.at(&RULE, auth_type.span(), message)
            .help("use `oauth`, or change `distribution` to `private`")
            .related(
                &cx.document.path,
                distribution.span(),
                "marketplace distribution is set here",
            )
            .fix(
                "change `auth.type` to `oauth`",
                Safety::Unsafe,
                edit::replace_value(auth_type, &edit::quote("oauth")),
            )
            .fix(
                "change `distribution` to `private`",
                Safety::Unsafe,
                edit::replace_value(distribution, &edit::quote("private")),
            ),
    );
}
