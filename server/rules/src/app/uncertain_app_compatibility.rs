//! # uncertain-app-compatibility
//!
//! HubSpot's sources disagree whether the app can hold a component: functions in a private OAuth app, a webhooks journal in an app
//! with static authentication.
//!
//! ## Why it is wrong
//!
//! The newer templates offer functions to apps with static authentication only, and the documentation says the same, but an older
//! template and a table in the documentation allow OAuth. The same table leaves the webhooks journal to apps with OAuth.
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json                     … "auth": { "type": "oauth", … }
//! src/app/functions/get-orders-hsmeta.json    { "uid": "get_orders", "type": "app-function", … }
//! ```
//!
//! ## How to fix
//!
//! Try it with an upload to a test account before you build on it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/overview>; `config.json` of the official templates, of 2025.2
//! and of later versions, at <https://github.com/HubSpot/hubspot-project-components>.

use crate::analysis::compatibility::{self, Fit};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "uncertain-app-compatibility",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/overview",
    file: include_str!("uncertain_app_compatibility.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(compatibility::findings(&RULE, index, Fit::Doubtful));
}
