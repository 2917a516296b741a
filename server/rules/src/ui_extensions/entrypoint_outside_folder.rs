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
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    check: Entrypoint(check),
}

fn check(_: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    let EntrypointProblem::Outside(file_here) = &entrypoint.problem else {
        return;
    };
    let (path, span) = (entrypoint.component.path, entrypoint.reference.span);
    let name = message::quoted(&entrypoint.reference.name);
    let folder = message::quoted(path.folder());
    out.push(match file_here {
        Some(file) => {
            let shown = message::quoted(file);
            let message =
                format!("{name} does not exist; the file with this name in {folder} is {shown}");
            RULE.at(path, span, message)
                .help("write the path relative to the source folder")
                .fix(
                    format!("change to {shown}"),
                    Safety::Unsafe,
                    [(span, edit::quote(file))],
                )
        }
        None => {
            let message =
                format!("{name} is not directly in {folder}, where `hs project dev` looks for it");
            RULE.at(path, span, message)
                .help("move the file next to this one, or import it from a file there")
        }
    });
}
