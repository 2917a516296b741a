//! # wrong-case
//!
//! A value differs from a documented one in letter case only.
//!
//! ## What it does
//!
//! Compares the values of enumerations with those that HubSpot documents.
//!
//! ## Why
//!
//! HubSpot accepts the value: an upload does not compare case, and app files that HubSpot itself
//! generates contain `MARKETPLACE`. Only the documented case is guaranteed to work.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "MARKETPLACE" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "distribution": "marketplace" } }
//! ```
//!
//! ## How to fix
//!
//! Write the value as documented.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, a comment about the case of `distribution`; npm
//! `@hubspot/cli` 8.14.0 converts the value to lower case before it compares it. The documentation
//! and all official templates have lower case.

use crate::rule;

rule! {
    file: "wrong_case.rs",
    severity: Info,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Schema,
}
