//! What is done to the disk, one system call at a time. Paths are relative to the folder of the project.

use std::collections::BTreeMap;
use std::fs::{self, File, Metadata};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use super::WriteError;
use super::steps::parents;

pub(super) struct Disk {
    root: PathBuf,
    #[cfg(test)]
    pub(super) failure: super::tests::Failure,
}

/// Whether an entry of a folder is a folder, by its name.
pub(super) type Listing = BTreeMap<String, bool>;

impl Disk {
    pub(super) fn new(root: &Path) -> Result<Disk, WriteError> {
        let canonical = root.canonicalize();
        Ok(Disk {
            root: canonical.map_err(failed("open", &root.to_string_lossy()))?,
            #[cfg(test)]
            failure: super::tests::Failure::default(),
        })
    }

    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// What is at a path, without following a link.
    pub(super) fn metadata(&self, path: &str) -> Result<Option<Metadata>, WriteError> {
        match fs::symlink_metadata(self.path(path)) {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if is_missing(&error) => Ok(None),
            Err(error) => Err(failed("read", path)(error)),
        }
    }

    pub(super) fn exists(&self, path: &str) -> Result<bool, WriteError> {
        Ok(self.metadata(path)?.is_some())
    }

    /// The names in a folder; none if it is missing or not a folder.
    pub(super) fn list(&self, folder: &str) -> Result<Listing, WriteError> {
        let mut listing = Listing::new();
        let entries = match fs::read_dir(self.path(folder)) {
            Ok(entries) => entries,
            Err(error) if is_missing(&error) => return Ok(listing),
            Err(error) => return Err(failed("list", folder)(error)),
        };
        for entry in entries {
            let entry = entry.map_err(failed("list", folder))?;
            let kind = entry.file_type().map_err(failed("list", folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            listing.insert(name, kind.is_dir());
        }
        Ok(listing)
    }

    /// Refuses a path with a link among its parent folders. Folders that are missing are none.
    pub(super) fn refuse_links(&self, folder: &str) -> Result<(), WriteError> {
        for parent in std::iter::once(folder).chain(parents(folder)) {
            if let Some(metadata) = self.metadata(parent)?
                && metadata.is_symlink()
            {
                return Err(WriteError::Link(parent.to_owned()));
            }
        }
        Ok(())
    }

    /// Renames a file, unless the new path exists.
    pub(super) fn rename(&self, from: &str, to: &str) -> Result<(), WriteError> {
        self.step(from)?;
        match rename_to_free_path(&self.path(from), &self.path(to)) {
            Ok(()) => Ok(()),
            // Where a rename cannot refuse to overwrite, it is a second name and then the removal of the first one.
            Err(error) if error.kind() == ErrorKind::AlreadyExists && self.is_same(from, to) => {
                fs::remove_file(self.path(from)).map_err(failed("rename", from))
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                Err(WriteError::Exists(to.to_owned()))
            }
            Err(error) => Err(failed("rename", from)(error)),
        }
    }

    /// Renames a file over another one.
    pub(super) fn replace(&self, from: &str, to: &str) -> Result<(), WriteError> {
        self.step(to)?;
        fs::rename(self.path(from), self.path(to)).map_err(failed("replace", to))
    }

    /// Whether two paths name the same file.
    #[cfg(unix)]
    fn is_same(&self, a: &str, b: &str) -> bool {
        use std::os::unix::fs::MetadataExt;
        match (self.metadata(a), self.metadata(b)) {
            (Ok(Some(a)), Ok(Some(b))) => a.is_file() && (a.dev(), a.ino()) == (b.dev(), b.ino()),
            _ => false,
        }
    }

    /// Other systems can refuse to overwrite.
    #[cfg(not(unix))]
    fn is_same(&self, _: &str, _: &str) -> bool {
        false
    }

    /// Creates a folder, with the owner of its parent folder. One that exists is no error, if it is not a link.
    pub(super) fn create_folder(&self, folder: &str) -> Result<(), WriteError> {
        self.step(folder)?;
        let path = self.path(folder);
        match fs::create_dir(&path) {
            Ok(()) => {
                if let Some(parent) = path.parent() {
                    copy_owner(parent, &path);
                }
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                match self.metadata(folder)? {
                    Some(metadata) if metadata.is_dir() => Ok(()),
                    _ => Err(WriteError::NotAFolder(folder.to_owned())),
                }
            }
            Err(error) => Err(failed("create", folder)(error)),
        }
    }

    /// Creates the parent folders of a path that are missing, below `base`, which exists.
    pub(super) fn create_parents(&self, base: &str, path: &str) -> Result<(), WriteError> {
        let mut missing = Vec::new();
        for folder in parents(path) {
            if folder == base || self.exists(folder)? {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            self.create_folder(folder)?;
        }
        Ok(())
    }

    /// Removes a folder if it is empty. Returns whether it is gone.
    pub(super) fn remove_folder(&self, folder: &str) -> Result<bool, WriteError> {
        self.step(folder)?;
        match fs::remove_dir(self.path(folder)) {
            Ok(()) => Ok(true),
            Err(error) if is_missing(&error) => Ok(true),
            Err(error) if error.kind() == ErrorKind::DirectoryNotEmpty => Ok(false),
            Err(error) => Err(failed("remove", folder)(error)),
        }
    }

    /// Deletes a file; one that is missing is no error.
    pub(super) fn delete(&self, path: &str) -> Result<(), WriteError> {
        self.step(path)?;
        match fs::remove_file(self.path(path)) {
            Err(error) if !is_missing(&error) => Err(failed("delete", path)(error)),
            _ => Ok(()),
        }
    }

    /// Writes a new file, which is on disk afterwards, with the mode and owner of another one.
    pub(super) fn write_new(
        &self,
        path: &str,
        bytes: &[u8],
        like: Option<&Metadata>,
        may_be_executable: bool,
    ) -> Result<(), WriteError> {
        self.step(path)?;
        let mut file = private(File::options().write(true).create_new(true))
            .open(self.path(path))
            .map_err(failed("create", path))?;
        let (start, end) = bytes.split_at(bytes.len() / 2);
        let written = file.write_all(start);
        self.step(path)?;
        written
            .and_then(|()| file.write_all(end))
            .and_then(|()| take_mode(&file, like, may_be_executable))
            .and_then(|()| file.sync_all())
            .map_err(failed("write", path))
    }

    pub(super) fn set_mode(&self, folder: &str, mode: Option<u32>) -> Result<(), WriteError> {
        set_mode(&self.path(folder), mode).map_err(failed("create", folder))
    }

    /// Makes renames durable, where the system supports it.
    pub(super) fn sync_folders<'f>(&self, folders: impl IntoIterator<Item = &'f str>) {
        for folder in folders {
            let _ = File::open(self.path(folder)).and_then(|folder| folder.sync_all());
        }
    }

    /// The point where a test lets a system call fail.
    #[cfg(test)]
    pub(super) fn step(&self, path: &str) -> Result<(), WriteError> {
        self.failure.step().map_err(failed("write", path))
    }

    #[cfg(not(test))]
    #[expect(clippy::unused_self, reason = "tests have a state here")]
    pub(super) fn step(&self, _: &str) -> Result<(), WriteError> {
        Ok(())
    }
}

/// The error of a system call.
pub(super) fn failed(what: &'static str, path: &str) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |error| WriteError::Io { what, path, error }
}

/// A part of the path may be a file.
fn is_missing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}

/// The standard library has no rename that never overwrites; the one of `tempfile` is atomic where the system has one.
fn rename_to_free_path(from: &Path, to: &Path) -> io::Result<()> {
    #[cfg(windows)]
    let attributes = fs::symlink_metadata(from)?.permissions();
    let mut path = TempPath::try_from_path(from)?;
    // A temporary path deletes its file when it is dropped.
    path.disable_cleanup(true);
    path.persist_noclobber(to)
        .map_err(|refused| refused.error)?;
    // It also makes the file writable.
    #[cfg(windows)]
    if attributes.readonly() {
        fs::set_permissions(to, attributes)?;
    }
    Ok(())
}

/// Only the owner may read a file until it has its mode: its text may be that of a private one.
#[cfg(unix)]
pub(super) fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600)
}

