//! # unknown-property
//!
//! An object has a property that HubSpot does not know.
//!
//! ## Why it is wrong
//!
//! HubSpot ignores it or refuses the file. Most often the name is misspelt or stands in the wrong place, and what
//! it should do does not happen.
//!
//! ## Example
//!
//! ```json
//! "config": { "objecTypes": ["contacts"] }
//! ```
//!
//! ## How to fix
//!
//! Correct the name, or remove the property.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) lists what is known of each component.

use crate::rule;

rule! {
    file: "unknown_property.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
