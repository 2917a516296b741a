//! # unknown-profile
//!
//! `profiles` in `hsmeta.toml` names a profile that no project has.
//!
//! ## What it does
//!
//! Compares the names with the profiles of all checked projects. If no project has any profile,
//! they are most likely not committed, and nothing is reported.
//!
//! ## Why
//!
//! hsmeta checks a project with the profiles that are listed here, or with all of its profiles if
//! none of them is listed. An unknown name has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! profiles = ["prdo"]
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
//! `hsmeta.toml`
//!
//! ```toml
//! profiles = ["prod"]
//! ```
//!
//! `src/hsprofile.prod.json`
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove it. List only profiles that are committed, because others are
//! missing for everybody else.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::rule;
use std::collections::BTreeSet;

use crate::ConfigCx;
use diagnostics::{Diagnostic, RelPath, message, suggest};

rule! {
    file: "unknown_profile.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for project in &cx.usages.projects {
        known.extend(project.profiles.iter().map(String::as_str));
    }
    // Without any profile, the profiles are most likely not in the repository.
    if known.is_empty() || !cx.usages.is_fully_checked(&RelPath::default()) {
        return;
    }
    for name in &cx.config.profiles {
        if known.contains(name.text.as_str()) {
            continue;
        }
        let help = match suggest::nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean {}?", message::quoted(near)),
            None => format!("use {}", message::any_of(known.iter().copied())),
        };
        let message = format!("unknown profile {}", message::quoted(&name.text));
        out.push(cx.at(&RULE, name.span, message).help(help));
    }
}
