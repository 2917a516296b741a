//! # superseded-platform-version
//!
//! `platformVersion` is a beta of a version that has been released.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot lists.
//!
//! ## Why
//!
//! HubSpot supports a beta for a short time only, and fixes errors only in the release.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03-beta" }
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
//! ## How to fix
//!
//! Use the release, which is the same version without `-beta`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that
//! HubSpot's tools know are listed in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and
//! `platformVersion.js`; verified by running it.

use crate::rule;
use analysis::platform;
use catalog::VersionStatus;
use diagnostics::Diagnostic;
use project::index::Index;

rule! {
    file: "superseded_platform_version.rs",
    severity: Warning,
    since: "0.1.0",
    tag: Deprecated,
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let found = platform::diagnostic(&RULE, index, VersionStatus::Superseded, |version| {
        format!(
            "is a beta, replaced by `{}`",
            platform::release_of(version.name)
        )
    });
    let release = platform::written(index).map(|(_, version)| platform::release_of(&version.text));
    out.extend(found.zip(release).map(|(found, release)| {
        platform::offer_newer(found.help(format!("change it to `{release}`")), release)
    }));
}
