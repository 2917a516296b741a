//! Reads all files of a project.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use super::LoadError;
use super::file::read_file;
use crate::snapshot::{Content, ProjectFiles};
use diagnostics::RelPath;

/// Larger files are images, archives and data; a text of this size is none that a person wrote.
const MAX_TEXT_SIZE: u64 = 4 * 1024 * 1024;

/// How the names of temporary files and of the journal of a migration begin.
const OWN_FILES: &str = ".hsmeta-";

/// Reads all files below a folder, except those in `.git` and in `node_modules`, and temporary files of hsmeta. Links are not followed. A folder or a file
/// that cannot be read is an error: nobody may move what could not be read.
pub fn snapshot(root: &Path) -> Result<ProjectFiles, LoadError> {
    let mut files = ProjectFiles::default();
    let mut pending = vec![RelPath::default()];
    while let Some(folder) = pending.pop() {
        let path = root.join(folder.as_str());
        let unreadable = |error: io::Error| LoadError::new(&path, error);
        for entry in fs::read_dir(&path).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let Ok(name) = entry.file_name().into_string() else {
                return Err(LoadError::new(
                    &entry.path(),
                    "name is not UTF-8; rename it: a migration must know every file",
                ));
            };
            if name == ".git" || name.starts_with(OWN_FILES) {
                continue;
            }
            // The name is not parsed: on Unix it may have a backslash.
            let below = match folder.as_str() {
                "" => RelPath::new(&name),
                folder => RelPath::new(format!("{folder}/{name}")),
            };
            let kind = entry.file_type().map_err(unreadable)?;
            if !kind.is_dir() {
                let content = content(&entry.path(), kind)?;
                files.files.insert(below, content);
            } else if name != "node_modules" {
                pending.push(below);
            }
        }
    }
    Ok(files)
}

/// Whether a folder is in the work tree of a git repository: it, or a parent folder, contains `.git`.
pub fn is_in_repository(root: &Path) -> bool {
    repository_of(root).is_some()
}

/// The nearest folder that contains `.git`: the folder itself or a parent folder.
pub fn repository_of(folder: &Path) -> Option<&Path> {
    folder
        .ancestors()
        .find(|folder| fs::symlink_metadata(folder.join(".git")).is_ok())
}

fn content(path: &Path, kind: fs::FileType) -> Result<Content, LoadError> {
    if kind.is_symlink() {
        return Ok(Content::Link);
    }
    let unreadable = |error: io::Error| LoadError::new(path, error);
    let is_text = kind.is_file() && {
        let metadata = fs::symlink_metadata(path).map_err(unreadable)?;
        metadata.len() <= MAX_TEXT_SIZE
    };
    if !is_text {
        return Ok(Content::Unread);
    }
    let bytes = read_file(path, MAX_TEXT_SIZE).map_err(unreadable)?;
    Ok(Content::Bytes(Arc::from(bytes)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    #[test]
    fn all_files_but_those_of_git_and_npm_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for path in [
            ".git/config",
            "src/node_modules/a.js",
            "src/a.json",
            ".b",
            ".hsmeta-a.tmp",
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        let large = fs::File::create(root.join("large.png")).unwrap();
        large.set_len(MAX_TEXT_SIZE + 1).unwrap();
        let read = snapshot(root).unwrap();
        let mut expected = ProjectFiles::default();
        expected.insert(".b", Content::text("x"));
        expected.insert("large.png", Content::Unread);
        expected.insert("src/a.json", Content::text("x"));
        assert_eq!(read, expected);
    }

    #[test]
    fn a_repository_may_begin_in_a_parent_folder() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("a/b");
        fs::create_dir_all(&root).unwrap();
        assert!(!is_in_repository(&root));
        // In a linked work tree it is a file.
        fs::write(folder.path().join(".git"), "gitdir: x").unwrap();
        assert!(is_in_repository(&root));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        let read = snapshot(folder.path()).unwrap();
        let entries: Vec<_> = read.files.iter().collect();
        assert_eq!(entries, [(&RelPath::new("loop"), &Content::Link)]);
    }
}
