//! # undocumented-entrypoint-type
//!
//! An entrypoint has a file extension that HubSpot does not document.
//!
//! ## What it does
//!
//! Reports UI extensions in `.ts` and `.js` files, and functions in files other than `.js`. A UI
//! extension that HubSpot's build does not support is reported by `unsupported-entrypoint-type`.
//!
//! ## Why
//!
//! HubSpot's build accepts the file, but the documentation lists only `.tsx` and `.jsx` for UI
//! extensions and `.js` for functions. Support for other extensions may end.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.js" } }
//! ```
//!
//! `src/app/cards/Orders.js`
//!
//! ```js
//! import { hubspot } from "@hubspot/ui-extensions";
//!
//! hubspot.extend(() => null);
//! ```
//!
//! `src/app/cards/Orders.tsx` is missing
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.tsx" } }
//! ```
//!
//! `src/app/cards/Orders.tsx`
//!
//! ```tsx
//! import { hubspot } from "@hubspot/ui-extensions";
//!
//! hubspot.extend(() => null);
//! ```
//!
//! `src/app/cards/Orders.js` is removed
//!
//! ## How to fix
//!
//! Rename the file, and correct `entrypoint`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>

use crate::rule;
use analysis::entrypoints::{Entrypoint, EntrypointProblem};
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "undocumented_entrypoint_type.rs",
    severity: Info,
    since: "0.1.0",
    check: Entrypoint(check),
}

fn check(_: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let EntrypointProblem::Undocumented(ending, documented) = &entrypoint.problem else {
        return;
    };
    let message = format!(
        "{} is not a documented entrypoint extension; documented: {documented}",
        message::quoted(ending)
    );
    let diagnostic = RULE.at(
        entrypoint.component.path,
        entrypoint.reference.span,
        message,
    );
    out.push(
        diagnostic
            .help("rename the file; HubSpot's tools currently accept it, but do not document it"),
    );
}
