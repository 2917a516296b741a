//! Finds projects: the nearest `hsproject.json` in a folder and its parent folders, and all of them below it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rayon::prelude::*;

use super::config::Configs;
use super::read::{self, Listed};
use super::{Found, LoadError};
use crate::config::{ConfigFile, NAMES};
use crate::{Project, is_searched, is_set_aside};
use catalog::{FileKind, MANIFEST, is_manifest};
use diagnostics::RelPath;

/// Finds the projects of `paths` and passes each, loaded, to `found`, on any thread and in any order. A path within a project
/// selects the whole project; below a folder all projects are found. `node_modules`, symbolic links and folders
/// whose names begin with a dot are not searched; `.gitignore` is not considered, as HubSpot ignores it. Files of more than
/// `limit` bytes are errors.
pub fn discover(paths: &[PathBuf], limit: u64, found: &(dyn Fn(Found) + Sync)) {
    let finder = Finder::new(limit, found);
    paths.par_iter().for_each(|path| finder.start(path));
    let loose = std::mem::take(&mut *lock(&finder.loose));
    loose
        .into_par_iter()
        .for_each(|(folder, names)| finder.loose(&folder, names));
}

/// Finds the project that contains a file, with those nested in it, else the component files of its folder, and passes them
/// to `found` as [`discover`] does. The file itself need not exist.
pub fn discover_for_file(file: &Path, limit: u64, found: &(dyn Fn(Found) + Sync)) {
    let finder = Finder::new(limit, found);
    let mut parents = file.ancestors().skip(1);
    let Some(folder) = parents.find_map(|parent| Folder::of(parent).ok()) else {
        return;
    };
    match containing_project(&folder) {
        Some((root, manifest)) => finder.containing(&root, &manifest),
        None => finder.loose_in(&folder),
    }
}

/// The configuration that applies to a path: that of the project that contains it, else of projects below it.
pub fn configuration(path: &Path) -> Result<Arc<ConfigFile>, LoadError> {
    let is_folder = std::fs::metadata(path)
        .map_err(|error| LoadError::new(path, error))?
        .is_dir();
    let mut folder = Folder::of(if is_folder { path } else { folder_of(path) })?;
    if let Some((root, _)) = containing_project(&folder) {
        folder = root;
    }
    let nearest = Configs::default().nearest(&folder);
    match nearest.error {
        Some(error) => Err(error),
        None => Ok(nearest.file),
    }
}

struct Finder<'f> {
    /// The largest size of a file in bytes.
    limit: u64,
    found: &'f (dyn Fn(Found) + Sync),
    /// The canonical paths of the folders that were passed on already: two arguments may be in one project.
    seen: Mutex<BTreeSet<PathBuf>>,
    /// The files outside of any project that were given as arguments, by folder: they are checked together.
    loose: Mutex<BTreeMap<Folder, BTreeSet<String>>>,
    configs: Configs,
}

/// A folder by its canonical path and by the user's path. No link is followed below, so joining a name keeps both correct.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folder {
    pub(super) canonical: PathBuf,
    pub(super) named: PathBuf,
}

impl Folder {
    fn of(path: &Path) -> Result<Folder, LoadError> {
        let canonical = path
            .canonicalize()
            .map_err(|error| LoadError::new(path, error))?;
        Ok(Folder {
            canonical,
            named: path.to_owned(),
        })
    }

    fn join(&self, name: &str) -> Folder {
        Folder {
            canonical: self.canonical.join(name),
            named: self.named.join(name),
        }
    }

    /// The parent folder; named relatively as long as that is possible, so that messages have short paths. The parent of a
    /// link is not the parent of its target.
    pub(super) fn parent(&self) -> Option<Folder> {
        let canonical = self.canonical.parent()?.to_owned();
        // A trailing slash would make a link its target.
        let is_link = self.named.components().as_path().is_symlink();
        let named = match (self.named.file_name(), self.named.parent()) {
            (Some(_), _) if is_link => canonical.clone(),
            (Some(_), Some(parent)) if !parent.as_os_str().is_empty() => parent.to_owned(),
            (Some(_), _) => PathBuf::from("."),
            (None, _) => canonical.clone(),
        };
        Some(Folder { canonical, named })
    }
}

