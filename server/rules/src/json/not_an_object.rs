//! # not-an-object
//!
//! The root value of a configuration file is not an object.
//!
//! ## What it does
//!
//! Checks component files, profiles and `hsproject.json`. A `local.json` is checked by
//! `unusable-local-json`.
//!
//! ## Why
//!
//! Every configuration file is one object. HubSpot refuses anything else, in part with messages
//! about missing fields.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/hsprofile.qa.json` (whole file)
//!
//! ```json
//! [{ "accountId": 123456, "variables": {} }]
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
//! Write one object per file.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js` and `transform.js`; verified by running
//! it.

use crate::local_development::unusable_local_json;
use crate::rule;
use catalog::FileKind;
use diagnostics::Diagnostic;
use project::document::Document;
use syntax::{Kind, Value};

rule! {
    file: "not_an_object.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}

/// The diagnostic about a root that is not an object; nothing if the root is a syntax error.
pub fn describe(document: &Document, root: Value<'_>) -> Option<Diagnostic> {
    if root.kind() == Kind::Unknown || !document.syntax.errors.is_empty() {
        return None;
    }
    let subject = match document.kind {
        FileKind::Project => "the project",
        FileKind::Component => "one component",
        FileKind::Profile => "one profile",
        FileKind::Local => return Some(unusable_local_json::not_an_object(document, root)),
        FileKind::Package | FileKind::Candidate => return None,
    };
    let message = format!("file must be one JSON object that describes {subject}");
    Some(
        RULE.at(&document.path, root.span(), message)
            .help("write a JSON object: `{ … }`"),
    )
}
