//! # expiring-platform-version
//!
//! Support for the project's platform version ends soon.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot lists.
//!
//! ## Why
//!
//! HubSpot supports a version for 18 months. After that, builds fail.
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
//! Plan the upgrade to the current version.
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
    file: "expiring_platform_version.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    tag: Deprecated,
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Expiring, |version| {
        format!("expires soon: {}", version.note)
    });
    if let Some(diagnostic) = diagnostic {
        let diagnostic = diagnostic.help(format!("plan the upgrade to `{NEWEST_STABLE}`"));
        out.push(platform::offer_newer(diagnostic, NEWEST_STABLE));
    }
}
