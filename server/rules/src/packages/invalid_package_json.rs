//! # invalid-package-json
//!
//! A `package.json` inside the source folder is not valid JSON.
//!
//! ## What it does
//!
//! Reports syntax errors in each `package.json`. An empty file is not reported, and neither is a
//! byte-order mark, which npm ignores.
//!
//! ## Why
//!
//! npm refuses the file when HubSpot installs the project's packages. `hs project upload` silently
//! skips it and does not upload the local packages that it lists.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! {
//!   "name": "cards",
//!   "dependencies": {
//!     "@hubspot/ui-extensions": "^0.17.0",
//!     "react": "^18.2.0",
//!   }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/cards/package.json` (whole file)
//!
//! ```json
//! {
//!   "name": "cards",
//!   "dependencies": {
//!     "@hubspot/ui-extensions": "^0.17.0",
//!     "react": "^18.2.0"
//!   }
//! }
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
use syntax::{ErrorKind, SyntaxError};

rule! {
    file: "invalid_package_json.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    check: PackageSyntax,
}

/// The diagnostic about a syntax error.
pub fn describe(path: &RelPath, error: &SyntaxError) -> Option<Diagnostic> {
    if error.kind != ErrorKind::InvalidJson {
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
