//! # newer-platform-version
//!
//! `platformVersion` is newer than every version known to this hsmeta.
//!
//! ## What it does
//!
//! Reports the version, and checks the project with the rules of the newest known version.
//!
//! ## Why
//!
//! The version is most likely correct: HubSpot releases one each March and September. But what it
//! changes is not checked.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2028.03" }
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
//! Update hsmeta, or correct the version.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the versions that
//! HubSpot's tools know are in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and
//! `platformVersion.js`; verified by running it.

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
    let Some((file, version)) = platform::written(index) else {
        return;
    };
    if !catalog::is_newer_release(&version.text) {
        return;
    }
    let message = format!(
        "unknown newer platform version {}; checked as the newest known version",
        message::quoted(&version.text)
    );
    out.push(RULE.at(file, version.span, message).help("update hsmeta"));
}
