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

use crate::rule;
use analysis::platform;
use catalog::{NEWEST_STABLE, VersionStatus};
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "beta_platform_version.rs",
    severity: Info,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Beta, |version| {
        format!("is a beta: {}", version.note)
    });
    if let Some(diagnostic) = diagnostic {
        out.push(diagnostic.help(format!(
            "change it to `{NEWEST_STABLE}`, the current version"
        )));
    }
}
