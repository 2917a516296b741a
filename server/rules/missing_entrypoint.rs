//! # missing-entrypoint
//!
//! The entrypoint of a component is not there.
//!
//! ## Why it is wrong
//!
//! HubSpot counts the path from the source folder. It finds no file to build, and says so only after the upload.
//!
//! ## Example
//!
//! ```text
//! src/app/cards/orders-hsmeta.json   … "entrypoint": "/app/cards/Orders.jsx" …
//! src/app/cards/Orders.tsx
//! ```
//!
//! ## How to fix
//!
//! Correct the path, or add the file.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, which builds UI extensions and functions.

use super::entrypoints::{self, Entrypoint, Verdict};
use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::index::Index;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "missing-entrypoint",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    file: include_str!("missing_entrypoint.rs"),
    check: Check::Entrypoint(check),
};

fn check(index: &Index<'_>, found: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let name = words::quoted(&found.reference.name);
    let message = match found.verdict {
        Verdict::Nothing if found.reference.name.is_empty() => "the entrypoint is empty".to_owned(),
        Verdict::Nothing => format!("the entrypoint {name} does not exist"),
        Verdict::Folder => format!("the entrypoint {name} is a folder"),
        _ => return,
    };
    let diagnostic = RULE.at(found.component.path, found.reference.span, message);
    let help = "correct the path, which counts from the source folder, or add the file";
    out.push(entrypoints::suggest(diagnostic, index, found, help));
}
