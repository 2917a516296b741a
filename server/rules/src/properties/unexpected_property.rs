//! # unexpected-property
//!
//! HubSpot's own schema does not allow a property of `config`.
//!
//! ## What it does
//!
//! Checks `config` against HubSpot's own schema of the component type, if it was imported for the
//! platform version of the project (`hsmeta schema import`). Without imported schemas, a property
//! that HubSpot does not document is a warning, `unknown-property`.
//!
//! ## Why
//!
//! HubSpot validates the file with this schema and refuses it.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/calling/calling-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_calling", "type": "calling", "config": { "url": "https://acme.tech/dial", "colour": "red" } }
//! ```
//!
//! `.hsmeta/schemas/2026.09.json`
//!
//! ```json
//! { "platformVersion": "2026.09", "imported": "2026-11-29", "schemas": { "CALLING": { "type": "object", "properties": { "url": { "type": "string" } }, "additionalProperties": false } } }
//! ```
//!
//! Good:
//!
//! `src/app/calling/calling-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_calling", "type": "calling", "config": { "url": "https://acme.tech/dial" } }
//! ```
//!
//! `.hsmeta/schemas/2026.09.json`
//!
//! ```json
//! { "platformVersion": "2026.09", "imported": "2026-11-29", "schemas": { "CALLING": { "type": "object", "properties": { "url": { "type": "string" } }, "additionalProperties": false } } }
//! ```
//!
//! ## How to fix
//!
//! Correct the name of the property, move it to the object that it belongs in, or remove it. If
//! HubSpot has changed its schema since the day in the message, import it again.
//!
//! ## Source
//!
//! The imported schema (`hsmeta schema <type>` prints it). npm `@hubspot/project-parsing-lib`
//! 0.23.0, `validation.js`: HubSpot's tools validate `config` with it.

use crate::rule;

rule! {
    file: "unexpected_property.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
