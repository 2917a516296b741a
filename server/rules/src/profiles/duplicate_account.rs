//! # duplicate-account
//!
//! Two profiles have the same `accountId`.
//!
//! ## What it does
//!
//! Compares the `accountId` of all profiles in the source folder.
//!
//! ## Why
//!
//! An upload with one profile replaces what the other one uploaded to the account. HubSpot's CLI
//! warns about it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.dev.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! `src/hsprofile.prod.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.dev.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! `src/hsprofile.prod.json`
//!
//! ```json
//! { "accountId": 234567, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Use the ID of a different account, or remove one of the profiles.
//!
//! ## Source
//!
//! npm `@hubspot/cli` 8.14.0.

use crate::rule;
use std::collections::BTreeMap;

use analysis::{profiles, related};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;

rule! {
    file: "duplicate_account.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/local-development/build-with-config-profiles",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    if !profiles::matter(index) {
        return;
    }
    for (number, profiles) in profiles_by_account(index) {
        let [(first, _), (path, span), ..] = profiles.as_slice() else {
            continue;
        };
        let name = message::quoted(first.file_name());
        let message = format!("account {number} already has the profile {name}");
        let diagnostic = RULE
            .at(path, *span, message)
            .help("write a different account ID, or remove one of the profiles");
        let others = profiles.iter().filter(|(other, _)| other != path).copied();
        out.push(related::add(
            diagnostic,
            others,
            profiles.len() - 1,
            "same account here",
        ));
    }
}

fn profiles_by_account<'p>(index: &Index<'p>) -> BTreeMap<u64, Vec<(&'p RelPath, Span)>> {
    let mut accounts: BTreeMap<u64, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for profile in &index.profiles {
        // `invalid-account-id` reports zero.
        if let Some(account) = &profile.facts.account
            && let Ok(number @ 1..) = account.text.parse()
        {
            let profiles = accounts.entry(number).or_default();
            profiles.push((profile.path, account.span));
        }
    }
    accounts
}
