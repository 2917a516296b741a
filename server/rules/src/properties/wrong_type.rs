//! # wrong-type
//!
//! A value has the wrong type: a number where a string belongs, one text where a list belongs.
//!
//! ## Why it is wrong
//!
//! HubSpot's schemas refuse it.
//!
//! ## Example
//!
//! ```json
//! "objectTypes": "contacts"
//! ```
//!
//! ## How to fix
//!
//! Write a value of the expected type.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) names the source of each type.

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "wrong-type",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("wrong_type.rs"),
    check: Check::Schema,
};
