//! # variable-without-profile
//!
//! A `${NAME}` placeholder stands in a project that has no profile.
//!
//! ## Why it is wrong
//!
//! Without a profile nothing is replaced: the text goes to HubSpot as it is, and is then a wrong `uid`, URL or number. hsmeta
//! does not check such values. If the profiles are only missing here, because they are kept out of version control, all is
//! well: `variable-with-ignored-profile` says so where a `.gitignore` of the project names them and an example is there.
//!
//! ## Example
//!
//! ```json
//! "redirectUrls": ["${HOST}/oauth/callback"]
//! ```
//!
//! ## How to fix
//!
//! Add a profile such as `src/hsprofile.dev.json` that defines the variable, or write the value itself.
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
    id: "variable-without-profile",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("variable_without_profile.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let unfilled = profiles::unfilled(index);
    if unfilled.is_empty() || version_control::example_of_ignored_profile(index.project).is_some() {
        return;
    }
    for (name, places) in unfilled {
        let Some(((path, span), others)) = places.split_first() else {
            continue;
        };
        let shown = message::quoted(&format!("${{{name}}}"));
        let message = format!("{shown} stays as it is: the project has no profile that defines it");
        let diagnostic = RULE
            .at(path, *span, message)
            .help("add a file hsprofile.<name>.json to the source folder");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "used here too",
        ));
    }
}
