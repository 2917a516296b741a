//! # invalid-account-id
//!
//! The `accountId` of a profile is not a positive integer.
//!
//! ## What it does
//!
//! Reports 0, negative numbers and fractions. A value that is not a number is reported by
//! `wrong-type`.
//!
//! ## Why
//!
//! The ID must be that of a HubSpot account you are signed in to. HubSpot's tools treat 0 as
//! missing and refuse the profile; no account has a negative or fractional ID.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 0, "variables": {} }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Use the account's ID. `hs account list` prints it, and it is part of the URL of every page in
//! the account.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles>;
//! npm `@hubspot/cli` 8.14.0.

use crate::rule;
use analysis::FileContext;
use analysis::components::Profile;
use diagnostics::{Diagnostic, message};

rule! {
    file: "invalid_account_id.rs",
    severity: Error,
    since: "0.1.0",
    check: Profile(check),
}

fn check(profile: &Profile<'_>, cx: &FileContext<'_>, out: &mut Vec<Diagnostic>) {
    let Some(account) = profile.account_id() else {
        return;
    };
    // `wrong-type` reports a value that is not a number.
    let Some(number) = account.number() else {
        return;
    };
    if is_account_id(number) {
        return;
    }
    let message = format!("{} is not an account ID", message::quoted(number));
    out.push(
        cx.at(&RULE, account.span(), message)
            .help("write the account ID, which `hs account list` shows"),
    );
}

fn is_account_id(text: &str) -> bool {
    text.parse::<f64>()
        .is_ok_and(|number| number > 0.0 && number.fract() == 0.0)
}
