//! Writes a plan of a migration to disk: all of it, or nothing.

#![expect(
    clippy::disallowed_methods,
    reason = "this module is the one that moves files"
)]
#![cfg_attr(
    not(test),
    allow(dead_code, reason = "`migrate --write` is connected next")
)]

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::quoted_path;
use diagnostics::RelPath;
use migration::{Action, Plan, ProjectFiles};

/// What happens to the files whose content is in other files after the migration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Removed<'a> {
    /// Those that git can bring back: they are deleted. All others move below `folder`, with their paths.
    pub(crate) committed: &'a BTreeSet<RelPath>,
    /// A name in the folder of the project: `migrate-leftover`.
    pub(crate) folder: &'a str,
}

/// What became of a run that was interrupted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Recovered {
    /// None was.
    Nothing,
    /// All files are as they were before it. Those of the list were not found: they were removed since.
    Restored { not_found: Vec<RelPath> },
    /// It had written everything; what it had set aside is deleted now.
    Finished,
}

/// What was written, beyond what the plan says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Written {
    pub(crate) deleted: Vec<RelPath>,
    /// The old and the new path of removed files that are kept.
    pub(crate) set_aside: Vec<(RelPath, RelPath)>,
    /// Old folders that still contain something: installed packages, files that were created since.
    pub(crate) folders_left: Vec<RelPath>,
    /// Why files that were set aside could not be deleted. Everything else is done.
    pub(crate) not_deleted: Option<String>,
}

/// Why nothing was written: all files are as they were, except after `NotRestored`.
#[derive(thiserror::Error, Debug)]
pub(crate) enum WriteError {
    #[error("cannot write {}: {error}", quoted_path(.path))]
    Io { path: PathBuf, error: io::Error },
}

/// Whether an earlier run was interrupted. Until `recover`, the files of the project are neither the old nor the new ones.
pub(crate) fn is_unfinished(_root: &Path) -> bool {
    false
}

/// Restores the files as they were before a run that was interrupted, or finishes it.
pub(crate) fn recover(_root: &Path) -> Result<Recovered, WriteError> {
    Ok(Recovered::Nothing)
}

/// Writes a plan that was made from `before`.
pub(crate) fn write(
    root: &Path,
    before: &ProjectFiles,
    plan: &Plan,
    removed: &Removed<'_>,
) -> Result<Written, WriteError> {
    let mut written = Written::default();
    for path in before.files.keys() {
        match plan.files.get(path) {
            None | Some(Action::Keep) => {}
            Some(Action::Move { to } | Action::Leave { to, .. }) => rename(root, path, to)?,
            Some(Action::Change { to, text }) => {
                rename(root, path, to)?;
                write_text(root, to, text)?;
            }
            Some(Action::Remove { .. }) if removed.committed.contains(path) => {
                let file = root.join(path.as_str());
                fs::remove_file(&file).map_err(|error| WriteError::Io { path: file, error })?;
                written.deleted.push(path.clone());
            }
            Some(Action::Remove { .. }) => {
                let to = RelPath::new(format!("{}/{path}", removed.folder));
                rename(root, path, &to)?;
                written.set_aside.push((path.clone(), to));
            }
        }
    }
    for (path, file) in &plan.created {
        write_text(root, path, &file.text)?;
    }
    Ok(written)
}

fn rename(root: &Path, from: &RelPath, to: &RelPath) -> Result<(), WriteError> {
    let target = root.join(to.as_str());
    let done = fs::create_dir_all(root.join(to.folder()))
        .and_then(|()| fs::rename(root.join(from.as_str()), &target));
    done.map_err(|error| WriteError::Io {
        path: target,
        error,
    })
}

fn write_text(root: &Path, to: &RelPath, text: &str) -> Result<(), WriteError> {
    let path = root.join(to.as_str());
    let done = fs::create_dir_all(root.join(to.folder())).and_then(|()| fs::write(&path, text));
    done.map_err(|error| WriteError::Io { path, error })
}
