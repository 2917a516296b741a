//! # needs-newer-platform
//!
//! A property or its value requires a newer platform version than that of the project.
//!
//! ## What it does
//!
//! Compares `platformVersion` in `hsproject.json` with the version that introduced the property or the
//! value.
//!
//! ## Why
//!
//! HubSpot refuses the file: `The "permissions" field is not supported on platform version …`.
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.03" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "permissions": { "requiredScopes": ["crm.objects.contacts.read"] } }
//! ```
//!
//! Good:
//!
//! `hsproject.json`
//!
//! ```json
//! { "platformVersion": "2026.09" }
//! ```
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "permissions": { "requiredScopes": ["crm.objects.contacts.read"] } }
//! ```
//!
//! ## How to fix
//!
//! Raise `platformVersion` in `hsproject.json`, remove the property or choose another value.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `validation.js`; verified by running it. It accepts
//! `permissions` as of 2026.09-beta, although its message says 2026.09.

use crate::rule;

rule! {
    file: "needs_newer_platform.rs",
    severity: Error,
    fixes: EditorOnly,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/developer-tooling/platform/versioning",
    check: Schema,
}
