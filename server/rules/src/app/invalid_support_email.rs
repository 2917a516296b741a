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
use syntax::edit;

rule! {
    file: "invalid_support_email.rs",
    severity: Error,
    since: "0.1.0",
    check: App(check),
}

fn check(app: &App<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let invalid = app
        .support_strings(&["supportEmail"])
        .into_iter()
        .filter(|(_, text)| !is_address(text));
    out.extend(invalid.map(|(value, text)| {
        let diagnostic = cx.at(
            &RULE,
            value.span(),
            format!("{} is not an email address", message::quoted(text)),
        );
        let bare = urls::trimmed(text);
        match bare
            .get(.."mailto:".len())
            .filter(|start| start.eq_ignore_ascii_case("mailto:"))
        {
            _ if is_address(bare) => diagnostic.help("trim quotes and whitespace").fix(
                "trim quotes and whitespace",
                Safety::Safe,
                edit::replace_value(value, &edit::quote(bare)),
            ),
            Some(start) if is_address(&bare[start.len()..]) => {
                diagnostic.help("remove `mailto:`").fix(
                    "remove `mailto:`",
                    Safety::Unsafe,
                    edit::replace_value(value, &edit::quote(&bare[start.len()..])),
                )
            }
            _ => diagnostic
                .help("use an email address such as `help@orders.tech`, or remove the property"),
        }
    }));
}

/// Whether a string is an address by the email grammar, or by the looser pattern of `ajv-formats`, with which HubSpot's
/// tools check strings of the format `email`.
pub fn is_address(text: &str) -> bool {
    EmailAddress::parse_with_options(text, Options::default().without_display_text()).is_ok()
        || fits_ajv(text)
}

fn fits_ajv(text: &str) -> bool {
    let in_local = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+/=?^_`{|}~-".contains(c);
    let is_label = |label: &str| {
        let inner = label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        inner && !label.is_empty() && !label.starts_with('-') && !label.ends_with('-')
    };
    text.split_once('@').is_some_and(|(local, domain)| {
        let atoms = local
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(in_local));
        atoms && domain.contains('.') && domain.split('.').all(is_label)
    })
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
