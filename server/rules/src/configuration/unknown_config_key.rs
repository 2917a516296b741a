//! # unknown-config-key
//!
//! `hsmeta.toml` has an unknown key.
//!
//! ## What it does
//!
//! Compares the keys with those that hsmeta reads: `profiles`, `rules` and `ignore`, and in an
//! ignore `rule`, `path`, `pointer` and `reason`.
//!
//! ## Why
//!
//! hsmeta ignores the key. Most likely it is misspelled, and its value has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rule]
//! duplicate-uid = "warning"
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! duplicate-uid = "warning"
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove the key.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::{ConfigCx, rule};
use diagnostics::Diagnostic;
use project::config::ConfigErrorKind;

rule! {
    file: "unknown_config_key.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, ConfigErrorKind::UnknownKey, out);
}
