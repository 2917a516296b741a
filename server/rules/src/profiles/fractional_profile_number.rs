//! # fractional-profile-number
//!
//! A variable of a profile is a number with a fraction.
//!
//! ## Why it is wrong
//!
//! HubSpot's tools send numbers of profiles as whole numbers only: they mark `1.5` as a 32-bit integer. What becomes of the
//! fraction is not known.
//!
//! ## Example
//!
//! ```json
//! { "accountId": 123456, "variables": { "RATE": 1.5 } }
//! ```
//!
//! ## How to fix
//!
//! Write it as a text (`"1.5"`) where the place that uses it takes a text, or choose a smaller unit.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `utils.js` and `transform.js`.

use crate::analysis::profiles;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity, message};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "fractional-profile-number",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("fractional_profile_number.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profiles::value(cx, "variables") else {
        return;
    };
    let is_fraction = |text: &str| {
        text.parse::<f64>()
            .is_ok_and(|number| number.is_finite() && number.fract() != 0.0)
    };
    for member in variables
        .members()
        .filter(|member| member.value.number().is_some_and(is_fraction))
    {
        let name = message::quoted(member.key.text);
        let message = format!(
            "the variable {name} has a fraction, and HubSpot's tools send it as a whole number"
        );
        out.push(
            cx.at(&RULE, member.value.span(), message)
                .help("write it as a text, or choose a smaller unit"),
        );
    }
}
