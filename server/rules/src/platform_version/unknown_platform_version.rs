//! # unknown-platform-version
//!
//! `platformVersion` is not a platform version. HubSpot compares it with a list, letter by letter: `2026.3`,
//! `v2025.2` and `latest` are not on it.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the upload: `Unsupported platform version`.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2026.3" }
//! ```
//!
//! ## How to fix
//!
//! Write the version as HubSpot lists it; the finding names the nearest one.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that HubSpot's tools
//! know stand in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `platformVersion.js`; executed.

use crate::analysis::platform;
use crate::{Check, Rule};
use catalog::{NEWEST_STABLE, PlatformVersion, VERSIONS, VersionStatus};
use diagnostics::{Diagnostic, Severity, message, suggest};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-platform-version",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    file: include_str!("unknown_platform_version.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((file, version)) = platform::written(index) else {
        return;
    };
    let name = version.text.as_str();
    if PlatformVersion::named(name).is_some() || catalog::is_newer_release(name) {
        return;
    }
    let useful = VERSIONS
        .iter()
        .filter(|row| !matches!(row.status, VersionStatus::Unsupported))
        .map(|row| row.name);
    let nearest = suggest::nearest(name, useful).map(|near| match PlatformVersion::named(near) {
        Some(row) if row.status == VersionStatus::Superseded => platform::release_of(near),
        _ => near,
    });
    let diagnostic = if name.is_empty() {
        RULE.at(file, version.span, "`platformVersion` is empty")
    } else {
        RULE.at(
            file,
            version.span,
            format!(
                "{} is not a platform version that HubSpot knows",
                message::quoted(name)
            ),
        )
    };
    out.push(match nearest {
        Some(near) => platform::offer(diagnostic.help(format!("did you mean `{near}`?")), near),
        None => {
            let help = format!("the current version is `{NEWEST_STABLE}`");
            platform::offer_newer(diagnostic.help(help), NEWEST_STABLE)
        }
    });
}
