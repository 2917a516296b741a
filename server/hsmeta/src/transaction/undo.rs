//! Moves every file back. What a run, or an earlier attempt to undo it, has done is seen from the disk.

use super::WriteError;
use super::disk::Disk;
use super::finish;
use super::forward::sync;
use super::journal::{self, Journal, Phase};
use super::steps::{Kind, Steps};
use diagnostics::RelPath;

/// Returns the files that were not found anywhere.
pub(super) fn run(
    disk: &Disk,
    steps: &Steps,
    mut journal: Journal,
) -> Result<Vec<RelPath>, WriteError> {
    if journal.is_torn {
        return Err(WriteError::Journal("it could not be written".to_owned()));
    }
    if journal.phase == Phase::Placing {
        take_back(disk, steps)?;
        sync(disk, steps);
        journal.enter(disk, Phase::Restoring)?;
    }
    for folder in steps.removed_folders.iter().rev() {
        if !disk.exists(&folder.path)? {
            disk.create_folder(&folder.path)?;
            disk.set_mode(&folder.path, folder.mode)?;
        }
    }
    let mut not_found = Vec::new();
    for path in steps.originals() {
        let aside = journal::old(path);
        if disk.exists(&aside)? {
            disk.create_parents("", path)?;
            disk.rename(&aside, path)?;
        } else if !disk.exists(path)? {
            not_found.push(RelPath::new(path));
        }
    }
    for new in steps.in_place() {
        disk.delete(&journal::old(&new.path))?;
    }
    sync(disk, steps);
    finish::delete_folder(disk, steps)?;
    journal.delete(disk)?;
    Ok(not_found)
}

/// Moves what has its new path back into the folder, so that all files are there. Each is there or at its new path.
fn take_back(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    for new in &steps.written {
        let aside = journal::old(&new.path);
        let is_in_place = new.kind == Kind::InPlace;
        let is_back = disk.exists(&journal::new(&new.path))?
            || (is_in_place && !disk.exists(&aside)?)
            || (!is_in_place && !disk.exists(&new.path)?);
        if is_back {
            continue;
        }
        if disk.exists(&new.path)? {
            let bytes = project::load::read_file(&disk.path(&new.path), new.text.len() as u64);
            if !bytes.is_ok_and(|bytes| bytes == new.text.as_bytes()) {
                return Err(WriteError::ChangedSince(new.path.clone()));
            }
        }
        if is_in_place {
            disk.replace(&aside, &new.path)?;
        } else {
            disk.delete(&new.path)?;
        }
    }
    for step in &steps.moves {
        let aside = journal::old(&step.from);
        if !disk.exists(&aside)? && disk.exists(&step.to)? {
            disk.create_parents("", &aside)?;
            disk.rename(&step.to, &aside)?;
        }
    }
    for folder in steps.created_folders.iter().rev() {
        disk.remove_folder(folder)?;
    }
    Ok(())
}
