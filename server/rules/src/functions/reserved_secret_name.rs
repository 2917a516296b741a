//! # reserved-secret-name
//!
//! `secretKeys` lists a secret that HubSpot provides to every function.
//!
//! ## What it does
//!
//! Reports `PRIVATE_APP_ACCESS_TOKEN`.
//!
//! ## Why
//!
//! The secret is available without an entry in `secretKeys`. A public project had to rename its own
//! secret of this name.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["PRIVATE_APP_ACCESS_TOKEN", "ORDERS_API_KEY"] } }
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
//! Remove the entry. A secret of your own requires another name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>;
//! commit 4020fab in dennisedson/hubspot-central-brain.

use crate::rule;
use analysis::FileContext;
use analysis::components::{AppFunction, strings};
use diagnostics::{Diagnostic, Safety, message};
use syntax::{Value, edit};

rule! {
    file: "reserved_secret_name.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: AppFunction(check),
}

fn check(function: &AppFunction<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(list) = function.secret_names() else {
        return;
    };
    for (value, name) in strings(list.value) {
        if is_reserved(name) {
            out.push(describe(cx, list.value, value, name));
        }
    }
}

/// Whether HubSpot sets the secret of this name.
fn is_reserved(name: &str) -> bool {
    schema::schema("app-function")
        .and_then(|schema| schema.facts_at(&["config", "secretKeys"])?.items())
        .is_some_and(|secret| secret.texts("x-reservedValues").contains(&name))
}

fn describe(cx: &FileContext<'_>, list: Value<'_>, value: Value<'_>, name: &str) -> Diagnostic {
    let shown = message::quoted(name);
    let message = format!("secret name {shown} is reserved; HubSpot sets it for each function");
    cx.at(&RULE, value.span(), message)
        .help("remove it, or rename your secret")
        .fix(
            format!("remove {shown}"),
            Safety::Unsafe,
            edit::remove_element(list, value),
        )
}
