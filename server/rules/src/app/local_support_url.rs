//! # local-support-url
//!
//! A `documentationUrl` or `supportUrl` is not publicly reachable.
//!
//! ## What it does
//!
//! Reports URLs in `config.support` whose host is `localhost` or in a private network.
//!
//! ## Why
//!
//! HubSpot accepts the URL, but the users of the app cannot open it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportUrl": "https://localhost:3000/support" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportUrl": "https://acme.tech/support" } } }
//! ```
//!
//! ## How to fix
//!
//! Use a public URL.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, urls};
use diagnostics::Diagnostic;

rule! {
    file: "local_support_url.rs",
    severity: Info,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for (value, text) in app.support_strings(&["documentationUrl", "supportUrl"]) {
        // `invalid-support-url` reports URLs without `https`.
        if urls::https(text).is_ok_and(|url| urls::is_private(&url)) {
            let message = format!(
                "{} is not publicly reachable; users of the app cannot open it",
                urls::shown(text)
            );
            out.push(cx.at(&RULE, value.span(), message).help("use a public URL"));
        }
    }
}
