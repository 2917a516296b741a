//! # legacy-content
//!
//! A component file holds a card, an app, functions or webhooks in the form of the project layout before 2025.2.
//!
//! ## Why it is wrong
//!
//! From platform version 2025.2 on a component is `uid`, `type` and `config`. HubSpot refuses everything else at the top level,
//! and a `type` such as `crm-card`. Renaming `app.json` to `app-hsmeta.json` is not enough: its fields have other places now.
//!
//! ## Example
//!
//! ```json
//! {
//!   "type": "crm-card",
//!   "data": {
//!     "title": "Orders",
//!     "location": "crm.record.tab",
//!     "module": { "file": "Orders.tsx" },
//!     "objectTypes": [{ "name": "contacts" }]
//!   }
//! }
//! ```
//!
//! ## How to fix
//!
//! Write it in the form of its component type; the help says where each field goes.
//!
//! ```json
//! {
//!   "uid": "orders",
//!   "type": "card",
//!   "config": {
//!     "name": "Orders",
//!     "location": "crm.record.tab",
//!     "entrypoint": "/app/cards/Orders.tsx",
//!     "objectTypes": ["contacts"]
//!   }
//! }
//! ```
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/migrate-an-app/migrate-an-existing-private-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`.

use crate::rule;
use diagnostics::{Diagnostic, RelPath};
use project::legacy::LegacyContent;

rule! {
    file: "legacy_content.rs",
    severity: Error,
    since: "0.1.0",
    check: Syntax,
}

/// The one diagnostic about such a file.
pub fn describe(path: &RelPath, legacy: &LegacyContent) -> Diagnostic {
    let message = format!("{}: HubSpot refuses it", legacy.kind.what);
    RULE.at(path, legacy.span, message).help(legacy.help())
}