#[cfg(not(unix))]
pub(super) fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    options
}

/// The owner first: changing it clears bits of the mode. Whoever may not change it writes files of his own.
#[cfg(unix)]
fn take_mode(file: &File, like: Option<&Metadata>, may_be_executable: bool) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let Some(like) = like else {
        return Ok(());
    };
    let own = file.metadata()?;
    if (own.uid(), own.gid()) != (like.uid(), like.gid()) {
        let _ = fchown(file, Some(like.uid()), Some(like.gid()));
    }
    let mask = if may_be_executable { 0o7777 } else { 0o666 };
    file.set_permissions(fs::Permissions::from_mode(like.mode() & mask))
}

#[cfg(not(unix))]
fn take_mode(_: &File, _: Option<&Metadata>, _: bool) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn copy_owner(from: &Path, to: &Path) {
    use std::os::unix::fs::{MetadataExt, lchown};
    if let (Ok(from), Ok(own)) = (from.metadata(), to.metadata())
        && (from.uid(), from.gid()) != (own.uid(), own.gid())
    {
        let _ = lchown(to, Some(from.uid()), Some(from.gid()));
    }
}

#[cfg(not(unix))]
fn copy_owner(_: &Path, _: &Path) {}

#[cfg(unix)]
fn set_mode(path: &Path, mode: Option<u32>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    match mode {
        Some(mode) => fs::set_permissions(path, fs::Permissions::from_mode(mode & 0o7777)),
        None => Ok(()),
    }
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: Option<u32>) -> io::Result<()> {
    Ok(())
}

/// The mode of a folder, where the system has one.
#[cfg(unix)]
pub(super) fn mode(metadata: &Metadata) -> Option<u32> {
    use std::os::unix::fs::MetadataExt;
    Some(metadata.mode() & 0o7777)
}

#[cfg(not(unix))]
pub(super) fn mode(_: &Metadata) -> Option<u32> {
    None
}
