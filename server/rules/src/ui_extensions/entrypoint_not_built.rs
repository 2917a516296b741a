//! # entrypoint-not-built
//!
//! An entrypoint is not there yet; a build makes it.
//!
//! ## Why it is wrong
//!
//! It is not, as long as the build runs before each upload: HubSpot gets what lies in the folder then.
//!
//! ## Example
//!
//! ```text
//! src/app/functions/orders-hsmeta.json   … "entrypoint": "/app/functions/orders.js" …
//! src/app/functions/orders.ts
//! ```
//!
//! ## How to fix
//!
//! Run the build before `hs project upload`.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2 takes a path into `dist` as its example; public projects compile TypeScript
//! before the upload.

use crate::analysis::entrypoints::{Entrypoint, Verdict};
use crate::{Check, Rule};
use diagnostics::{Diagnostic, Severity, message};
use project::index::Index;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "entrypoint-not-built",
    severity: Severity::Info,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    file: include_str!("entrypoint_not_built.rs"),
    check: Check::Entrypoint(check),
};

fn check(_: &Index<'_>, found: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let Verdict::NotBuilt(why) = &found.verdict else {
        return;
    };
    let message = format!(
        "the entrypoint {} is not there yet; {why}",
        message::quoted(&found.reference.name)
    );
    let diagnostic = RULE.at(found.component.path, found.reference.span, message);
    out.push(diagnostic.help("run the build before each upload"));
}
