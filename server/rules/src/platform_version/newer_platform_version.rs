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
    let written =
        platform::written(index).filter(|(_, version)| catalog::is_newer_release(&version.text));
    out.extend(written.map(|(file, version)| {
        let name = message::quoted(&version.text);
        let message =
            format!("unknown newer platform version {name}; checked as the newest known version");
        RULE.at(file, version.span, message).help("update hsmeta")
    }));
}
