//! A project as a value: the files of one folder with `hsproject.json`, parsed. Only `load` reads files; everything
//! else here is a pure function over what it read.

pub mod config;
pub mod document;
pub mod facts;
pub mod hsignore;
pub mod index;
pub mod legacy;
pub mod load;
pub mod placeholders;
pub mod version_control;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use catalog::{ComponentType, FileKind, LOCAL_JSON, PACKAGE_JSON, may_be_component};
use config::{Config, ConfigFile};
use diagnostics::RelPath;
use document::Document;
use facts::Facts;

/// What an entry of the project folder is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Entry {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link and what it leads to.
    Link(LinkTarget),
    /// A folder that could not be listed, so that what lies in it is not known.
    Unreadable,
    /// A pipe, a socket or a device; never opened.
    Other,
}

/// Where a symbolic link leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkTarget {
    /// A file.
    File,
    /// A folder.
    Folder,
    /// Nothing: the target is missing, or the links go round in a circle.
    Broken,
}

/// A project folder with everything that the rules may know about it.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// The folder, as it was found.
    pub root: PathBuf,
    /// The folder without any link on the way to it; empty for a project that was not read from the disk.
    pub canonical_root: PathBuf,
    /// `hsproject.json`, or how it is misspelt; `None` for component files that lie in no project.
    pub manifest: Option<RelPath>,
    /// The nearest project folder above this one, relative to this one (`..`, `../..`).
    pub parent_project: Option<String>,
    /// The folder on the way to this project whose name contains `node_modules`: HubSpot reads nothing below it.
    pub below_node_modules: Option<String>,
    /// Everything below the folder but `.git` and what lies in `node_modules`.
    pub entries: BTreeMap<RelPath, Entry>,
    /// The configuration files, parsed.
    pub documents: BTreeMap<RelPath, Arc<Document>>,
    /// The sizes of images, in bytes.
    pub image_sizes: BTreeMap<RelPath, u64>,
    /// The text of `.hsignore` beside `hsproject.json`.
    pub hsignore: Option<String>,
    /// The texts of `.gitignore` files by their folders. Only where there is an example of a profile and no profile: nothing
    /// else about them matters.
    pub gitignores: BTreeMap<RelPath, String>,
    /// What is configured.
    pub config: Config,
    /// The way to this folder from that of `hsmeta.toml`.
    pub path_from_config: RelPath,
}

impl Project {
    /// The folder of an `hsmeta.toml` with nothing else in it: findings about that file are those of this project, because
    /// it may lie above those that it is for.
    pub fn of_config(config: Config) -> Project {
        Project {
            root: config.file.folder.clone(),
            config,
            ..Project::default()
        }
    }

    /// The text of a file that was read.
    pub fn source(&self, path: &RelPath) -> Option<&str> {
        match self.documents.get(path) {
            Some(document) => Some(document.syntax.source()),
            None if self.path_from_config.as_str().is_empty()
                && path.as_str() == self.config.file.name() =>
            {
                self.config.file.text.as_deref()
            }
            None => None,
        }
    }

    /// Takes another configuration file, which lies in this folder or above it.
    pub fn configure(&mut self, file: Arc<ConfigFile>, path_from_config: RelPath) {
        self.config.file = file;
        self.path_from_config = path_from_config;
    }

    /// Puts a parsed document in the place of what was there.
    pub fn insert(&mut self, document: Document) {
        self.entries.insert(document.path.clone(), Entry::File);
        self.documents
            .insert(document.path.clone(), Arc::new(document));
    }

    /// Puts a document in the place of what was there, with the folders that it lies in: it may not be on the disk yet.
    pub fn insert_unsaved(&mut self, document: Document) {
        self.insert_file(&document.path);
        self.insert(document);
    }

    /// Puts a file into the project that is no document, with the folders that it lies in.
    pub fn insert_file(&mut self, path: &RelPath) {
        for folder in folders_above(path) {
            self.entries
                .entry(RelPath::new(folder))
                .or_insert(Entry::Folder);
        }
        self.entries.insert(path.clone(), Entry::File);
    }

    /// What the file at `path` is to this project, if it is one that is read. A project file further down belongs to a
    /// project of its own.
    pub fn kind_of(&self, path: &RelPath) -> Option<FileKind> {
        match FileKind::of(path.file_name()) {
            _ if Some(path) == self.manifest.as_ref() => Some(FileKind::Project),
            Some(FileKind::Project) => None,
            None if is_local(path) => Some(FileKind::Local),
            None => kind_by_place(path),
            kind => kind,
        }
    }

