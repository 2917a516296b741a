//! One open folder: what is in it, and what is directly below it.
//!
//! On Linux a folder is a descriptor, and what is below it is opened relative to that: the kernel resolves one name, not a whole
//! path (an eleventh of the time of 1,000 projects, together with the single listing of each folder). Elsewhere, and deep down,
//! it is a path; the feature `by-path` makes it one on Linux too, for tests.

mod by_path;
#[cfg(target_os = "linux")]
mod descriptor;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::snapshot::precedes;
use by_path::ByPath;
use catalog::is_manifest;
#[cfg(target_os = "linux")]
use descriptor::Descriptor;

pub(super) struct Dir {
    handle: Handle,
    /// Unsorted; none in a folder that was not listed.
    pub(super) listed: Vec<Listed>,
}

enum Handle {
    ByPath(ByPath),
    #[cfg(target_os = "linux")]
    Descriptor(Descriptor),
}

/// An entry of a folder.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Listed {
    /// With U+FFFD for what is not UTF-8.
    pub(super) name: String,
    pub(super) kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Kind {
    File,
    Folder,
    Link,
    Other,
}

/// What a name leads to, all links followed.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Target {
    pub(super) kind: Kind,
    /// In bytes.
    pub(super) size: u64,
}

impl Dir {
    /// Opens a folder and lists it.
    pub(super) fn open(path: &Path) -> io::Result<Dir> {
        #[cfg(target_os = "linux")]
        if !cfg!(feature = "by-path") {
            return Dir::of_descriptor(Descriptor::open(path)?);
        }
        Dir::of_path(path.to_owned())
    }

    /// Opens and lists the folder `name` in this one; `path` is its whole path.
    pub(super) fn enter(&self, name: &str, path: impl FnOnce() -> PathBuf) -> io::Result<Dir> {
        #[cfg(target_os = "linux")]
        if let Handle::Descriptor(folder) = &self.handle
            && folder.may_be_entered()
        {
            return Dir::of_descriptor(folder.enter(name)?);
        }
        #[cfg(not(target_os = "linux"))]
        let _ = name;
        Dir::of_path(path())
    }

    /// A folder that may be impossible to list, although its files can be read.
    pub(super) fn unlisted(path: PathBuf) -> Dir {
        Dir {
            handle: Handle::ByPath(ByPath(path)),
            listed: Vec::new(),
        }
    }

    /// Opens the file `name` in this folder, without waiting for the writer of a pipe. Links are followed.
    pub(super) fn open_file(&self, name: &str) -> io::Result<File> {
        match &self.handle {
            Handle::ByPath(folder) => folder.open_file(name),
            #[cfg(target_os = "linux")]
            Handle::Descriptor(folder) => folder.open_file(name),
        }
    }

    /// What is there in the end, links followed.
    pub(super) fn target(&self, name: &str) -> io::Result<Target> {
        match &self.handle {
            Handle::ByPath(folder) => folder.target(name),
            #[cfg(target_os = "linux")]
            Handle::Descriptor(folder) => folder.target(name),
        }
    }

    /// Whether the folder has an entry of this name and kind.
    pub(super) fn has(&self, name: &str, kind: Kind) -> bool {
        self.listed
            .iter()
            .any(|entry| entry.kind == kind && entry.name == name)
    }

    /// Whether a lookup of the name may succeed: many file systems ignore letter case.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.listed
            .iter()
            .any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The project file in this folder. HubSpot's CLI follows a link, and finds the name in any letter case, so another
    /// spelling is found too and reported; the exact name is preferred.
    pub(super) fn manifest(&self) -> Option<String> {
        let mut best: Option<&str> = None;
        for Listed { name, kind } in &self.listed {
            let is_manifest = is_manifest(name)
                && match kind {
                    Kind::File => true,
                    Kind::Link => self
                        .target(name)
                        .is_ok_and(|target| target.kind == Kind::File),
                    Kind::Folder | Kind::Other => false,
                };
            if is_manifest && best.is_none_or(|best| precedes(name, best)) {
                best = Some(name);
            }
        }
        best.map(str::to_owned)
    }

    fn of_path(path: PathBuf) -> io::Result<Dir> {
        let folder = ByPath(path);
        Ok(Dir {
            listed: folder.list()?,
            handle: Handle::ByPath(folder),
        })
    }

    #[cfg(target_os = "linux")]
    fn of_descriptor(folder: Descriptor) -> io::Result<Dir> {
        Ok(Dir {
            listed: folder.list()?,
            handle: Handle::Descriptor(folder),
        })
    }
}

#[cfg(all(test, target_os = "linux", not(feature = "by-path")))]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::descriptor::MAX_LEVELS;
    use super::*;
    use std::fs;
    use std::io::Read;
    use std::os::unix::fs::symlink;

    /// A folder with an entry of each kind; it is removed at the end.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path();
        fs::create_dir(path.join("src")).unwrap();
        fs::write(path.join("src/a.json"), "{}").unwrap();
        fs::write(path.join("ä.png"), "12345").unwrap();
        symlink("ä.png", path.join("to-file")).unwrap();
        symlink("src", path.join("to-folder")).unwrap();
        symlink("missing", path.join("broken")).unwrap();
        std::os::unix::net::UnixListener::bind(path.join("socket")).unwrap();
        folder
    }

    #[test]
    fn descriptors_and_paths_list_the_same_entries() {
        let folder = folder();
        let mut by_path = ByPath(folder.path().to_owned()).list().unwrap();
        let mut by_descriptor = Descriptor::open(folder.path()).unwrap().list().unwrap();
        by_path.sort();
        by_descriptor.sort();
        assert_eq!(by_path, by_descriptor);
        let kinds: Vec<Kind> = by_path.iter().map(|entry| entry.kind).collect();
        assert_eq!(
            kinds,
            [
                Kind::Link,
                Kind::Other,
                Kind::Folder,
                Kind::Link,
                Kind::Link,
                Kind::File
            ]
        );
    }

    #[test]
    fn descriptors_and_paths_lead_to_the_same_targets() {
        let folder = folder();
        let by_path = ByPath(folder.path().to_owned());
        let by_descriptor = Descriptor::open(folder.path()).unwrap();
        for entry in by_path.list().unwrap() {
            let name = entry.name.as_str();
            let target = by_path.target(name);
            assert_eq!(
                target.as_ref().ok(),
                by_descriptor.target(name).as_ref().ok()
            );
            assert_eq!(target.is_err(), name == "broken");
        }
        let target = by_descriptor.target("to-file").unwrap();
        assert_eq!((target.kind, target.size), (Kind::File, 5));
    }

    #[test]
    fn folders_beyond_the_last_descriptor_are_read_by_their_paths() {
        let root = tempfile::tempdir().unwrap();
        let mut path = root.path().to_owned();
        let mut dir = Dir::open(&path).unwrap();
        for level in 2..=MAX_LEVELS + 4 {
            path.push("a");
            fs::create_dir(&path).unwrap();
            fs::write(path.join("b.json"), [level]).unwrap();
            dir = dir.enter("a", || path.clone()).unwrap();
            let is_descriptor = matches!(dir.handle, Handle::Descriptor(_));
            assert_eq!(is_descriptor, level <= MAX_LEVELS);
            assert_eq!(dir.listed.len(), 1);
            let mut bytes = Vec::new();
            let mut file = dir.open_file("b.json").unwrap();
            file.read_to_end(&mut bytes).unwrap();
            assert_eq!(bytes, [level]);
        }
        assert!(dir.enter("missing", || path.join("missing")).is_err());
    }
}
