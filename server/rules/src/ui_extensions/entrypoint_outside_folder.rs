//! # entrypoint-outside-folder
//!
//! The entrypoint of a UI extension is not directly in the folder of its component file.
//!
//! ## What it does
//!
//! Compares the folder of `entrypoint`, which is relative to `srcDir`, with the folder of the
//! component file.
//!
//! ## Why
//!
//! `hs project dev` looks only for the file name, in the folder of the component. It does not find
//! the entrypoint, or finds a different file.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "./Orders.tsx" } }
//! ```
//!
//! Good:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/Orders.tsx" } }
//! ```
//!
//! ## How to fix
//!
//! Put the file next to the component file, and write its path relative to the source folder.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2, `DevModeUnifiedInterface`.

use crate::rule;
use analysis::entrypoints::{Entrypoint, EntrypointProblem};
use diagnostics::{Diagnostic, Safety, message};
use project::index::Index;
use syntax::edit;

rule! {
    file: "entrypoint_outside_folder.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    check: Entrypoint(check),
}

fn check(_: &Index<'_>, found: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let EntrypointProblem::Outside(here) = &found.problem else {
        return;
    };
    let name = message::quoted(&found.reference.name);
    let folder = message::quoted(found.component.path.folder());
    let at = |message: String| RULE.at(found.component.path, found.reference.span, message);
    out.push(match here {
        Some(path) => at(format!(
            "{name} does not exist; the file with this name in {folder} is {}",
            message::quoted(path)
        ))
        .help("write the path relative to the source folder")
        .fix(
            format!("change to {}", message::quoted(path)),
            Safety::Unsafe,
            [(found.reference.span, edit::quote(path))],
        ),
        None => at(format!(
            "{name} is not directly in {folder}, where `hs project dev` looks for it"
        ))
        .help("move the file next to this one, or import it from a file there"),
    });
}
