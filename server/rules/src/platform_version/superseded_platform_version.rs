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
    fixes: EditorOnly,
    since: "0.1.0",
    tag: Deprecated,
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((_, written)) = platform::written(index) else {
        return;
    };
    let release = platform::release_of(&written.text);
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Superseded, |_| {
        format!("is a beta, replaced by `{release}`")
    });
    if let Some(diagnostic) = diagnostic {
        let diagnostic = diagnostic.help(format!("change it to `{release}`"));
        out.push(platform::offer_newer(diagnostic, release));
    }
}
