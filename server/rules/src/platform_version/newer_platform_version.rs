//! # newer-platform-version
//!
//! `platformVersion` is newer than every version that this hsmeta knows. The project is checked as if it had the
//! newest one.
//!
//! ## Why it is wrong
//!
//! Nothing is wrong with it, most likely: HubSpot releases a version each March and September. But what the new
//! version changes is not checked.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2028.03" }
//! ```
//!
//! ## How to fix
//!
//! Update hsmeta, or correct the version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that HubSpot's tools
//! know stand in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed.

use crate::rule;
use analysis::platform;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "newer_platform_version.rs",
    severity: Info,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let written =
        platform::written(index).filter(|(_, version)| catalog::is_newer_release(&version.text));
    out.extend(written.map(|(file, version)| {
        let name = message::quoted(&version.text);
        let message =
            format!("platform version {name} is newer than this hsmeta, which checks it as the newest it knows");
        RULE.at(file, version.span, message).help("update hsmeta")
    }));
}
