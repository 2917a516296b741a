//! # fractional-profile-number
//!
//! A profile variable is a number with a fraction.
//!
//! ## What it does
//!
//! Checks the numbers in `variables` of each profile.
//!
//! ## Why
//!
//! HubSpot's tools send all numbers of profiles as 32-bit integers. What they do with the fraction
//! is not documented.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "RATE": 1.5 } }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "description": "Rate ${RATE}" } }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": { "RATE": "1.5" } }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "description": "Rate ${RATE}" } }
//! ```
//!
//! ## How to fix
//!
//! Use a string (`"1.5"`) if the placeholder is in a string, or choose a smaller unit.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `utils.js` and `transform.js`.

use crate::rule;
use analysis::FileContext;
use analysis::components::Profile;
use diagnostics::{Diagnostic, message};

rule! {
    file: "fractional_profile_number.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    check: Profile(check),
}

fn check(profile: &Profile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profile.variables() else {
        return;
    };
    for member in variables.members() {
        if !member.value.number().is_some_and(is_fraction) {
            continue;
        }
        let name = message::quoted(member.key.text);
        let message =
            format!("variable {name} has a fraction; HubSpot's tools send it as an integer");
        out.push(
            cx.at(&RULE, member.value.span(), message)
                .help("write it as a string, or choose a smaller unit"),
        );
    }
}

fn is_fraction(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|number| number.is_finite() && number.fract() != 0.0)
}
