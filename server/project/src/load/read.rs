//! Reads one project: lists its folder and parses its configuration files.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::LoadError;
use super::discover::manifest_of;
use crate::document::Document;
use crate::facts::{Facts, MAX_CANDIDATE_SIZE};
use crate::index::source_folder;
use crate::{Entry, LinkTarget, Project, is_searched};
use catalog::{FileKind, example_of, is_image, is_manifest};
use diagnostics::RelPath;

/// Larger configuration files are refused with a message, unless somebody asks for them; HubSpot's own are a few
/// kilobytes.
pub const MAX_FILE_SIZE: u64 = 32 * 1024 * 1024;

/// Files that one task reads at least: with fewer the tasks cost more than they save.
const FILES_PER_TASK: usize = 4;

/// The entries of one folder by their names; names that are no UTF-8 have U+FFFD in the place of what is not.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) files: Vec<String>,
    pub(super) folders: Vec<String>,
    links: Vec<String>,
    /// Of the links those called like a project file that lead to a file: HubSpot's CLI follows these.
    pub(super) links_to_files: Vec<String>,
    others: Vec<String>,
}

/// A project, what could not be read of it, and the project folders within it, relative, with their project files.
pub(super) struct Loaded {
    pub(super) project: Project,
    pub(super) problems: Vec<LoadError>,
    pub(super) nested: Vec<(String, String)>,
    /// Bytes that a file has at most.
    limit: u64,
}

