//! # invalid-config
//!
//! `hsmeta.toml` is not valid TOML, or has a value that is not allowed.
//!
//! ## What it does
//!
//! Reports TOML syntax errors, values of a wrong type, unknown severities, and `[[ignore]]` entries
//! without `rule` or `path`. If there is a syntax error, it is the only problem reported in the
//! file.
//!
//! ## Why
//!
//! An invalid value has no effect: the rule keeps its default severity, or a problem that should be
//! ignored is reported.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! missing-image = "of"
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [rules]
//! missing-image = "off"
//! ```
//!
//! ## How to fix
//!
//! Correct the value. `docs/configuration.md` lists the allowed values; `hsmeta config` prints the
//! effective configuration.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::{Check, ConfigCx, Rule};
use diagnostics::{Diagnostic, Severity};
use project::config::MistakeKind;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "invalid-config",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("invalid_config.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, MistakeKind::Invalid, out);
}
