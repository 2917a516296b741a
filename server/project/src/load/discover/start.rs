//! Where the search for each path starts. All of these folders are pending before the first one is searched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Finder, Root, containing_project, is_component, lock};
use crate::config::NAMES;
use crate::load::dir::Dir;
use crate::load::folder::{Folder, folder_of};
use crate::load::{Found, LoadError, Step, parallel};

/// Where the search for a path starts.
pub(super) enum Start {
    /// The project that contains the path, and the path if it is a folder below.
    In(Root, Option<Folder>),
    /// The path, and how it was given, in no project.
    Below(Folder, PathBuf),
}

impl Finder<'_> {
    pub(super) fn search_all(&self, paths: &[PathBuf]) {
        let starts = parallel::map(paths.iter().collect(), |path: &PathBuf| self.start(path));
        let loose = std::mem::take(&mut *lock(&self.loose));
        for folder in loose.keys() {
            self.announce(folder);
        }
        let starts = starts.into_iter().flatten().collect();
        parallel::for_each(starts, |start| self.search_from(start));
        let loose = loose.into_iter().collect();
        parallel::for_each(loose, |(folder, names): (Folder, BTreeSet<String>)| {
            let dir = Dir::unlisted(folder.named.clone());
            self.loose(&folder, &dir, names);
            (self.step)(Step::Done(&folder));
        });
    }

    pub(super) fn project_of(&self, file: &Path) {
        let mut parents = file.ancestors().skip(1);
        let Some(folder) = parents.find_map(|parent| Folder::of(parent).ok()) else {
            return;
        };
        match containing_project(&folder) {
            Some(root) => self.containing(root),
            None => self.loose_in(&folder),
        }
    }

    /// `None` if there is nothing to search.
    pub(super) fn start(&self, path: &Path) -> Option<Start> {
        match self.try_start(path) {
            Ok(start) => start,
            Err(error) => {
                (self.found)(Found::Error(error));
                None
            }
        }
    }

    fn try_start(&self, path: &Path) -> Result<Option<Start>, LoadError> {
        let metadata = std::fs::metadata(path).map_err(|error| LoadError::new(path, error))?;
        let is_folder = metadata.is_dir();
        if !is_folder && !metadata.is_file() {
            return Err(LoadError::new(path, "not a regular file"));
        }
        let folder = Folder::of(if is_folder { path } else { folder_of(path) })?;
        if let Some(root) = containing_project(&folder) {
            self.announce(&root.folder);
            let mut below = None;
            if is_folder && root.folder.canonical != folder.canonical {
                self.announce(&folder);
                below = Some(folder);
            }
            return Ok(Some(Start::In(root, below)));
        }
        // A configuration file selects the projects below it.
        if is_folder || NAMES.iter().any(|name| path.ends_with(name)) {
            self.announce(&folder);
            return Ok(Some(Start::Below(folder, path.to_owned())));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_component(&name) {
            let mut loose = lock(&self.loose);
            loose.entry(folder).or_default().insert(name.into_owned());
        } else {
            (self.found)(Found::Nothing(path.to_owned()));
        }
        Ok(None)
    }

    /// All folders where a search starts are announced before the first one is searched.
    pub(super) fn announce(&self, folder: &Folder) {
        (self.step)(Step::Pending(folder));
        (self.step)(Step::Configured(&self.configs.nearest(folder).file));
    }

    pub(super) fn search_from(&self, start: Start) {
        match start {
            Start::In(root, below) => {
                let outer = root.folder.clone();
                self.containing(root);
                if let Some(folder) = below {
                    self.search(&folder, Dir::open(&folder.named), Some(&outer.canonical));
                }
                (self.step)(Step::Done(&outer));
            }
            Start::Below(folder, path) => {
                if !self.search(&folder, Dir::open(&folder.named), None) {
                    (self.found)(Found::Nothing(path));
                }
            }
        }
    }
}
