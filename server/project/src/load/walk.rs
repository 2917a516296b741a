//! Reads a folder and all below it in one pass: each folder is listed once, and its files are read and parsed while it is open.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::LoadError;
use super::dir::{Dir, Kind, Listed};
use super::file::with_bytes;
use crate::document::Document;
use crate::facts::MAX_CANDIDATE_SIZE;
use crate::{Entry, LinkTarget, Project, is_searched};
use catalog::{FileKind, is_image};
use diagnostics::RelPath;

/// The number of files in one folder that the cores divide between them. The start of their threads takes as long as ten files.
const FILES_TO_DIVIDE: usize = 32;

/// The fewest files that one task reads: with fewer, the tasks cost more than they save.
const FILES_PER_TASK: usize = 4;

/// The number of folders, found and not yet read, that two tasks divide between them.
const FOLDERS_TO_DIVIDE: usize = 16;

/// A walk through a project, of which the root and the name of the project file are known.
pub(super) struct Walk<'p> {
    pub(super) project: &'p Project,
    /// The largest size of a file in bytes.
    pub(super) limit: u64,
}

/// What a walk found, in any order.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) entries: Vec<(RelPath, Entry)>,
    pub(super) documents: Vec<Document>,
    pub(super) image_sizes: Vec<(RelPath, u64)>,
    /// The nested projects: relative folder and name of the project file.
    pub(super) nested: Vec<(String, String)>,
    /// Configuration files that could not be read.
    pub(super) unread: Vec<Unread>,
    /// Folders that could not be listed.
    pub(super) errors: Vec<LoadError>,
}

/// A file that could not be read.
pub(super) struct Unread {
    pub(super) path: RelPath,
    pub(super) kind: FileKind,
    pub(super) error: LoadError,
}

/// A folder that was found and not yet read.
struct Pending {
    parent: Arc<Dir>,
    path: RelPath,
}

impl Walk<'_> {
    /// Reads an open folder and all below it.
    pub(super) fn folder(&self, dir: Dir, path: &RelPath, contents: &mut Contents) {
        let mut pending = Vec::new();
        self.one_folder(dir, path, contents, &mut pending);
        self.folders(pending, contents);
    }

    fn folders(&self, mut pending: Vec<Pending>, contents: &mut Contents) {
        while let Some(Pending { parent, path }) = pending.pop() {
            match parent.enter(path.file_name(), || self.full(&path)) {
                Ok(dir) => {
                    self.one_folder(dir, &path, contents, &mut pending);
                    contents.entries.push((path, Entry::Folder));
                }
                Err(unreadable) => {
                    contents.errors.push(error(&self.full(&path), unreadable));
                    contents.entries.push((path, Entry::Unreadable));
                }
            }
            if pending.len() >= FOLDERS_TO_DIVIDE {
                let half = pending.split_off(pending.len() / 2);
                let mut others = Contents::default();
                rayon::join(
                    || self.folders(pending, contents),
                    || self.folders(half, &mut others),
                );
                contents.append(others);
                return;
            }
        }
    }

    /// Reads what is directly in a folder.
    fn one_folder(
        &self,
        mut dir: Dir,
        folder: &RelPath,
        contents: &mut Contents,
        pending: &mut Vec<Pending>,
    ) {
        if !folder.as_str().is_empty()
            && let Some(manifest) = dir.manifest()
        {
            contents.nested.push((folder.to_string(), manifest));
        }
        let mut listed = std::mem::take(&mut dir.listed);
        // Documents are visited in this order later on. In the order of the disk, 20,000 of one folder take 1.4 times as long.
        listed.sort_unstable();
        let dir = Arc::new(dir);
        let mut wanted = Vec::new();
        for (path, name, kind) in paths(folder, &listed) {
            let entry = match kind {
                Kind::Folder if is_searched(name) => {
                    let parent = Arc::clone(&dir);
                    pending.push(Pending { parent, path });
                    continue;
                }
                Kind::Folder => Entry::Folder,
                Kind::Link => Entry::Link(match dir.target(name) {
                    Ok(target) if target.kind == Kind::Folder => LinkTarget::Folder,
                    Ok(_) => LinkTarget::File,
                    Err(_) => LinkTarget::Broken,
                }),
                Kind::File => {
                    if let Some(kind) = self.project.kind_of(&path) {
                        wanted.push((path.clone(), kind));
                    } else if is_image(name)
                        && let Ok(target) = dir.target(name)
                    {
                        contents.image_sizes.push((path.clone(), target.size));
                    }
                    Entry::File
                }
                Kind::Other => Entry::Other,
            };
            contents.entries.push((path, entry));
        }
        self.read(&dir, wanted, contents);
    }

    /// Reads files of one folder, on all cores if they are many.
    pub(super) fn read(
        &self,
        dir: &Dir,
        wanted: Vec<(RelPath, FileKind)>,
        contents: &mut Contents,
    ) {
        if wanted.len() < FILES_TO_DIVIDE {
            for (path, kind) in wanted {
                contents.add(self.document(dir, path, kind));
            }
            return;
        }
        let read: Vec<Result<Document, Unread>> = wanted
            .into_par_iter()
            .with_min_len(FILES_PER_TASK)
            .map(|(path, kind)| self.document(dir, path, kind))
            .collect();
        for document in read {
            contents.add(document);
        }
    }

    fn document(&self, dir: &Dir, path: RelPath, kind: FileKind) -> Result<Document, Unread> {
        let mut limit = self.limit;
        if kind == FileKind::Candidate {
            limit = limit.min(MAX_CANDIDATE_SIZE as u64);
        }
        let parse = |bytes: &[u8]| Document::from_bytes(path.clone(), kind, bytes);
        let read = dir.open_file(path.file_name());
        match read.and_then(|file| with_bytes(file, limit, parse)) {
            Ok(document) => Ok(document),
            Err(unreadable) => Err(Unread {
                error: error(&self.full(&path), unreadable),
                path,
                kind,
            }),
        }
    }

    fn full(&self, path: &RelPath) -> PathBuf {
        self.project.root.join(path.as_str())
    }
}

impl Contents {
    fn add(&mut self, read: Result<Document, Unread>) {
        match read {
            Ok(document) => self.documents.push(document),
            Err(unread) => self.unread.push(unread),
        }
    }

    fn append(&mut self, mut other: Contents) {
        self.entries.append(&mut other.entries);
        self.documents.append(&mut other.documents);
        self.image_sizes.append(&mut other.image_sizes);
        self.nested.append(&mut other.nested);
        self.unread.append(&mut other.unread);
        self.errors.append(&mut other.errors);
    }
}

/// The entries of a folder with their paths. A name in a listing requires none of what [`RelPath::join`] does.
fn paths<'l>(
    folder: &RelPath,
    listed: &'l [Listed],
) -> impl Iterator<Item = (RelPath, &'l str, Kind)> {
    let mut path = String::with_capacity(folder.as_str().len() + 64);
    if !folder.as_str().is_empty() {
        path.push_str(folder.as_str());
        path.push('/');
    }
    let start = path.len();
    listed.iter().map(move |entry| {
        path.truncate(start);
        path.push_str(&entry.name);
        (RelPath::new(&path), entry.name.as_str(), entry.kind)
    })
}

/// The error about something that cannot be read. A name that is not UTF-8 is not found again by its text.
pub(super) fn error(path: &Path, unreadable: io::Error) -> LoadError {
    if path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) {
        LoadError::new(path, "name is not UTF-8")
    } else {
        LoadError::new(path, unreadable)
    }
}
