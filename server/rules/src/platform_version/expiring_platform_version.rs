//! # expiring-platform-version
//!
//! HubSpot will soon stop to support this platform version.
//!
//! ## Why it is wrong
//!
//! A version is supported for 18 months. After that, builds fail.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2025.2" }
//! ```
//!
//! ## How to fix
//!
//! Plan the change to the current version.
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
    file: "expiring_platform_version.rs",
    severity: Info,
    since: "0.1.0",
    tag: Deprecated,
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let found = platform::finding(&RULE, index, VersionStatus::Expiring, |version| {
        format!("expires: {}", version.note)
    });
    out.extend(found.map(|found| {
        platform::offer_newer(
            found.help(format!("plan the change to `{NEWEST_STABLE}`")),
            NEWEST_STABLE,
        )
    }));
}
