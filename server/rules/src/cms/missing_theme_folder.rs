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
use project::index::Index;
use syntax::edit;

rule! {
    file: "missing_theme_folder.rs",
    severity: Error,
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
        let found = RULE.at(component.path, reference.span, message);
        let there = folders_with(index, component.path.folder(), marker);
        let name = reference
            .name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        out.push(
            match suggest::nearest(name, there.iter().map(String::as_str)) {
                Some(near) => found
                    .help(format!("did you mean {}?", message::quoted(near)))
                    .fix(
                        format!("change to `{near}`"),
                        Safety::Unsafe,
                        vec![(reference.span, edit::quote(near))],
                    ),
                None => found.help(format!(
                    "use the folder that contains `{marker}`, relative to this file"
                )),
            },
        );
    }
}

/// The folders directly below `folder` that contain the file `marker`.
fn folders_with(index: &Index<'_>, folder: &str, marker: &str) -> Vec<String> {
    let below = index
        .project
        .entries
        .range(RelPath::new(folder)..)
        .map(|(path, _)| path);
    let inside = below.take_while(|path| path.as_str().starts_with(folder));
    let markers = inside.filter(|path| path.file_name() == marker);
    let names = markers.filter_map(|path| path.folder().strip_prefix(folder)?.strip_prefix('/'));
    names
        .filter(|name| !name.contains('/'))
        .map(str::to_owned)
        .collect()
}
