//! # duplicate-theme-path
//!
//! Two components have the same `themePath`.
//!
//! ## What it does
//!
//! Resolves `themePath` of each theme and each component of CMS assets, relative to the folder of
//! the component file, and compares the folders.
//!
//! ## Why
//!
//! The files of one folder become two components. Usually the component file was copied or renamed,
//! and the old one still exists.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_theme", "type": "theme", "config": { "themePath": "storefront" } }
//! ```
//!
//! `src/theme/storefront-hsmeta.json`
//!
//! ```json
//! { "uid": "storefront", "type": "theme", "config": { "themePath": "storefront" } }
//! ```
//!
//! `src/theme/storefront/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! Good:
//!
//! `src/theme/storefront-hsmeta.json` is removed
//!
//! ## How to fix
//!
//! Keep one of the component files, or give each a folder of its own.
//!
//! ## Source
//!
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>:
//! a folder for each theme. npm `@hubspot/project-parsing-lib` 0.23.0 does not refuse it.

use crate::rule;
use std::collections::BTreeMap;

use analysis::{related, theme_assets};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;

rule! {
    file: "duplicate_theme_path.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let mut by_folder: BTreeMap<RelPath, Vec<(&RelPath, Span)>> = BTreeMap::new();
    for (component, reference, folder, _) in theme_assets::themes(index) {
        by_folder
            .entry(folder)
            .or_default()
            .push((component.path, reference.span));
    }
    for (folder, components) in by_folder {
        let [others @ .., (path, span)] = components.as_slice() else {
            continue;
        };
        if others.is_empty() {
            continue;
        }
        let name = message::quoted(folder.as_str());
        let message = format!(
            "{} components use the same folder {name}; HubSpot builds each from the same files",
            components.len()
        );
        let diagnostic = RULE
            .at(path, *span, message)
            .help("keep one of the component files, or give each its own folder");
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also used here",
        ));
    }
}
