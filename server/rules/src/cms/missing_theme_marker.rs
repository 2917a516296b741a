//! # missing-theme-marker
//!
//! The folder that `themePath` names has no `theme.json`, or for CMS assets no `cms-assets.json`.
//!
//! ## Why it is wrong
//!
//! HubSpot knows the folder by that file.
//!
//! ## Example
//!
//! ```text
//! src/theme/theme-hsmeta.json   … "themePath": "storefront" …
//! src/theme/storefront/templates/home.html
//! ```
//!
//! ## How to fix
//!
//! Add the file, or name the folder that holds it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>

use crate::rule;
use analysis::files::{self, There};
use analysis::theme_assets;
use diagnostics::{Diagnostic, message};
use project::index::Index;

rule! {
    file: "missing_theme_marker.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, folder, marker) in theme_assets::themes(index) {
        let Some(file) = folder.join(marker) else {
            continue;
        };
        if files::look(index, &folder) == There::Folder && files::look(index, &file) != There::File
        {
            let message = format!(
                "{} has no `{marker}` in it",
                message::quoted(folder.as_str())
            );
            let help = "add the file, or name the folder that holds it";
            out.push(RULE.at(component.path, reference.span, message).help(help));
        }
    }
}
