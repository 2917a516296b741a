//! # missing-property
//!
//! An object has no value for a property that HubSpot requires.
//!
//! ## What it does
//!
//! Checks each object against the required properties in the schema of the file. A property that is
//! misplaced or misspelled is reported by other rules.
//!
//! ## Why
//!
//! HubSpot refuses the file: `Missing required field`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/media-bridge/media-hsmeta.json`
//!
//! ```json
//! { "type": "media-bridge", "config": {} }
//! ```
//!
//! Good:
//!
//! `src/app/media-bridge/media-hsmeta.json`
//!
//! ```json
//! { "uid": "media", "type": "media-bridge", "config": {} }
//! ```
//!
//! ## How to fix
//!
//! Add the property; the help shows an example.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) cites the source of each required property.

use crate::rule;

rule! {
    file: "missing_property.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
