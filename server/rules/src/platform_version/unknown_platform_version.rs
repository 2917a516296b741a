//! # unknown-platform-version
//!
//! `platformVersion` is not a platform version of HubSpot.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with HubSpot's list of versions, as an exact
//! string: `2026.3`, `v2025.2` and `latest` are not in the list. A later release that hsmeta does
//! not know yet, such as `2031.03`, is not reported.
//!
//! ## Why
//!
//! HubSpot refuses the upload: `Unsupported platform version`.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.3" }
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
//! Write the version as in HubSpot's list.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/platform/versioning>; the values that
//! HubSpot's tools know are listed in npm `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and
//! `platformVersion.js`; verified by running it.

use crate::rule;
use analysis::{legacy_units, platform};
use catalog::{NEWEST_STABLE, PlatformVersion, VERSIONS, VersionStatus};
use diagnostics::{Diagnostic, message, suggest};
use project::index::Index;

rule! {
    file: "unknown_platform_version.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some((file, version)) = platform::written(index) else {
        return;
    };
    let name = version.text.as_str();
    if PlatformVersion::named(name).is_some() || catalog::is_newer_release(name) {
        return;
    }
    let message = if name.is_empty() {
        "`platformVersion` is empty".to_owned()
    } else {
        format!("unknown platform version {}", message::quoted(name))
    };
    let diagnostic = RULE.at(file, version.span, message);
    if index.is_legacy()
        && let Some(help) = legacy_units::help(index)
    {
        out.push(diagnostic.help(help));
        return;
    }
    out.push(match nearest(name) {
        Some(near) => platform::offer(diagnostic.help(format!("did you mean `{near}`?")), near),
        None => {
            let help = format!("change it to `{NEWEST_STABLE}`");
            platform::offer_newer(diagnostic.help(help), NEWEST_STABLE)
        }
    });
}

/// The supported version that was most likely meant; for a beta, the release that replaced it.
fn nearest(name: &str) -> Option<&'static str> {
    let supported = VERSIONS
        .iter()
        .filter(|version| version.status != VersionStatus::Unsupported)
        .map(|version| version.name);
    let near = suggest::nearest(name, supported)?;
    match PlatformVersion::named(near) {
        Some(version) if version.status == VersionStatus::Superseded => {
            Some(platform::release_of(near))
        }
        _ => Some(near),
    }
}
