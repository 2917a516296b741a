//! # component-needs-newer-platform
//!
//! A component is of a type that the platform version of the project does not have yet.
//!
//! ## Why it is wrong
//!
//! HubSpot offers bulk actions and MCP servers from 2026.09-beta on. In an older project they do nothing, though the upload may
//! succeed.
//!
//! ## Example
//!
//! ```text
//! hsproject.json                       … "platformVersion": "2026.03" …
//! src/app/actions/merge-hsmeta.json    { "uid": "merge", "type": "crm-bulk-action", … }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; `config.json` of the official templates, one for
//! each version, at <https://github.com/HubSpot/hubspot-project-components>; the pages of the components.

use crate::analysis::platform;
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "component-needs-newer-platform",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("component_needs_newer_platform.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    // The templates of 2025.2 have functions, which is worth no more than an info.
    platform::too_old(&RULE, index, |kind| kind.name != "app-function", out);
}
