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

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "unknown-property",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("unknown_property.rs"),
    check: Check::Schema,
};
