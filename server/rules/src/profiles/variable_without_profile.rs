//! # variable-without-profile
//!
//! A `${NAME}` placeholder is used in a project without profiles.
//!
//! ## What it does
//!
//! Reports each variable once. Values with such placeholders are not checked. If a `.gitignore` of
//! the project excludes the profiles and an example of a profile exists,
//! `variable-with-ignored-profile` reports the placeholder.
//!
//! ## Why
//!
//! Without a profile, HubSpot uses the string as it is, with the placeholder, which is then an
//! invalid `uid`, URL or number. If the profiles exist and are only missing from this checkout, the
//! upload works.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/webhooks/webhooks-hsmeta.json`
//!
//! ```json
//! { "config": { "settings": { "targetUrl": "${HOST}/webhooks" } } }
//! ```
//!
//! Good:
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
//! Add a profile such as `src/hsprofile.qa.json` that defines the variable, or write the value
//! itself.
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
    file: "variable_without_profile.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let unfilled = profiles::unfilled(index);
    if unfilled.is_empty() || version_control::example_of_ignored_profile(index.project).is_some() {
        return;
    }
    for (name, uses) in unfilled {
        let Some(((path, span), others)) = uses.split_first() else {
            continue;
        };
        let shown = message::quoted(&format!("${{{name}}}"));
        let message =
            format!("{shown} is not replaced: the project has no profile that defines it");
        let diagnostic = RULE
            .at(path, *span, message)
            .help("add a file `hsprofile.<name>.json` to the source folder");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also used here",
        ));
    }
}
