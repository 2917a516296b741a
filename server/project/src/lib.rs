//! A project as a value: the files of one folder with `hsproject.json`, parsed. Only `load` reads files; the other modules
//! are pure functions of what it read.

pub mod config;
pub mod document;
pub mod facts;
pub mod file;
pub mod hsignore;
pub mod index;
pub mod legacy;
pub mod legacy_file;
pub mod load;
pub mod placeholders;
pub mod snapshot;
pub mod source_file;
pub mod sources;
pub mod version_control;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog::{
    ComponentType, FileKind, LOCAL_JSON, PACKAGE_JSON, is_legacy_file, is_manifest,
    may_be_legacy_card,
};
use config::{Config, ConfigFile};
use diagnostics::RelPath;
use diagnostics::path::below;
use document::Document;
use facts::Facts;
use schema::official::OfficialVersions;
use source_file::{SkippedSource, SourceFile};

pub use file::ProjectFile;

/// An entry of the project folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    File,
    Folder,
    Link(LinkTarget),
    /// A folder that could not be listed, so its contents are not known.
    Unreadable,
    /// A pipe, a socket or a device; never opened.
    Other,
}

/// Where a symbolic link leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    File,
    Folder,
    /// The target is missing, or the links form a cycle.
    Broken,
}

/// A file or folder of imported schemas that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OfficialProblem {
    /// Relative to the folder of `hsmeta.toml` or `hsproject.json`.
    pub file: RelPath,
    /// `None` if it is about all platform versions.
    pub version: Option<String>,
    pub message: String,
}

/// A project folder with all data that rules may use.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The folder, by the path that it was found by.
    pub root: PathBuf,
    /// The folder with all links resolved; empty for a project that was not read from the disk.
    pub canonical_root: PathBuf,
    /// `hsproject.json`, in any letter case; `None` for component files outside of any project.
    pub manifest: Option<RelPath>,
    /// The nearest project folder that contains this one, relative to this one (`..`, `../..`).
    pub parent_project: Option<String>,
    /// The folder around this project whose name contains `node_modules`: HubSpot reads nothing below it.
    pub below_node_modules: Option<String>,
    /// Everything below the folder except the contents of `.git` and `node_modules`.
    pub entries: BTreeMap<RelPath, Entry>,
    /// The configuration files, parsed.
    pub documents: BTreeMap<RelPath, Arc<Document>>,
    /// The source files that were read.
    pub sources: BTreeMap<RelPath, Arc<SourceFile>>,
    /// The source files that code of the project imports and that were not read.
    pub skipped_sources: BTreeMap<RelPath, SkippedSource>,
    /// The versions of the SDK that are installed, by the `package.json` files that list it.
    pub sdk_versions: BTreeMap<RelPath, String>,
    /// The sizes of images, in bytes.
    pub image_sizes: BTreeMap<RelPath, u64>,
    /// The text of `.hsignore` next to `hsproject.json`.
    pub hsignore: Option<String>,
    /// The texts of `.gitignore` files by their folders. Read only if there is an example of a profile and no profile;
    /// otherwise nothing depends on them.
    pub gitignores: BTreeMap<RelPath, String>,
    /// HubSpot's own schemas, as far as they were imported.
    pub official: Arc<OfficialVersions>,
    /// Files of imported schemas that cannot be used.
    pub official_problems: Arc<[OfficialProblem]>,
    pub config: Config,
    /// This folder relative to that of `hsmeta.toml`.
    pub path_from_config: RelPath,
}

impl Project {
    /// The folder of an `hsmeta.toml` with nothing else in it. Diagnostics about that file belong to this project, because the
    /// file may be in a parent folder of the projects that it configures.
    pub fn of_config(config: Config) -> Project {
        Project {
            root: config.file.folder.clone(),
            config,
            ..Project::default()
        }
    }

