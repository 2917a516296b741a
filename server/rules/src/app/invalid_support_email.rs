//! # invalid-support-email
//!
//! `config.support.supportEmail` is not an email address.
//!
//! ## What it does
//!
//! Reports URLs, names, and placeholders such as `REPLACE-WITH-SUPPORT-EMAIL`.
//!
//! ## Why
//!
//! HubSpot requires an email address and shows it to the users of the app.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "support": { "supportEmail": "acme.tech/support" } } }
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
//! Write an email address such as `support@acme.tech`, or remove the property.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>

use crate::rule;
use email_address::{EmailAddress, Options};

use analysis::components::App;
use analysis::{FileContext, urls};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

rule! {
    file: "invalid_support_email.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    for (value, text) in app.support_strings(&["supportEmail"]) {
        if !is_address(text) {
            out.push(diagnostic(cx, value, text));
        }
    }
}

fn diagnostic(cx: &FileContext<'_>, value: Value<'_>, text: &str) -> Diagnostic {
    let message = format!("{} is not an email address", message::quoted(text));
    let diagnostic = cx.at(&RULE, value.span(), message);
    let bare = urls::trimmed(text);
    if is_address(bare) {
        return diagnostic.help("trim quotes and whitespace").fix(
            "trim quotes and whitespace",
            Safety::Safe,
            edit::replace_value(value, &edit::quote(bare)),
        );
    }
    match after_mailto(bare) {
        Some(address) if is_address(address) => diagnostic.help("remove `mailto:`").fix(
            "remove `mailto:`",
            Safety::Unsafe,
            edit::replace_value(value, &edit::quote(address)),
        ),
        _ => diagnostic
            .help("use an email address such as `help@orders.tech`, or remove the property"),
    }
}

fn after_mailto(text: &str) -> Option<&str> {
    let (scheme, address) = text.split_once(':')?;
    if scheme.eq_ignore_ascii_case("mailto") {
        Some(address)
    } else {
        None
    }
}

/// Whether a string is an address by the email grammar, or by the looser pattern of `ajv-formats`, with which HubSpot's
/// tools check strings of the format `email`.
pub fn is_address(text: &str) -> bool {
    EmailAddress::parse_with_options(text, Options::default().without_display_text()).is_ok()
        || matches_ajv_formats(text)
}

fn matches_ajv_formats(text: &str) -> bool {
    let Some((local, domain)) = text.split_once('@') else {
        return false;
    };
    local.split('.').all(is_atom) && domain.contains('.') && domain.split('.').all(is_label)
}

fn is_atom(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c))
}

fn is_label(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_distinguished_from_other_strings() {
        let long = format!("{}@orders.tech", "a".repeat(80));
        for text in [
            "help@orders.tech",
            "a.b+c@x-y.io",
            "hilfe@bücher.tech",
            "help@localhost",
            &long,
        ] {
            assert!(is_address(text), "{text}");
        }
        let huge = "@".repeat(1 << 20);
        for text in [
            "REPLACE-WITH-EMAIL",
            "help@",
            "@orders.tech",
            "Ada <help@orders.tech>",
            " help@orders.tech",
            &huge,
        ] {
            assert!(!is_address(text), "{text}");
        }
    }
}
