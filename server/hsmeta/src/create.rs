//! Creates files, all of them or none. Existing files are never changed: a file gets its name when it is complete, and only
//! if the name is free; no folder in its path is a symbolic link.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that creates files"
)]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::error::quoted_path;
use crate::write::temporary_file;
use tools::scaffold::NewFile;

/// Why nothing was created.
#[derive(thiserror::Error, Debug)]
pub(crate) enum CreateError {
    #[error("{} already exists", quoted_path(.0))]
    Exists(PathBuf),
    #[error("{} is a symbolic link or not a folder", quoted_path(.0))]
    NotAFolder(PathBuf),
    #[error("cannot create {}: {error}", quoted_path(.path))]
    Io { path: PathBuf, error: io::Error },
}

impl CreateError {
    fn new(path: &Path, error: io::Error) -> CreateError {
        let path = path.to_owned();
        match error.kind() {
            ErrorKind::AlreadyExists => CreateError::Exists(path),
            _ => CreateError::Io { path, error },
        }
    }
}

/// Creates `files` below `root`, and `root` itself if it is missing.
pub(crate) fn create(root: &Path, files: &[NewFile]) -> Result<(), CreateError> {
    let mut created = Created::default();
    let outcome = created.create_all(root, files);
    if outcome.is_err() {
        created.undo();
    }
    outcome
}

/// What was created so far.
#[derive(Default)]
struct Created {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Created {
    fn create_all(&mut self, root: &Path, files: &[NewFile]) -> Result<(), CreateError> {
        let mut missing = Vec::new();
        for folder in root.ancestors() {
            if folder.as_os_str().is_empty() || folder.exists() {
                break;
            }
            missing.push(folder);
        }
        for folder in missing.into_iter().rev() {
            self.create_folder(folder)?;
        }
        for file in files {
            let mut folder = root.to_owned();
            for name in file.path.folder().split('/') {
                if !name.is_empty() {
                    folder.push(name);
                    self.create_folder(&folder)?;
                }
            }
            let path = root.join(file.path.as_str());
            write_new(&folder, &path, &file.text)
                .map_err(|error| CreateError::new(&path, error))?;
            self.files.push(path);
        }
        Ok(())
    }

    fn create_folder(&mut self, folder: &Path) -> Result<(), CreateError> {
        match fs::create_dir(folder) {
            Ok(()) => {
                self.folders.push(folder.to_owned());
                Ok(())
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                match fs::symlink_metadata(folder) {
                    Ok(metadata) if metadata.is_dir() => Ok(()),
                    Ok(_) => Err(CreateError::NotAFolder(folder.to_owned())),
                    Err(error) => Err(CreateError::new(folder, error)),
                }
            }
            Err(error) => Err(CreateError::new(folder, error)),
        }
    }

    /// What cannot be removed is not ours alone any more: a folder may have got other files.
    fn undo(self) {
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// Writes a temporary file and renames it, unless `path` exists.
fn write_new(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    #[cfg_attr(
        not(unix),
        expect(unused_mut, reason = "only Unix has permissions to set")
    )]
    let mut builder = temporary_file();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)
        .map_err(|refused| refused.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;
    use diagnostics::RelPath;

    fn file(path: &str) -> NewFile {
        NewFile {
            path: RelPath::new(path),
            text: "{}\n".to_owned(),
            placeholders: Vec::new(),
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn existing_files_are_kept_and_a_failed_run_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("new/project");
        create(&root, &[file("a/b/c.json"), file("d.json")]).unwrap();
        assert_eq!(
            (names(&root), names(&root.join("a/b"))),
            (
                vec!["a".to_owned(), "d.json".to_owned()],
                vec!["c.json".to_owned()]
            )
        );
        fs::write(root.join("d.json"), "mine").unwrap();
        let error = create(&root, &[file("x/y.json"), file("d.json")]).unwrap_err();
        assert!(matches!(error, CreateError::Exists(_)), "{error}");
        assert_eq!(names(&root), ["a", "d.json"]);
        assert_eq!(fs::read_to_string(root.join("d.json")).unwrap(), "mine");
        let error = create(&root, &[file("d.json/x.json")]).unwrap_err();
        assert!(matches!(error, CreateError::NotAFolder(_)), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn symbolic_links_are_not_followed() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(outside.path(), folder.path().join("src")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("target"), folder.path().join("x.json"))
            .unwrap();
        for path in ["src/a.json", "x.json"] {
            assert!(create(folder.path(), &[file(path)]).is_err(), "{path}");
        }
        assert!(names(outside.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn new_files_have_the_default_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        create(folder.path(), &[file("a.json")]).unwrap();
        fs::write(folder.path().join("b.json"), "").unwrap();
        let mode = |name: &str| {
            fs::metadata(folder.path().join(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode("a.json"), mode("b.json"));
    }
}
