//! # profile-needs-newer-platform
//!
//! A project with a platform version before 2025.2 has a profile.
//!
//! ## What it does
//!
//! Reports each `hsprofile.<name>.json` in the source folder of such a project.
//!
//! ## Why
//!
//! HubSpot supports profiles as of platform version 2025.2 and builds older projects without them.
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
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! unsupported-platform-version = "off"
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
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`. `hs project migrate` converts an old project.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/cli` 8.14.0.

use crate::rule;
use analysis::profiles;
use catalog::NEWEST_STABLE;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "profile_needs_newer_platform.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(version) = index.version() else {
        return;
    };
    if !index.is_legacy() || !profiles::matter(index) {
        return;
    }
    let message = format!(
        "profiles require platform version 2025.2 or newer; this project has {}",
        message::quoted(&version.text)
    );
    let help = format!("raise `platformVersion` in `hsproject.json` to `{NEWEST_STABLE}`");
    for profile in &index.profiles {
        let diagnostic = RULE.at(profile.path, profile.facts.anchor, &message);
        out.push(diagnostic.help(&help));
    }
}
