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
use analysis::{FileContext, profiles, related};
use diagnostics::{Diagnostic, message};
use syntax::Kind;

rule! {
    file: "invalid_profile_value.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profiles::value(cx, "variables") else {
        return;
    };
    if variables.elements().any(profiles::is_refused) {
        let message = "`variables` must be an object: HubSpot refuses the elements of this array";
        out.push(
            cx.at(&RULE, variables.span(), message)
                .help("write an object: `{ \"NAME\": \"value\" }`"),
        );
    }
    for member in variables
        .members()
        .filter(|member| profiles::is_refused(member.value))
    {
        let what = match member.value.kind() {
            Kind::Null => "null",
            Kind::Array => "an array",
            _ => "an object",
        };
        let name = message::quoted(member.key.text);
        let message =
            format!("variable {name} is {what}; it must be a string, a number or a boolean");
        let diagnostic = cx
            .at(&RULE, member.value.span(), message)
            .help("write a string, number or boolean, or remove the variable");
        let places = cx
            .project
            .uses
            .get(member.key.text)
            .map(Vec::as_slice)
            .unwrap_or_default();
        let others = places.iter().map(|(path, span)| (path, *span));
        out.push(related::add(diagnostic, others, places.len(), "used here"));
    }
}
