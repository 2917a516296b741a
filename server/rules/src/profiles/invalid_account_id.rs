//! # invalid-account-id
//!
//! The `accountId` of a profile is 0, negative or a fraction.
//!
//! ## Why it is wrong
//!
//! The number must be that of a HubSpot account in which you are signed in. HubSpot's tools take 0 for missing and refuse
//! the profile; no account has a negative number or a fraction.
//!
//! ## Example
//!
//! ```json
//! { "accountId": 0, "variables": { "HOST": "https://dev.acme.tech" } }
//! ```
//!
//! ## How to fix
//!
//! Write the number of the account: `hs account list` shows it, and so does the address of every page in the account.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>; npm
//! `@hubspot/cli` 8.14.0.

use crate::rule;
use analysis::{FileContext, profiles};
use diagnostics::{Diagnostic, message};

rule! {
    file: "invalid_account_id.rs",
    severity: Error,
    since: "0.1.0",
    check: File(check),
}

fn check(cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(value) = profiles::value(cx, "accountId") else {
        return;
    };
    let Some(text) = value.number() else { return };
    if text
        .parse::<f64>()
        .is_ok_and(|number| number > 0.0 && number.fract() == 0.0)
    {
        return;
    }
    let message = format!("{} is not the number of an account", message::quoted(text));
    out.push(
        cx.at(&RULE, value.span(), message)
            .help("write the account's number; `hs account list` shows it"),
    );
}
