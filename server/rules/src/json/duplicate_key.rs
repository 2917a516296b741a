//! # duplicate-key
//!
//! An object has two properties with the same name.
//!
//! ## What it does
//!
//! Compares the property names of each object, in component files, profiles, `hsproject.json` and
//! `local.json`.
//!
//! ## Why
//!
//! HubSpot's tools read files with `JSON.parse`, which keeps the last of several properties with
//! the same name and silently drops the others.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! { "accountId": 123456, "variables": {}, "accountId": 234567 }
//! ```
//!
//! Good:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! { "accountId": 234567, "variables": {} }
//! ```
//!
//! ## How to fix
//!
//! Remove all but one of them.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the
//! behavior of `JSON.parse` (ECMA-262), verified by running npm `@hubspot/project-parsing-lib`
//! 0.23.0.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, message};
use syntax::Key;

rule! {
    file: "duplicate_key.rs",
    severity: Warning,
    since: "0.1.0",
    check: Syntax,
}

/// The diagnostic about a key that is in an object already.
pub fn describe(path: &RelPath, first: Key<'_>, again: Key<'_>) -> Diagnostic {
    let name = message::quoted(again.text);
    let message = format!("duplicate key {name}; HubSpot uses the last value");
    RULE.at(path, again.span, message)
        .help("keep one of them")
        .related(path, first.span, "first defined here")
}
