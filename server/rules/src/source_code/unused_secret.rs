//! # unused-secret
//!
//! `secretKeys` lists a secret that the code of the function does not read.
//!
//! ## What it does
//!
//! Reports names that occur nowhere in the files that the entrypoint reaches, also not in comments.
//! Nothing is reported if any of that code is unknown: an import that cannot be followed, a file with
//! syntax errors, a read of `process.env` by a name that is not known. A package may read variables
//! of its own: `openai` reads `OPENAI_API_KEY`, so names with a word of an imported package are not
//! reported.
//!
//! ## Why
//!
//! HubSpot gives the function a secret that it does not need. The upload fails when the secret is
//! removed from the account.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "secretKeys": ["ORDERS_API_KEY", "OLD_KEY"] } }
//! ```
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => {
//!   const key = process.env.ORDERS_API_KEY;
//!   return { length: key.length };
//! };
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
//! Remove the entry, or read the secret with `process.env`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>

use crate::functions::invalid_secret_name;
use crate::rule;
use analysis::code::{Code, ComponentCode, MainExport};
use analysis::secrets::Secrets;
use diagnostics::{Diagnostic, message};
use project::sources::Runtime;

rule! {
    file: "unused_secret.rs",
    severity: Info,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for function in code.components() {
        if function.runtime != Runtime::Function || function.may_read_any_variable() {
            continue;
        }
        // The code is not that of a function: `missing-function-handler` reports it.
        if let Some(entrypoint) = function.entrypoint
            && let MainExport::Missing = code.main_export(entrypoint)
        {
            continue;
        }
        check_function(code, function, out);
    }
}

fn check_function(code: &Code<'_>, function: &ComponentCode<'_>, out: &mut Vec<Diagnostic>) {
    let component = function.component;
    let Some(keys) = component.facts.secret_keys.entries() else {
        return;
    };
    for key in keys {
        // Other rules report names that HubSpot sets, invalid names, and secrets in place of names.
        if catalog::is_given_variable(&key.text)
            || !invalid_secret_name::is_name(&key.text)
            || Secrets::default().are_in(&key.text)
            || code.may_read(function, &key.text)
        {
            continue;
        }
        let shown = message::quoted(&key.text);
        out.push(
            RULE.at(
                component.path,
                key.span,
                format!("secret {shown} is not read by the code of the function"),
            )
            .help("remove it from `secretKeys`, or read it with `process.env`"),
        );
    }
}
