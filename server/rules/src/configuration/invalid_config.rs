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

use crate::{ConfigCx, rule};
use diagnostics::Diagnostic;
use project::config::ConfigErrorKind;

rule! {
    file: "invalid_config.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, ConfigErrorKind::Invalid, out);
}
