//! Finds and reads the nearest `hsmeta.toml` or `.hsmeta.toml` in a folder or its parent folders. The search ends at the root of
//! the repository, so that a clone elsewhere is checked in the same way.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::LoadError;
use super::dir::Dir;
use super::file::{MAX_FILE_SIZE, read_file};
use super::folder::Folder;
use super::walk::error as load_error;
use crate::config::{ConfigFile, HIDDEN_NAME, NAME, NAMES};
use diagnostics::RelPath;

/// The folder, or in a worktree the file, at the root of a repository.
const REPOSITORY: &str = ".git";

/// The configuration files by the canonical paths of the folders where the search began: projects share them.
#[derive(Default)]
pub(super) struct Configs {
    known: Mutex<BTreeMap<PathBuf, Nearest>>,
}

/// The result of a search.
#[derive(Clone)]
pub(super) struct Nearest {
    pub(super) file: Arc<ConfigFile>,
    /// The canonical path of its folder.
    pub(super) folder: PathBuf,
    /// Why it could not be read.
    pub(super) error: Option<LoadError>,
}

impl Configs {
    /// The file for a folder that is open. Its listing tells that nothing has to be looked for in most of them.
    pub(super) fn nearest_to(&self, folder: &Folder, dir: &Dir) -> Nearest {
        let stops_here = [NAME, HIDDEN_NAME, REPOSITORY]
            .iter()
            .any(|name| dir.may_have(name));
        match folder.parent() {
            Some(parent) if !stops_here => self.nearest(&parent),
            _ => self.nearest(folder),
        }
    }

    pub(super) fn nearest(&self, folder: &Folder) -> Nearest {
        if let Some(known) = self.get(folder) {
            return known;
        }
        let nearest = if let Some(found) = config_in(folder) {
            found
        } else if let Some(parent) = folder.parent()
            && !folder.named.join(REPOSITORY).exists()
        {
            self.nearest(&parent)
        } else {
            Nearest::of(folder, ConfigFile::none(folder.named.clone()))
        };
        // Two threads may have read it; all projects share one.
        self.lock()
            .entry(folder.canonical.clone())
            .or_insert(nearest)
            .clone()
    }

    fn get(&self, folder: &Folder) -> Option<Nearest> {
        self.lock().get(&folder.canonical).cloned()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<PathBuf, Nearest>> {
        self.known
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Nearest {
    fn of(folder: &Folder, file: ConfigFile) -> Nearest {
        Nearest {
            file: Arc::new(file),
            folder: folder.canonical.clone(),
            error: None,
        }
    }

    /// A folder relative to that of the file.
    pub(super) fn relative(&self, folder: &Folder) -> RelPath {
        RelPath::relative(&self.folder, &folder.canonical).unwrap_or_default()
    }
}

/// The file in this folder, if there is one. Links are followed: HubSpot does not read this file.
fn config_in(folder: &Folder) -> Option<Nearest> {
    let mut names = Vec::new();
    for name in NAMES {
        let metadata = folder.named.join(name).metadata();
        if metadata.is_ok_and(|target| target.is_file()) {
            names.push(name);
        }
    }
    let name = *names.first()?;
    let path = folder.named.join(name);
    let read = match names.len() {
        1 => read_file(&path, MAX_FILE_SIZE).map_err(|error| load_error(&path, error)),
        // Whichever was used, the other one would have no effect.
        _ => Err(LoadError::new(
            &path,
            format!("both `{NAME}` and `{HIDDEN_NAME}` are in this folder; remove one of them"),
        )),
    };
    let named = folder.named.clone();
    Some(match read {
        Ok(bytes) => Nearest::of(folder, ConfigFile::from_bytes(named, bytes).named(name)),
        Err(error) => Nearest {
            error: Some(error),
            ..Nearest::of(folder, ConfigFile::none(named))
        },
    })
}
