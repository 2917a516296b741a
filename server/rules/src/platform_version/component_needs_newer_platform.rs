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
