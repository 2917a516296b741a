//! # placeholder-permitted-url
//!
//! An entry of `permittedUrls` is a placeholder URL.
//!
//! ## What it does
//!
//! Reports hosts that are reserved for examples (`example.com`, `.example`, `.test`), hosts of
//! templates such as `your-company.com`, and strings with something left to fill in, such as
//! `{tenant}`.
//!
//! ## Why
//!
//! HubSpot accepts the entry. Your service is not at that host, and the entry for its real host may
//! be missing.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.example.com"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "permittedUrls": { "fetch": ["https://api.acme.tech"] } } }
//! ```
//!
//! ## How to fix
//!
//! Write the URL of your own service, or remove the entry.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>.
//! Reserved hosts: RFC 2606 and RFC 6761.

use crate::rule;
use analysis::components::{App, strings};
use analysis::{FileContext, list_limit, placeholders, urls};
use diagnostics::Diagnostic;
use syntax::Value;

rule! {
    file: "placeholder_permitted_url.rs",
    severity: Info,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for list in app.permitted_urls() {
        let diagnostics =
            strings(list.value).filter_map(|(value, text)| diagnostic(cx, value, text));
        list_limit::add(diagnostics, out);
    }
}

fn diagnostic(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Option<Diagnostic> {
    let left = placeholders::in_url(text)?;
    let url = urls::https(text).ok()?;
    if urls::is_localhost(&url) {
        return None;
    }
    let message = format!(
        "{}; HubSpot permits requests to it, not to your service",
        left.describe(text)
    );
    Some(
        cx.at(&RULE, value.span(), message)
            .help("write the URL of your own service, or remove the entry"),
    )
}
