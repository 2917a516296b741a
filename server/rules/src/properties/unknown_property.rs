//! # unknown-property
//!
//! An object has an unknown property.
//!
//! ## What it does
//!
//! Compares the properties of each object with the schema of the file.
//!
//! ## Why
//!
//! HubSpot ignores the property, or refuses the file. Most often the name is misspelled or the
//! property is in the wrong object, so its value has no effect.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "objecTypes": ["contacts"] } }
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
//! Correct the name, or remove the property.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) lists the known properties of each component.

use crate::rule;

rule! {
    file: "unknown_property.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
