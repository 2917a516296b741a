//! # missing-theme-folder
//!
//! The folder in `themePath` does not exist.
//!
//! ## What it does
//!
//! Resolves `themePath` relative to the folder of the component file, without a leading slash.
//!
//! ## Why
//!
//! The folder contains everything the component consists of.
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
//! `src/theme/store-front/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
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
//!   "config": { "themePath": "store-front" }
//! }
//! ```
//!
//! `src/theme/store-front/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! ## How to fix
//!
//! Correct the path, or add the folder.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>;
//! npm `@hubspot/cms-dev-server` 1.2.70.

use crate::rule;
use analysis::files::{self, PathState};
use analysis::theme_assets;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::Reference;
use project::index::Index;
use syntax::edit;

rule! {
    file: "missing_theme_folder.rs",
    severity: Error,
    fixes: Unsafe,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, folder, marker) in theme_assets::themes(index) {
        let why = match files::path_state(index, &folder) {
            PathState::Missing => "does not exist",
            PathState::File => "is not a folder",
            _ => continue,
        };
        let mut message = format!("theme folder {} {why}", message::quoted(folder.as_str()));
        if let Some(difference) = files::in_other_form(index, &folder) {
            message = format!("{message}: {difference}");
        }
        let diagnostic = RULE.at(component.path, reference.span, message);
        let folders = folders_with(index, component.path.folder(), marker);
        out.push(suggest(diagnostic, reference, &folders, marker));
    }
}

/// Suggests the folder with the most similar name.
fn suggest(
    diagnostic: Diagnostic,
    reference: &Reference,
    folders: &[&str],
    marker: &str,
) -> Diagnostic {
    let name = reference
        .name
        .rsplit(['/', '\\'])
        .next()
        .unwrap_or_default();
    let Some(near) = suggest::nearest(name, folders.iter().copied()) else {
        return diagnostic.help(format!(
            "use the folder that contains `{marker}`, relative to this file"
        ));
    };
    diagnostic
        .help(format!("did you mean {}?", message::quoted(near)))
        .fix(
            format!("change to `{near}`"),
            Safety::Unsafe,
            [(reference.span, edit::quote(near))],
        )
}

/// The folders directly below `folder` that contain the file `marker`.
fn folders_with<'p>(index: &Index<'p>, folder: &str, marker: &str) -> Vec<&'p str> {
    let mut names = Vec::new();
    for (path, _) in index.project.entries.range(RelPath::new(folder)..) {
        if !path.as_str().starts_with(folder) {
            break;
        }
        if path.file_name() == marker
            && let Some(below) = path.folder().strip_prefix(folder)
            && let Some(name) = below.strip_prefix('/')
            && !name.contains('/')
        {
            names.push(name);
        }
    }
    names
}
