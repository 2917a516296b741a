//! # empty-file
//!
//! The file is empty, or has nothing but blanks in it.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses it: `File content is missing`.
//!
//! ## Example
//!
//! ```text
//!
//! ```
//!
//! ## How to fix
//!
//! Write the component, or delete the file.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; executed.

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "empty-file",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("empty_file.rs"),
    check: Check::Syntax,
};
