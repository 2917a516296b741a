//! Reads one project: lists its folder and parses its configuration files.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::LoadError;
use super::discover::manifest_of;
use super::file::read_file;
use crate::document::Document;
use crate::facts::{Facts, MAX_CANDIDATE_SIZE};
use crate::index::source_folder;
use crate::{Entry, LinkTarget, Project, is_searched};
use catalog::{FileKind, example_of, is_image, is_manifest};
use diagnostics::RelPath;

/// The minimum number of files for one task: with fewer, the overhead of tasks dominates.
const FILES_PER_TASK: usize = 4;

/// The names of the entries of one folder, with U+FFFD for invalid UTF-8.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) files: Vec<String>,
    pub(super) folders: Vec<String>,
    links: Vec<String>,
    /// The links to files with the name of a project file, which HubSpot's CLI follows.
    pub(super) links_to_files: Vec<String>,
    others: Vec<String>,
}

/// A project, its files that could not be read, and the nested projects: relative folder and name of the project file.
pub(super) struct Loaded {
    pub(super) project: Project,
    pub(super) errors: Vec<LoadError>,
    pub(super) nested: Vec<(String, String)>,
    /// The largest size of a file in bytes.
    limit: u64,
}

pub(super) fn list(folder: &Path) -> Result<Listed, LoadError> {
    let mut listed = Listed::default();
    for entry in fs::read_dir(folder).map_err(|unreadable| error(folder, unreadable))? {
        let entry = entry.map_err(|unreadable| LoadError::new(folder, unreadable))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => listed.folders.push(name),
            Ok(kind) if kind.is_file() => listed.files.push(name),
            Ok(kind) if kind.is_symlink() => {
                if is_manifest(&name)
                    && fs::metadata(entry.path()).is_ok_and(|target| target.is_file())
                {
                    listed.links_to_files.push(name.clone());
                }
                listed.links.push(name);
            }
            _ => listed.others.push(name),
        }
    }
    Ok(listed)
}

/// Loads the project in `root`. `parent_project` is the path to the project that contains it; files of more than `limit` bytes
/// are not read.
pub(super) fn project(
    root: &Path,
    manifest: &str,
    parent_project: Option<String>,
    limit: u64,
) -> Loaded {
    let mut loaded = Loaded::new(root, limit);
    loaded.project.manifest = Some(RelPath::new(manifest));
    loaded.project.parent_project = parent_project;
    loaded.walk(RelPath::new(""));
    if let Some(source) = loaded.linked_source() {
        loaded
            .project
            .entries
            .insert(source.clone(), Entry::Link(LinkTarget::Folder));
        loaded.walk(source);
    }
    loaded.read_documents();
    loaded
}

/// Loads component files of one folder outside of any project.
pub(super) fn loose(
    folder: &Path,
    names: BTreeSet<String>,
    limit: u64,
) -> (Project, Vec<LoadError>) {
    let mut loaded = Loaded::new(folder, limit);
    loaded.project.entries = names
        .iter()
        .map(|name| (RelPath::new(name), Entry::File))
        .collect();
    loaded.read_documents();
    (loaded.project, loaded.errors)
}

fn empty(root: &Path) -> Project {
    let absolute = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
    let mut parts = absolute
        .components()
        .map(|part| part.as_os_str().to_string_lossy());
    Project {
        root: root.to_owned(),
        below_node_modules: parts
            .find(|part| part.contains("node_modules"))
            .map(|part| part.into_owned()),
        ..Project::default()
    }
}

impl Loaded {
    fn new(root: &Path, limit: u64) -> Loaded {
        Loaded {
            project: empty(root),
            errors: Vec::new(),
            nested: Vec::new(),
            limit,
        }
    }

    fn walk(&mut self, folder: RelPath) {
        let mut pending = vec![folder];
        while let Some(folder) = pending.pop() {
            match list(&self.project.root.join(folder.as_str())) {
                Ok(listed) => self.enter(&folder, listed, &mut pending),
                Err(error) => {
                    self.errors.push(error);
                    self.project.entries.insert(folder, Entry::Unreadable);
                }
            }
        }
    }

    /// The source folder, if it is a symbolic link or behind one: the only link that HubSpot follows.
    fn linked_source(&mut self) -> Option<RelPath> {
        const LINK: Entry = Entry::Link(LinkTarget::Folder);
        if !self.project.entries.values().any(|entry| *entry == LINK) {
            return None;
        }
        let manifest = self.project.manifest.clone()?;
        let bytes = read_file(&self.project.root.join(manifest.as_str()), self.limit).ok()?;
        let Facts::Project(facts) = Document::from_bytes(manifest, FileKind::Project, bytes).facts
        else {
            return None;
        };
        let source = source_folder(facts.src_dir.as_ref()?)?;
        let is_link = |path: &RelPath| self.project.entry(path) == Some(LINK);
        if !is_link(&source)
            && !source
                .parents()
                .map(RelPath::new)
                .any(|path| is_link(&path))
        {
            return None;
        }
        let root = &self.project.root;
        let target = root.join(source.as_str()).canonicalize().ok()?;
        // A link to the project folder or one of its parent folders would make the project a part of itself.
        if target.is_dir() && !root.canonicalize().ok()?.starts_with(&target) {
            Some(source)
        } else {
            None
        }
    }