/// Lists one folder.
pub(super) fn list(folder: &Path) -> Result<Listed, LoadError> {
    let mut listed = Listed::default();
    let unreadable = |error: std::io::Error| problem(folder, error.to_string());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(|error| LoadError::new(folder, error))?;
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

/// Loads the project in `root`. `inside` is the way to the project that it lies in; files of more than `limit` bytes are
/// not read.
pub(super) fn project(root: &Path, manifest: &str, inside: Option<String>, limit: u64) -> Loaded {
    let mut loaded = Loaded::new(root, limit);
    loaded.project.manifest = Some(RelPath::new(manifest));
    loaded.project.parent_project = inside;
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

/// Component files of one folder that lies in no project.
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
    (loaded.project, loaded.problems)
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
            problems: Vec::new(),
            nested: Vec::new(),
            limit,
        }
    }

    fn walk(&mut self, folder: RelPath) {
        let mut pending = vec![folder];
        while let Some(folder) = pending.pop() {
            match list(&self.project.root.join(folder.as_str())) {
                Ok(listed) => self.enter(&folder, listed, &mut pending),
                Err(problem) => {
                    self.problems.push(problem);
                    self.project.entries.insert(folder, Entry::Unreadable);
                }
            }
        }
    }

    /// The source folder, where it is a symbolic link or lies behind one: the only link that HubSpot follows.
    fn linked_source(&mut self) -> Option<RelPath> {
        let link = Some(Entry::Link(LinkTarget::Folder));
        self.project
            .entries
            .values()
            .find(|entry| Some(**entry) == link)?;
        let manifest = self.project.manifest.clone()?;
        let bytes = read_file(&self.project.root.join(manifest.as_str()), self.limit).ok()?;
        let Facts::Project(facts) = Document::from_bytes(manifest, FileKind::Project, bytes).facts
        else {
            return None;
        };
        let source = source_folder(facts.src_dir.as_ref()?)?;
        let mut above = std::iter::successors(Some(source.clone()), |path| {
            (!path.as_str().is_empty()).then(|| RelPath::new(path.folder()))
        });
        above.find(|path| self.project.entry(path) == link)?;
        let root = self.project.root.canonicalize().ok()?;
        let target = self
            .project
            .root
            .join(source.as_str())
            .canonicalize()
            .ok()?;
        // A link to this folder, or to one above it, would make the project a part of itself.
        (target.is_dir() && !root.starts_with(&target)).then_some(source)
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
        for path in listed
            .files
            .iter()
            .filter(|name| is_image(name))
            .map(|name| path(name))
        {
            let size =
                fs::metadata(self.project.root.join(path.as_str())).map(|metadata| metadata.len());
            self.project
                .image_sizes
                .extend(size.ok().map(|size| (path, size)));
        }
        self.project
            .entries
            .extend(listed.files.iter().map(|name| (path(name), Entry::File)));
        self.project
            .entries
            .extend(listed.others.iter().map(|name| (path(name), Entry::Other)));
    }

    fn read_documents(&mut self) {
        let files = self
            .project
            .entries
            .iter()
            .filter(|(_, entry)| **entry == Entry::File)
            .map(|(path, _)| path);
        let wanted = files.filter_map(|path| Some((path.clone(), self.project.kind_of(path)?)));
        let mut wanted: Vec<(RelPath, FileKind)> = wanted.collect();
        // The project file may be a link, which is no file of the listing.
        if let Some(manifest) = &self.project.manifest
            && self.project.entry(manifest) != Some(Entry::File)
        {
            wanted.push((manifest.clone(), FileKind::Project));
        }
        self.read(wanted);
        self.project.hsignore = self.text_of(&RelPath::new(".hsignore"));
        for path in self.gitignores() {
            let text = self.text_of(&path);
            self.project
                .gitignores
                .extend(text.map(|text| (RelPath::new(path.folder()), text)));
        }
    }

    /// Reads files on all cores: the schemas that they need are prepared on the way.
    fn read(&mut self, wanted: Vec<(RelPath, FileKind)>) {
        let (root, limit) = (&self.project.root, self.limit);
        let read = |(path, kind): (RelPath, FileKind)| {
            let file = root.join(path.as_str());
            let limit = if kind == FileKind::Candidate {
                limit.min(MAX_CANDIDATE_SIZE as u64)
            } else {
                limit
            };
            match read_file(&file, limit) {
                Ok(bytes) => Ok(Document::from_bytes(path, kind, bytes)),
                Err(error) => Err((path, kind, problem(&file, error.to_string()))),
            }
        };
        let documents: Vec<_> = wanted
            .into_par_iter()
            .with_min_len(FILES_PER_TASK)
            .map(read)
            .collect();
        let mut unread = Vec::new();
        for document in documents {
            match document {
                // The project file stays the link that it is.
                Ok(document) => {
                    self.project
                        .documents
                        .insert(document.path.clone(), Arc::new(document));
                }
                Err(error) => unread.push(error),
            }
        }
        let source = self.project.source_folder();
        for (path, kind, problem) in unread {
            let is_of_project = match kind {
                FileKind::Package => source
                    .as_ref()
                    .is_some_and(|source| path.below(source.as_str()).is_some()),
                // It most likely is somebody's data.
                FileKind::Candidate => false,
                _ => true,
            };
            if is_of_project {
                self.problems.push(problem);
            }
        }
    }

    /// The text of a file that is no JSON, if it is there and can be read.
    fn text_of(&mut self, path: &RelPath) -> Option<String> {
        if self.project.entry(path) != Some(Entry::File) {
            return None;
        }
        let path = self.project.root.join(path.as_str());
        match read_file(&path, self.limit) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => {
                self.problems.push(problem(&path, error.to_string()));
                None
            }
        }
    }

    /// The `.gitignore` files, where they may say that profiles are kept out of version control on purpose. Names alone decide
    /// whether anybody wants to know: an example of a profile is there, and no profile.
    fn gitignores(&self) -> Vec<RelPath> {
        let files = || {
            self.project
                .entries
                .iter()
                .filter(|(_, entry)| **entry == Entry::File)
                .map(|(path, _)| path)
        };
        let is_profile = |path: &RelPath| {
            FileKind::of(path.file_name()) == Some(FileKind::Profile)
                && example_of(path.file_name()).is_none()
        };
        if !files().any(|path| example_of(path.file_name()).is_some()) || files().any(is_profile) {
            return Vec::new();
        }
        files()
            .filter(|path| path.file_name() == ".gitignore")
            .cloned()
            .collect()
    }
}

/// Why something cannot be read. A name that is no UTF-8 is not found again by the text that stands for it.
pub(super) fn problem(path: &Path, message: String) -> LoadError {
    let is_lossy = path.to_string_lossy().contains(char::REPLACEMENT_CHARACTER);
    LoadError::new(
        path,
        if is_lossy {
            "its name is not UTF-8".to_owned()
        } else {
            message
        },
    )
}

/// Reads a regular file of at most `limit` bytes. What was one in the listing may be a pipe by now, or grow while it is
/// read; a file of `/proc` has no size at all.
pub fn read_file(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let mut bytes = Vec::new();
    if metadata.len() <= limit {
        bytes.reserve_exact(metadata.len() as usize + 1);
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    let size = metadata.len().max(bytes.len() as u64);
    if size > limit {
        let why = format!(
            "the file has {size} bytes; above {limit}, `hsmeta check --max-file-size` has to ask for it"
        );
        return Err(io::Error::other(why));
    }
    Ok(bytes)
}

/// Opens a file to read it, without waiting for the writer of a pipe.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use std::os::unix::fs::OpenOptionsExt;
    let without_waiting = rustix::fs::OFlags::NONBLOCK.bits();
    File::options()
        .read(true)
        .custom_flags(without_waiting.cast_signed())
        .open(path)
}

/// Elsewhere no pipe lies in a folder.
#[cfg(not(unix))]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}
