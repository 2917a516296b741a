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
use syntax::Value;

rule! {
    file: "unusual_object_name.rs",
    severity: Info,
    since: "0.1.0",
    check: AppObject(check),
}

fn check(object: &AppObject<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    if let Some(name) = object.name() {
        out.extend(check_object_name(name, cx));
    }
    let properties = object.property_names();
    let diagnostics = properties
        .all
        .iter()
        .filter_map(|(value, name)| check_property_name(*value, name, cx));
    list_limit::add(diagnostics, out);
}

fn check_object_name(value: Value<'_>, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let name = value.as_str()?;
    if name.is_empty() || is_upper_snake_case(name) {
        return None;
    }
    let message = format!(
        "object name {} is not in upper snake case; HubSpot recommends names like `BOAT_RENTAL`",
        message::quoted(name)
    );
    Some(
        cx.at(&RULE, value.span(), message)
            .help("use upper-case letters, digits and `_`"),
    )
}

fn check_property_name(value: Value<'_>, name: &str, cx: &FileContext<'_>) -> Option<Diagnostic> {
    let problem = if name.is_empty() {
        return None;
    } else if !is_snake_case(name) {
        "is not in snake case; HubSpot recommends names like `boat_class`"
    } else if has_app_prefix(name) {
        "begins like `a<appId>_`; HubSpot uses such prefixes for apps"
    } else {
        return None;
    };
    let message = format!("property name {} {problem}", message::quoted(name));
    Some(
        cx.at(&RULE, value.span(), message)
            .help("use lower-case letters, digits and `_`"),
    )
}

fn is_upper_snake_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'A'..=b'Z' | b'0'..=b'9' | b'_'))
}

fn is_snake_case(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

/// Whether a name begins like `a123_`.
fn has_app_prefix(name: &str) -> bool {
    let Some((app_id, _)) = name.strip_prefix('a').and_then(|rest| rest.split_once('_')) else {
        return false;
    };
    !app_id.is_empty() && app_id.bytes().all(|byte| byte.is_ascii_digit())
}
