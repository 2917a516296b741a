//! # variable-with-ignored-profile
//!
//! A `${NAME}` placeholder is used in a project that keeps its profiles out of version control on purpose: a `.gitignore` of
//! the project names them, and an example of a profile is there.
//!
//! ## Why it is wrong
//!
//! Nothing is wrong as long as a profile is made from the example before the upload. Without a profile nothing is replaced:
//! the text goes to HubSpot as it is. hsmeta does not check such values here.
//!
//! ## Example
//!
//! ```text
//! .gitignore:                     src/hsprofile.*.json
//! src/hsprofile.dev.example.json
//! src/app/app-hsmeta.json         … "fetch": ["${API_ORIGIN}"] …
//! ```
//!
//! ## How to fix
//!
//! Copy the example to `hsprofile.<name>.json` in the source folder before the upload.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; executed.

use crate::analysis::{profiles, related};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;
use project::version_control;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "variable-with-ignored-profile",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("variable_with_ignored_profile.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let unfilled = profiles::unfilled(index);
    if unfilled.is_empty() {
        return;
    }
    let Some(example) = version_control::example_of_ignored_profile(index.project) else {
        return;
    };
    let example = message::quoted(example.as_str());
    for (name, places) in unfilled {
        let Some(((path, span), others)) = places.split_first() else {
            continue;
        };
        let shown = message::quoted(&format!("${{{name}}}"));
        let message = format!(
            "{shown} stays as it is without a profile; `.gitignore` keeps the profiles out of git"
        );
        let help = format!("make a profile from {example} before the upload");
        let diagnostic = RULE.at(path, *span, message).help(help);
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "used here too",
        ));
    }
}
