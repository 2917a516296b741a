//! # functions-need-newer-platform
//!
//! A project with a platform version before 2026.03 has app functions.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the version that introduced app functions.
//!
//! ## Why
//!
//! HubSpot documents functions as of 2026.03, and the local development server refuses them in
//! older projects. The templates of 2025.2 have functions nevertheless: the upload may succeed
//! although they never run.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2025.2" }
//! ```
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders", "type": "app-function" }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! `src/app/functions/get-orders-hsmeta.json`
//!
//! ```json
//! { "uid": "get_orders", "type": "app-function" }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`. As of 2026.03 functions require an app with static
//! auth.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/overview>;
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2; `config.json` of the official templates at
//! <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use analysis::platform;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "functions_need_newer_platform.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    platform::too_old(&RULE, index, |kind| kind.name == "app-function", out);
}
