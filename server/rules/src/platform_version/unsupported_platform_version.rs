//! # unsupported-platform-version
//!
//! HubSpot no longer builds projects with this platform version.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the platform versions that HubSpot supports.
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
//! `serverless.json`) must be migrated first with `hs project migrate`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the end of 2025.1:
//! <https://developers.hubspot.com/changelog/upcoming-deprecation-hubspot-projects-v2025-1-june-1-2026>.
//! The values that HubSpot's tools know are listed in npm `@hubspot/project-parsing-lib` 0.23.0,
//! `constants.js` and `platformVersion.js`; verified by running it. Component files require 2025.2:
//! npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js`.

use crate::rule;
use analysis::platform;
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
    let has_components = has_components(index);
    let diagnostic = platform::diagnostic(&RULE, index, VersionStatus::Unsupported, |version| {
        let components = if has_components {
            "; `*-hsmeta.json` files require 2025.2 or newer"
        } else {
            ""
        };
        format!("is no longer supported: {}{components}", version.note)
    });
    let Some(diagnostic) = diagnostic else {
        return;
    };
    if has_components {
        let diagnostic = diagnostic.help(format!("change it to `{NEWEST_STABLE}`"));
        out.push(platform::offer_newer(diagnostic, NEWEST_STABLE));
    } else {
        out.push(diagnostic.help(format!(
            "run `hs project migrate` for the current layout, then change it to `{NEWEST_STABLE}`"
        )));
    }
}

/// Whether the source folder has component files, in any folder.
fn has_components(index: &Index<'_>) -> bool {
    !index.components.is_empty()
        || index
            .skipped_files
            .iter()
            .any(|file| file.reason == SkipReason::NoComponentFolder)
}
