//! Finds projects: the nearest `hsproject.json` in a folder and its parent folders, and all of them below it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};

use rayon::prelude::*;

use super::config::Configs;
use super::folder::{Folder, folder_of};
use super::read::{self, Listed};
use super::{Found, LoadError, Step};
use crate::config::{ConfigFile, NAMES};
use crate::{Project, is_searched, is_set_aside};
use catalog::{FileKind, MANIFEST, is_manifest};
use diagnostics::RelPath;

/// Finds every project that `paths` concern and passes each, loaded, to `found`, on any thread and in any order. A path within
/// a project stands for the whole project; below a folder all projects are found. `node_modules`, symbolic links and folders
/// whose names begin with a dot are not searched; `.gitignore` is not considered, as HubSpot ignores it. Files of more than
/// `limit` bytes are errors.
pub fn discover(paths: &[PathBuf], limit: u64, found: &(dyn Fn(Found) + Sync)) {
    discover_in_steps(paths, limit, found, &|_| {});
}

/// The same, and passes on how far it is. Folders are searched roughly in the order of their paths.
pub fn discover_in_steps(
    paths: &[PathBuf],
    limit: u64,
    found: &(dyn Fn(Found) + Sync),
    step: &(dyn Fn(Step<'_>) + Sync),
) {
    let finder = Finder {
        step,
        ..Finder::new(limit, found)
    };
    let starts: Vec<Start> = paths
        .par_iter()
        .filter_map(|path| finder.start(path))
        .collect();
    let loose = std::mem::take(&mut *lock(&finder.loose));
    for folder in loose.keys() {
        finder.announce(folder);
    }
    starts
        .into_par_iter()
        .for_each(|start| finder.search_from(start));
    loose.into_par_iter().for_each(|(folder, names)| {
        finder.loose(&folder, names);
        step(Step::Done(&folder));
    });
}

/// Finds what one file belongs to and passes it to `found` as [`discover`] does: the project that contains it, with those
/// nested in it, else the component files of its folder. The file itself need not exist.
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

/// Where the search for a path starts.
enum Start {
    /// The project that contains the path, with its project file, and the path if it is a folder below.
    In(Folder, String, Option<Folder>),
    /// The path, as it was given too, in no project.
    Below(Folder, PathBuf),
}

struct Finder<'f> {
    /// The largest size of a file in bytes.
    limit: u64,
    found: &'f (dyn Fn(Found) + Sync),
    step: &'f (dyn Fn(Step<'_>) + Sync),
    /// The canonical paths of the folders that were passed on already: two arguments may concern one project.
    seen: Mutex<BTreeSet<PathBuf>>,
    /// The files outside of any project that were named as arguments, by folder: they are checked together.
    loose: Mutex<BTreeMap<Folder, BTreeSet<String>>>,
    configs: Configs,
}

impl<'f> Finder<'f> {
    fn new(limit: u64, found: &'f (dyn Fn(Found) + Sync)) -> Finder<'f> {
        Finder {
            limit,
            found,
            step: &|_| {},
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

    /// `None` if there is nothing to search.
    fn start(&self, path: &Path) -> Option<Start> {
        match self.try_start(path) {
            Ok(start) => start,
            Err(error) => {
                (self.found)(Found::Error(error));
                None
            }
        }
    }

    fn try_start(&self, path: &Path) -> Result<Option<Start>, LoadError> {
        let metadata = std::fs::metadata(path).map_err(|error| LoadError::new(path, error))?;
        let is_folder = metadata.is_dir();
        if !is_folder && !metadata.is_file() {
            return Err(LoadError::new(path, "not a regular file"));
        }
        let folder = Folder::of(if is_folder { path } else { folder_of(path) })?;
        if let Some((root, manifest)) = containing_project(&folder) {
            self.announce(&root);
            let mut below = None;
            if is_folder && root.canonical != folder.canonical {
                self.announce(&folder);
                below = Some(folder);
            }
            return Ok(Some(Start::In(root, manifest, below)));
        }
        // A configuration file stands for the projects below it.
        if is_folder || NAMES.iter().any(|name| path.ends_with(name)) {
            self.announce(&folder);
            return Ok(Some(Start::Below(folder, path.to_owned())));
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_component(&name) {
            let mut loose = lock(&self.loose);
            loose.entry(folder).or_default().insert(name.into_owned());
        } else {
            (self.found)(Found::Nothing(path.to_owned()));
        }
        Ok(None)
    }

    fn search_from(&self, start: Start) {
        match start {
            Start::In(root, manifest, below) => {
                self.containing(&root, &manifest);
                if let Some(folder) = below {
                    self.search(&folder, Some(&root.canonical));
                }
                (self.step)(Step::Done(&root));
            }
            Start::Below(folder, path) => {
                if !self.search(&folder, None) {
                    (self.found)(Found::Nothing(path));
                }
            }
        }
    }

    /// All folders where a search starts are announced before the first one is searched.
    fn announce(&self, folder: &Folder) {
        (self.step)(Step::Pending(folder));
        (self.step)(Step::Configured(&self.configs.nearest(folder).file));
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

    /// Searches a pending folder and returns whether anything was found. `outer` is the project that contains it.
    fn search(&self, folder: &Folder, outer: Option<&Path>) -> bool {
        let (has_found, below) = self.search_directly(folder, outer);
        for folder in &below {
            (self.step)(Step::Pending(folder));
        }
        if !below.is_empty() {
            (self.step)(Step::Configured(&self.configs.nearest(folder).file));
        }
        (self.step)(Step::Done(folder));
        // Unlike `par_iter`, which would give each thread one range of them, `par_bridge` takes them in their order.
        below
            .into_iter()
            .par_bridge()
            .map(|folder| self.search(&folder, outer))
            .reduce(|| has_found, |one, other| one | other)
    }

    /// Searches a folder without those below: returns whether anything was found, and which of those are to be searched.
    fn search_directly(&self, folder: &Folder, outer: Option<&Path>) -> (bool, Vec<Folder>) {
        let mut listed = match read::list(&folder.named) {
            Ok(listed) => listed,
            Err(error) => {
                (self.found)(Found::Error(error));
                return (true, Vec::new());
            }
        };
        if let Some(manifest) = manifest_of(&listed) {
            self.project(folder, &manifest, outer);
            return (true, Vec::new());
        }
        let loose = components(listed.files);
        let has_loose = outer.is_none() && !loose.is_empty();
        if has_loose {
            self.loose(folder, loose);
        }
        listed.folders.sort();
        let mut below = Vec::new();
        for name in &listed.folders {
            if is_searched(name) && !name.starts_with('.') {
                below.push(folder.join(name));
            }
        }
        (has_loose, below)
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
/// listed is taken for one without a project.
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
