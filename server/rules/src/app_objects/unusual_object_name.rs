//! # unusual-object-name
//!
//! The name of an app object or of its property does not have the form that HubSpot recommends.
//!
//! ## What it does
//!
//! Compares the name of the object with the form `ACME_ORDER`, and the names of its properties with
//! the form `order_number`. A property whose name begins like `a123_` is reported too.
//!
//! ## Why
//!
//! HubSpot approves app objects by upper-case names, and names of properties are lower-case.
//! HubSpot uses the prefix `a<appId>_` for the app that a property belongs to.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "AcmeOrder" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-hsmeta.json`
//!
//! ```json
//! { "config": { "name": "ACME_ORDER" } }
//! ```
//!
//! ## How to fix
//!
//! Use the recommended form. Names cannot be changed after the first deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/app-objects/reference>;
//! a guide by HubSpot, which the current templates do not always follow.

use crate::rule;
use analysis::components::AppObject;
use analysis::{FileContext, list_limit};
use diagnostics::{Diagnostic, message};

rule! {
    file: "unusual_object_name.rs",
    severity: Info,
    since: "0.1.0",
    check: AppObject(check),
}

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if let Some(name) = object.name()
        && let Some(text) = name
            .as_str()
            .filter(|text| !text.is_empty() && !is_object_name(text))
    {
        let message = format!(
            "object name {} is not in upper snake case; HubSpot recommends names like `BOAT_RENTAL`",
            message::quoted(text)
        );
        out.push(
            cx.at(&RULE, name.span(), message)
                .help("use upper-case letters, digits and `_`"),
        );
    }
    let properties = object.property_names();
    let unusual = properties.all.iter().filter(|(_, name)| !name.is_empty());
    let found = unusual.filter_map(|(value, name)| {
        let message = match is_property_name(name) {
            false => format!(
                "property name {} is not in snake case; HubSpot recommends names like `boat_class`",
                message::quoted(name)
            ),
            true if has_prefix(name) => {
                format!(
                    "property name {} begins like `a<appId>_`; HubSpot uses such prefixes for apps",
                    message::quoted(name)
                )
            }
            true => return None,
        };
        Some(
            cx.at(&RULE, value.span(), message)
                .help("use lower-case letters, digits and `_`"),
        )
    });
    list_limit::add(found, out);
}

fn is_object_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
    text.starts_with(|c: char| c.is_ascii_uppercase()) && text.bytes().all(is_part)
}

fn is_property_name(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    text.starts_with(|c: char| c.is_ascii_lowercase()) && text.bytes().all(is_part)
}

/// Whether a name begins like `a123_`.
fn has_prefix(text: &str) -> bool {
    let number = text
        .strip_prefix('a')
        .and_then(|rest| rest.split_once('_'))
        .map(|(number, _)| number);
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}
