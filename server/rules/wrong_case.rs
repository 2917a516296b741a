//! # wrong-case
//!
//! A value is written in another case than HubSpot documents.
//!
//! ## Why it is wrong
//!
//! HubSpot's tools compare some values without regard to case, and projects with `PRIVATE` are live; but only the
//! documented spelling is promised to work.
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
//! npm `@hubspot/cli` 8.14.0 lower-cases the value before it compares it; the documentation and all official
//! templates write lower case.

use super::{Check, Rule};
use crate::diagnostic::Severity;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "wrong-case",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("wrong_case.rs"),
    check: Check::Schema,
};
