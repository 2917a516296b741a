//! # missing-ignore-reason
//!
//! An ignore in `hsmeta.toml` does not say why.
//!
//! ## Why it is wrong
//!
//! What is ignored is never seen again. Whoever reads the file later has to know whether the reason still holds. The ignore
//! counts all the same.
//!
//! ## Example
//!
//! ```toml
//! [[ignore]]
//! rule = "unreachable-url"
//! path = "src/app/webhooks/webhooks-hsmeta.json"
//! reason = ""
//! ```
//!
//! ## How to fix
//!
//! Write the reason.
//!
//! ## Source
//!
//! `docs/configuration.md`; hsmeta itself decides what its file may say.

use crate::{Check, ConfigCx, Rule};
use diagnostics::{Diagnostic, Severity};
use project::config::ConfigErrorKind;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "missing-ignore-reason",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "",
    file: include_str!("missing_ignore_reason.rs"),
    check: Check::Config(check),
};

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, ConfigErrorKind::MissingReason, out);
}
