//! # invalid-value
//!
//! A value has the right type but is not one that HubSpot allows.
//!
//! ## What it does
//!
//! Checks values against the schema of the file: enumerations, patterns, and the minimum and
//! maximum of strings, lists and numbers.
//!
//! ## Why
//!
//! HubSpot validates the file with the same constraints and refuses it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.tabs" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "location": "crm.record.tab" } }
//! ```
//!
//! ## How to fix
//!
//! Use one of the allowed values; the message lists them.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) cites the source of each constraint.

use crate::rule;

rule! {
    file: "invalid_value.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
