//! # unusual-profile-name
//!
//! The name of a profile has characters other than letters and digits.
//!
//! ## What it does
//!
//! Checks the `<name>` of each `hsprofile.<name>.json`.
//!
//! ## Why
//!
//! HubSpot reads a profile with any name that contains no period, but its command `hs project
//! profile add` allows only letters and digits. Whether all of HubSpot's tools accept other names
//! is not documented.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.my-sandbox.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.my-sandbox.json` is removed
//!
//! `src/hsprofile.mySandbox.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Rename the file.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`, and `@hubspot/cli` 8.14.0.

use crate::rule;
use analysis::profiles;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "unusual_profile_name.rs",
    severity: Info,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    if !profiles::matter(index) {
        return;
    }
    for profile in &index.profiles {
        let name = &profile.facts.name;
        if name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            continue;
        }
        let message = format!(
            "unusual profile name {}; HubSpot's tools create names of letters and digits only",
            message::quoted(name)
        );
        let diagnostic = RULE.at(profile.path, profile.facts.anchor, message);
        out.push(diagnostic.help("rename the file; use letters and digits only"));
    }
}