impl<'f> Finder<'f> {
    fn new(limit: u64, found: &'f (dyn Fn(Found) + Sync)) -> Finder<'f> {
        Finder {
            limit,
            found,
            seen: Mutex::default(),
            loose: Mutex::default(),
            configs: Configs::default(),
        }
    }

    /// Passes a project on, with its configuration.
    fn pass_on(&self, folder: &Folder, mut project: Project, mut errors: Vec<LoadError>) {
        let nearest = self.configs.nearest(folder);
        project.configure(nearest.file.clone(), nearest.relative(folder));
        project.canonical_root = folder.canonical.clone();
        errors.extend(nearest.error);
        (self.found)(Found::Project(Box::new(project), errors));
    }

    fn start(&self, path: &Path) {
        if let Err(error) = self.try_start(path) {
            (self.found)(Found::Error(error));
        }
    }

    fn try_start(&self, path: &Path) -> Result<(), LoadError> {
        let metadata = std::fs::metadata(path).map_err(|error| LoadError::new(path, error))?;
        let is_folder = metadata.is_dir();
        if !is_folder && !metadata.is_file() {
            return Err(LoadError::new(path, "not a regular file"));
        }
        let folder = Folder::of(if is_folder { path } else { folder_of(path) })?;
        if let Some((root, manifest)) = containing_project(&folder) {
            self.containing(&root, &manifest);
            if is_folder && root.canonical != folder.canonical {
                self.search(&folder, Some(&root.canonical));
            }
            return Ok(());
        }
        // A configuration file selects the projects below it.
        if is_folder || NAMES.iter().any(|name| path.ends_with(name)) {
            if !self.search(&folder, None) {
                (self.found)(Found::Nothing(path.to_owned()));
            }
            return Ok(());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_component(&name) {
            let mut loose = lock(&self.loose);
            loose.entry(folder).or_default().insert(name.into_owned());
        } else {
            (self.found)(Found::Nothing(path.to_owned()));
        }
        Ok(())
    }

    /// Loads the project that contains a path.
    fn containing(&self, root: &Folder, manifest: &str) {
        let outer = root.parent().and_then(|parent| containing_project(&parent));
        let outer = outer.map(|(outer, _)| outer.canonical);
        self.project(root, manifest, outer.as_deref());
    }

    /// Loads the component files directly in a folder.
    fn loose_in(&self, folder: &Folder) {
        match read::list(&folder.named) {
            Ok(listed) => {
                let names = components(listed.files);
                if !names.is_empty() {
                    self.loose(folder, names);
                }
            }
            Err(error) => (self.found)(Found::Error(error)),
        }
    }

    /// Searches a folder and returns whether anything was found. `outer` is the project that contains it.
    fn search(&self, folder: &Folder, outer: Option<&Path>) -> bool {
        let listed = match read::list(&folder.named) {
            Ok(listed) => listed,
            Err(error) => {
                (self.found)(Found::Error(error));
                return true;
            }
        };
        if let Some(manifest) = manifest_of(&listed) {
            self.project(folder, &manifest, outer);
            return true;
        }
        let loose = components(listed.files);
        let has_loose = outer.is_none() && !loose.is_empty();
        if has_loose {
            self.loose(folder, loose);
        }
        listed
            .folders
            .par_iter()
            .filter(|name| is_searched(name) && !name.starts_with('.'))
            .map(|name| self.search(&folder.join(name), outer))
            .reduce(|| has_loose, |one, other| one | other)
    }

    fn project(&self, folder: &Folder, manifest: &str, outer: Option<&Path>) {
        if !self.is_first(folder) {
            return;
        }
        let parent_project = match outer {
            Some(outer) if !is_set_aside(&folder.canonical, outer) => {
                Some(path_up(&folder.canonical, outer))
            }
            _ => None,
        };
        let loaded = read::project(&folder.named, manifest, parent_project, self.limit);
        self.pass_on(folder, loaded.project, loaded.errors);
        let nested: BTreeMap<String, String> = loaded.nested.into_iter().collect();
        nested
            .par_iter()
            .filter(|(path, _)| is_own(path, &nested))
            .for_each(|(path, manifest)| {
                self.project(&folder.join(path), manifest, Some(&folder.canonical));
            });
    }

    fn loose(&self, folder: &Folder, names: BTreeSet<String>) {
        if self.is_first(folder) {
            let (project, errors) = read::loose(&folder.named, names, self.limit);
            self.pass_on(folder, project, errors);
        }
    }

    fn is_first(&self, folder: &Folder) -> bool {
        lock(&self.seen).insert(folder.canonical.clone())
    }
}

/// Whether a nested project is passed on with the outer one. A project below another nested one is found by that one; a copy
/// in a folder whose name begins with a dot is checked only if a user names it.
fn is_own(path: &str, nested: &BTreeMap<String, String>) -> bool {
    let path = RelPath::new(path);
    !is_set_aside(Path::new(path.as_str()), Path::new(""))
        && !path.parents().any(|parent| nested.contains_key(parent))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn components(files: Vec<String>) -> BTreeSet<String> {
    files
        .into_iter()
        .filter(|name| is_component(name))
        .collect()
}

fn is_component(name: &str) -> bool {
    FileKind::of(name) == Some(FileKind::Component)
}

/// The project file among the entries of a folder. HubSpot's CLI finds it in any letter case, so another spelling is found too
/// and reported; the exact name is preferred.
pub(super) fn manifest_of(listed: &Listed) -> Option<String> {
    listed
        .files
        .iter()
        .chain(&listed.links_to_files)
        .filter(|name| is_manifest(name))
        .max_by_key(|name| (*name == MANIFEST, Reverse(*name)))
        .cloned()
}

/// The nearest project in a folder and its parent folders, with the name of its project file. A parent folder that cannot be
/// listed counts as one without a project.
fn containing_project(folder: &Folder) -> Option<(Folder, String)> {
    let mut current = folder.join("");
    loop {
        if let Ok(listed) = read::list(&current.named)
            && let Some(manifest) = manifest_of(&listed)
        {
            return Some((current, manifest));
        }
        current = current.parent()?;
    }
}

/// The path from a folder to one that contains it: `..`, `../..`.
fn path_up(folder: &Path, outer: &Path) -> String {
    let levels = match folder.strip_prefix(outer) {
        Ok(below) => below.components().count(),
        Err(_) => 1,
    };
    vec![".."; levels].join("/")
}
