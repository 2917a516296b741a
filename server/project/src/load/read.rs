//! Reads one project: its folder and its configuration files.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::LoadError;
use super::dir::{Dir, Kind};
use super::file::read_file;
use super::walk::{Contents, Unread, Walk, error};
use crate::facts::Facts;
use crate::index::source_folder;
use crate::{Entry, LinkTarget, Project};
use catalog::{FileKind, example_of};
use diagnostics::RelPath;

/// A project, what could not be read of it, and the nested projects: relative folder and name of the project file.
pub(super) struct Loaded {
    pub(super) project: Project,
    pub(super) errors: Vec<LoadError>,
    pub(super) nested: Vec<(String, String)>,
    unread: Vec<Unread>,
    /// The largest size of a file in bytes.
    limit: u64,
}

/// Loads the rest of a project, of which the root and the name of the project file are known. `dir` is its folder; files of
/// more than `limit` bytes are not read.
pub(super) fn project(project: Project, dir: Dir, limit: u64) -> Loaded {
    let mut loaded = Loaded::new(project, limit);
    let mut contents = Contents::default();
    // The project file may be a link, which is not among the files.
    if let Some(manifest) = &loaded.project.manifest
        && dir.has(manifest.as_str(), Kind::Link)
    {
        let wanted = vec![(manifest.clone(), FileKind::Project)];
        loaded.walk().read(&dir, wanted, &mut contents);
    }
    loaded.walk().folder(dir, &RelPath::new(""), &mut contents);
    loaded.add(contents);
    if let Some(source) = loaded.linked_source() {
        let mut contents = Contents::default();
        let mut entry = Entry::Link(LinkTarget::Folder);
        let path = loaded.project.root.join(source.as_str());
        match Dir::open(&path) {
            Ok(dir) => loaded.walk().folder(dir, &source, &mut contents),
            Err(unreadable) => {
                contents.errors.push(error(&path, unreadable));
                entry = Entry::Unreadable;
            }
        }
        contents.entries.push((source, entry));
        loaded.add(contents);
    }
    loaded.finish();
    loaded
}

/// Loads component files of one folder outside of any project.
pub(super) fn loose(project: Project, dir: &Dir, names: BTreeSet<String>, limit: u64) -> Loaded {
    let mut loaded = Loaded::new(project, limit);
    let mut contents = Contents::default();
    let mut wanted = Vec::new();
    for name in names {
        let path = RelPath::new(name);
        if let Some(kind) = loaded.project.kind_of(&path) {
            wanted.push((path.clone(), kind));
        }
        contents.entries.push((path, Entry::File));
    }
    loaded.walk().read(dir, wanted, &mut contents);
    loaded.add(contents);
    loaded.finish();
    loaded
}

impl Loaded {
    fn new(project: Project, limit: u64) -> Loaded {
        Loaded {
            project,
            errors: Vec::new(),
            nested: Vec::new(),
            unread: Vec::new(),
            limit,
        }
    }

    fn walk(&self) -> Walk<'_> {
        Walk {
            project: &self.project,
            limit: self.limit,
        }
    }

    fn add(&mut self, contents: Contents) {
        // A map that is made at once from all of its entries is made faster than by one insertion after the other.
        let mut entries = contents.entries.into_iter().collect();
        self.project.entries.append(&mut entries);
        let documents = contents.documents.into_iter();
        // Not `Project::insert`: a project file that is a link stays one.
        let mut documents = documents
            .map(|document| (document.path.clone(), Arc::new(document)))
            .collect();
        self.project.documents.append(&mut documents);
        self.project.image_sizes.extend(contents.image_sizes);
        self.nested.extend(contents.nested);
        self.unread.extend(contents.unread);
        self.errors.extend(contents.errors);
    }

    /// The source folder, if it is a symbolic link or behind one: the only link that HubSpot follows.
    fn linked_source(&self) -> Option<RelPath> {
        const LINK: Entry = Entry::Link(LinkTarget::Folder);
        let project = &self.project;
        if !project.entries.values().any(|entry| *entry == LINK) {
            return None;
        }
        let manifest = project.documents.get(project.manifest.as_ref()?)?;
        let Facts::Project(facts) = &manifest.facts else {
            return None;
        };
        let source = source_folder(facts.src_dir.as_ref()?)?;
        let is_link = |path: &str| project.entry(path) == Some(LINK);
        if !is_link(source.as_str()) && !source.parents().any(is_link) {
            return None;
        }
        let root = &project.root;
        let target = root.join(source.as_str()).canonicalize().ok()?;
        // A link to the project folder or one of its parent folders would make the project a part of itself.
        if target.is_dir() && !root.canonicalize().ok()?.starts_with(&target) {
            Some(source)
        } else {
            None
        }
    }

    /// Reads what is not JSON, and decides which of the unread files are errors.
    fn finish(&mut self) {
        let source = self.project.source_folder();
        for file in std::mem::take(&mut self.unread) {
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
        self.project.hsignore = self.text_of(&RelPath::new(".hsignore"));
        for path in self.gitignores() {
            if let Some(text) = self.text_of(&path) {
                let folder = RelPath::new(path.folder());
                self.project.gitignores.insert(folder, text);
            }
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
        for (path, entry) in &self.project.entries {
            if *entry != Entry::File {
                continue;
            }
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
