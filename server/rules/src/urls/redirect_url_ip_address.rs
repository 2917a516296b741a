//! # redirect-url-ip-address
//!
//! A redirect URL has an IP address instead of a domain name.
//!
//! ## What it does
//!
//! Checks the host of every `https` URL in `redirectUrls`. An `http` URL with an IP address is
//! reported by `invalid-redirect-url`.
//!
//! ## Why
//!
//! HubSpot's OAuth guide says that IP addresses are not supported. Its page on the app
//! configuration does not repeat that, so this is a warning and not an error.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["https://203.0.113.7/oauth-callback"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "redirectUrls": ["https://acme.tech/oauth-callback"] } } }
//! ```
//!
//! ## How to fix
//!
//! Use a domain name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/oauth/working-with-oauth>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, list_limit, urls};
use diagnostics::Diagnostic;

rule! {
    file: "redirect_url_ip_address.rs",
    severity: Warning,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = app.redirect_urls() else {
        return;
    };
    let diagnostics = urls::to_check(list.value)
        .filter(|(_, text)| urls::https(text).is_ok_and(|url| urls::is_ip(&url)))
        .map(|(value, text)| {
            let message = format!(
                "{} uses an IP address: HubSpot supports domain names only",
                urls::shown(text)
            );
            cx.at(&RULE, value.span(), message)
                .help("use a domain name")
        });
    list_limit::add(diagnostics, out);
}
