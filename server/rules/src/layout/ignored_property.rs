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

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "ignored-property",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("ignored_property.rs"),
    check: Check::Schema,
};
