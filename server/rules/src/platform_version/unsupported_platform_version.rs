//! # unsupported-platform-version
//!
//! HubSpot no longer builds projects of this platform version.
//!
//! ## Why it is wrong
//!
//! The upload is refused, or the build fails. Versions before 2025.2 have an older project layout and know no
//! `*-hsmeta.json` files at all.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2025.1" }
//! ```
//!
//! ## How to fix
//!
//! Raise the version. A project in the older layout (`app.json`, `public-app.json`, `serverless.json`) has to be
//! migrated first: `hs project migrate`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the end of 2025.1:
//! <https://developers.hubspot.com/changelog/upcoming-deprecation-hubspot-projects-v2025-1-june-1-2026>. The values that HubSpot's
//! tools know are in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed. That
//! component files need 2025.2: npm `@hubspot/cli` 8.14.0, `lib/projects/upload.js`.

use crate::analysis::platform;
use crate::{Check, Rule};
use catalog::{NEWEST_STABLE, VersionStatus};
use diagnostics::{Diagnostic, Severity};
use project::index::{Index, SkipReason, SkippedFile};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unsupported-platform-version",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("unsupported_platform_version.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let is_below_source = |file: &SkippedFile<'_>| file.reason == SkipReason::NoComponentFolder;
    let has_components =
        !index.components.is_empty() || index.skipped_files.iter().any(is_below_source);
    let found = platform::finding(&RULE, index, VersionStatus::Unsupported, |version| {
        let components = if has_components {
            "; `*-hsmeta.json` files need 2025.2 at least"
        } else {
            ""
        };
        format!("is no longer supported: {}{components}", version.note)
    });
    out.extend(found.map(|found| {
        if !has_components {
            let help =
                format!("move the project to the current layout with `hs project migrate`, then to `{NEWEST_STABLE}`");
            found.help(help)
        } else {
            platform::offer_newer(found.help(format!("raise it to `{NEWEST_STABLE}`")), NEWEST_STABLE)
        }
    }));
}
