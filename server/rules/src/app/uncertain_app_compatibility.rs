//! # uncertain-app-compatibility
//!
//! HubSpot's sources disagree about whether the app can have a component of this type.
//!
//! ## What it does
//!
//! Reports functions in a private app with OAuth, and a webhooks journal in an app with static
//! auth. Projects with a platform version for which the component type is too new are not checked.
//!
//! ## Why
//!
//! The newer official templates offer functions only to apps with static auth, and the
//! documentation says the same, but an older template and a table in the documentation allow OAuth.
//! The same table allows the webhooks journal only in apps with OAuth.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! {
//!   "config": {
//!     "distribution": "private",
//!     "auth": { "type": "oauth", "redirectUrls": ["https://acme.tech/oauth-callback"] }
//!   }
//! }
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
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "auth": { "type": "static" } } }
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
//! Upload the project to a test account before you depend on the component.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/overview>; `config.json` of the
//! official templates at <https://github.com/HubSpot/hubspot-project-components>, for 2025.2 and
//! for later versions.

use crate::rule;
use analysis::compatibility::{self, Compatibility};
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "uncertain_app_compatibility.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(compatibility::diagnostics(
        &RULE,
        index,
        Compatibility::Uncertain,
    ));
}
