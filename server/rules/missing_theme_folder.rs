//! # missing-theme-folder
//!
//! The folder that `themePath` names is not there.
//!
//! ## Why it is wrong
//!
//! The folder holds everything that the component is made of. Its path counts from the folder of the component file, without a
//! slash before it.
//!
//! ## Example
//!
//! ```text
//! src/theme/theme-hsmeta.json   … "themePath": "storefront" …
//! src/theme/store-front/theme.json
//! ```
//!
//! ## How to fix
//!
//! Correct the path, or add the folder.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>; npm
//! `@hubspot/cms-dev-server` 1.2.70.

use super::files::{self, There};
use super::{Check, Rule, assets};
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::index::Index;
use crate::words;

/// See the module's documentation.
pub(crate) static RULE: Rule = Rule {
    id: "missing-theme-folder",
    severity: Severity::Error,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure",
    file: include_str!("missing_theme_folder.rs"),
    check: Check::Project(check),
};

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, folder, marker) in assets::themes(index) {
        let why = match files::look(index, &folder) {
            There::Nothing => "does not exist",
            There::File => "is a file",
            _ => continue,
        };
        let message = format!("the folder {} {why}", words::quoted(folder.as_str()));
        let help = format!("name the folder that holds `{marker}`, counted from this file");
        out.push(RULE.at(component.path, reference.span, message).help(help));
    }
}