    /// The text of a file that was read.
    pub fn text(&self, path: &RelPath) -> Option<&str> {
        if let Some(document) = self.documents.get(path) {
            return Some(document.syntax.source());
        }
        if let Some(source) = self.sources.get(path) {
            return Some(&source.text);
        }
        let is_config =
            self.path_from_config.as_str().is_empty() && path.as_str() == self.config.file.name();
        if is_config {
            self.config.file.text.as_deref()
        } else {
            None
        }
    }

    /// Replaces the configuration file, which is in this folder or a parent folder.
    pub fn configure(&mut self, file: Arc<ConfigFile>, path_from_config: RelPath) {
        self.config.file = file;
        self.path_from_config = path_from_config;
    }

    /// Adds a document or replaces it.
    pub fn insert(&mut self, document: Document) {
        self.entries.insert(document.path.clone(), Entry::File);
        self.documents
            .insert(document.path.clone(), Arc::new(document));
    }

    /// Adds a document or replaces it, with its folders: it may not be on the disk yet.
    pub fn insert_unsaved(&mut self, document: Document) {
        self.insert_file(&document.path);
        self.insert(document);
    }

    /// Whether a source file was read, or skipped.
    pub fn has_read(&self, path: &RelPath) -> bool {
        self.sources.contains_key(path) || self.skipped_sources.contains_key(path)
    }

    /// Adds a source file or replaces it, or notes why it is skipped.
    pub fn insert_source(&mut self, path: RelPath, read: Result<SourceFile, SkippedSource>) {
        match read {
            Ok(source) => {
                self.skipped_sources.remove(&path);
                self.sources.insert(path, Arc::new(source));
            }
            Err(skipped) => {
                self.sources.remove(&path);
                self.skipped_sources.insert(path, skipped);
            }
        }
    }

    /// Adds a file that is not a document, with its folders.
    pub fn insert_file(&mut self, path: &RelPath) {
        for folder in path.parents() {
            match self.entries.get(folder) {
                // So are its parent folders: a commit can have many files in hundreds of folders inside each other.
                Some(Entry::Folder) => break,
                Some(_) => {}
                None => {
                    self.entries.insert(RelPath::new(folder), Entry::Folder);
                }
            }
        }
        self.entries.insert(path.clone(), Entry::File);
    }

    /// The kind of the file at `path`, if it is read. A nested project file belongs to a project of its own.
    pub fn kind_of(&self, path: &RelPath) -> Option<FileKind> {
        if Some(path) == self.manifest.as_ref() {
            return Some(FileKind::Project);
        }
        match FileKind::of(path.file_name()) {
            Some(FileKind::Project) => None,
            Some(kind) => Some(kind),
            None => kind_by_location(path),
        }
    }

    /// The folder that `srcDir` names, if it is in the project; the default folder if `srcDir` is missing or unreadable.
    pub fn source_folder(&self) -> Option<RelPath> {
        let manifest = self.documents.get(self.manifest.as_ref()?);
        if let Some(Facts::Project(facts)) = manifest.map(|document| &document.facts)
            && let Some(src_dir) = &facts.src_dir
            && !src_dir.text.is_empty()
        {
            return index::source_folder(src_dir);
        }
        // An unreadable project file must not silence the rest of the project.
        if self.entry(DEFAULT_SOURCE) == Some(Entry::Folder) {
            Some(RelPath::new(DEFAULT_SOURCE))
        } else {
            None
        }
    }

    /// Whether a file at `path` would be read from the disk: it is a regular file, or it is not there yet and none of its
    /// folders is a link, `.git` or `node_modules`.
    pub fn reaches(&self, path: &RelPath) -> bool {
        match self.entry(path) {
            Some(Entry::File) => true,
            // HubSpot follows a link to the project file.
            Some(_) => self.manifest.as_ref() == Some(path),
            None => path.parents().all(|folder| {
                let name = folder.rsplit_once('/').map_or(folder, |(_, name)| name);
                is_searched(name) && matches!(self.entry(folder), None | Some(Entry::Folder))
            }),
        }
    }

