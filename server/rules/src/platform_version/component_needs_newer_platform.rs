//! # component-needs-newer-platform
//!
//! A component's type requires a newer platform version than that of the project.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the version that introduced the component
//! type. App functions are reported by `functions-need-newer-platform`.
//!
//! ## Why
//!
//! HubSpot supports bulk actions and MCP servers as of 2026.09-beta. In an older project they do
//! nothing, although the upload may succeed.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! `src/app/actions/merge-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "merge",
//!   "type": "crm-bulk-action",
//!   "config": {
//!     "label": "Merge orders",
//!     "objectTypes": ["contacts"],
//!     "entrypoint": "/app/actions/Merge.tsx"
//!   }
//! }
//! ```
//!
//! `src/app/actions/Merge.tsx`
//!
//! ```tsx
//! import { Text, hubspot } from "@hubspot/ui-extensions";
//!
//! hubspot.extend(() => <Text>Merge</Text>);
//! ```
//!
//! `src/app/actions/package.json`
//!
//! ```json
//! { "dependencies": { "@hubspot/ui-extensions": "^0.17.0", "react": "^18.2.0" } }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.09" }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; `config.json` of
//! the official templates, one for each version, at
//! <https://github.com/HubSpot/hubspot-project-components>; the pages of the components.

use crate::rule;
use analysis::platform;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "component_needs_newer_platform.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    // The templates of 2025.2 have functions, which is worth no more than an info.
    platform::too_old(&RULE, index, |kind| kind.name != "app-function", out);
}