    /// The source folder, where `srcDir` stays in the project; the default one where `srcDir` is absent or unreadable.
    pub fn source_folder(&self) -> Option<RelPath> {
        let written = match self
            .documents
            .get(self.manifest.as_ref()?)
            .map(|document| &document.facts)
        {
            Some(Facts::Project(facts)) => facts
                .src_dir
                .as_ref()
                .filter(|src_dir| !src_dir.text.is_empty()),
            _ => None,
        };
        match written {
            Some(src_dir) => index::source_folder(src_dir),
            // A project file that cannot be read must not silence the rest of the project.
            None => Some(RelPath::new(DEFAULT_SOURCE))
                .filter(|folder| self.entry(folder) == Some(Entry::Folder)),
        }
    }

    /// Whether a file at `path` would be read from the disk: it is a regular file or not there yet, and no link, `.git`
    /// or `node_modules` is on the way to it.
    pub fn reaches(&self, path: &RelPath) -> bool {
        match self.entry(path) {
            Some(Entry::File) => true,
            // HubSpot follows a link to the project file.
            Some(_) => self.manifest.as_ref() == Some(path),
            None => folders_above(path).all(|folder| {
                let name = folder.rsplit('/').next().unwrap_or_default();
                is_searched(name)
                    && matches!(
                        self.entry(&RelPath::new(folder)),
                        None | Some(Entry::Folder)
                    )
            }),
        }
    }

    /// The folders further down that are projects of their own.
    pub fn nested(&self) -> impl Iterator<Item = &str> {
        let manifests = self
            .entries
            .keys()
            .filter(|path| path.file_name().eq_ignore_ascii_case("hsproject.json"));
        manifests
            .map(RelPath::folder)
            .filter(|folder| !folder.is_empty())
    }

    /// Whether a file is a symbolic link, or lies behind one within the project.
    pub fn is_linked(&self, path: &RelPath) -> bool {
        let is_link = |path: &RelPath| matches!(self.entry(path), Some(Entry::Link(_)));
        is_link(path) || folders_above(path).any(|folder| is_link(&RelPath::new(folder)))
    }

    /// The entry at `path`; the project folder itself is a folder.
    pub fn entry(&self, path: &RelPath) -> Option<Entry> {
        if path.as_str().is_empty() {
            Some(Entry::Folder)
        } else {
            self.entries.get(path).copied()
        }
    }
}

/// The kind of a file whose name does not tell, whatever `srcDir` is: it may be typed at this moment.
fn kind_by_place(path: &RelPath) -> Option<FileKind> {
    let name = path.file_name();
    if name == PACKAGE_JSON {
        Some(FileKind::Package)
    } else if may_be_component(name) && may_hold_components(path.folder()) {
        Some(FileKind::Candidate)
    } else {
        None
    }
}

/// Whether this may be a folder of components, or of old cards.
fn may_hold_components(folder: &str) -> bool {
    let last = folder.rsplit('/').next();
    last == Some("extensions") || ComponentType::by_folder_suffix(folder).is_some()
}

/// What every official template has as `srcDir`.
const DEFAULT_SOURCE: &str = "src";

/// Whether cards of older projects may lie in this folder of the source folder. There it was up to the project; themes
/// and CMS assets have `extensions` of their own.
pub fn is_old_card_folder(folder: &str) -> bool {
    match folder.split_once('/') {
        None => folder == "extensions",
        Some((above, name)) => name == "extensions" && !matches!(above, "theme" | "cms-assets"),
    }
}

/// Whether a path leads through a folder whose name begins with a dot: there are backups, and worktrees of tools. HubSpot
/// uploads nothing from there.
pub fn is_in_dot_folder(path: &str) -> bool {
    path.rsplit_once('/')
        .is_some_and(|(folders, _)| folders.split('/').any(|name| name.starts_with('.')))
}

/// Whether a folder is set aside in another one: it lies in a folder whose name begins with a dot, or is one. A copy of a
/// project there is no part of the outer one.
pub fn is_set_aside(folder: &Path, outer: &Path) -> bool {
    let below = folder.strip_prefix(outer).unwrap_or(folder);
    below
        .components()
        .any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
}

/// Whether this may be the `local.json` of an app, whatever `srcDir` is.
fn is_local(path: &RelPath) -> bool {
    let above = path.as_str().strip_suffix(LOCAL_JSON);
    above.is_some_and(|above| above.is_empty() || above.ends_with('/'))
}

/// The folders on the way to a path, the nearest first, without the project folder.
fn folders_above(path: &RelPath) -> impl Iterator<Item = &str> {
    let folders = std::iter::successors(Some(path.folder()), |folder| {
        Some(folder.rsplit_once('/')?.0)
    });
    folders.filter(|folder| !folder.is_empty())
}

/// Whether a folder of this name is searched. Everything else about it is HubSpot's business.
pub fn is_searched(name: &str) -> bool {
    name != ".git" && name != "node_modules"
}
