//! # legacy-content
//!
//! A component file has the format of the project layout before 2025.2.
//!
//! ## What it does
//!
//! Recognizes cards, apps, functions, webhooks and workflow actions of the older layout by their
//! properties, and reports one problem for the file instead of one for each property.
//!
//! ## Why
//!
//! As of platform version 2025.2, a component has `uid`, `type` and `config`. HubSpot refuses any
//! other top-level property, and types such as `crm-card`. Renaming `app.json` to `app-hsmeta.json`
//! is not enough, because its properties have moved.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/invoices-hsmeta.json`
//!
//! ```json
//! {
//!   "type": "crm-card",
//!   "data": {
//!     "title": "Invoices",
//!     "location": "crm.record.tab",
//!     "module": { "file": "Orders.tsx" },
//!     "objectTypes": [{ "name": "contacts" }]
//!   }
//! }
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
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! `hsmeta migrate` prints how it would rewrite the file in the format of its component type; with
//! `--write`, it does so. The help lists where each property moves. Nothing converts classic CRM cards
//! and workflow actions of the older layout. See `hsmeta explain migration`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`.

use crate::rule;
use diagnostics::{Diagnostic, RelPath};
use project::legacy::LegacyContent;

rule! {
    file: "legacy_content.rs",
    severity: Error,
    since: "0.1.0",
    check: ComponentRoot,
}

/// The one diagnostic about such a file. Only a file that HubSpot reads as part of a project can be migrated by a command.
pub fn describe(path: &RelPath, legacy: &LegacyContent, is_in_project: bool) -> Diagnostic {
    let message = format!("{}; HubSpot refuses it", legacy.kind.what);
    let help = if is_in_project {
        legacy.help()
    } else {
        legacy.by_hand()
    };
    RULE.at(path, legacy.span, message).help(help)
}
