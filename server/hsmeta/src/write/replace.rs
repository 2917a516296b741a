//! Replaces project files with their fixed texts. Links are never followed, and a file that changed since it was read is
//! left alone. Between the last comparison and the rename is one system call.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::temporary_file;
use diagnostics::RelPath;
use project::load;

pub(crate) struct Change<'t> {
    pub(crate) file: &'t RelPath,
    /// The text when it was read.
    pub(crate) old: &'t str,
    pub(crate) new: &'t str,
}

/// Why a file was not replaced.
#[derive(thiserror::Error, Debug)]
pub(crate) enum ReplaceError {
    #[error("it has changed since it was read")]
    Changed,
    #[error("it is read-only")]
    ReadOnly,
    #[error("it is not a regular file any more")]
    NotAFile,
    #[error("it is behind a symbolic link")]
    BehindLink,
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Replaces files of the project in `root`. Returns those that could not be replaced; they are unchanged.
pub(crate) fn replace<'t>(root: &Path, changes: &[Change<'t>]) -> Vec<(&'t RelPath, ReplaceError)> {
    let mut folders = BTreeSet::new();
    let mut failed = Vec::new();
    for change in changes {
        match Prepared::new(root, change).and_then(Prepared::finish) {
            Ok(folder) => {
                folders.insert(folder);
            }
            // A file of two projects may have been fixed with the other one.
            Err(_) if is_written(root, change) => {}
            Err(error) => failed.push((change.file, error)),
        }
    }
    for folder in &folders {
        sync_folder(folder);
    }
    failed
}

/// Removes a file of the project in `root`, or a link, whose target stays.
pub(crate) fn remove(root: &Path, file: &RelPath) -> Result<(), ReplaceError> {
    let folder = real_folder(root, file)?;
    let path = folder.join(file.file_name());
    let kind = fs::symlink_metadata(&path)?.file_type();
    if !kind.is_file() && !kind.is_symlink() {
        return Err(ReplaceError::NotAFile);
    }
    fs::remove_file(&path)?;
    sync_folder(&folder);
    Ok(())
}

/// Whether a file already has its new text.
fn is_written(root: &Path, change: &Change<'_>) -> bool {
    match real_folder(root, change.file) {
        Ok(folder) => unchanged(&folder.join(change.file.file_name()), change.new).is_ok(),
        Err(_) => false,
    }
}

/// A new text in a temporary file.
struct Prepared<'t> {
    temporary: NamedTempFile,
    target: PathBuf,
    folder: PathBuf,
    metadata: Metadata,
    old: &'t str,
}

