//! # incompatible-app
//!
//! The app of the project cannot have a component of this type, because of its distribution or
//! authentication.
//!
//! ## What it does
//!
//! Compares `distribution` and `auth.type` of the app with those that each component type requires:
//! app objects and app events require a marketplace app with OAuth, SCIM a private app with static
//! auth, functions a private app.
//!
//! ## Why
//!
//! HubSpot refuses the component.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/scim/scim-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_scim", "type": "scim", "config": { "roleSyncEnabled": false } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "private", "auth": { "type": "static" } } }
//! ```
//!
//! `src/app/scim/scim-hsmeta.json`
//!
//! ```json
//! { "uid": "orders_scim", "type": "scim", "config": { "roleSyncEnabled": false } }
//! ```
//!
//! ## How to fix
//!
//! Remove the component, or create another app for it: the distribution and authentication of an
//! app cannot be changed after the first upload.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/overview>; `config.json` of the
//! official templates at <https://github.com/HubSpot/hubspot-project-components>.

use crate::rule;
use analysis::compatibility::{self, Compatibility};
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "incompatible_app.rs",
    severity: Error,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(compatibility::diagnostics(
        &RULE,
        index,
        Compatibility::Incompatible,
    ));
}
