//! # missing-image
//!
//! An image that a component refers to does not exist.
//!
//! ## What it does
//!
//! Checks the `logo` of apps and the preview images of cards. A path with a leading slash is
//! relative to the source folder, any other path to the folder of the component file.
//!
//! ## Why
//!
//! HubSpot accepts the project but has no image to show.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "logo": "/app/logo.png" } }
//! ```
//!
//! Good:
//!
//! `src/app/app-hsmeta.json`
//!
//! ```json
//! { "config": { "logo": "/app/logo.png" } }
//! ```
//!
//! `src/app/logo.png`
//!
//! ```text
//! (the image)
//! ```
//!
//! ## How to fix
//!
//! Correct the path, or add the image.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/extension-points/app-cards/reference>
//! for previews; npm `@hubspot/cli` 8.14.0 for logos.

use crate::rule;
use analysis::files::{self, PathState};
use analysis::theme_assets;
use catalog::is_image;
use diagnostics::{Diagnostic, RelPath, Safety, message, suggest};
use project::facts::Reference;
use project::index::Index;
use syntax::edit;

rule! {
    file: "missing_image.rs",
    severity: Warning,
    fixes: Unsafe,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, path) in theme_assets::images(index) {
        let problem = match files::path_state(index, &path) {
            PathState::Missing => "does not exist",
            PathState::Folder => "is a folder",
            _ => continue,
        };
        let mut message = format!("image {} {problem}", message::quoted(path.as_str()));
        if let Some(difference) = files::in_other_form(index, &path) {
            message = format!("{message}: {difference}");
        }
        let diagnostic = RULE.at(component.path, reference.span, message);
        out.push(match nearest(index, reference, &path) {
            Some(right) => diagnostic
                .help(format!("did you mean {}?", message::quoted(&right)))
                .fix(
                    format!("change to {}", message::quoted(&right)),
                    Safety::Unsafe,
                    [(reference.span, edit::quote(&right))],
                ),
            None => diagnostic.help("correct the path, or add the image"),
        });
    }
}

/// The reference to the image in the same folder whose name is most similar.
fn nearest(index: &Index<'_>, reference: &Reference, path: &RelPath) -> Option<String> {
    let names = files::names_to_compare(index, path.folder(), is_image);
    let near = suggest::nearest(path.file_name(), names)?;
    let folder = reference.name.strip_suffix(path.file_name())?;
    Some(format!("{folder}{near}"))
}
