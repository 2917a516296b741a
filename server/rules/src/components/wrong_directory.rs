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

use catalog::ComponentType;
use diagnostics::{Diagnostic, RelPath, Safety, message};
use project::facts::{Spanned, TypeMismatch};
use project::index::{Component, Index};
use syntax::edit;

rule! {
    file: "wrong_directory.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let present: HashSet<&str> = index
        .components
        .iter()
        .filter_map(|component| Some(component.facts.declared?.name))
        .collect();
    for component in &index.components {
        let facts = component.facts;
        let (Some(name), Some(declared)) = (&facts.type_name, facts.declared) else {
            continue;
        };
        let (Some(mismatch), Some(src_dir)) = (facts.type_mismatch, &index.src_dir) else {
            continue;
        };
        let Some(directory) = src_dir.join(declared.folder) else {
            continue;
        };
        // A project may have only one component of some types.
        let can_retype = !(component.folder.singular && present.contains(component.folder.name));
        out.push(match (mismatch, can_retype) {
            (TypeMismatch::WrongType, true) => wrong_type(component, name),
            (TypeMismatch::Ambiguous, true) => ambiguous(component, name, &directory),
            _ => wrong_folder(component, name, &directory),
        });
    }
}

/// Everything but `type` is that of the type of the folder.
fn wrong_type(component: &Component<'_>, name: &Spanned) -> Diagnostic {
    let message = format!(
        "`type` is {}, but folder and `config` are those of `{}`; HubSpot refuses it",
        message::quoted(&name.text),
        component.folder.name
    );
    let title = retype_title(component.folder);
    RULE.at(component.path, name.span, message)
        .help(title.as_str())
        .fix(title, Safety::Unsafe, retype(component, name))
}

/// Either `type` or the folder is wrong.
fn ambiguous(component: &Component<'_>, name: &Spanned, directory: &RelPath) -> Diagnostic {
    let title = retype_title(component.folder);
    wrong_folder(component, name, directory)
        .help(format!("move the file to `{directory}/`, or {title}"))
        .fix(title, Safety::DisplayOnly, retype(component, name))
}

fn wrong_folder(component: &Component<'_>, name: &Spanned, directory: &RelPath) -> Diagnostic {
    let message = format!(
        "{} belongs in `{directory}`; HubSpot refuses it in `{}`",
        message::quoted(&name.text),
        component.path.folder()
    );
    RULE.at(component.path, name.span, message)
        .help(format!("move the file to `{directory}/`"))
}

fn retype_title(to: &ComponentType) -> String {
    format!("change `type` to `{}`", to.name)
}

fn retype(component: &Component<'_>, name: &Spanned) -> syntax::edit::Edits {
    vec![(name.span, edit::quote(component.folder.name))]
}
