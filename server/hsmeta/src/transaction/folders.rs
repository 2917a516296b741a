//! Which folders a run creates and removes.

use std::collections::{BTreeMap, BTreeSet};

use super::WriteError;
use super::disk::{Disk, Listing, mode};
use super::steps::{Folder, Steps, parent, parents};
use diagnostics::RelPath;

/// The names in the folders of a project, as the file system spells them: on some, others lead to the same file.
pub(super) struct Listings<'d> {
    disk: &'d Disk,
    known: BTreeMap<String, Listing>,
}

impl<'d> Listings<'d> {
    pub(super) fn new(disk: &'d Disk) -> Listings<'d> {
        Listings {
            disk,
            known: BTreeMap::new(),
        }
    }

    pub(super) fn of(&mut self, folder: &str) -> Result<&Listing, WriteError> {
        if !self.known.contains_key(folder) {
            let listing = self.disk.list(folder)?;
            self.known.insert(folder.to_owned(), listing);
        }
        Ok(&self.known[folder])
    }

    /// What is at a path, spelled exactly so.
    fn exact(&mut self, path: &str) -> Result<Option<bool>, WriteError> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        Ok(self.of(folder)?.get(name).copied())
    }

    /// The path of something whose name differs in case only, if it is what the file system finds there.
    fn other_case(&mut self, path: &str) -> Result<Option<String>, WriteError> {
        if !self.disk.exists(path)? {
            return Ok(None);
        }
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let lower = name.to_lowercase();
        let found = self
            .of(folder)?
            .keys()
            .find(|other| other.to_lowercase() == lower);
        let found = found.map_or(name, String::as_str);
        Ok(Some(match folder {
            "" => found.to_owned(),
            folder => format!("{folder}/{found}"),
        }))
    }
}

/// Adds the folders that are empty when their files have left. Returns those that are not.
pub(super) fn add_removed(
    disk: &Disk,
    listings: &mut Listings<'_>,
    steps: &mut Steps,
) -> Result<Vec<RelPath>, WriteError> {
    let originals: BTreeSet<&str> = steps.originals().collect();
    let mut candidates: BTreeSet<&str> = originals.iter().flat_map(|path| parents(path)).collect();
    for path in steps.targets() {
        for folder in parents(path) {
            candidates.remove(folder);
        }
    }
    let mut removed: BTreeMap<&str, Folder> = BTreeMap::new();
    let mut left = Vec::new();
    // A folder comes after its parent in the set, and has to be removed before it.
    for &folder in candidates.iter().rev() {
        let mut has_others = false;
        let mut is_empty = true;
        for name in listings.of(folder)?.keys() {
            let path = format!("{folder}/{name}");
            if !originals.contains(path.as_str()) && !removed.contains_key(path.as_str()) {
                is_empty = false;
                has_others |= !candidates.contains(path.as_str());
            }
        }
        if is_empty {
            let mode = disk.metadata(folder)?.and_then(|metadata| mode(&metadata));
            let path = folder.to_owned();
            removed.insert(folder, Folder { path, mode });
        } else if has_others {
            left.push(RelPath::new(folder));
        }
    }
    left.reverse();
    let removed: Vec<Folder> = removed.into_values().rev().collect();
    steps.removed_folders = removed;
    Ok(left)
}

/// Adds the folders that have to be created, and refuses paths that something else has.
pub(super) fn add_created(
    listings: &mut Listings<'_>,
    steps: &mut Steps,
) -> Result<(), WriteError> {
    let mut created = BTreeSet::new();
    let originals: BTreeSet<&str> = steps.originals().collect();
    let removed = &steps.removed_folders;
    let leaves =
        |path: &str| originals.contains(path) || removed.iter().any(|folder| folder.path == path);
    let folders: BTreeSet<&str> = steps.targets().flat_map(parents).collect();
    for folder in folders {
        if parent(folder).is_some_and(|parent| created.contains(parent)) {
            created.insert(folder.to_owned());
            continue;
        }
        match listings.exact(folder)? {
            Some(true) => {}
            Some(false) if originals.contains(folder) => {
                created.insert(folder.to_owned());
            }
            Some(false) => return Err(WriteError::NotAFolder(folder.to_owned())),
            None => match listings.other_case(folder)? {
                Some(other) if !leaves(&other) => {
                    return Err(WriteError::DifferentCase(other, folder.to_owned()));
                }
                _ => {
                    created.insert(folder.to_owned());
                }
            },
        }
    }
    let in_place: BTreeSet<&str> = steps.in_place().map(|new| &*new.path).collect();
    for path in steps.targets() {
        if in_place.contains(path) {
            continue;
        }
        if parent(path).is_some_and(|parent| created.contains(parent)) {
            continue;
        }
        let found = match listings.exact(path)? {
            Some(_) => Some(path.to_owned()),
            None => listings.other_case(path)?,
        };
        if let Some(found) = found
            && !leaves(&found)
        {
            return Err(WriteError::Exists(path.to_owned()));
        }
    }
    steps.created_folders = created.into_iter().collect();
    Ok(())
}
