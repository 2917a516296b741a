//! # invalid-value
//!
//! A value is of the right type and still not one that HubSpot allows: an unknown word, a text that is too long, a
//! list that is too short.
//!
//! ## Why it is wrong
//!
//! HubSpot's schemas refuse it.
//!
//! ## Example
//!
//! ```json
//! "location": "crm.record.tabs"
//! ```
//!
//! ## How to fix
//!
//! Use one of the allowed values; the finding names them.
//!
//! ## Source
//!
//! The schema of the file (`hsmeta schema <type>`) names the source of each limit.

use crate::rule;

rule! {
    file: "invalid_value.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
