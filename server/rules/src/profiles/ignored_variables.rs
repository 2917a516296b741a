//! # ignored-variables
//!
//! The `variables` of a profile are not an object, so HubSpot takes them for empty.
//!
//! ## Why it is wrong
//!
//! HubSpot's tools say nothing about it; every `${NAME}` in the project then counts as undefined.
//!
//! ## Example
//!
//! ```json
//! { "accountId": 123456, "variables": ["HOST"] }
//! ```
//!
//! ## How to fix
//!
//! Write an object with a value for each name: `{ "HOST": "https://dev.acme.tech" }`.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `profiles.js`; executed.

use crate::rule;
use analysis::{FileContext, profiles};
use diagnostics::Diagnostic;
use syntax::Kind;

rule! {
    file: "ignored_variables.rs",
    severity: Warning,
    since: "0.1.0",
    tag: Unnecessary,
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
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
