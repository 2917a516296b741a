//! # wrong-type
//!
//! A value has the wrong JSON type, such as a number in place of a string.
//!
//! ## What it does
//!
//! Compares the type of each value with the schema of the file.
//!
//! ## Why
//!
//! HubSpot validates the file with the same types and refuses it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": "contacts" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objectTypes": ["contacts"] } }
//! ```
//!
//! ## How to fix
//!
//! Write a value of the expected type.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) cites the source of each type.

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
