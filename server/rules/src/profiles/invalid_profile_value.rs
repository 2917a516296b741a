//! # invalid-profile-value
//!
//! A variable of a profile is not a string, number or boolean.
//!
//! ## What it does
//!
//! Reports variables whose value is `null`, a list or an object, whether or not a component uses
//! them.
//!
//! ## Why
//!
//! HubSpot's tools check all variables of a profile and refuse any other value: `Invalid value for
//! …. Value must be a string, number, or boolean.`
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "STAGE": ["qa"] } }
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "description": "Orders of the stage ${STAGE}" } }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "STAGE": "qa" } }
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "description": "Orders of the stage ${STAGE}" } }
//! ```
//!
//! ## How to fix
//!
//! Write a single value for each variable, or remove the variable.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`, and `@hubspot/cli` 8.14.0; verified by
//! running them.

use crate::rule;
use analysis::components::Profile;
use analysis::{FileContext, profiles, related};
use diagnostics::{Diagnostic, message};
use syntax::{Kind, Member};

rule! {
    file: "invalid_profile_value.rs",
    severity: Error,
    since: "0.1.0",
    check: Profile(check),
}

fn check(profile: &Profile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profile.variables() else {
        return;
    };
    if variables.elements().any(profiles::is_refused) {
        let message = "`variables` must be an object: HubSpot refuses the elements of this array";
        out.push(
            cx.at(&RULE, variables.span(), message)
                .help("write an object: `{ \"NAME\": \"value\" }`"),
        );
    }
    for member in variables.members() {
        if profiles::is_refused(member.value) {
            out.push(describe(cx, member));
        }
    }
}

/// The diagnostic of a variable, related to its uses.
fn describe(cx: &FileContext<'_>, variable: Member<'_>) -> Diagnostic {
    let kind = match variable.value.kind() {
        Kind::Null => "null",
        Kind::Array => "an array",
        _ => "an object",
    };
    let name = message::quoted(variable.key.text);
    let message = format!("variable {name} is {kind}; it must be a string, a number or a boolean");
    let diagnostic = cx
        .at(&RULE, variable.value.span(), message)
        .help("write a string, number or boolean, or remove the variable");
    let Some(uses) = cx.project.uses.get(variable.key.text) else {
        return diagnostic;
    };
    let uses_with_paths = uses.iter().map(|(path, span)| (path, *span));
    related::add(diagnostic, uses_with_paths, uses.len(), "used here")
}
