//! # unsupported-entrypoint-type
//!
//! The entrypoint of a UI extension has a file extension that HubSpot's build does not support.
//!
//! ## What it does
//!
//! Reports entrypoints without the extension `.tsx`, `.jsx`, `.ts` or `.js`.
//!
//! ## Why
//!
//! The build stops with an error.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.vue" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.tsx" } }
//! ```
//!
//! ## How to fix
//!
//! Set `entrypoint` to the React file of the component.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2.

use crate::rule;
use analysis::entrypoints::{self, Entrypoint, EntrypointProblem};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unsupported_entrypoint_type.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    check: Entrypoint(check),
}

fn check(index: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let EntrypointProblem::Unsupported(ending) = &entrypoint.problem else {
        return;
    };
    let actual = if ending.is_empty() {
        "no extension".to_owned()
    } else {
        format!("the extension {}", message::quoted(ending))
    };
    let name = message::quoted(&entrypoint.reference.name);
    let message = format!(
        "entrypoint {name} has {actual}: HubSpot builds `.tsx`, `.jsx`, `.ts` and `.js` only"
    );
    let diagnostic = RULE.at(
        entrypoint.component.path,
        entrypoint.reference.span,
        message,
    );
    out.push(entrypoints::suggest(
        diagnostic,
        index,
        entrypoint,
        "write the path of the React file of the component",
    ));
}
