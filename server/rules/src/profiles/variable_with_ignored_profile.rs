//! # variable-with-ignored-profile
//!
//! A `${NAME}` placeholder is used, but the profiles of the project are not in version control.
//!
//! ## What it does
//!
//! Reports placeholders in a project without profiles if a `.gitignore` excludes them and an
//! example of a profile exists. Values with such placeholders are not checked. In other projects
//! without profiles, `variable-without-profile` reports the placeholders.
//!
//! ## Why
//!
//! The upload works if a profile is created from the example first. Without a profile, HubSpot uses
//! the string as it is, with the placeholder.
//!
//! ## Example
//!
//! Bad:
//!
//! `.gitignore`
//!
//! ```text
//! src/hsprofile.qa.json
//! ```
//!
//! `src/hsprofile.qa.example.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech" } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! Good:
//!
//! `.gitignore`
//!
//! ```text
//! src/hsprofile.qa.json
//! ```
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "HOST": "https://qa.acme.tech" } }
//! ```
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! ## How to fix
//!
//! Copy the example to `hsprofile.<name>.json` in the source folder before the upload.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; verified by running it.

use crate::rule;
use analysis::{profiles, related};
use diagnostics::{Diagnostic, message};
use project::index::Index;
use project::version_control;

rule! {
    file: "variable_with_ignored_profile.rs",
    severity: Info,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let unfilled = profiles::unfilled(index);
    if unfilled.is_empty() {
        return;
    }
    let Some(example) = version_control::example_of_ignored_profile(index.project) else {
        return;
    };
    let example = message::quoted(example.as_str());
    for (name, uses) in unfilled {
        let Some(((path, span), others)) = uses.split_first() else {
            continue;
        };
        let shown = message::quoted(&format!("${{{name}}}"));
        let message = format!(
            "{shown} is not replaced without a profile; `.gitignore` excludes the profiles from git"
        );
        let help = format!("create a profile from {example} before the upload");
        let diagnostic = RULE.at(path, *span, message).help(help);
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also used here",
        ));
    }
}
