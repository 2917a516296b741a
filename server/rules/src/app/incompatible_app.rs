//! # incompatible-app
//!
//! A component is in an app whose authentication or distribution cannot hold it.
//!
//! ## Why it is wrong
//!
//! App objects and app events are for apps with OAuth on the marketplace, SCIM is for private apps with static authentication,
//! serverless functions are for private apps. HubSpot refuses others.
//!
//! ## Example
//!
//! ```text
//! src/app/app-hsmeta.json                 … "distribution": "private" …
//! src/app/app-objects/car-hsmeta.json     { "uid": "car", "type": "app-object", … }
//! ```
//!
//! ## How to fix
//!
//! Remove the component, or make another app for it: distribution and authentication of an app that was uploaded cannot
//! change.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/overview>; `config.json` of the official templates at
//! <https://github.com/HubSpot/hubspot-project-components>.

use crate::analysis::compatibility::{self, Fit};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "incompatible-app",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/overview",
    file: include_str!("incompatible_app.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    out.extend(compatibility::findings(&RULE, index, Fit::Refused));
}
