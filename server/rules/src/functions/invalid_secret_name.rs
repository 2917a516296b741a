//! # invalid-secret-name
//!
//! An entry of `secretKeys` or `secretNames` is not a valid name of a secret.
//!
//! ## What it does
//!
//! Reports names that do not begin with a letter, have other characters than letters, digits and
//! underscores, or are shorter than two characters.
//!
//! ## Why
//!
//! HubSpot refuses to create a secret with such a name, so the code never receives it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["orders-api-key"] } }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["ORDERS_API_KEY"] } }
//! ```
//!
//! ## How to fix
//!
//! Write the name as `hs secret list` prints it.
//!
//! ## Source
//!
//! <https://github.com/HubSpot/hubspot-cli/issues/698>: HubSpot refuses names that do not match
//! `[a-zA-Z]([a-zA-Z0-9_])+`.

use crate::rule;
use analysis::FileContext;
use analysis::components::strings;
use analysis::secrets::Secrets;
use diagnostics::{Diagnostic, message};
use syntax::Member;

rule! {
    file: "invalid_secret_name.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    check:
        AppFunction(|function, cx, out| report(function.secret_names(), cx, out)),
        Theme(|theme, cx, out| report(theme.secret_names(), cx, out)),
}

/// Checks a list of names.
fn report(list: Option<Member<'_>>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = list else { return };
    for (value, name) in strings(list.value) {
        // `secret-in-config` reports a secret that is written instead of its name.
        if is_name(name) || Secrets::default().are_in(name) {
            continue;
        }
        let message = format!(
            "invalid secret name {}; HubSpot cannot create such a secret",
            message::quoted(name)
        );
        out.push(
            cx.at(&RULE, value.span(), message)
                .help("use letters, digits and `_`, beginning with a letter"),
        );
    }
}

/// Whether a secret can have this name.
pub(crate) fn is_name(text: &str) -> bool {
    text.len() > 1
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
