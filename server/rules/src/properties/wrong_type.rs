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

use crate::rule;

rule! {
    file: "wrong_type.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
