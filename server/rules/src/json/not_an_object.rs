//! # not-an-object
//!
//! The outermost value of the file is not an object.
//!
//! ## Why it is wrong
//!
//! Every configuration file is one object. HubSpot refuses anything else, partly with messages about fields that it
//! could not find.
//!
//! ## Example
//!
//! ```json
//! [{ "uid": "orders", "type": "card" }]
//! ```
//!
//! ## How to fix
//!
//! Put one object into the file: one component for each file.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `project.js` and `transform.js`; executed.

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

/// The finding about a root that is no object; nothing where the root is only broken text.
pub fn describe(document: &Document, root: Value<'_>) -> Option<Diagnostic> {
    if root.kind() == Kind::Unknown || !document.syntax.errors.is_empty() {
        return None;
    }
    let what = match document.kind {
        FileKind::Project => "the project",
        FileKind::Component => "one component",
        FileKind::Profile => "one profile",
        FileKind::Local => return Some(unusable_local_json::not_an_object(document, root)),
        FileKind::Package | FileKind::Candidate => return None,
    };
    let message = format!("the file must be one JSON object that describes {what}");
    Some(
        RULE.at(&document.path, root.span(), message)
            .help("write an object in braces: `{ … }`"),
    )
}
