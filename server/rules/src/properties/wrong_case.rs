//! # wrong-case
//!
//! A value is written in another case than HubSpot documents.
//!
//! ## Why it is wrong
//!
//! It works: an upload does not check the case, and app files that HubSpot itself writes have `MARKETPLACE` in upper case. Only
//! the documented spelling is promised to work.
//!
//! ## Example
//!
//! ```json
//! "distribution": "PRIVATE"
//! ```
//!
//! ## How to fix
//!
//! Write it as documented.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, a comment about the case of `distribution`; npm `@hubspot/cli` 8.14.0
//! lower-cases the value before it compares it. The documentation and all official templates have lower case.

use crate::{Check, Rule};
use diagnostics::Severity;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "wrong-case",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("wrong_case.rs"),
    check: Check::Schema,
};
