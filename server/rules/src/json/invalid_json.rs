//! # invalid-json
//!
//! The text is not JSON: a missing or trailing comma, a comment, a single-quoted string, an unclosed bracket.
//! HubSpot reads strict JSON and nothing else.
//!
//! ## Why it is wrong
//!
//! HubSpot's tools read every configuration file with `JSON.parse` and refuse the upload with `Invalid JSON`,
//! without saying where.
//!
//! ## Example
//!
//! ```json
//! {
//!   "uid": "orders",  // comments are not JSON
//!   "type": "card",
//! }
//! ```
//!
//! ## How to fix
//!
//! Follow the help of the finding. What JSON has no word for, such as a comment, has to go.
//!
//! ## Source
//!
//! `JSON.parse` (ECMA-262), with which npm `@hubspot/project-parsing-lib` 0.23.0 reads every file (`files.js`,
//! `project.js`); executed.

use crate::rule;

rule! {
    file: "invalid_json.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}
