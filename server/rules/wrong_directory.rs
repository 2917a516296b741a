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

use super::{Check, Rule};
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::project::index::Index;
use crate::syntax::edit;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "wrong-directory",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app",
    file: include_str!("wrong_directory.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let source = |folder| index.src_dir.as_ref().and_then(|src| src.join(folder));
    let types = index.components.iter().filter_map(|component| component.facts.component);
    let present: HashSet<&str> = types.map(|component| component.name).collect();
    for component in &index.components {
        let (Some(name), Some(own)) = (&component.facts.type_name, component.facts.component) else { continue };
        let (Some(right), true) = (source(own.folder), own != component.folder) else { continue };
        let message = format!(
            "{} belongs in `{right}`; HubSpot refuses it in `{}`",
            words::quoted(&name.text),
            component.path.folder()
        );
        let diagnostic = RULE.at(component.path, name.span, message);
        let other = component.folder;
        out.push(if other.singular && present.contains(other.name) {
            diagnostic.help(format!("move the file to `{right}/`"))
        } else {
            diagnostic.help(format!("move the file to `{right}/`, or change the type to `{}`", other.name)).fix(
                format!("change the type to `{}`", other.name),
                Safety::Unsafe,
                [(name.span, edit::quote(other.name))],
            )
        });
    }
}
