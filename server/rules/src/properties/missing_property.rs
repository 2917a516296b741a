//! # missing-property
//!
//! An object lacks a property that HubSpot requires.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the file: `Missing required field`.
//!
//! ## Example
//!
//! ```json
//! { "type": "card", "config": {} }
//! ```
//!
//! ## How to fix
//!
//! Add the property; the help shows an example.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) names the source of each requirement.

use crate::rule;

rule! {
    file: "missing_property.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
