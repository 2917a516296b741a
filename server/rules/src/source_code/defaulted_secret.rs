//! # defaulted-secret
//!
//! A function reads an environment variable that its `secretKeys` does not list, and has a default
//! for it.
//!
//! ## What it does
//!
//! Reports reads with `??`, `||`, a default value, or a condition that decides what is used in their
//! place, under the conditions of `undeclared-secret`. A variable that is only tested is not
//! reported. A read in another file of the same function without a default is reported by
//! `undeclared-secret` instead.
//!
//! ## Why
//!
//! HubSpot sets only the secrets that `secretKeys` lists, so the code always uses the default. That
//! is what the author wants for a setting, and not for a key.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": [] } }
//! ```
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => {
//!   return { url: process.env.ORDERS_URL ?? 'https://api.acme.tech' };
//! };
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["ORDERS_URL"] } }
//! ```
//!
//! ## How to fix
//!
//! Add the name to `secretKeys`, and create the secret with `hs secret add`. Without a secret, use the
//! default only.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>

use crate::rule;
use crate::source_code::missing_secret;
use analysis::code::{Code, MissingVariable};
use diagnostics::{Diagnostic, message};

rule! {
    file: "defaulted_secret.rs",
    severity: Info,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for variable in code.missing_variables() {
        if variable.has_default {
            out.extend(describe(&variable));
        }
    }
}

fn describe(variable: &MissingVariable<'_, '_>) -> Option<Diagnostic> {
    let message = format!(
        "{} is not in `secretKeys` of {}; the code always uses its default",
        message::quoted(variable.name),
        missing_secret::functions(variable)
    );
    let diagnostic = missing_secret::describe(&RULE, variable, message)?;
    Some(diagnostic.help("add it to `secretKeys`, or use the default only"))
}
