//! # long-support-url
//!
//! A `documentationUrl` or `supportUrl` of a marketplace app has more than 250 characters.
//!
//! ## What it does
//!
//! Counts the characters of the two URLs in `config.support`.
//!
//! ## Why
//!
//! HubSpot accepts the URL in the project, but the fields of a listing in the HubSpot Marketplace take
//! 250 characters.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportUrl": "https://acme.tech/support?text=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } } }
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
//! Use a shorter URL that leads to the same page.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/list-apps/listing-your-app/app-marketplace-listing-requirements>

use crate::rule;
use analysis::FileContext;
use analysis::components::App;
use diagnostics::Diagnostic;

rule! {
    file: "long_support_url.rs",
    severity: Warning,
    since: "0.1.0",
    check: App(check),
}

/// The page of requirements: all URL fields of a listing have this limit.
const LIMIT: usize = 250;

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if app.distribution_if("marketplace").is_none() {
        return;
    }
    for (value, text) in app.support_strings(&["documentationUrl", "supportUrl"]) {
        let length = text.chars().count();
        if length <= LIMIT {
            continue;
        }
        let message = format!("URL has {length} characters; a listing takes {LIMIT}");
        out.push(
            cx.at(&RULE, value.span(), message)
                .help("use a shorter URL"),
        );
    }
}
