//! # invalid-support-url
//!
//! `documentationUrl` or `supportUrl` in `config.support` is not an absolute `https` URL.
//!
//! ## What it does
//!
//! Checks that the string begins with `https://` and has a host.
//!
//! ## Why
//!
//! HubSpot requires absolute `https` URLs and shows them as links to the users of the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "documentationUrl": "acme.tech/docs" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "documentationUrl": "https://acme.tech/docs" } } }
//! ```
//!
//! ## How to fix
//!
//! Write the whole URL with `https://`, or remove the property.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use analysis::components::App;
use analysis::{FileContext, urls};
use diagnostics::Diagnostic;

rule! {
    file: "invalid_support_url.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for (value, text) in app.support_strings(&["documentationUrl", "supportUrl"]) {
        let Some(problem) = problem(text) else {
            continue;
        };
        let name = value.key().map_or("it", |key| key.text);
        let message = format!("{problem}; `{name}` must be an `https` URL");
        out.push(urls::suggest(
            cx.at(&RULE, value.span(), message),
            (value, text),
            "write the whole URL with `https://`, or remove the property",
            |text| self::problem(text).is_none(),
        ));
    }
}

fn problem(text: &str) -> Option<String> {
    match urls::https(text) {
        // The URL standard skips leading whitespace, a pattern that requires `https://` does not.
        Ok(_) if text.starts_with(char::is_whitespace) => {
            Some(format!("{} begins with whitespace", urls::shown(text)))
        }
        Ok(_) => None,
        Err(fault) => Some(fault.describe(text)),
    }
}
