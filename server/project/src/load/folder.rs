//! A folder by its two names.

use std::path::{Path, PathBuf};

use super::LoadError;
use super::dir::Dir;

/// A folder by its canonical path and as the user named it. No link is followed below, so joining a name keeps both true.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Folder {
    pub canonical: PathBuf,
    pub named: PathBuf,
    /// Whether it is known not to be a link, as it was found in a listing.
    is_listed: bool,
}

/// Whether there is a folder at a path.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// A path without links.
pub fn canonical(path: &Path) -> Result<PathBuf, LoadError> {
    Ok(Folder::of(path)?.canonical)
}

/// Whether a folder has a project file.
pub fn is_project(path: &Path) -> bool {
    Dir::open(path).is_ok_and(|dir| dir.manifest().is_some())
}

impl Folder {
    pub(super) fn of(path: &Path) -> Result<Folder, LoadError> {
        let canonical = path
            .canonicalize()
            .map_err(|error| LoadError::new(path, error))?;
        Ok(Folder {
            canonical,
            named: path.to_owned(),
            is_listed: false,
        })
    }

    pub(super) fn join(&self, name: &str) -> Folder {
        Folder {
            canonical: self.canonical.join(name),
            named: self.named.join(name),
            is_listed: true,
        }
    }

    /// The same folder, with a slash at the end of its name.
    pub(super) fn spelled_as_folder(&self) -> Folder {
        Folder {
            is_listed: self.is_listed,
            ..self.join("")
        }
    }

    /// The parent folder; named relatively as long as that is possible, so that messages have short paths. The parent of a
    /// link is not the parent of its target.
    pub(super) fn parent(&self) -> Option<Folder> {
        let canonical = self.canonical.parent()?.to_owned();
        // With a slash at its end, the name of a link would be that of its target.
        let is_link = !self.is_listed && self.named.components().as_path().is_symlink();
        let named = match (self.named.file_name(), self.named.parent()) {
            (Some(_), _) if is_link => canonical.clone(),
            (Some(_), Some(parent)) if !parent.as_os_str().is_empty() => parent.to_owned(),
            (Some(_), _) => PathBuf::from("."),
            (None, _) => canonical.clone(),
        };
        Some(Folder {
            canonical,
            named,
            is_listed: false,
        })
    }
}

/// The folder that a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}
