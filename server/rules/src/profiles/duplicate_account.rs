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
    let mut accounts: BTreeMap<u64, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for profile in index.profiles.iter().filter(|_| profiles::matter(index)) {
        // Zero is no account, which is said elsewhere.
        let account = profile.facts.account.as_ref();
        if let Some((number, place)) =
            account.and_then(|own| Some((own.text.parse().ok().filter(|n| *n > 0)?, own)))
        {
            accounts
                .entry(number)
                .or_default()
                .push((profile.path, place.span));
        }
    }
    for (number, places) in accounts {
        let [first, others @ ..] = places.as_slice() else {
            continue;
        };
        let Some((path, span)) = others.first() else {
            continue;
        };
        let name = message::quoted(first.0.file_name());
        let message = format!("account {number} already has the profile {name}");
        let diagnostic = RULE
            .at(path, *span, message)
            .help("write a different account ID, or remove one of the profiles");
        let rest = places.iter().filter(|place| place.0 != *path).copied();
        out.push(related::add(
            diagnostic,
            rest,
            others.len(),
            "same account here",
        ));
    }
}
