//! # placeholder-support
//!
//! A property of `config.support` is a placeholder.
//!
//! ## What it does
//!
//! Reports URLs and email addresses at `example.com`, under `.example` or at hosts of templates
//! such as `your-company.com`, and numbers such as +18005555555.
//!
//! ## Why
//!
//! HubSpot accepts the value and shows it to the users of the app, who cannot get help there.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportEmail": "support@example.com" } } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportEmail": "support@acme.tech" } } }
//! ```
//!
//! ## How to fix
//!
//! Write your own value, or remove the property. A private app that only you use does not need it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! official templates at <https://github.com/HubSpot/hubspot-project-components>. Reserved hosts:
//! RFC 2606 and RFC 6761.

use crate::app::invalid_support_email;
use crate::rule;
use analysis::components::{App, SUPPORT_FIELDS};
use analysis::{FileContext, placeholders, urls};
use diagnostics::{Diagnostic, message};

rule! {
    file: "placeholder_support.rs",
    severity: Info,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for (value, text) in app.support_strings(&SUPPORT_FIELDS) {
        let field = value.key().map_or("", |key| key.text);
        if let Some(problem) = problem(field, text) {
            let message = format!("{problem}; HubSpot shows it to the users of the app");
            out.push(
                cx.at(&RULE, value.span(), message)
                    .help("use your own value, or remove the property"),
            );
        }
    }
}

/// What is wrong with a property that HubSpot accepts.
fn problem(field: &str, text: &str) -> Option<String> {
    let is_placeholder = match field {
        "supportEmail" => invalid_support_email::is_address(text) && placeholders::is_email(text),
        "supportPhone" => placeholders::is_phone(text),
        _ => return url_problem(text),
    };
    if is_placeholder {
        Some(format!("{} is a placeholder", message::quoted(text)))
    } else {
        None
    }
}

/// `local-support-url` reports private URLs.
fn url_problem(text: &str) -> Option<String> {
    let url = urls::https(text).ok()?;
    if urls::is_private(&url) {
        return None;
    }
    Some(placeholders::in_url(text)?.describe(text))
}
