//! # ignored-property
//!
//! `hsproject.json` has a property that HubSpot does not know and ignores.
//!
//! ## Why it is wrong
//!
//! It has no effect, though its name may promise one (`autoDeploy`).
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "srcDir": "src", "platformVersion": "2026.09", "autoDeploy": true }
//! ```
//!
//! ## How to fix
//!
//! Remove it, or correct its name.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `types.d.ts`: the type of the file allows any further field, and
//! nothing reads them.

use crate::rule;

rule! {
    file: "ignored_property.rs",
    severity: Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    tag: Unnecessary,
    check: Schema,
}
