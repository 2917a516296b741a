//! Look-ups among the files of a project that the order of their paths does not serve. Each is prepared when first asked for:
//! a question about every file must not mean a look at all others each time, which took a quarter of an hour for a hundred
//! thousand.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use super::Index;
use crate::Entry;
use catalog::FileKind;
use diagnostics::RelPath;
use diagnostics::path::composed;

/// What was prepared.
#[derive(Default)]
pub(super) struct Files {
    /// The first path of each spelling in lower case.
    in_any_case: OnceLock<HashMap<String, RelPath>>,
    /// The first path of each canonical composition, of those that are not ASCII.
    in_any_form: OnceLock<HashMap<String, RelPath>>,
    /// The folders of projects within this one.
    nested: OnceLock<BTreeSet<String>>,
    in_folders: OnceLock<HashMap<String, Vec<RelPath>>>,
}

impl Index<'_> {
    /// The first file or folder whose path is this one but for the case of ASCII letters.
    pub fn in_any_case(&self, path: &RelPath) -> Option<&RelPath> {
        let prepare = || {
            let mut first = HashMap::new();
            for path in self.project.entries.keys() {
                first
                    .entry(path.as_str().to_ascii_lowercase())
                    .or_insert_with(|| path.clone());
            }
            first
        };
        self.files
            .in_any_case
            .get_or_init(prepare)
            .get(&path.as_str().to_ascii_lowercase())
    }

    /// The file or folder whose path is another Unicode form of this one, which is not there.
    pub fn in_other_form(&self, path: &RelPath) -> Option<&RelPath> {
        if path.as_str().is_ascii() {
            return None;
        }
        let prepare = || {
            let mut first = HashMap::new();
            for path in self
                .project
                .entries
                .keys()
                .filter(|path| !path.as_str().is_ascii())
            {
                first
                    .entry(composed(path.as_str()).into_owned())
                    .or_insert_with(|| path.clone());
            }
            first
        };
        self.files
            .in_any_form
            .get_or_init(prepare)
            .get(&*composed(path.as_str()))
    }

    /// Whether a file lies in a project within this one. Such files have diagnostics of their own, or none in a folder whose
    /// name begins with a dot.
    pub fn is_nested(&self, path: &RelPath) -> bool {
        let prepare = || {
            let files = self
                .project
                .entries
                .iter()
                .filter(|(_, entry)| **entry == Entry::File)
                .map(|(path, _)| path);
            let manifests =
                files.filter(|path| path.file_name().eq_ignore_ascii_case("hsproject.json"));
            manifests
                .map(|path| path.folder().to_owned())
                .filter(|folder| !folder.is_empty())
                .collect()
        };
        let nested = self.files.nested.get_or_init(prepare);
        if nested.is_empty() {
            return false;
        }
        let mut folders = std::iter::successors(Some(path.folder()), |folder| {
            Some(folder.rsplit_once('/')?.0)
        });
        folders.any(|folder| nested.contains(folder))
    }

    /// The files directly in a folder that are none of HubSpot's configuration, in the order of their names.
    pub fn files_in(&self, folder: &str) -> &[RelPath] {
        let prepare = || {
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
        };
        self.files
            .in_folders
            .get_or_init(prepare)
            .get(folder)
            .map_or(&[], Vec::as_slice)
    }
}
