//! The units of a project that is checked.

use std::collections::BTreeSet;

use diagnostics::RelPath;
use project::Entry;
use project::facts::Target;
use project::index::Index;
use project::legacy::LegacyContent;
use project::legacy_file::{LegacyFile, LegacyRole};

use super::{Files, Units, is_in_upload};
use crate::source_folder;

/// Finds the units of a project, whatever its version is. Cards that no app file lists are found where components, or the cards
/// of that layout, usually are.
pub fn of<'p>(index: &Index<'p>) -> Units<'p> {
    let Some(src) = &index.src_dir else {
        return Units::default();
    };
    if !may_be_in(index) && !has_marker(index) && half_migrated(index).next().is_none() {
        return Units::default();
    }
    let others = unread_files(index, src);
    let mut json: Vec<(&RelPath, &LegacyFile)> = index.legacy_files.clone();
    json.extend(others.iter().map(|(path, file)| (*path, file)));
    if json.iter().all(|(_, file)| file.role.is_none()) {
        return Units::default();
    }
    json.retain(|(path, _)| !index.is_nested(path) && is_in_upload(src, path));
    json.sort_by_key(|(path, _)| *path);
    Units::recognize(&Files {
        src,
        json,
        themes: themes(index),
    })
}

/// Whether any file was read that has a part in the old layout: few projects have one, and `of` searches all names.
pub fn may_be_in(index: &Index<'_>) -> bool {
    index
        .legacy_files
        .iter()
        .any(|(_, file)| file.role.is_some())
}

/// Whether any file has the name of a marker: less work than `unread_files`, which nearly no project requires.
fn has_marker(index: &Index<'_>) -> bool {
    let mut paths = index.project.entries.keys();
    paths.any(|path| matches!(path.file_name(), "theme.json" | "cms-assets.json"))
}

/// The component files with content of the old layout, also those in which the index skips a component.
fn half_migrated<'p>(index: &Index<'p>) -> impl Iterator<Item = (&'p RelPath, &'p LegacyContent)> {
    let components = index.components.iter().map(|file| (file.path, file.facts));
    let skipped = index
        .skipped_files
        .iter()
        .map(|file| (file.path, file.facts));
    components
        .chain(skipped)
        .filter_map(|(path, facts)| Some((path, facts.legacy.as_ref()?)))
}

/// The folders that the components of themes and CMS assets name.
fn themes(index: &Index<'_>) -> BTreeSet<RelPath> {
    let mut themes = BTreeSet::new();
    for component in &index.components {
        if !matches!(component.folder.name, "theme" | "cms-assets") {
            continue;
        }
        for reference in &component.facts.references {
            if reference.target == Target::NearbyFile {
                let folder = RelPath::new(component.path.folder());
                themes.extend(folder.join_written(&reference.name));
            }
        }
    }
    themes
}

/// What is known without reading: the markers of themes by their names, half-migrated components by their facts.
fn unread_files<'p>(index: &Index<'p>, src: &RelPath) -> Vec<(&'p RelPath, LegacyFile)> {
    let read: BTreeSet<&RelPath> = index.legacy_files.iter().map(|(path, _)| *path).collect();
    let mut files = Vec::new();
    let mut add = |path, role| {
        let file = LegacyFile {
            role: Some(role),
            ..LegacyFile::default()
        };
        files.push((path, file));
    };
    for (path, _, entry) in source_folder::entries_below(index, src) {
        let role = match path.file_name() {
            "theme.json" => LegacyRole::Theme,
            "cms-assets.json" => LegacyRole::CmsAssets,
            _ => continue,
        };
        if entry == Entry::File && !read.contains(path) {
            add(path, role);
        }
    }
    for (path, content) in half_migrated(index) {
        if path.below(src.as_str()).is_some() {
            add(path, LegacyRole::HalfMigrated(content.kind));
        }
    }
    files
}
