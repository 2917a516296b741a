//! # undeclared-secret
//!
//! A function reads an environment variable that its `secretKeys` does not list.
//!
//! ## What it does
//!
//! Compares the names in `process.env` with `secretKeys` of each function whose entrypoint reaches
//! the read. Names that HubSpot and Node.js set, such as `PRIVATE_APP_ACCESS_TOKEN` and `NODE_ENV`,
//! are not reported, nor variables that the code sets itself, such as with `dotenv`. In a file other
//! than the entrypoint, the read must be outside of functions, or the entrypoint must import all that
//! the file exports. A variable that the file also tests is not reported, unless the code stops with
//! an error without it; one with a default is reported by `defaulted-secret`.
//!
//! ## Why
//!
//! HubSpot sets only the secrets that `secretKeys` lists: the variable is `undefined` when the
//! function runs. The upload does not tell.
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
//! Add the name to `secretKeys`, and create the secret with `hs secret add`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>;
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `serverless`, warns about secrets that are missing.

use crate::rule;
use crate::source_code::missing_secret;
use analysis::code::{Code, MissingVariable};
use diagnostics::{Diagnostic, Edit, Fix, Safety, message};

rule! {
    file: "undeclared_secret.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for variable in code.missing_variables() {
        if !variable.has_default {
            out.extend(describe(&variable));
        }
    }
}

fn describe(variable: &MissingVariable<'_, '_>) -> Option<Diagnostic> {
    let shown = message::quoted(variable.name);
    let message = format!(
        "{shown} is not in `secretKeys` of {}; HubSpot leaves it undefined",
        missing_secret::functions(variable)
    );
    let mut diagnostic = missing_secret::describe(&RULE, variable, message)?;
    let fix = addition(variable, &shown);
    // The fix says the rest.
    let help = match fix {
        Some(_) => "create it with `hs secret add`, too",
        None => "add it to `secretKeys`, and create it with `hs secret add`",
    };
    diagnostic.help = Some(help.to_owned());
    diagnostic.fixes.extend(fix);
    Some(diagnostic)
}

/// Adds the name to `secretKeys` of each function.
fn addition(variable: &MissingVariable<'_, '_>, shown: &str) -> Option<Fix> {
    let mut edits = Vec::new();
    for function in &variable.functions {
        let component = function.component;
        let (span, new_text) = component.facts.secret_keys.addition()?.edit(variable.name);
        edits.push(Edit {
            file: component.path.clone(),
            span,
            new_text,
        });
    }
    Some(Fix {
        title: format!("add {shown} to `secretKeys`"),
        safety: Safety::Unsafe,
        edits,
    })
}
