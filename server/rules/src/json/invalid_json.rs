//! # invalid-json
//!
//! A configuration file is not valid JSON.
//!
//! ## What it does
//!
//! Reports syntax errors such as missing and trailing commas, comments, single-quoted strings and
//! unclosed brackets. The parser recovers from each error and the other rules still check the rest
//! of the file.
//!
//! ## Why
//!
//! HubSpot's tools read every configuration file with `JSON.parse`, which accepts strict JSON only.
//! They refuse the upload with `Invalid JSON`, without a line number.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! {
//!   "accountId": 123456,
//!   "variables": {},
//! }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! {
//!   "accountId": 123456,
//!   "variables": {}
//! }
//! ```
//!
//! ## How to fix
//!
//! Follow the help of the problem. Remove what JSON does not support, such as comments.
//!
//! ## Source
//!
//! `JSON.parse` (ECMA-262), with which npm `@hubspot/project-parsing-lib` 0.23.0 reads every file
//! (`files.js`, `project.js`); verified by running it.

use crate::rule;

rule! {
    file: "invalid_json.rs",
    severity: Error,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}
