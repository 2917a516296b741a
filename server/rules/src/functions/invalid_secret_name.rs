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
use analysis::secrets::Secrets;
use analysis::{FileContext, secret_names};
use diagnostics::{Diagnostic, message};

rule! {
    file: "invalid_secret_name.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    // Another rule reports a secret that is written instead of its name.
    let is_wrong = |name: &str| !is_name(name) && !Secrets::default().are_in(name);
    out.extend(
        secret_names::of(cx)
            .filter(|(.., name)| is_wrong(name))
            .map(|(_, value, name)| {
                let message = format!(
                    "invalid secret name {}; HubSpot cannot create such a secret",
                    message::quoted(name)
                );
                cx.at(&RULE, value.span(), message)
                    .help("use letters, digits and `_`, beginning with a letter")
            }),
    );
}

fn is_name(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic())
        && text.len() > 1
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