    /// The folders below this one that are projects of their own: those with a file, or a link to a file, that HubSpot's CLI
    /// takes for `hsproject.json`.
    pub fn nested(&self) -> impl Iterator<Item = &str> {
        self.entries
            .iter()
            .filter(|(path, entry)| {
                is_manifest(path.file_name())
                    && matches!(entry, Entry::File | Entry::Link(LinkTarget::File))
            })
            .map(|(path, _)| path.folder())
            .filter(|folder| !folder.is_empty())
    }

    /// Whether a folder is, or contains, a project of its own.
    pub fn contains_nested(&self, folder: &str) -> bool {
        self.nested()
            .any(|nested| nested == folder || below(nested, folder).is_some())
    }

    /// Whether a file, or one of its folders, is a symbolic link.
    pub fn is_linked(&self, path: &RelPath) -> bool {
        self.is_link(path.as_str()) || path.parents().any(|folder| self.is_link(folder))
    }

    fn is_link(&self, path: &str) -> bool {
        matches!(self.entry(path), Some(Entry::Link(_)))
    }

    /// The entry at `path`; the empty path is a folder.
    pub fn entry(&self, path: impl AsRef<str>) -> Option<Entry> {
        let path = path.as_ref();
        if path.is_empty() {
            Some(Entry::Folder)
        } else {
            self.entries.get(path).copied()
        }
    }
}

/// The kind of a file whose name alone does not determine it. Independent of `srcDir`, which may change during an edit.
fn kind_by_location(path: &RelPath) -> Option<FileKind> {
    let name = path.file_name();
    if is_local(path) {
        Some(FileKind::Local)
    } else if name == PACKAGE_JSON {
        Some(FileKind::Package)
    } else if is_legacy_file(name)
        || may_be_legacy_card(name) && may_contain_components(path.folder())
    {
        Some(FileKind::Candidate)
    } else {
        None
    }
}

/// Whether this may be a folder of components, or of cards in the old layout.
fn may_contain_components(folder: &str) -> bool {
    let last = folder.rsplit('/').next();
    last == Some("extensions") || ComponentType::by_folder_suffix(folder).is_some()
}

/// The folder of imported schemas, below that of `hsmeta.toml` or `hsproject.json`.
pub const SCHEMAS_FOLDER: &str = ".hsmeta/schemas";

/// `srcDir` in every official template.
const DEFAULT_SOURCE: &str = "src";

/// Whether this folder, relative to the source folder, may contain cards in the old layout, where projects chose their
/// folders. Themes and CMS assets have `extensions` of their own.
pub fn is_old_card_folder(folder: &str) -> bool {
    match folder.split_once('/') {
        None => folder == "extensions",
        Some((parent, name)) => name == "extensions" && !matches!(parent, "theme" | "cms-assets"),
    }
}

/// Whether a file is in a folder whose name begins with a dot: a backup, or a worktree of a tool. HubSpot uploads nothing
/// from there.
pub fn is_in_dot_folder(path: &str) -> bool {
    match path.rsplit_once('/') {
        Some((folders, _)) => folders.split('/').any(|name| name.starts_with('.')),
        None => false,
    }
}

/// Whether a folder is hidden in another one: its name, or that of a folder between the two, begins with a dot. A copy of a
/// project there is not part of the outer one.
pub fn is_set_aside(folder: &Path, outer: &Path) -> bool {
    let below = folder.strip_prefix(outer).unwrap_or(folder);
    below
        .components()
        .any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}

/// Whether this may be the `local.json` of an app, independent of `srcDir`.
fn is_local(path: &RelPath) -> bool {
    path.as_str()
        .strip_suffix(LOCAL_JSON)
        .is_some_and(|source| source.is_empty() || source.ends_with('/'))
}

/// Whether a folder of this name is searched for files.
pub fn is_searched(name: &str) -> bool {
    name != ".git" && name != "node_modules"
}
