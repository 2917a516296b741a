//! # unknown-config-key
//!
//! `hsmeta.toml` has a key that means nothing.
//!
//! ## Why it is wrong
//!
//! It is most likely misspelt, and what it was meant to say is not in force.
//!
//! ## Example
//!
//! ```toml
//! [[ignore]]
//! rules = "missing-image"         # rule
//! path = "src/app/cards/**"
//! reason = "a build makes the images"
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove the key. There are `profiles`, `rules` and `ignore`, and in an ignore `rule`, `path`, `pointer`
//! and `reason`.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, ConfigCx, Rule};
use diagnostics::{Diagnostic, Severity};
use project::config::ConfigErrorKind;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-config-key",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("unknown_config_key.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, ConfigErrorKind::UnknownKey, out);
}
