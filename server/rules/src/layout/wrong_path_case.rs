//! # wrong-path-case
//!
//! A path differs from the name of its file in letter case only.
//!
//! ## What it does
//!
//! Compares entrypoints, paths of images and folders, and local dependencies with the files and
//! folders that exist.
//!
//! ## Why
//!
//! Windows and macOS find the file anyway. HubSpot builds projects on another system, where
//! `Orders.tsx` and `orders.tsx` are most likely two files.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/cards/orders-hsmeta.json`
//!
//! ```json
//! { "config": { "entrypoint": "/app/cards/orders.tsx" } }
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
//! Write the path exactly as the file is named.
//!
//! ## Source
//!
//! npm `@hubspot/ui-extensions-dev-server` 2.1.2 opens the path as it is written.

use crate::rule;
use analysis::entrypoints::{Entrypoint, EntrypointProblem};
use analysis::{local_dependencies, theme_assets};
use diagnostics::{Diagnostic, RelPath, Safety, Span, message};
use project::facts::{Reference, Spanned};
use project::index::Index;
use syntax::edit;

rule! {
    file: "wrong_path_case.rs",
    severity: Warning,
    fixes: Safe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference",
    check: Entrypoint(in_entrypoint), Project(in_other_files),
}

fn in_entrypoint(_: &Index<'_>, entrypoint: &Entrypoint<'_>, out: &mut Vec<Diagnostic>) {
    if let EntrypointProblem::WrongCase(right) = &entrypoint.problem {
        let Reference { name, span, .. } = entrypoint.reference;
        out.push(describe(entrypoint.component.path, *span, name, right));
    }
}

fn in_other_files(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, right) in theme_assets::in_other_case(index) {
        out.push(describe(
            component.path,
            reference.span,
            &reference.name,
            &right,
        ));
    }
    for broken in local_dependencies::broken(index) {
        if let local_dependencies::DependencyProblem::WrongCase(right) = &broken.problem {
            let Spanned { text, span } = &broken.dependency.spec;
            out.push(describe(broken.file, *span, text, right));
        }
    }
}

fn describe(file: &RelPath, span: Span, written: &str, right: &str) -> Diagnostic {
    let (name, shown) = (message::quoted(written), message::quoted(right));
    let message = format!("{name} differs from {shown} in case; HubSpot's build is case-sensitive");
    let change = format!("change to {shown}");
    RULE.at(file, span, message).help(&change).fix(
        change,
        Safety::Safe,
        [(span, edit::quote(right))],
    )
}
