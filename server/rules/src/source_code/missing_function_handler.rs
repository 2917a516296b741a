//! # missing-function-handler
//!
//! The entrypoint of a function does not export `main`.
//!
//! ## What it does
//!
//! Looks for the export `main` of ES modules and CommonJS, also from other files. Nothing is reported
//! if an export cannot be followed, such as that of a package, or the file has syntax errors.
//!
//! ## Why
//!
//! HubSpot calls the export `main` of the entrypoint. Without it, every call of the function fails:
//! "main is not a function". The upload does not tell.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.handler = async () => ({ hasKey: Boolean(process.env.ORDERS_API_KEY) });
//! ```
//!
//! Good:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => ({ hasKey: Boolean(process.env.ORDERS_API_KEY) });
//! ```
//!
//! ## How to fix
//!
//! Export the function as `main`: `exports.main = …`, or `export const main = …`.
//!
//! ## Source
//!
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `serverless`: the runner calls `main` of what it
//! requires.

use crate::rule;
use analysis::code::{Code, MainExport};
use diagnostics::{Diagnostic, message};
use project::sources::Runtime;

rule! {
    file: "missing_function_handler.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    for function in code.components() {
        let Some(entrypoint) = function.entrypoint else {
            continue;
        };
        if function.runtime != Runtime::Function
            || !matches!(code.main_export(entrypoint), MainExport::Missing)
        {
            continue;
        }
        let mut diagnostic = RULE
            .at(
                function.component.path,
                function.reference.span,
                "entrypoint does not export `main`; HubSpot cannot call the function",
            )
            .help("export the function as `main`");
        for (name, value) in &entrypoint.facts.exports.names {
            if name == "default" {
                continue;
            }
            let label = format!("exported as {}", message::quoted(name));
            diagnostic = diagnostic.related(&entrypoint.path, value.span(), label);
        }
        out.push(diagnostic);
    }
}
