//! # wrong-directory
//!
//! A component file is in the folder of another component type.
//!
//! ## What it does
//!
//! Compares `type` with the folder of the file. Each component type has one folder, relative to
//! `srcDir`, and its files are directly in it.
//!
//! ## Why
//!
//! HubSpot refuses the upload: `The directory … is incorrect for type …`.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-objects/order-paid-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_paid",
//!   "type": "app-event",
//!   "config": { "name": "Order paid", "objectType": "CONTACT", "headerTemplate": "Paid" }
//! }
//! ```
//!
//! Good:
//!
//! `src/app/app-objects/order-paid-hsmeta.json` is removed
//!
//! `src/app/app-events/order-paid-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "order_paid",
//!   "type": "app-event",
//!   "config": { "name": "Order paid", "objectType": "CONTACT", "headerTemplate": "Paid" }
//! }
//! ```
//!
//! ## How to fix
//!
//! Move the file to the folder of its type, together with its code, or correct the type.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `validation.js`; verified by running
//! it.

use crate::rule;
use std::collections::HashSet;

use diagnostics::{Diagnostic, Safety, message};
use project::facts::TypeMismatch;
use project::index::Index;
use syntax::edit;

rule! {
    file: "wrong_directory.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let types = index
        .components
        .iter()
        .filter_map(|component| component.facts.declared);
    let present: HashSet<&str> = types.map(|component| component.name).collect();
    for component in &index.components {
        let (Some(name), Some(own)) = (&component.facts.type_name, component.facts.declared) else {
            continue;
        };
        let Some(type_mismatch) = component.facts.type_mismatch else {
            continue;
        };
        let Some(right) = index.src_dir.as_ref().and_then(|src| src.join(own.folder)) else {
            continue;
        };
        let other = component.folder;
        let (shown, here) = (message::quoted(&name.text), component.path.folder());
        // A second one of a type that a project may have once would be refused too.
        let is_taken = other.singular && present.contains(other.name);
        let (message, moving, safety) = match type_mismatch {
            TypeMismatch::WrongType if !is_taken => {
                let own = other.name;
                let message = format!(
                    "`type` is {shown}, but folder and `config` are those of `{own}`; HubSpot refuses it"
                );
                (message, None, Some(Safety::Unsafe))
            }
            _ => {
                let message =
                    format!("{shown} belongs in `{right}`; HubSpot refuses it in `{here}`");
                let is_choice = type_mismatch == TypeMismatch::Ambiguous && !is_taken;
                let safety = if is_choice {
                    Some(Safety::DisplayOnly)
                } else {
                    None
                };
                (
                    message,
                    Some(format!("move the file to `{right}/`")),
                    safety,
                )
            }
        };
        let mut diagnostic = RULE.at(component.path, name.span, message);
        let retyping = format!("change `type` to `{}`", other.name);
        diagnostic = diagnostic.help(match (moving, safety) {
            (Some(moving), Some(_)) => format!("{moving}, or {retyping}"),
            (Some(moving), None) => moving,
            (None, _) => retyping.clone(),
        });
        if let Some(safety) = safety {
            diagnostic = diagnostic.fix(retyping, safety, [(name.span, edit::quote(other.name))]);
        }
        out.push(diagnostic);
    }
}
