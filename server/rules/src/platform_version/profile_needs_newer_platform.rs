//! # profile-needs-newer-platform
//!
//! A project with an old platform version has a profile.
//!
//! ## Why it is wrong
//!
//! Profiles work from platform version 2025.2 on. Older projects are not built with them.
//!
//! ## Example
//!
//! ```text
//! hsproject.json           { "platformVersion": "2025.1", … }
//! src/hsprofile.dev.json
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in hsproject.json; an old project can be converted with `hs project migrate`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>; npm
//! `@hubspot/cli` 8.14.0.

use crate::rule;
use analysis::profiles;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "profile_needs_newer_platform.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let Some(version) = index
        .version()
        .filter(|_| index.is_legacy() && profiles::matter(index))
    else {
        return;
    };
    for profile in &index.profiles {
        let version = message::quoted(&version.text);
        let message =
            format!("profiles need platform version 2025.2 or newer; this project has {version}");
        let help = format!(
            "raise `platformVersion` in hsproject.json to `{}`",
            catalog::NEWEST_STABLE
        );
        out.push(
            RULE.at(profile.path, profile.facts.anchor, message)
                .help(help),
        );
    }
}
