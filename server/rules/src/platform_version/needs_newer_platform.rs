//! # needs-newer-platform
//!
//! A property needs a newer platform version than the project has.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the file: `The "permissions" field is not supported on platform version …`.
//!
//! ## Example
//!
//! ```json
//! { "uid": "orders", "type": "card", "permissions": { "requiredScopes": ["tickets"] }, "config": {} }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`, or remove the property.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `validation.js`; executed. It accepts `permissions` from 2026.09-beta
//! on, though its message says 2026.09.

use crate::rule;

rule! {
    file: "needs_newer_platform.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    check: Schema,
}
