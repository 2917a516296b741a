//! # byte-order-mark
//!
//! The file begins with a byte-order mark, the invisible character U+FEFF that some editors on Windows write.
//!
//! ## Why it is wrong
//!
//! `JSON.parse` refuses it, so HubSpot answers `Invalid JSON` for a file that looks right in every editor.
//!
//! ## Example
//!
//! ```text
//! <U+FEFF>{ "uid": "orders" }
//! ```
//!
//! ## How to fix
//!
//! Save the file as UTF-8 without a byte-order mark.
//!
//! ## Source
//!
//! `JSON.parse` (ECMA-262), with which npm `@hubspot/project-parsing-lib` 0.23.0 reads every file (`files.js`,
//! `project.js`); executed.

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "byte-order-mark",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("byte_order_mark.rs"),
    check: Check::Syntax,
};
