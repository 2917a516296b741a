//! # invalid-config
//!
//! `hsmeta.toml` is no TOML, or has a value that hsmeta does not understand.
//!
//! ## Why it is wrong
//!
//! What is not understood is not in force: a rule keeps its own severity, a finding that should be ignored is reported. Where
//! the text as a whole is broken, only this is reported.
//!
//! ## Example
//!
//! ```toml
//! [rules]
//! missing-image = "of"            # error, warning, info or off
//!
//! [[ignore]]
//! rule = "unreachable-url"        # the path is missing
//! reason = "the staging host is behind a firewall"
//! ```
//!
//! ## How to fix
//!
//! Correct the value. `docs/configuration.md` lists what there is; `hsmeta config` prints what is in force.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, ConfigCx, Rule};
use diagnostics::{Diagnostic, Severity};
use project::config::ConfigErrorKind;

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
    cx.report(&RULE, ConfigErrorKind::Invalid, out);
}
