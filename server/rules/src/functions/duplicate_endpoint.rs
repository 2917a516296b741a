//! # duplicate-endpoint
//!
//! Two functions answer the same path and method.
//!
//! ## Why it is wrong
//!
//! A function with an `endpoint` is called at `/hs/serverless/<path>`, with a slash before the path or not. Of two that take the
//! same method there, only one can be called.
//!
//! ## Example
//!
//! ```text
//! src/app/functions/book-hsmeta.json     … "endpoint": { "path": "/berths", "methods": ["POST"] } …
//! src/app/functions/order-hsmeta.json    … "endpoint": { "path": "berths", "methods": ["GET", "POST"] } …
//! ```
//!
//! ## How to fix
//!
//! Give one of them another path, or other methods.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>; nothing there
//! forbids it.

use std::collections::HashMap;

use crate::{Check, Rule};
use diagnostics::{Diagnostic, RelPath, Severity, Span, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "duplicate-endpoint",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference",
    file: include_str!("duplicate_endpoint.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<(&str, &str), (&RelPath, Span)> = HashMap::new();
    for component in &index.components {
        let Some(endpoint) = &component.facts.endpoint else {
            continue;
        };
        let path = endpoint.path.text.trim_start_matches('/');
        let first = endpoint
            .methods
            .iter()
            .filter_map(|method| seen.get(&(path, method.as_str())).copied())
            .next();
        if let Some((other, place)) = first {
            let method = endpoint
                .methods
                .iter()
                .find(|method| seen.contains_key(&(path, method.as_str())));
            let method = message::quoted(method.map_or("", String::as_str));
            let message = format!(
                "{method} at {} is answered by {} already",
                message::quoted(path),
                message::quoted(other.as_str())
            );
            let found = RULE.at(component.path, endpoint.path.span, message);
            out.push(
                found
                    .help("give one of the two another path, or other methods")
                    .related(other, place, "the same path"),
            );
        }
        for method in &endpoint.methods {
            seen.entry((path, method))
                .or_insert((component.path, endpoint.path.span));
        }
    }
}
