//! # beta-platform-version
//!
//! `platformVersion` is a beta that has not been released yet.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot lists.
//!
//! ## Why
//!
//! An upload fails unless the HubSpot account is enrolled in the beta.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2027.03-beta" }
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
//! Make sure that every account the project is uploaded to is enrolled in the beta, or use the
//! current version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that
//! HubSpot's tools know are listed in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and
//! `platformVersion.js`; verified by running it.

use crate::analysis::platform;
use crate::{Check, Rule};
use catalog::{NEWEST_STABLE, Status};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "beta-platform-version",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("beta_platform_version.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let found = platform::finding(&RULE, index, Status::Beta, |version| {
        format!("is a beta: {}", version.note)
    });
    out.extend(found.map(|found| found.help(format!("the current version is `{NEWEST_STABLE}`"))));
}
