//! # theme-without-component
//!
//! A theme, or a folder of CMS assets, has no component file.
//!
//! ## What it does
//!
//! Looks for `theme.json` and `cms-assets.json` in the source folder, except in `app`, and for a
//! component whose `themePath` is their folder. A `theme.json` outside the folder `theme` is reported
//! only if `fields.json`, `templates` or `modules` is beside it, as other tools have files of this
//! name. A project without any component is reported by `no-components`; in one whose
//! `platformVersion` is before 2025.2, themes require no component file.
//!
//! ## Why
//!
//! As of platform version 2025.2, HubSpot finds themes by their component files. It ignores this
//! folder.
//!
//! ## Example
//!
//! Bad:
//!
//! `src/theme/storefront/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! Good:
//!
//! `src/theme/storefront/theme.json`
//!
//! ```json
//! { "label": "Storefront" }
//! ```
//!
//! `src/theme/theme-hsmeta.json`
//!
//! ```json
//! { "uid": "acme_theme", "type": "theme", "config": { "themePath": "storefront" } }
//! ```
//!
//! ## How to fix
//!
//! `hsmeta migrate` adds the component file and moves the theme to the folder `theme`.
//!
//! ## Source
//!
//! npm `@hubspot/project-parsing-lib` 0.23.0, `migrateThemes.js` and `files.js`;
//! <https://developers.hubspot.com/docs/cms/start-building/introduction/react-plus-hubl/project-structure>.

use std::collections::BTreeSet;

use crate::layout::no_components;
use crate::rule;
use analysis::{legacy_units, misnamed_files, source_folder, theme_assets};
use diagnostics::{Diagnostic, RelPath, Span, message};
use project::index::Index;
use project::legacy_file::LegacyRole;

rule! {
    file: "theme_without_component.rs",
    severity: Warning,
    since: "0.1.0",
    check: Project(check),
}

/// What a theme has beside `theme.json`.
const PARTS: [&str; 3] = ["fields.json", "templates", "modules"];

fn check(index: &Index<'_>, out: &mut Vec<Diagnostic>) {
    let mut units = legacy_units::of(index).all;
    units.retain(|unit| unit.role.is_of_cms());
    if units.is_empty() {
        return;
    }
    let Some(src) = source_folder::folder(index) else {
        return;
    };
    // Without any component, HubSpot refuses the project: one problem.
    if !no_components::has_component(index, &src) {
        return;
    }
    for unit in units {
        let (what, folder) = match unit.role {
            LegacyRole::Theme => ("theme", "theme"),
            LegacyRole::CmsAssets => ("folder of CMS assets", "cms-assets"),
            _ => continue,
        };
        let Some(folder) = src.join(folder) else {
            continue;
        };
        let is_in_place = unit.path.below(folder.as_str()).is_some();
        let is_theme =
            is_in_place || unit.role == LegacyRole::CmsAssets || has_part(index, unit.path);
        if !is_theme || may_have_component(index, &folder) {
            continue;
        }
        let shown = message::quoted(source_folder::shown_root(&RelPath::new(unit.path.folder())));
        let message = format!("{what} {shown} has no component file; HubSpot does not build it");
        out.push(
            RULE.at(unit.path, Span::default(), message)
                .help("run `hsmeta migrate` to add one, or delete the folder"),
        );
    }
}

fn has_part(index: &Index<'_>, marker: &RelPath) -> bool {
    let folder = RelPath::new(marker.folder());
    PARTS.iter().any(|part| {
        folder
            .join(part)
            .is_some_and(|path| index.entry(&path).is_some())
    })
}

/// Whether a file in the folder of theme components has a problem of its own, so that nothing is known about what it names.
fn may_have_component(index: &Index<'_>, folder: &RelPath) -> bool {
    let mut known: BTreeSet<&RelPath> = BTreeSet::new();
    for (component, _, theme, marker) in theme_assets::themes(index) {
        if theme
            .join(marker)
            .is_some_and(|marker| index.entry(&marker).is_some())
        {
            known.insert(component.path);
        }
    }
    let entries = source_folder::entries_below(index, folder);
    entries.map(|(path, ..)| path).any(|path| {
        path.folder() == folder.as_str()
            && misnamed_files::looks_like_component(path.file_name())
            && !known.contains(path)
    })
}
