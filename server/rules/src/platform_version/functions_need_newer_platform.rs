//! # functions-need-newer-platform
//!
//! A project before 2026.03 has app functions.
//!
//! ## Why it is wrong
//!
//! The documentation says that HubSpot runs functions from 2026.03 on, and the local development server refuses them before.
//! The templates of 2025.2 have functions nevertheless, so they may be uploaded and never run.
//!
//! ## Example
//!
//! ```text
//! hsproject.json                              … "platformVersion": "2025.2" …
//! src/app/functions/get-orders-hsmeta.json    { "uid": "get_orders", "type": "app-function", … }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`. From then on the app needs static authentication.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview>; npm
//! `@hubspot/ui-extensions-dev-server` 2.1.2; `config.json` of the official templates at
//! <https://github.com/HubSpot/hubspot-project-components>.

use crate::analysis::platform;
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "functions-need-newer-platform",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview",
    file: include_str!("functions_need_newer_platform.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    platform::too_old(&RULE, index, |kind| kind.name == "app-function", out);
}
