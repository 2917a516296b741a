//! # superseded-platform-version
//!
//! `platformVersion` is a beta whose release is out.
//!
//! ## Why it is wrong
//!
//! Betas are not supported for long, and HubSpot fixes mistakes in the release only.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2026.03-beta" }
//! ```
//!
//! ## How to fix
//!
//! Use the release: the same version without `-beta`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that HubSpot's tools
//! know stand in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed.

use crate::analysis::platform;
use crate::{Check, Rule};
use catalog::VersionStatus;
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "superseded-platform-version",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("superseded_platform_version.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let found = platform::finding(&RULE, index, VersionStatus::Superseded, |version| {
        format!(
            "is a beta that `{}` has replaced",
            platform::release_of(version.name)
        )
    });
    let release = platform::written(index).map(|(_, version)| platform::release_of(&version.text));
    out.extend(found.zip(release).map(|(found, release)| {
        platform::offer_newer(found.help(format!("use `{release}`")), release)
    }));
}
