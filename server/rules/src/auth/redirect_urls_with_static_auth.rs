//! # redirect-urls-with-static-auth
//!
//! An app with static auth has `redirectUrls`.
//!
//! ## What it does
//!
//! Reports the property even if the list is empty.
//!
//! ## Why
//!
//! An app with static auth has an access token from the start and uses no redirect. HubSpot's
//! documentation lists `redirectUrls` for `auth` in general, but its server schema does not allow
//! the property together with `"type": "static"`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "type": "static", "redirectUrls": ["https://acme.tech/oauth-callback"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "auth": { "type": "static", "requiredScopes": ["oauth", "crm.objects.contacts.read"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Remove `redirectUrls`, or change `type` to `oauth` if users install the app through a URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! server's schema of `app`, printed by HubSpot's CLI, allows no additional properties with
//! `static`.

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::{Diagnostic, Safety};
use syntax::edit;

rule! {
    file: "redirect_urls_with_static_auth.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(auth) = app.auth() else { return };
    let Some(auth_type) = auth.type_if("static") else {
        return;
    };
    let Some(redirect_urls) = auth.redirect_urls() else {
        return;
    };
    let message =
        "`redirectUrls` is not allowed with static auth; HubSpot's server schema refuses it";
    out.push(
        cx.at(&RULE, redirect_urls.key.span, message)
            .help("remove `redirectUrls`, or use `oauth`")
            .related(
                &cx.document.path,
                auth_type.span(),
                "static auth is set here",
            )
            .fix(
                "remove `redirectUrls`",
                Safety::Unsafe,
                edit::remove_member(auth.value, redirect_urls),
            ),
    );
}
