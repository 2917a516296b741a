//! # unsupported-send-response
//!
//! A function answers with a callback, which HubSpot no longer passes to it.
//!
//! ## What it does
//!
//! Reports the first call of the second parameter of `main`, such as `sendResponse`, unless the code
//! tests whether there is one.
//!
//! ## Why
//!
//! Up to platform version 2023.2, the second argument of `main` was a function. Since 2025.1 it is
//! undefined and calling it fails; the response is the value that `main` returns.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async (context, sendResponse) => {
//!   sendResponse({ hasKey: Boolean(process.env.ORDERS_API_KEY) });
//! };
//! ```
//!
//! Good:
//!
//! `src/app/functions/getOrders.js` (whole file)
//!
//! ```js
//! exports.main = async () => {
//!   return { hasKey: Boolean(process.env.ORDERS_API_KEY) };
//! };
//! ```
//!
//! ## How to fix
//!
//! Return the response, and remove the parameter.
//!
//! ## Source
//!
//! npm @hubspot/ui-extensions-dev-server 2.1.2, `serverless`: the runner calls `main(context)` and
//! takes what it returns.

use std::collections::BTreeSet;

use crate::rule;
use analysis::code::{Code, MainExport};
use diagnostics::Diagnostic;
use project::sources::Runtime;

rule! {
    file: "unsupported_send_response.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    check: Code(check),
}

fn check(code: &Code<'_>, out: &mut Vec<Diagnostic>) {
    if code.index.is_legacy() {
        return;
    }
    // Several components may have the same entrypoint.
    let mut calls = BTreeSet::new();
    for function in code.components() {
        if let Some(entrypoint) = function.entrypoint
            && function.runtime == Runtime::Function
            && let MainExport::Found(file, handler) = code.main_export(entrypoint)
            && let Some(call) = handler.callback_call
        {
            calls.insert((&file.path, call));
        }
    }
    for (file, call) in calls {
        out.push(
            RULE.at(
                file,
                call,
                "HubSpot passes no second argument to `main` since 2025.1; this call fails",
            )
            .help("return the response instead"),
        );
    }
}