    fn enter(&mut self, folder: &RelPath, listed: Listed, pending: &mut Vec<RelPath>) {
        let path = |name: &str| folder.join(name).unwrap_or_else(|| folder.clone());
        if !folder.as_str().is_empty()
            && let Some(manifest) = manifest_of(&listed)
        {
            self.nested.push((folder.to_string(), manifest));
        }
        for name in &listed.folders {
            self.project.entries.insert(path(name), Entry::Folder);
            if is_searched(name) {
                pending.push(path(name));
            }
        }
        for name in &listed.links {
            let target = match fs::metadata(self.project.root.join(path(name).as_str())) {
                Ok(metadata) if metadata.is_dir() => LinkTarget::Folder,
                Ok(_) => LinkTarget::File,
                Err(_) => LinkTarget::Broken,
            };
            self.project.entries.insert(path(name), Entry::Link(target));
        }
        for name in &listed.files {
            let path = path(name);
            if is_image(name)
                && let Ok(metadata) = fs::metadata(self.project.root.join(path.as_str()))
            {
                self.project
                    .image_sizes
                    .insert(path.clone(), metadata.len());
            }
            self.project.entries.insert(path, Entry::File);
        }
        for name in &listed.others {
            self.project.entries.insert(path(name), Entry::Other);
        }
    }

    fn files(&self) -> impl Iterator<Item = &RelPath> {
        self.project
            .entries
            .iter()
            .filter(|(_, entry)| **entry == Entry::File)
            .map(|(path, _)| path)
    }

    fn read_documents(&mut self) {
        let mut wanted: Vec<(RelPath, FileKind)> = self
            .files()
            .filter_map(|path| Some((path.clone(), self.project.kind_of(path)?)))
            .collect();
        // The project file may be a link, which is not among the files.
        if let Some(manifest) = &self.project.manifest
            && self.project.entry(manifest) != Some(Entry::File)
        {
            wanted.push((manifest.clone(), FileKind::Project));
        }
        self.read(wanted);
        self.project.hsignore = self.text_of(&RelPath::new(".hsignore"));
        for path in self.gitignores() {
            if let Some(text) = self.text_of(&path) {
                let folder = RelPath::new(path.folder());
                self.project.gitignores.insert(folder, text);
            }
        }
    }

    /// Reads files on all cores, which also compiles the schemas that they need.
    fn read(&mut self, wanted: Vec<(RelPath, FileKind)>) {
        let read: Vec<Result<Document, Unread>> = wanted
            .into_par_iter()
            .with_min_len(FILES_PER_TASK)
            .map(|(path, kind)| self.read_document(path, kind))
            .collect();
        let mut unread = Vec::new();
        for result in read {
            match result {
                // Not `Project::insert`: a project file that is a link stays one.
                Ok(document) => {
                    self.project
                        .documents
                        .insert(document.path.clone(), Arc::new(document));
                }
                Err(error) => unread.push(error),
            }
        }
        let source = self.project.source_folder();
        for file in unread {
            let is_reported = match (file.kind, &source) {
                (FileKind::Package, Some(source)) => file.path.below(source.as_str()).is_some(),
                (FileKind::Package, None) => false,
                // Most likely data of another program.
                (FileKind::Candidate, _) => false,
                _ => true,
            };
            if is_reported {
                self.errors.push(file.error);
            }
        }
    }

    fn read_document(&self, path: RelPath, kind: FileKind) -> Result<Document, Unread> {
        let file = self.project.root.join(path.as_str());
        let mut limit = self.limit;
        if kind == FileKind::Candidate {
            limit = limit.min(MAX_CANDIDATE_SIZE as u64);
        }
        match read_file(&file, limit) {
            Ok(bytes) => Ok(Document::from_bytes(path, kind, bytes)),
            Err(unreadable) => Err(Unread {
                path,
                kind,
                error: error(&file, unreadable),
            }),
        }
    }

    /// The text of a file that is not JSON, if it exists and can be read.
    fn text_of(&mut self, path: &RelPath) -> Option<String> {
        if self.project.entry(path) != Some(Entry::File) {
            return None;
        }
        let path = self.project.root.join(path.as_str());
        match read_file(&path, self.limit) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(unreadable) => {
                self.errors.push(error(&path, unreadable));
                None
            }
        }
    }

    /// The `.gitignore` files, if they may exclude profiles from version control on purpose: there is an example of a profile,
    /// and no profile.
    fn gitignores(&self) -> Vec<RelPath> {
        let mut has_example = false;
        let mut gitignores = Vec::new();
        for path in self.files() {
            let name = path.file_name();
            if example_of(name).is_some() {
                has_example = true;
            } else if FileKind::of(name) == Some(FileKind::Profile) {
                return Vec::new();
            } else if name == ".gitignore" {
                gitignores.push(path.clone());
            }
        }
        if has_example { gitignores } else { Vec::new() }
    }
}

/// A file that could not be read.
struct Unread {
    path: RelPath,
    kind: FileKind,
    error: LoadError,
}

/// The error about something that cannot be read. A name that is not UTF-8 is not found again by its text.
pub(super) fn error(path: &Path, unreadable: io::Error) -> LoadError {
    if path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER) {
        LoadError::new(path, "name is not UTF-8")
    } else {
        LoadError::new(path, unreadable)
    }
}
