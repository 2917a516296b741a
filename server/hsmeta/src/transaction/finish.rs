//! Deletes what is not required any more.

use super::WriteError;
use super::disk::Disk;
use super::journal::{self, Journal};
use super::steps::Steps;

/// After the last file has got its new path.
pub(super) fn run(disk: &Disk, steps: &Steps, journal: Journal) -> Result<(), WriteError> {
    for path in &steps.replaced {
        disk.delete(&journal::old(path))?;
    }
    for new in steps.in_place() {
        disk.delete(&journal::old(&new.path))?;
    }
    delete_folder(disk, steps)?;
    journal.delete(disk)
}

/// Deletes the folder of the files that were on their way, with the new texts that are left in it. Originals never are.
pub(super) fn delete_folder(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    for new in &steps.written {
        disk.delete(&journal::new(&new.path))?;
    }
    for folder in steps.folders_on_the_way().iter().rev() {
        if !disk.remove_folder(folder)? {
            return Err(WriteError::NotEmpty(folder.clone()));
        }
    }
    Ok(())
}
