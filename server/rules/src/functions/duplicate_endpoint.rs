//! # duplicate-endpoint
//!
//! Two app functions have the same endpoint path and HTTP method.
//!
//! ## What it does
//!
//! Compares `config.endpoint` of all app functions. A leading slash of `path` does not matter.
//!
//! ## Why
//!
//! A function with an `endpoint` is available at `/hs/serverless/<path>`. If two functions have the
//! same path and method, only one of them can be called.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "endpoint": { "path": "/orders", "methods": ["GET"] } } }
//! ```
//!
//! `src/app/functions/list-orders-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "list_orders",
//!   "type": "app-function",
//!   "config": {
//!     "entrypoint": "/app/functions/getOrders.js",
//!     "endpoint": { "path": "orders", "methods": ["GET", "POST"] }
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "config": { "endpoint": { "path": "/orders", "methods": ["GET"] } } }
//! ```
//!
//! `src/app/functions/list-orders-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "list_orders",
//!   "type": "app-function",
//!   "config": {
//!     "entrypoint": "/app/functions/getOrders.js",
//!     "endpoint": { "path": "orders", "methods": ["POST"] }
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Change the path or the methods of one of them.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>,
//! which does not forbid it.

use crate::rule;
use std::collections::HashMap;

use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;

rule! {
    file: "duplicate_endpoint.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(&str, &str), (&RelPath, Span)> = HashMap::new();
    for component in &index.components {
        let Some(endpoint) = &component.facts.endpoint else {
            continue;
        };
        let path = endpoint.path.text.trim_start_matches('/');
        for method in &endpoint.methods {
            if let Some((other, span)) = seen.get(&(path, method.as_str())) {
                let message = format!(
                    "duplicate endpoint: {} {} is already defined in {}",
                    message::quoted(method),
                    message::quoted(path),
                    message::quoted(other.as_str())
                );
                out.push(
                    RULE.at(component.path, endpoint.path.span, message)
                        .help("give one of them a different path or other methods")
                        .related(other, *span, "first defined here"),
                );
                break;
            }
        }
        for method in &endpoint.methods {
            seen.entry((path, method))
                .or_insert((component.path, endpoint.path.span));
        }
    }
}
