//! # beta-platform-version
//!
//! `platformVersion` is a beta that is not released yet.
//!
//! ## Why it is wrong
//!
//! An upload fails unless the HubSpot account is enrolled in the beta.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2027.03-beta" }
//! ```
//!
//! ## How to fix
//!
//! Make sure that every account that the project is uploaded to is enrolled, or use the current version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that HubSpot's tools
//! know stand in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed.

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
    let found = platform::finding(&RULE, index, VersionStatus::Beta, |version| {
        format!("is a beta: {}", version.note)
    });
    out.extend(found.map(|found| found.help(format!("the current version is `{NEWEST_STABLE}`"))));
}
