//! # missing-theme-marker
//!
//! The folder in `themePath` has no `theme.json`, or `cms-assets.json` for CMS assets.
//!
//! ## What it does
//!
//! Checks for the file only; its contents are not checked.
//!
//! ## Why
//!
//! HubSpot recognizes the folder by that file.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "acme_theme",
//!   "type": "theme",
//!   "config": { "themePath": "storefront" }
//! }
//! ```
//!
//! `src/theme/storefront/templates/home.html`
//!
//! ```html
//! <h1>Storefront</h1>
//! ```
//!
//! Good:
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! {
//!   "uid": "acme_theme",
//!   "type": "theme",
//!   "config": { "themePath": "storefront" }
//! }
//! ```
//!
//! `src/theme/storefront/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! ## How to fix
//!
//! Add the file, or set `themePath` to the folder that contains it.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>

use crate::rule;
use analysis::files::{self, PathState};
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
        if files::path_state(index, &folder) == PathState::Folder
            && files::path_state(index, &file) != PathState::File
        {
            let message = format!(
                "folder {} does not contain `{marker}`",
                message::quoted(folder.as_str())
            );
            let help = "add the file, or use the folder that contains it";
            out.push(RULE.at(component.path, reference.span, message).help(help));
        }
    }
}
