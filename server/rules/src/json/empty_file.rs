//! # empty-file
//!
//! A JSON file is empty or contains only whitespace.
//!
//! ## What it does
//!
//! Checks component files, profiles and `hsproject.json`. An empty `package.json` is not reported.
//!
//! ## Why
//!
//! HubSpot refuses the file: `File content is missing`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! { "accountId": 123456, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Add the content, or delete the file.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `transform.js`; verified by running it.

use crate::rule;

rule! {
    file: "empty_file.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}
