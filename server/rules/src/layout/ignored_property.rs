//! # ignored-property
//!
//! `hsproject.json` has an unknown property, which HubSpot ignores.
//!
//! ## What it does
//!
//! Compares the properties of `hsproject.json` with those that HubSpot's tools read.
//!
//! ## Why
//!
//! The property has no effect, although its name may promise one (`autoDeploy`).
//!
//! ## Example
//!
//! Bad:
//!
//! `hsproject.json`
//!
//! ```json
//! { "autoDeploy": true }
//! ```
//!
//! Good:
//!
//! `hsproject.json` (whole file)
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2026.09" }
//! ```
//!
//! ## How to fix
//!
//! Remove the property, or correct its name.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `types.d.ts`: the type of the file allows any other
//! property, and no code reads them.

use crate::rule;

rule! {
    file: "ignored_property.rs",
    severity: Info,
    fixes: EditorOnly,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    tag: Unnecessary,
    check: ProjectFileSchema,
}
