//! # ignored-variables
//!
//! The `variables` of a profile are not an object, so HubSpot ignores them.
//!
//! ## What it does
//!
//! Checks the type of `variables` in each profile. Lists that HubSpot refuses are reported by
//! `invalid-profile-value`.
//!
//! ## Why
//!
//! HubSpot's tools report nothing. Every `${NAME}` placeholder in the project is undefined.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": ["HOST"] }
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
//! Use an object with a value for each name.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; verified by running it.

use crate::analysis::profiles;
use crate::{Check, DocumentCx, Rule};
use diagnostics::{Diagnostic, Severity};
use syntax::Kind;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "ignored-variables",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    file: include_str!("ignored_variables.rs"),
    check: Check::Document(check),
};

fn check(cx: &DocumentCx<'_>, out: &mut Vec<Diagnostic>) {
    let Some(value) = profiles::value(cx, "variables") else {
        return;
    };
    // A list whose entries HubSpot refuses is an error.
    if value.kind() == Kind::Object || value.elements().any(profiles::is_refused) {
        return;
    }
    let message = "`variables` is not an object: HubSpot takes it for empty";
    out.push(
        cx.at(&RULE, value.span(), message)
            .help("write an object: `{ \"NAME\": \"value\" }`"),
    );
}
