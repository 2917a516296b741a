//! # unknown-profile
//!
//! `profiles` in `hsmeta.toml` names a profile that no project has.
//!
//! ## Why it is wrong
//!
//! A project is checked with the profiles that are named here, and with all of its own where it has none of them. A name that
//! no project knows narrows nothing.
//!
//! ## Example
//!
//! ```toml
//! profiles = ["prdo"]             # src/hsprofile.prod.json
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove it. A profile that is not committed is missing elsewhere: name those only that everybody has.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use std::collections::BTreeSet;

use crate::{Check, ConfigCx, Rule};
use diagnostics::{Diagnostic, RelPath, Severity, message, suggest};

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-profile",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("unknown_profile.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    let known: BTreeSet<&str> = cx
        .usages
        .projects
        .iter()
        .flat_map(|project| &project.profiles)
        .map(String::as_str)
        .collect();
    // Profiles may be kept out of the repository; where there is none at all, that is most likely so.
    if known.is_empty() || !cx.usages.is_fully_checked(&RelPath::default()) {
        return;
    }
    for name in cx
        .config
        .profiles
        .iter()
        .filter(|name| !known.contains(name.text.as_str()))
    {
        let help = match suggest::nearest(&name.text, known.iter().copied()) {
            Some(near) => format!("did you mean {}?", message::quoted(near)),
            None => format!("there are {}", message::all_of(known.iter().copied())),
        };
        let message = format!("no project has a profile {}", message::quoted(&name.text));
        out.push(cx.at(&RULE, name.span, message).help(help));
    }
}
