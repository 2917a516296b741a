//! # changed-endpoint-path
//!
//! The public URL of an app function changes.
//!
//! ## What it does
//!
//! Compares `config.endpoint.path` and `config.endpoint.methods` of app functions with those at
//! the git ref. A leading slash makes no difference.
//!
//! ## Why
//!
//! The function answers at `/hs/serverless/<path>` on each domain of the account. The old URL, or
//! the old method, no longer works from the deploy on.
//!
//! ## Example
//!
//! Before:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "endpoint": { "path": "orders", "methods": ["GET"] } } }
//! ```
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "endpoint": { "path": "all-orders", "methods": ["GET"] } } }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "endpoint": { "path": "orders", "methods": ["GET"] } } }
//! ```
//!
//! ## How to fix
//!
//! Keep the path, or change what calls it with the deploy.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>.

use crate::rule;
use analysis::changes::Changes;
use diagnostics::{Diagnostic, message};

rule! {
    file: "changed_endpoint_path.rs",
    severity: Warning,
    since: "0.1.0",
    check: Changes(check),
}

fn check(changes: &Changes<'_>, out: &mut Vec<Diagnostic>) {
    const PATH: [&str; 2] = ["endpoint", "path"];
    const METHODS: [&str; 2] = ["endpoint", "methods"];
    for function in changes.pairs_of("app-function") {
        if let Some(old) = function.before.at(&PATH).and_then(|value| value.as_str())
            && function.after.is_known(&PATH)
            && is_changed(old, function.after.at(&PATH))
        {
            let message = format!(
                "the path of the endpoint was {}: its old URL no longer answers",
                message::quoted(old)
            );
            let value = function.after.at(&PATH).map(|value| value.span());
            let span = value.or_else(|| function.nearest(&PATH));
            out.push(function.at(&RULE, span, message).help(HELP));
        }
        for method in function.removed_strings(&METHODS) {
            // Without an endpoint, its path is the problem.
            let Some(span) = function.after.at(&METHODS).map(|methods| methods.span()) else {
                continue;
            };
            let message = format!(
                "the endpoint had the method {}: such requests no longer work",
                message::quoted(method)
            );
            out.push(function.at(&RULE, Some(span), message).help(HELP));
        }
    }
}

const HELP: &str = "keep it, or change what calls it with the deploy";

fn is_changed(old: &str, now: Option<syntax::Value<'_>>) -> bool {
    match now {
        None => true,
        Some(value) => value
            .as_str()
            .is_some_and(|new| new.trim_start_matches('/') != old.trim_start_matches('/')),
    }
}
