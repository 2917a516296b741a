//! # not-a-component
//!
//! A `*-hsmeta.json` file has none of `uid`, `type` and `config`, so it does not describe a component at all.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the file with one message for each property that it does not know. A file of the project layout before
//! 2025.2 is reported by `legacy-content` instead.
//!
//! ## Example
//!
//! ```json
//! { "name": "Orders", "description": "Orders on the record" }
//! ```
//!
//! ## How to fix
//!
//! Write the file as `{ "uid": …, "type": …, "config": { … } }`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `files.js` and `validation.js`.

use crate::rule;
use diagnostics::{Diagnostic, Span};
use project::document::Document;
use syntax::Value;

rule! {
    file: "not_a_component.rs",
    severity: Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Syntax,
}

/// The diagnostic about the whole file.
pub fn describe(document: &Document, root: Value<'_>) -> Diagnostic {
    let span = Span {
        end: root.span().start + 1,
        ..root.span()
    };
    RULE.at(
        &document.path,
        span,
        "this is not a component file: it has no `uid`, `type` or `config`",
    )
    .help("write it as `{ \"uid\": …, \"type\": …, \"config\": { … } }`")
}
