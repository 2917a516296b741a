//! # invalid-secret-name
//!
//! `secretKeys` or `secretNames` has something that cannot be the name of a secret.
//!
//! ## Why it is wrong
//!
//! The name of a secret begins with a letter and has letters, digits and underscores only, at least two. No secret of another
//! name can be added, so the code never gets one.
//!
//! ## Example
//!
//! ```json
//! "secretKeys": ["orders-api-key"]
//! ```
//!
//! ## How to fix
//!
//! Write the name as `hs secret list` shows it.
//!
//! ## Source
//!
//! <https://github.com/HubSpot/hubspot-cli/issues/698>: HubSpot refuses names that do not match `[a-zA-Z]([a-zA-Z0-9_])+`.

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
    // A secret in the place of its name is said to be one.
    let is_wrong = |name: &str| !is_name(name) && !Secrets::default().are_in(name);
    out.extend(
        secret_names::of(cx)
            .filter(|(.., name)| is_wrong(name))
            .map(|(_, value, name)| {
                let message = format!("{} cannot be the name of a secret", message::quoted(name));
                cx.at(&RULE, value.span(), message)
                    .help("names begin with a letter and have letters, digits and `_` only")
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
