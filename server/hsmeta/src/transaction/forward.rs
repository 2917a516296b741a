//! A run, from the complete journal to the last rename.

use std::collections::BTreeSet;

use super::WriteError;
use super::disk::Disk;
use super::journal::{self, FOLDER, Journal, Phase};
use super::steps::{Kind, Steps};
use migration::{Content, ProjectFiles};

pub(super) fn run(
    disk: &Disk,
    steps: &Steps,
    before: &ProjectFiles,
    journal: &mut Journal,
) -> Result<(), WriteError> {
    for folder in [FOLDER.to_owned(), journal::old(""), journal::new("")] {
        disk.create_folder(folder.trim_end_matches('/'))?;
    }
    write_texts(disk, steps)?;
    set_aside(disk, steps, before)?;
    for folder in &steps.removed_folders {
        // One in which something was created since the check stays.
        disk.remove_folder(&folder.path)?;
    }
    sync(disk, steps);
    journal.enter(disk, Phase::Placing)?;
    for folder in &steps.created_folders {
        disk.create_folder(folder)?;
    }
    for step in &steps.moves {
        disk.rename(&journal::old(&step.from), &step.to)?;
    }
    for new in &steps.written {
        let from = journal::new(&new.path);
        if new.kind == Kind::InPlace {
            is_unchanged(disk, before, &new.path, &new.path)?;
            disk.replace(&from, &new.path)?;
        } else {
            disk.rename(&from, &new.path)?;
        }
    }
    sync(disk, steps);
    journal.enter(disk, Phase::Done)
}

fn write_texts(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    for new in &steps.written {
        let path = journal::new(&new.path);
        disk.create_parents(FOLDER, &path)?;
        let like = disk.metadata(&new.like)?;
        let may_be_executable = new.kind != Kind::Created;
        disk.write_new(&path, new.text.as_bytes(), like.as_ref(), may_be_executable)?;
    }
    Ok(())
}

fn set_aside(disk: &Disk, steps: &Steps, before: &ProjectFiles) -> Result<(), WriteError> {
    for path in steps.originals() {
        let aside = journal::old(path);
        disk.create_parents(FOLDER, &aside)?;
        disk.rename(path, &aside)?;
    }
    // These are deleted in the end: what was written to them since the check would be lost.
    for path in &steps.replaced {
        is_unchanged(disk, before, path, &journal::old(path))?;
    }
    for new in steps.in_place() {
        let Some(Content::Bytes(bytes)) = before.files.get(new.path.as_str()) else {
            return Err(WriteError::NotAFile(new.path.clone()));
        };
        let aside = journal::old(&new.path);
        disk.create_parents(FOLDER, &aside)?;
        let like = disk.metadata(&new.path)?;
        disk.write_new(&aside, bytes, like.as_ref(), true)?;
    }
    Ok(())
}

/// Compares a file, which is at another path now, with what the plan was made from.
fn is_unchanged(
    disk: &Disk,
    before: &ProjectFiles,
    path: &str,
    now: &str,
) -> Result<(), WriteError> {
    if let Some(Content::Bytes(expected)) = before.files.get(path)
        && let Ok(bytes) = project::load::read_file(&disk.path(now), expected.len() as u64)
        && bytes == **expected
    {
        return Ok(());
    }
    Err(WriteError::Changed(vec![path.to_owned()]))
}

/// The renames so far are on disk before the journal says so.
pub(super) fn sync(disk: &Disk, steps: &Steps) {
    let mut folders: BTreeSet<String> = BTreeSet::from([String::new()]);
    folders.extend(steps.folders().into_iter().map(str::to_owned));
    folders.extend(steps.folders_on_the_way());
    disk.sync_folders(folders.iter().map(String::as_str));
}
