//! # placeholder-support
//!
//! A field of `config.support` still has what the template put there.
//!
//! ## Why it is wrong
//!
//! Addresses at `example.com` and the number +18005555555 belong to nobody who could help. HubSpot accepts them; the
//! users of the app see them.
//!
//! ## Example
//!
//! ```json
//! "support": { "supportEmail": "support@example.com", "supportPhone": "+18005555555" }
//! ```
//!
//! ## How to fix
//!
//! Write your own, or remove the field. A private app that only you use does not need them.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the official templates at
//! <https://github.com/HubSpot/hubspot-project-components>.

use super::{Check, DocumentCx, Rule, app_config, urls};
use crate::diagnostic::{Diagnostic, Severity};
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "placeholder-support",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("placeholder_support.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let texts = app_config::support_texts(cx, &app_config::SUPPORT_FIELDS);
    let left = texts.filter(|(value, text)| is_placeholder(value.key().map_or("", |key| key.text), text));
    out.extend(left.map(|(value, text)| {
        let message = format!("{} is what the template put there", words::quoted(text));
        cx.at(&RULE, value.span(), message).help("write your own, or remove the field")
    }));
}

fn is_placeholder(field: &str, text: &str) -> bool {
    match field {
        "supportEmail" => text.rsplit_once('@').is_some_and(|(_, host)| urls::is_example(host.trim())),
        "supportPhone" => text.starts_with('+') && text.chars().filter(char::is_ascii_digit).eq("18005555555".chars()),
        _ => urls::https(text).is_ok_and(|url| url.host_str().is_some_and(urls::is_example)),
    }
}
