//! What must hold before the first file moves.

use std::collections::BTreeSet;

use super::WriteError;
use super::disk::Disk;
use super::folders::{self, Listings};
use super::journal;
use super::safe_path::is_safe;
use super::steps::Steps;
use diagnostics::RelPath;
use migration::ProjectFiles;

/// Compares the disk with the files that a plan was made from, and adds the steps for folders. Returns the old folders that
/// are not empty afterwards.
pub(super) fn of_plan(
    disk: &Disk,
    before: &ProjectFiles,
    steps: &mut Steps,
) -> Result<Vec<RelPath>, WriteError> {
    are_safe(steps)?;
    are_unique(steps)?;
    refuse_links(disk, steps)?;
    are_unchanged(disk, before)?;
    refuse_repositories(disk, steps)?;
    let in_place: Vec<&String> = steps.in_place().map(|new| &new.path).collect();
    for path in steps
        .originals()
        .chain(in_place.iter().map(|path| path.as_str()))
    {
        is_movable(disk, path)?;
    }
    for path in steps.replaced.iter().chain(in_place) {
        let metadata = disk.metadata(path)?;
        if metadata.is_none_or(|metadata| metadata.permissions().readonly()) {
            return Err(WriteError::ReadOnly(path.clone()));
        }
    }
    let mut listings = Listings::new(disk);
    let folders_left = folders::add_removed(disk, &mut listings, steps)?;
    folders::add_created(&mut listings, steps)?;
    Ok(folders_left)
}

/// A journal may be part of an untrusted repository, and links may have been created since it was written.
pub(super) fn of_journal(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    are_safe(steps)?;
    are_unique(steps)?;
    refuse_links(disk, steps)?;
    for path in steps.originals() {
        disk.refuse_links(&journal::old(path))?;
    }
    for new in &steps.written {
        disk.refuse_links(&journal::new(&new.path))?;
        disk.refuse_links(&journal::old(&new.path))?;
    }
    Ok(())
}

fn are_safe(steps: &Steps) -> Result<(), WriteError> {
    let removed = steps.removed_folders.iter().map(|folder| &*folder.path);
    let created = steps.created_folders.iter().map(|folder| &**folder);
    for path in steps
        .originals()
        .chain(steps.targets())
        .chain(removed)
        .chain(created)
    {
        let start = path.split('/').next().unwrap_or_default();
        if !is_safe(path) || start == journal::NAME || start == journal::FOLDER {
            return Err(WriteError::NotInProject(path.to_owned()));
        }
    }
    Ok(())
}

fn are_unique(steps: &Steps) -> Result<(), WriteError> {
    let mut originals = BTreeSet::new();
    let mut targets = BTreeSet::new();
    for path in steps.originals() {
        if !originals.insert(path) {
            return Err(WriteError::Twice(path.to_owned()));
        }
    }
    for path in steps.targets() {
        if !targets.insert(path) {
            return Err(WriteError::Twice(path.to_owned()));
        }
    }
    Ok(())
}

fn refuse_links(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    for folder in steps.folders() {
        // Its parent folders are in the set.
        if let Some(metadata) = disk.metadata(folder)?
            && metadata.is_symlink()
        {
            return Err(WriteError::Link(folder.to_owned()));
        }
    }
    Ok(())
}

fn are_unchanged(disk: &Disk, before: &ProjectFiles) -> Result<(), WriteError> {
    let now = project::load::snapshot(disk.root()).map_err(WriteError::Unreadable)?;
    if now == *before {
        return Ok(());
    }
    let paths: BTreeSet<&RelPath> = before.files.keys().chain(now.files.keys()).collect();
    let mut changed = Vec::new();
    for path in paths {
        if before.files.get(path) != now.files.get(path) {
            changed.push(path.to_string());
        }
    }
    Err(WriteError::Changed(changed))
}

/// A submodule, or a repository in a folder, has its own history.
fn refuse_repositories(disk: &Disk, steps: &Steps) -> Result<(), WriteError> {
    for folder in steps.folders() {
        if disk.exists(&format!("{folder}/.git"))? {
            return Err(WriteError::OwnRepository(folder.to_owned()));
        }
    }
    Ok(())
}

fn is_movable(disk: &Disk, path: &str) -> Result<(), WriteError> {
    match disk.metadata(path)? {
        Some(metadata) if metadata.is_file() => Ok(()),
        Some(metadata) if metadata.is_symlink() => Err(WriteError::Link(path.to_owned())),
        _ => Err(WriteError::NotAFile(path.to_owned())),
    }
}
