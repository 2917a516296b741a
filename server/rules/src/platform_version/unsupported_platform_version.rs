//! # unsupported-platform-version
//!
//! HubSpot no longer builds projects with this platform version.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot supports,
//! and lists what the project has of the layout before 2025.2. A project without `platformVersion` is
//! reported if it has files of that layout and no component.
//!
//! ## Why
//!
//! HubSpot refuses the upload, or the build fails. Versions before 2025.2 have an older project
//! layout without `*-hsmeta.json` files.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2025.1" }
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
//! Raise the version. A project in the older layout (`app.json`, `public-app.json`,
//! `serverless.json`) must be migrated first: `hsmeta migrate` converts its files. The app that is
//! deployed, with its credentials and installs, is migrated by `hs project migrate` only.
//! `hsmeta explain migration` says which of the two comes first.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the end of 2025.1:
//! <https://developers.hubspot.com/changelog/upcoming-deprecation-hubspot-projects-v2025-1-aug-1-2026>.
//! The values that HubSpot's tools know are listed in npm `@hubspot/project-parsing-lib` 0.23.0,
//! `constants.js` and `platformVersion.js`; verified by running it. Component files require 2025.2:
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js`.

use crate::rule;
use analysis::{legacy_units, platform};
use catalog::{NEWEST_STABLE, VersionStatus};
use diagnostics::Diagnostic;
use project::index::{Index, SkipReason};

rule! {
    file: "unsupported_platform_version.rs",
    severity: Error,
    fixes: EditorOnly,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Unsupported, |version| {
        let components = if has_components(index) {
            "; `*-hsmeta.json` files require 2025.2 or newer"
        } else {
            ""
        };
        format!("is no longer supported: {}{components}", version.note)
    });
    let Some(diagnostic) = diagnostic.or_else(|| without_version(index)) else {
        return;
    };
    out.push(match legacy_units::help(index) {
        Some(help) => diagnostic.help(help),
        None => {
            let diagnostic = diagnostic.help(format!("change it to `{NEWEST_STABLE}`"));
            platform::offer_newer(diagnostic, NEWEST_STABLE)
        }
    });
}

/// A project without a version that has the layout of unsupported ones.
fn without_version(index: &Index<'_>) -> Option<Diagnostic> {
    let (file, facts) = index.manifest?;
    if facts.platform_version.is_some() || !index.is_legacy() {
        return None;
    }
    let message = "no `platformVersion`, and the project layout before 2025.2, which HubSpot no longer builds";
    Some(RULE.at(file, facts.anchor, message))
}

/// Whether the source folder has component files, in any folder.
fn has_components(index: &Index<'_>) -> bool {
    !index.components.is_empty()
        || index
            .skipped_files
            .iter()
            .any(|file| file.reason == SkipReason::NoComponentFolder)
}
