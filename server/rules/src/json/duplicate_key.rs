//! # duplicate-key
//!
//! An object has two members of the same name. HubSpot reads the last one and says nothing of the others.
//!
//! ## Why it is wrong
//!
//! `JSON.parse`, which HubSpot's tools use, takes the last of several members with one name. What the
//! earlier ones say is lost without a word.
//!
//! ## Example
//!
//! ```json
//! { "uid": "orders", "type": "card", "uid": "returns" }
//! ```
//!
//! ## How to fix
//!
//! Keep the member that is meant and remove the other.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration>; the behaviour is that
//! of `JSON.parse` (ECMA-262), executed with npm `@hubspot/project-parsing-lib` 0.23.0.

use crate::{Check, Rule};
use diagnostics::{Diagnostic, RelPath, Severity, message};
use syntax::Key;

/// See the module's documentation. Reported by `check` from the list that the reader keeps.
pub static RULE: Rule = Rule {
    id: "duplicate-key",
    severity: Severity::Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    file: include_str!("duplicate_key.rs"),
    check: Check::Syntax,
};

/// The finding about one repeated name.
pub fn describe(path: &RelPath, first: Key<'_>, again: Key<'_>) -> Diagnostic {
    let name = message::quoted(again.text);
    RULE.at(
        path,
        again.span,
        format!("{name} stands twice in this object; HubSpot reads the last one only"),
    )
    .help("keep one of them")
    .related(path, first.span, format!("{name} stands here first"))
}
