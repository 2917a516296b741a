//! Writes a plan of a migration to disk: all of it, or nothing.
//!
//! Every file that moves is first renamed into a folder of its own beside the source folder (`old` in
//! `.hsmeta-migration`), with its path. When all of them are there, and everything that is new is written (`new`), each is
//! renamed to its new path. So a file can get the path of another one, and names that differ only in case make no difference.
//! No file is copied, and none is deleted before everything else is done.
//!
//! A journal (`.hsmeta-migration.json`) lists all of this before the first file moves, and how far the run has come. From it
//! any later run, and a person, knows what to do:
//!
//! | the journal says | each file is | what `recover` does |
//! |---|---|---|
//! | nothing yet | where it was, or in `old` | moves all of them back |
//! | `placing` | in `old`, or at its new path | moves all of them back |
//! | `restoring` | in `old`, or where it was | moves the rest back |
//! | `done` | at its new path | deletes the replaced ones, which are in `old` |
//!
//! Both folders and the journal are on disk (`fsync`) before the journal says more. What fails in a run is undone as `recover`
//! would. The journal is also the lock: it is created only if it is missing, and locked while a run lasts.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this module is the one that moves files"
)]

mod checks;
mod disk;
mod error;
mod finish;
mod folders;
mod forward;
mod journal;
mod safe_path;
mod steps;
#[cfg(test)]
mod tests;
mod undo;

use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::RelPath;
use migration::{Plan, ProjectFiles};

use disk::Disk;
use journal::{Journal, Phase};
use steps::Steps;

pub(crate) use error::WriteError;

/// What happens to the files that are removed or get another text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Removed<'a> {
    /// Those that git can bring back: their old text is deleted. That of all others is kept below `folder`, with their paths.
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
    /// It had written everything; the old texts of what it replaced are deleted now.
    Finished,
}

/// What was written, beyond what the plan says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Written {
    pub(crate) deleted: Vec<RelPath>,
    /// The paths of originals that are kept, before and now.
    pub(crate) set_aside: Vec<(RelPath, RelPath)>,
    /// Old folders that still contain something: installed packages, files that are not part of the plan.
    pub(crate) folders_left: Vec<RelPath>,
    /// Why old texts could not be deleted. Everything else is done, and the next run tries it again.
    pub(crate) not_deleted: Option<String>,
}

/// Whether an earlier run was interrupted. Until `recover`, the files of the project are neither the old nor the new ones.
pub(crate) fn is_unfinished(root: &Path) -> bool {
    root.join(journal::NAME).symlink_metadata().is_ok()
}

/// Restores the files as they were before a run that was interrupted, or finishes it.
pub(crate) fn recover(root: &Path) -> Result<Recovered, WriteError> {
    if !is_unfinished(root) {
        return Ok(Recovered::Nothing);
    }
    recover_on(&Disk::new(root)?)
}

/// Writes a plan that was made from `before`.
pub(crate) fn write(
    root: &Path,
    before: &ProjectFiles,
    plan: &Plan,
    removed: &Removed<'_>,
) -> Result<Written, WriteError> {
    write_on(&Disk::new(root)?, before, plan, removed)
}

fn recover_on(disk: &Disk) -> Result<Recovered, WriteError> {
    let Some(mut journal) = Journal::open(disk)? else {
        return Ok(Recovered::Nothing);
    };
    let Some(steps) = journal.steps.take() else {
        // It was interrupted before anything happened.
        journal.delete(disk)?;
        return Ok(Recovered::Restored {
            not_found: Vec::new(),
        });
    };
    checks::of_journal(disk, &steps)?;
    if journal.phase == Phase::Done {
        finish::run(disk, &steps, journal)?;
        return Ok(Recovered::Finished);
    }
    let not_found = undo::run(disk, &steps, journal)?;
    Ok(Recovered::Restored { not_found })
}

fn write_on(
    disk: &Disk,
    before: &ProjectFiles,
    plan: &Plan,
    removed: &Removed<'_>,
) -> Result<Written, WriteError> {
    let mut steps = Steps::new(before, plan, removed);
    if steps.is_empty() {
        return Ok(Written::default());
    }
    let mut journal = Journal::create(disk)?;
    let prepared = checks::of_plan(disk, before, &mut steps)
        .and_then(|folders_left| journal.begin(disk, &steps).map(|()| folders_left));
    let folders_left = match prepared {
        Ok(folders_left) => folders_left,
        Err(cause) => return Err(after_restoring(cause, journal.delete(disk))),
    };
    if let Err(cause) = forward::run(disk, &steps, before, &mut journal) {
        let restored = undo::run(disk, &steps, journal);
        return Err(after_restoring(cause, restored.map(|_| ())));
    }
    let not_deleted = finish::run(disk, &steps, journal).err();
    Ok(Written {
        deleted: steps.deleted,
        set_aside: steps.set_aside,
        folders_left,
        not_deleted: not_deleted.map(|error| error.to_string()),
    })
}

fn after_restoring(cause: WriteError, restored: Result<(), WriteError>) -> WriteError {
    match restored {
        Ok(()) => cause,
        Err(error) => WriteError::NotRestored {
            cause: Box::new(cause),
            error: Box::new(error),
        },
    }
}
