//! Lookups among the files of a project other than by path. Each has an index that is built on first use: with linear
//! searches, a project of a hundred thousand files took a quarter of an hour.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::Index;
use crate::Entry;
use catalog::FileKind;
use diagnostics::RelPath;
use diagnostics::path::composed;

/// A project of this size is searched for another spelling: an index of it costs as much as 100 searches (27,000 instructions
/// of a small project, a hundredth of its check).
const FEW_ENTRIES: usize = 400;

#[derive(Default)]
pub(super) struct Files {
    /// The first path for each spelling in lower case.
    by_lower_case: OnceLock<HashMap<String, RelPath>>,
    /// The first path for each canonical composition, of those that are not ASCII.
    by_composition: OnceLock<HashMap<String, RelPath>>,
    /// The folders of nested projects.
    nested: OnceLock<BTreeSet<String>>,
    by_folder: OnceLock<HashMap<String, Vec<RelPath>>>,
}

impl Index<'_> {
    /// The first file or folder whose path differs from this one at most in the case of ASCII letters.
    pub fn in_any_case(&self, path: &RelPath) -> Option<&RelPath> {
        if self.project.entries.len() <= FEW_ENTRIES {
            return self
                .project
                .entries
                .keys()
                .find(|entry| entry.as_str().eq_ignore_ascii_case(path.as_str()));
        }
        let by_lower_case = self.files.by_lower_case.get_or_init(|| {
            let mut paths = HashMap::new();
            for path in self.project.entries.keys() {
                paths
                    .entry(path.as_str().to_ascii_lowercase())
                    .or_insert_with(|| path.clone());
            }
            paths
        });
        by_lower_case.get(&path.as_str().to_ascii_lowercase())
    }

    /// The file or folder whose path is another Unicode form of this one, which does not exist.
    pub fn in_other_form(&self, path: &RelPath) -> Option<&RelPath> {
        if path.as_str().is_ascii() {
            return None;
        }
        let by_composition = self.files.by_composition.get_or_init(|| {
            let mut paths = HashMap::new();
            for path in self.project.entries.keys() {
                if !path.as_str().is_ascii() {
                    paths
                        .entry(composed(path.as_str()).into_owned())
                        .or_insert_with(|| path.clone());
                }
            }
            paths
        });
        by_composition.get(&*composed(path.as_str()))
    }

    /// Whether a file belongs to a nested project. Such files have diagnostics of their own, or none in a folder whose name
    /// begins with a dot.
    pub fn is_nested(&self, path: &RelPath) -> bool {
        let nested = self
            .files
            .nested
            .get_or_init(|| self.project.nested().map(str::to_owned).collect());
        !nested.is_empty() && path.parents().any(|folder| nested.contains(folder))
    }

    /// The files directly in a folder that are not configuration of HubSpot, sorted by name.
    pub fn files_in(&self, folder: &str) -> &[RelPath] {
        let by_folder = self.files.by_folder.get_or_init(|| {
            let mut folders: HashMap<String, Vec<RelPath>> = HashMap::new();
            for (path, entry) in &self.project.entries {
                if *entry == Entry::File && FileKind::of(path.file_name()).is_none() {
                    folders
                        .entry(path.folder().to_owned())
                        .or_default()
                        .push(path.clone());
                }
            }
            folders
        });
        by_folder.get(folder).map_or(&[], Vec::as_slice)
    }
}
