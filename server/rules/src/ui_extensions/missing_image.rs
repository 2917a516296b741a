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
use diagnostics::{Diagnostic, Safety, message, suggest};
use project::index::Index;
use syntax::edit;

rule! {
    file: "missing_image.rs",
    severity: Warning,
    since: "0.1.0",
    source: "https://developers.hubspot.com/docs/apps/developer-platform/build-apps/app-configuration",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    for (component, reference, path) in theme_assets::images(index) {
        let why = match files::path_state(index, &path) {
            PathState::Missing => "does not exist",
            PathState::Folder => "is a folder",
            _ => continue,
        };
        let mut message = format!("image {} {why}", message::quoted(path.as_str()));
        if let Some(difference) = files::in_other_form(index, &path) {
            message = format!("{message}: {difference}");
        }
        let diagnostic = RULE.at(component.path, reference.span, message);
        let meant = suggest::nearest(
            path.file_name(),
            files::names_to_compare(index, path.folder(), is_image),
        );
        let right = meant.and_then(|meant| {
            Some(format!(
                "{}{meant}",
                reference.name.strip_suffix(path.file_name())?
            ))
        });
        out.push(match right {
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
