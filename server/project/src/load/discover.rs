//! Finds projects: the nearest `hsproject.json` in a folder and its parent folders, and all of them below it.

mod start;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};

use super::config::{Configs, Nearest};
use super::dir::{Dir, Kind};
use super::folder::{Folder, folder_of};
use super::installed;
use super::official::{Officials, ParsedSchemas};
use super::parallel;
use super::read::{self, Loaded};
use super::sources::read_sources;
use super::walk::error;
use super::{Found, LoadError, Step};
use crate::config::ConfigFile;
use crate::{Project, is_searched, is_set_aside};
use catalog::FileKind;
use diagnostics::RelPath;

/// Finds the projects of `paths` and passes each, loaded, to `found`, on any thread and in any order. A path within a project
/// selects the whole project; below a folder all projects are found. `node_modules`, symbolic links and folders
/// whose names begin with a dot are not searched; `.gitignore` is not considered, as HubSpot ignores it. Files of more than
/// `limit` bytes are errors.
pub fn discover(paths: &[PathBuf], limit: u64, found: &(dyn Fn(Found) + Sync)) {
    discover_in_steps(paths, limit, found, &|_| {});
}

/// The same, and reports its progress to `step`. Folders are searched roughly in the order of their paths.
pub fn discover_in_steps(
    paths: &[PathBuf],
    limit: u64,
    found: &(dyn Fn(Found) + Sync),
    step: &(dyn Fn(Step<'_>) + Sync),
) {
    let parsed = ParsedSchemas::default();
    let finder = Finder {
        step,
        ..Finder::new(limit, found, &parsed)
    };
    finder.search_all(paths);
}

/// Finds the projects of `paths` as [`discover`] does, and those of `files` as [`discover_for_file`] does. Imported schemas that
/// were parsed before are not parsed again.
pub fn discover_sharing(
    parsed: &ParsedSchemas,
    paths: &[PathBuf],
    files: &[&Path],
    limit: u64,
    found: &(dyn Fn(Found) + Sync),
) {
    Finder::new(limit, found, parsed).search_all(paths);
    for file in files {
        Finder::new(limit, found, parsed).project_of(file);
    }
}

/// Finds the project that contains a file, with those nested in it, else the component files of its folder, and passes them
/// to `found` as [`discover`] does. The file itself need not exist.
pub fn discover_for_file(file: &Path, limit: u64, found: &(dyn Fn(Found) + Sync)) {
    Finder::new(limit, found, &ParsedSchemas::default()).project_of(file);
}

/// The configuration that applies to a path: that of the project that contains it, else of projects below it.
pub fn configuration(path: &Path) -> Result<Arc<ConfigFile>, LoadError> {
    let is_folder = std::fs::metadata(path)
        .map_err(|error| LoadError::new(path, error))?
        .is_dir();
    let mut folder = Folder::of(if is_folder { path } else { folder_of(path) })?;
    if let Some(root) = containing_project(&folder) {
        folder = root.folder;
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
    step: &'f (dyn Fn(Step<'_>) + Sync),
    /// The canonical paths of the folders that were passed on already: two arguments may be in one project.
    seen: Mutex<BTreeSet<PathBuf>>,
    /// The files outside of any project that were given as arguments, by folder: they are checked together.
    loose: Mutex<BTreeMap<Folder, BTreeSet<String>>>,
    configs: Configs,
    officials: Officials<'f>,
    /// The absolute path of the working directory, for the parent folders of a relative path.
    working_directory: OnceLock<PathBuf>,
}

/// An open folder with a project file.
pub(super) struct Root {
    pub(super) folder: Folder,
    dir: Dir,
    manifest: String,
}

impl<'f> Finder<'f> {
    fn new(limit: u64, found: &'f (dyn Fn(Found) + Sync), parsed: &'f ParsedSchemas) -> Finder<'f> {
        Finder {
            limit,
            found,
            step: &|_| {},
            seen: Mutex::default(),
            loose: Mutex::default(),
            configs: Configs::default(),
            officials: Officials::new(parsed),
            working_directory: OnceLock::new(),
        }
    }

    /// Passes a project on, with its configuration.
    fn pass_on(&self, folder: &Folder, nearest: Nearest, loaded: Loaded) {
        let Loaded {
            mut project,
            mut errors,
            ..
        } = loaded;
        project.configure(nearest.file.clone(), nearest.relative(folder));
        read_sources(&mut project, self.limit);
        installed::read_sdk_versions(&mut project, self.limit);
        if let Some(imported) = self.officials.of(&project, folder, &nearest) {
            project.official = imported.versions;
            project.official_problems = imported.problems;
        }
        errors.extend(nearest.error);
        (self.found)(Found::Project(Box::new(project), errors));
    }

    /// Loads the project that contains a path.
    fn containing(&self, root: Root) {
        let parent = root.folder.parent();
        let outer = parent.and_then(|parent| containing_project(&parent));
        let outer = outer.map(|outer| outer.folder.canonical);
        self.project(&root.folder, root.dir, root.manifest, outer.as_deref());
    }

    /// Loads the component files directly in a folder.
    fn loose_in(&self, folder: &Folder) {
        match Dir::open(&folder.named) {
            Ok(dir) => {
                self.loose_listed(folder, &dir);
            }
            Err(unreadable) => self.unreadable(folder, unreadable),
        }
    }

    /// Searches a pending folder and returns whether anything was found. `outer` is the project that contains it.
    fn search(&self, folder: &Folder, dir: io::Result<Dir>, outer: Option<&Path>) -> bool {
        let dir = match dir {
            Ok(dir) => dir,
            Err(unreadable) => {
                self.unreadable(folder, unreadable);
                (self.step)(Step::Done(folder));
                return true;
            }
        };
        if let Some(manifest) = dir.manifest() {
            self.project(folder, dir, manifest, outer);
            (self.step)(Step::Done(folder));
            return true;
        }
        let has_loose = outer.is_none() && self.loose_listed(folder, &dir);
        let below = self.announce_below(folder, &dir);
        (self.step)(Step::Done(folder));
        let found = parallel::map_in_order(below, |(name, folder)| {
            let below = dir.enter(name, || folder.named.clone());
            self.search(&folder, below, outer)
        });
        has_loose || found.contains(&true)
    }

    /// The folders to search in a folder, by name, which become pending.
    fn announce_below<'d>(&self, folder: &Folder, dir: &'d Dir) -> Vec<(&'d str, Folder)> {
        let mut below = Vec::new();
        for entry in &dir.listed {
            let name = entry.name.as_str();
            if entry.kind == Kind::Folder && is_searched(name) && !name.starts_with('.') {
                below.push((name, folder.join(name)));
            }
        }
        below.sort_by_key(|(name, _)| *name);
        for (_, folder) in &below {
            (self.step)(Step::Pending(folder));
        }
        if !below.is_empty() {
            (self.step)(Step::Configured(&self.configs.nearest_to(folder, dir).file));
        }
        below
    }

    fn unreadable(&self, folder: &Folder, unreadable: io::Error) {
        (self.found)(Found::Error(error(&folder.named, unreadable)));
    }

    fn project(&self, folder: &Folder, dir: Dir, manifest: String, outer: Option<&Path>) {
        if !self.is_first(folder) {
            return;
        }
        let nearest = self.configs.nearest_to(folder, &dir);
        let project = Project {
            manifest: Some(RelPath::new(manifest)),
            parent_project: match outer {
                Some(outer) if !is_set_aside(&folder.canonical, outer) => {
                    Some(path_up(&folder.canonical, outer))
                }
                _ => None,
            },
            ..self.empty(folder)
        };
        let mut loaded = read::project(project, dir, self.limit);
        let nested: BTreeMap<_, _> = std::mem::take(&mut loaded.nested).into_iter().collect();
        self.pass_on(folder, nearest, loaded);
        let outer = folder.canonical.as_path();
        let own = nested
            .iter()
            .filter(|(path, _)| is_own(path, &nested))
            .collect();
        parallel::for_each(own, |(path, manifest): (&String, &String)| {
            let folder = folder.join(path);
            match Dir::open(&folder.named) {
                Ok(dir) => self.project(&folder, dir, manifest.clone(), Some(outer)),
                Err(unreadable) => self.unreadable(&folder, unreadable),
            }
        });
    }

    /// Loads the component files of a listed folder, and returns whether there are any.
    fn loose_listed(&self, folder: &Folder, dir: &Dir) -> bool {
        let mut names = BTreeSet::new();
        for entry in &dir.listed {
            if entry.kind == Kind::File && is_component(&entry.name) {
                names.insert(entry.name.clone());
            }
        }
        if names.is_empty() {
            return false;
        }
        self.loose(folder, dir, names);
        true
    }

    fn loose(&self, folder: &Folder, dir: &Dir, names: BTreeSet<String>) {
        if self.is_first(folder) {
            let loaded = read::loose(self.empty(folder), dir, names, self.limit);
            self.pass_on(folder, self.configs.nearest(folder), loaded);
        }
    }

    fn empty(&self, folder: &Folder) -> Project {
        Project {
            root: folder.named.clone(),
            canonical_root: folder.canonical.clone(),
            below_node_modules: self.node_modules_of(&folder.named),
            ..Project::default()
        }
    }

    /// The first folder in a path whose name contains `node_modules`.
    fn node_modules_of(&self, path: &Path) -> Option<String> {
        let mut from_root = Path::new("");
        if !path.is_absolute() {
            from_root = self
                .working_directory
                .get_or_init(|| std::path::absolute(".").unwrap_or_default());
        }
        from_root
            .components()
            .chain(path.components())
            .map(|part| part.as_os_str().to_string_lossy())
            .find(|name| name.contains("node_modules"))
            .map(Cow::into_owned)
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

fn is_component(name: &str) -> bool {
    FileKind::of(name) == Some(FileKind::Component)
}

/// The nearest project in a folder and its parent folders, opened. A parent folder that cannot be
/// listed is taken for one without a project.
pub(super) fn containing_project(folder: &Folder) -> Option<Root> {
    let mut folder = folder.spelled_as_folder();
    loop {
        if let Ok(dir) = Dir::open(&folder.named)
            && let Some(manifest) = dir.manifest()
        {
            return Some(Root {
                folder,
                dir,
                manifest,
            });
        }
        folder = folder.parent()?;
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
