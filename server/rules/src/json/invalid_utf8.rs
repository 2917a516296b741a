//! # invalid-utf8
//!
//! The file has bytes that are not valid UTF-8.
//!
//! ## What it does
//!
//! Reports the first invalid byte of each file. The usual cause is a file saved in another
//! encoding.
//!
//! ## Why
//!
//! HubSpot's tools read files as UTF-8 and replace every invalid byte by a replacement character,
//! so names and labels are garbled.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```text
//! "name": "Caf<E9>"
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```text
//! "name": "Café"
//! ```
//!
//! ## How to fix
//!
//! Save the file as UTF-8.
//!
//! ## Source
//!
//! Node's `fs.readFileSync(path, 'utf8')`, which npm `@hubspot/project-parsing-lib` 0.23.0 uses;
//! verified by running it.

use crate::rule;
use diagnostics::{Diagnostic, RelPath, Span};

rule! {
    file: "invalid_utf8.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}

/// The diagnostic about the first invalid bytes.
pub fn describe(path: &RelPath, span: Span) -> Diagnostic {
    let message =
        "file is not UTF-8; HubSpot replaces each invalid byte with a replacement character";
    RULE.at(path, span, message).help("save the file as UTF-8")
}
