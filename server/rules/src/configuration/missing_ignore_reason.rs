//! # missing-ignore-reason
//!
//! An `[[ignore]]` entry in `hsmeta.toml` has no `reason`.
//!
//! ## What it does
//!
//! Reports entries whose `reason` is missing or empty. The entry is applied nevertheless.
//!
//! ## Why
//!
//! Ignored problems are not shown again. The reason lets later readers of the file decide whether
//! the entry is still needed.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [[ignore]]
//! rule = "missing-image"
//! path = "src/app/app-hsmeta.json"
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "logo": "/app/logo.png" } }
//! ```
//!
//! Good:
//!
//! `hsmeta.toml`
//!
//! ```toml
//! [[ignore]]
//! rule = "missing-image"
//! path = "src/app/app-hsmeta.json"
//! reason = "the build adds the logo"
//! ```
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "logo": "/app/logo.png" } }
//! ```
//!
//! ## How to fix
//!
//! Write the reason.
//!
//! ## Source
//!
//! `docs/configuration.md`: the format of `hsmeta.toml` is defined by hsmeta.

use crate::{ConfigCx, rule};
use diagnostics::Diagnostic;
use project::config::ConfigErrorKind;

rule! {
    file: "missing_ignore_reason.rs",
    severity: Warning,
    since: "0.1.0",
    check: Config(check),
}

fn check(cx: &ConfigCx<'_>, out: &mut Vec<Diagnostic>) {
    cx.report(&RULE, ConfigErrorKind::MissingReason, out);
}
