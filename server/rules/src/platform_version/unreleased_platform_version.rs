//! # unreleased-platform-version
//!
//! `platformVersion` is known to HubSpot's tools, but not released.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot lists.
//!
//! ## Why
//!
//! HubSpot's command line accepts the version, but whether a build succeeds is not documented.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2027.03" }
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
//! Use the current version.
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
    file: "unreleased_platform_version.rs",
    severity: Warning,
    fixes: EditorOnly,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Unreleased, |version| {
        format!("is not generally available: {}", version.note)
    });
    if let Some(diagnostic) = diagnostic {
        let help = format!("change it to `{NEWEST_STABLE}`, the current version");
        out.push(platform::offer_newer(diagnostic.help(help), NEWEST_STABLE));
    }
}
