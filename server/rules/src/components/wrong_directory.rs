//! # wrong-directory
//!
//! A component lies in the folder of another type.
//!
//! ## Why it is wrong
//!
//! HubSpot refuses the upload: `The directory … is incorrect for type …`. Each type has one folder below the source folder,
//! and its files lie directly in it.
//!
//! ## Example
//!
//! ```text
//! src/app/settings/order-history-hsmeta.json   { "uid": "order_history", "type": "card", … }
//! ```
//!
//! ## How to fix
//!
//! Move the file to the folder of its type, together with the code that belongs to it, or correct the type.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app>; npm
//! `@hubspot/project-parsing-lib` 0.23.0, `constants.js` and `validation.js`; executed.

use std::collections::HashSet;

use crate::{Check, Rule};
use diagnostics::{Diagnostic, Safety, Severity, message};
use project::facts::TypeMismatch;
use project::index::Index;
use syntax::edit;

/// See the module's documentation.
pub static RULE: Rule = Rule {
    id: "wrong-directory",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("wrong_directory.rs"),
    check: Check::Project(check),
};

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
                    "`type` is {shown}, but folder and `config` are those of `{own}`: HubSpot refuses it"
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
