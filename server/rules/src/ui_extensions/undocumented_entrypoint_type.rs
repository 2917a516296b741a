//! # undocumented-entrypoint-type
//!
//! An entrypoint has an ending that the documentation does not name.
//!
//! ## Why it is wrong
//!
//! HubSpot's build takes it today. The documentation names `.tsx` and `.jsx` for UI extensions and `.js` for functions, so
//! nothing else is promised to work.
//!
//! ## Example
//!
//! ```json
//! "entrypoint": "/app/cards/Orders.js"
//! ```
//!
//! ## How to fix
//!
//! Rename the file and the path, or leave it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>;
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/serverless-functions/reference>

use crate::analysis::entrypoints::{Entrypoint, Verdict};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "undocumented-entrypoint-type",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    file: include_str!("undocumented_entrypoint_type.rs"),
    check: Check::Entrypoint(check),
};

fn check(_: &Index<'_>, found: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let Verdict::Undocumented(ending, documented) = &found.verdict else {
        return;
    };
    let message = format!(
        "the documentation names {documented} for entrypoints, not {}",
        message::quoted(ending)
    );
    let diagnostic = RULE.at(found.component.path, found.reference.span, message);
    out.push(diagnostic.help("HubSpot's tools take it today; rename the file to be sure"));
}