impl<'t> Prepared<'t> {
    /// Compares the file with what was read, and writes the new text to a temporary file.
    fn new(root: &Path, change: &Change<'t>) -> Result<Prepared<'t>, ReplaceError> {
        let folder = real_folder(root, change.file)?;
        let target = folder.join(change.file.file_name());
        let metadata = unchanged(&target, change.old)?;
        if is_read_only(&target, &metadata) {
            return Err(ReplaceError::ReadOnly);
        }
        Ok(Prepared {
            temporary: write_temporary(&folder, &metadata, change.new)?,
            target,
            folder,
            metadata,
            old: change.old,
        })
    }

    /// Renames the temporary file, if the target is still the file that was read. Returns its folder.
    fn finish(self) -> Result<PathBuf, ReplaceError> {
        let metadata = unchanged(&self.target, self.old)?;
        if file_id(&metadata) != file_id(&self.metadata) {
            return Err(ReplaceError::Changed);
        }
        self.temporary
            .persist(&self.target)
            .map_err(|failure| failure.error)?;
        Ok(self.folder)
    }
}

/// The canonical folder of a file; an error if it leads through a link in the project.
fn real_folder(root: &Path, file: &RelPath) -> Result<PathBuf, ReplaceError> {
    let named = root.canonicalize()?.join(file.folder());
    let real = named.canonicalize()?;
    // `join` with an empty name ends in a separator, which makes no difference here.
    if real == named {
        Ok(real)
    } else {
        Err(ReplaceError::BehindLink)
    }
}

/// The metadata of a file, if it is a regular one with the text `old`.
fn unchanged(path: &Path, old: &str) -> Result<Metadata, ReplaceError> {
    let metadata = fs::symlink_metadata(path)?;
    if !metadata.is_file() {
        return Err(ReplaceError::NotAFile);
    }
    // The length first: the file may have become one of any size.
    let length = old.len() as u64;
    if metadata.len() != length || load::read_file(path, length)? != old.as_bytes() {
        return Err(ReplaceError::Changed);
    }
    Ok(metadata)
}

/// A temporary file with a text, synced, with the permissions and the owner of the file that it will replace.
fn write_temporary(folder: &Path, replaced: &Metadata, text: &str) -> io::Result<NamedTempFile> {
    let mut temporary = temporary_file().tempfile_in(folder)?;
    temporary.write_all(text.as_bytes())?;
    copy_owner(temporary.as_file(), replaced)?;
    if !cfg!(target_family = "wasm") {
        temporary
            .as_file()
            .set_permissions(replaced.permissions())?;
    }
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn is_read_only(path: &Path, metadata: &Metadata) -> bool {
    // WASI tells no permissions, and sets none.
    if cfg!(target_family = "wasm") {
        return File::options().write(true).open(path).is_err();
    }
    metadata.permissions().readonly()
}

/// Keeps the owner: files written by root, as in a container, would belong to root.
#[cfg(unix)]
fn copy_owner(file: &File, replaced: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let own = file.metadata()?;
    if (own.uid(), own.gid()) == (replaced.uid(), replaced.gid()) {
        return Ok(());
    }
    fchown(file, Some(replaced.uid()), Some(replaced.gid()))
}

/// On other systems the folder determines the owner.
#[cfg(not(unix))]
fn copy_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Distinguishes a file from another one of the same name.
#[cfg(unix)]
fn file_id(metadata: &Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

/// Other systems have only the text.
#[cfg(not(unix))]
fn file_id(_: &Metadata) {}

/// Makes a rename durable. Not every system supports it; the file is complete in either case.
fn sync_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    const OLD: &str = "{\"a\": 1,}";
    const NEW: &str = "{\"a\": 1}";

    /// Touches a file after its new text was written to a temporary file. Returns what the file then says, and why it was
    /// not replaced.
    fn replace_after(touch: impl Fn(&Path)) -> (String, Option<ReplaceError>) {
        let folder = tempfile::tempdir().unwrap();
        let file = RelPath::new("src/a-hsmeta.json");
        let path = folder.path().join(file.as_str());
        fs::create_dir(folder.path().join("src")).unwrap();
        fs::write(&path, OLD).unwrap();
        let change = Change {
            file: &file,
            old: OLD,
            new: NEW,
        };
        let prepared = Prepared::new(folder.path(), &change).unwrap();
        assert_eq!(temporary_files(&folder.path().join("src")), 1);
        touch(&path);
        let error = prepared.finish().err();
        assert_eq!(temporary_files(&folder.path().join("src")), 0);
        (fs::read_to_string(&path).unwrap_or_default(), error)
    }

    fn temporary_files(folder: &Path) -> usize {
        let mut count = 0;
        for entry in fs::read_dir(folder).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.starts_with(".hsmeta-") && name.ends_with(".tmp") {
                count += 1;
            }
        }
        count
    }

    fn replace_one(root: &Path, file: &str, new: &str) -> Option<ReplaceError> {
        let file = RelPath::new(file);
        let change = Change {
            file: &file,
            old: OLD,
            new,
        };
        let mut failed = replace(root, &[change]);
        failed.pop().map(|(_, error)| error)
    }

    #[test]
    fn an_unchanged_file_is_replaced() {
        let (text, error) = replace_after(|_| ());
        assert!(error.is_none() && text == NEW);
    }

    #[test]
    fn a_file_that_changed_is_left_alone() {
        let same_length = OLD.replace('1', "2");
        let (text, error) = replace_after(|path| fs::write(path, &same_length).unwrap());
        assert!(matches!(error, Some(ReplaceError::Changed)) && text == same_length);
        let (_, error) = replace_after(|path| fs::write(path, "longer than before").unwrap());
        assert!(matches!(error, Some(ReplaceError::Changed)));
        let (text, error) = replace_after(|path| fs::remove_file(path).unwrap());
        assert!(matches!(error, Some(ReplaceError::Io(_))) && text.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn another_file_or_a_link_of_the_same_name_is_left_alone() {
        let (text, error) = replace_after(|path| {
            fs::write(path.with_extension("new"), OLD).unwrap();
            fs::rename(path.with_extension("new"), path).unwrap();
        });
        assert!(matches!(error, Some(ReplaceError::Changed)) && text == OLD);
        let (text, error) = replace_after(|path| {
            fs::rename(path, path.with_extension("real")).unwrap();
            std::os::unix::fs::symlink(path.with_extension("real"), path).unwrap();
        });
        assert!(matches!(error, Some(ReplaceError::NotAFile)) && text == OLD);
    }

    #[test]
    fn a_file_that_has_its_new_text_is_no_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a-hsmeta.json"), NEW).unwrap();
        assert!(replace_one(folder.path(), "a-hsmeta.json", NEW).is_none());
        let error = replace_one(folder.path(), "a-hsmeta.json", "{}");
        assert!(matches!(error, Some(ReplaceError::Changed)));
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_project_are_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let target = outside.path().join("a-hsmeta.json");
        fs::write(&target, OLD).unwrap();
        std::os::unix::fs::symlink(outside.path(), folder.path().join("src")).unwrap();
        let error = replace_one(folder.path(), "src/a-hsmeta.json", NEW);
        assert!(matches!(error, Some(ReplaceError::BehindLink)));
        assert_eq!(fs::read_to_string(&target).unwrap(), OLD);
        // The project itself may be behind a link: that is how the user named it.
        std::os::unix::fs::symlink(outside.path(), folder.path().join("project")).unwrap();
        let project = folder.path().join("project");
        assert!(replace_one(&project, "a-hsmeta.json", NEW).is_none());
        assert_eq!(fs::read_to_string(&target).unwrap(), NEW);
    }
}
