//! # not-a-component
//!
//! A `*-hsmeta.json` file has none of the properties `uid`, `type` and `config`.
//!
//! ## What it does
//!
//! Reports the file once instead of once for each missing property. A file in the format of the
//! project layout before 2025.2 is reported by `legacy-content`.
//!
//! ## Why
//!
//! HubSpot refuses the file with one message for each unknown property.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! { "name": "Invoices", "description": "Invoices of the contact" }
//! ```
//!
//! Good:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "invoices",
//!   "type": "card",
//!   "config": {
//!     "name": "Invoices",
//!     "description": "Invoices of the contact",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Write the file as a component with `uid`, `type` and `config`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`.

use crate::rule;
use diagnostics::{Diagnostic, Span};
use project::document::Document;
use syntax::Value;

rule! {
    file: "not_a_component.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: ComponentRoot,
}

/// The diagnostic about the whole file.
pub fn describe(document: &Document, root: Value<'_>) -> Diagnostic {
    let opening_brace = Span {
        end: root.span().start + 1,
        ..root.span()
    };
    let message = "not a component file: no `uid`, `type` or `config`";
    RULE.at(&document.path, opening_brace, message)
        .help("write it as `{ \"uid\": …, \"type\": …, \"config\": { … } }`")
}
