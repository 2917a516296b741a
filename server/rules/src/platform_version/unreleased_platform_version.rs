//! # unreleased-platform-version
//!
//! `platformVersion` is known to HubSpot's tools, but not released.
//!
//! ## Why it is wrong
//!
//! HubSpot's command line accepts it; whether a build succeeds is not promised to anybody.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2027.03" }
//! ```
//!
//! ## How to fix
//!
//! Use the current version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that HubSpot's tools
//! know stand in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed.

use crate::analysis::platform;
use crate::{Check, Rule};
use catalog::{NEWEST_STABLE, VersionStatus};
use diagnostics::{Diagnostic, Severity};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unreleased-platform-version",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("unreleased_platform_version.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let found = platform::finding(&RULE, index, VersionStatus::Unreleased, |version| {
        format!("is not for general use: {}", version.note)
    });
    out.extend(found.map(|found| {
        platform::offer_newer(
            found.help(format!("the current version is `{NEWEST_STABLE}`")),
            NEWEST_STABLE,
        )
    }));
}
