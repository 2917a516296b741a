//! Creates files, all of them or none. Nothing that is there is changed: a file appears under its name only when it is
//! whole, and only where there was none; no folder on the way to it is a link.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that creates files"
)]

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::write::beside;
use diagnostics::message;
use tools::scaffold::NewFile;

/// Creates `files` below `root`, which is created where it is missing. `Err` says why nothing was created.
pub(super) fn create(root: &Path, files: &[NewFile]) -> Result<(), String> {
    let mut created = Created::default();
    let outcome = created.all(root, files);
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
    fn all(&mut self, root: &Path, files: &[NewFile]) -> Result<(), String> {
        let missing = root
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        for folder in missing.collect::<Vec<_>>().into_iter().rev() {
            self.folder(folder)
                .map_err(|error| failure(folder, &error))?;
        }
        for file in files {
            let parts: Vec<&str> = file
                .path
                .folder()
                .split('/')
                .filter(|part| !part.is_empty())
                .collect();
            let mut folder = root.to_owned();
            for part in parts {
                folder.push(part);
                self.folder(&folder)
                    .map_err(|error| failure(&folder, &error))?;
            }
            let path = root.join(file.path.as_str());
            write_whole(&folder, &path, &file.text).map_err(|error| failure(&path, &error))?;
            self.files.push(path);
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        match fs::create_dir(folder) {
            Ok(()) => self.folders.push(folder.to_owned()),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if !fs::symlink_metadata(folder)?.is_dir() {
                    return Err(io::Error::new(
                        ErrorKind::NotADirectory,
                        "it is a link or no folder; nothing is written there",
                    ));
                }
            }
            Err(error) => return Err(error),
        }
        Ok(())
    }

    /// What cannot be removed any more is no longer ours: a folder may hold something new.
    fn undo(self) {
        self.files
            .iter()
            .for_each(|file| drop(fs::remove_file(file)));
        self.folders
            .iter()
            .rev()
            .for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// Writes a text beside its place and moves it there when it is whole.
fn write_whole(folder: &Path, path: &Path, text: &str) -> io::Result<()> {
    #[cfg_attr(
        not(unix),
        expect(unused_mut, reason = "only Unix has permissions to set")
    )]
    let mut builder = beside();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path)
        .map_err(|refused| refused.error)?;
    Ok(())
}

fn failure(path: &Path, error: &io::Error) -> String {
    let shown = message::quoted(&path.to_string_lossy());
    match error.kind() {
        ErrorKind::AlreadyExists => format!("{shown} is there already; nothing is overwritten"),
        _ => format!("cannot create {shown}: {error}"),
    }
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
    fn all_or_nothing_is_created_and_nothing_is_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("new/shop");
        create(&root, &[file("a/b/c.json"), file("d.json")]).unwrap();
        assert_eq!(
            (names(&root), names(&root.join("a/b"))),
            (
                vec!["a".to_owned(), "d.json".to_owned()],
                vec!["c.json".to_owned()]
            )
        );
        fs::write(root.join("d.json"), "mine").unwrap();
        let refusal = create(&root, &[file("x/y.json"), file("d.json")]).unwrap_err();
        assert!(refusal.contains("is there already"), "{refusal}");
        assert_eq!(names(&root), ["a", "d.json"]);
        assert_eq!(fs::read_to_string(root.join("d.json")).unwrap(), "mine");
        assert!(
            create(&root, &[file("d.json/x.json")])
                .unwrap_err()
                .contains("no folder")
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
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
    fn files_have_the_permissions_of_any_new_file() {
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
