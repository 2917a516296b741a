//! # invalid-package-json
//!
//! A `package.json` below the source folder is not valid JSON.
//!
//! ## Why it is wrong
//!
//! npm refuses the file when HubSpot installs the packages of the project. `hs project upload` passes over it without a
//! word, and so does not take along the local packages that it names. An empty file is not reported, nor is a byte-order
//! mark, which npm ignores.
//!
//! ## Example
//!
//! ```text
//! { "name": "cards", "dependencies": { "react": "^18.2.0", } }
//! ```
//!
//! ## How to fix
//!
//! Correct the syntax. Comments and trailing commas are not allowed.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `workspaces.js`.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, Safety};
use syntax::{Mistake, SyntaxError};

rule! {
    file: "invalid_package_json.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: Syntax,
}

/// The diagnostic about a syntax error.
pub fn describe(path: &RelPath, error: &SyntaxError) -> Option<Diagnostic> {
    if error.mistake != Mistake::InvalidJson {
        return None;
    }
    let mut diagnostic = RULE.at(path, error.span, &error.message).help(&error.help);
    if let Some((span, message)) = &error.related {
        diagnostic = diagnostic.related(path, *span, message);
    }
    if let Some((title, edits)) = &error.fix {
        diagnostic = diagnostic.fix(title, Safety::Safe, edits.clone());
    }
    Some(diagnostic)
}
