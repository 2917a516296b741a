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

use crate::rule;
use analysis::components::Profile;
use analysis::{FileContext, profiles};
use diagnostics::Diagnostic;
use syntax::Kind;

rule! {
    file: "ignored_variables.rs",
    severity: Warning,
    since: "0.1.0",
    tag: Unnecessary,
    check: Profile(check),
}

fn check(profile: &Profile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(variables) = profile.variables() else {
        return;
    };
    // `invalid-profile-value` reports an array with elements that HubSpot refuses.
    if variables.kind() == Kind::Object || variables.elements().any(profiles::is_refused) {
        return;
    }
    let message = "`variables` is not an object: HubSpot treats it as empty";
    out.push(
        cx.at(&RULE, variables.span(), message)
            .help("write an object: `{ \"NAME\": \"value\" }`"),
    );
}
