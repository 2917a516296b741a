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

use crate::{ConfigCx, rule};
use diagnostics::Diagnostic;
use project::config::MistakeKind;

rule! {
    file: "unknown_config_key.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, MistakeKind::UnknownKey, out);
}
