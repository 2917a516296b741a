//! # unusual-profile-name
//!
//! The name of a profile has other characters than letters and digits.
//!
//! ## Why it is wrong
//!
//! It works: HubSpot reads any `hsprofile.<name>.json` whose name has no period. Its own command `hs project profile add`
//! allows letters and digits only, so other names may cause surprises.
//!
//! ## Example
//!
//! ```text
//! src/hsprofile.my-sandbox.json
//! ```
//!
//! ## How to fix
//!
//! Rename the file, for instance to `hsprofile.mySandbox.json`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`, and `@hubspot/cli` 8.14.0.

use crate::analysis::profiles;
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unusual-profile-name",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("unusual_profile_name.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let unusual = |name: &str| {
        !name
            .chars()
            .all(|character| character.is_ascii_alphanumeric())
    };
    let found = index
        .profiles
        .iter()
        .filter(|profile| unusual(&profile.facts.name) && profiles::matter(index));
    for profile in found {
        let name = message::quoted(&profile.facts.name);
        let message = format!(
            "the profile name {name} works, but HubSpot's tools make names of letters and digits only"
        );
        let diagnostic = RULE.at(profile.path, profile.facts.anchor, message);
        out.push(diagnostic.help("rename the file so that the name has letters and digits only"));
    }
}
