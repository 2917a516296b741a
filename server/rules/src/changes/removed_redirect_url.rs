//! # removed-redirect-url
//!
//! The app no longer has a redirect URL.
//!
//! ## What it does
//!
//! Compares `config.auth.redirectUrls` of the app with that at the git ref. URLs of `localhost`, of a
//! private network or of a template are not reported, nor invalid ones. An app that changes to static
//! auth has another problem.
//!
//! ## Why
//!
//! Authorizations with the old `redirect_uri` fail from the deploy on. The install button of a
//! listing uses one of these URLs.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": { "auth": { "redirectUrls": ["https://acme.tech/oauth-callback", "https://acme.tech/login"] } }
//! }
//! ```
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["https://acme.tech/oauth-callback"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": { "auth": { "redirectUrls": ["https://acme.tech/oauth-callback", "https://acme.tech/login"] } }
//! }
//! ```
//!
//! ## How to fix
//!
//! Keep the URL until nothing uses it any more.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>.

use super::{hosts, scopes};
use crate::rule;
use analysis::changes::Changes;
use analysis::urls;
use diagnostics::Diagnostic;

rule! {
    file: "removed_redirect_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    let path = ["auth", "redirectUrls"];
    for app in changes.pairs_of("app") {
        // Static auth has no such URLs; the change to it is the problem.
        if scopes::are_granted_at_once(app.after) {
            continue;
        }
        for url in app.removed_strings(&path) {
            // No account has authorized the app by it.
            if !hosts::is_public(url) {
                continue;
            }
            let message = format!(
                "{} was a redirect URL: authorizations that use it fail",
                urls::shown(url)
            );
            out.push(
                app.at(&RULE, app.nearest(&path), message)
                    .help("keep it until nothing uses it any more"),
            );
        }
    }
}
