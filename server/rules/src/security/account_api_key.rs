//! # account-api-key
//!
//! A string contains the URL parameter `hapikey`, the API key of a HubSpot account.
//!
//! ## What it does
//!
//! Searches all strings of component files, profiles and `hsproject.json` for `hapikey=`.
//!
//! ## Why
//!
//! HubSpot ended these keys on 30 November 2022, so the call fails. A key in a URL can be read by
//! everyone who can read the project.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "actionUrl": "https://api.acme.tech/reserve?hapikey=demo" } }
//! ```
//!
//! Good:
//!
//! `src/app/workflow-actions/reserve-hsmeta.json`
//!
//! ```json
//! { "config": { "actionUrl": "https://api.acme.tech/reserve" } }
//! ```
//!
//! ## How to fix
//!
//! Remove the parameter. Call HubSpot with the app's access token in the `Authorization` header.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/changelog/upcoming-api-key-sunset>; the date is from
//! <https://knowledge.hubspot.com/integrations/how-do-i-get-my-hubspot-api-key>.

use crate::rule;
use analysis::{FileContext, secrets};
use diagnostics::Diagnostic;

rule! {
    file: "account_api_key.rs",
    severity: Warning,
    since: "0.1.0",
    check: AnyFile(check),
}

/// Checks the file as it is written: values of a profile are reported there.
fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let syntax = &cx.document.syntax;
    if !secrets::has_account_key(syntax.source()) {
        return;
    }
    let Some(root) = syntax.root() else { return };
    for value in root.descendants() {
        if value.as_str().is_some_and(secrets::has_account_key) {
            let message =
                "`hapikey` is an account API key; HubSpot ended support on November 30, 2022";
            out.push(
                cx.at(&RULE, value.span(), message)
                    .help("remove it, and use the access token of the app"),
            );
        }
    }
}
