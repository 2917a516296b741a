//! Finds projects: upwards the nearest `hsproject.json`, downwards all of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;

use super::config::Configs;
use super::read::{self, Listed};
use super::{Found, LoadError};
use crate::config::{ConfigFile, NAMES};
use crate::{Project, is_searched, is_set_aside};
use catalog::{FileKind, MANIFEST, is_manifest};
use diagnostics::RelPath;

/// Finds every project that `paths` concern and hands each, loaded, to `found`, on any thread and in any order. A path
/// within a project stands for the whole project; below a folder all projects are found. `node_modules`, symbolic links and
/// folders whose names begin with a dot are not entered; `.gitignore` plays no part, as HubSpot ignores it. Files of more
/// than `limit` bytes are problems.
pub fn discover(paths: &[PathBuf], limit: u64, found: &(dyn Fn(Found) + Sync)) {
    let finder = Finder::new(limit, found);
    paths.par_iter().for_each(|path| finder.start(path));
    let loose = finder
        .loose
        .lock()
        .map(|mut loose| std::mem::take(&mut *loose))
        .unwrap_or_default();
    loose
        .into_par_iter()
        .for_each(|(folder, names)| finder.loose(&folder, names));
}

/// Finds what one file belongs to and hands it to `found` as [`discover`] does: the nearest project upwards, with those
/// nested in it, else the component files of its folder. The file itself need not be there.
pub fn discover_for_file(file: &Path, limit: u64, found: &(dyn Fn(Found) + Sync)) {
    let finder = Finder::new(limit, found);
    let Some(place) = file
        .ancestors()
        .skip(1)
        .find_map(|folder| Place::of(folder).ok())
    else {
        return;
    };
    match nearest_project(&place) {
        Some((root, manifest)) => finder.upwards(&root, &manifest),
        None => finder.loose_in(&place),
    }
}

/// The configuration that holds for a path: for the project that it lies in, else for projects below it.
pub fn configuration(path: &Path) -> Result<Arc<ConfigFile>, LoadError> {
    let is_folder = std::fs::metadata(path)
        .map_err(|error| LoadError::new(path, error))?
        .is_dir();
    let place = Place::of(if is_folder { path } else { folder_of(path) })?;
    let place = nearest_project(&place).map_or(place, |(root, _)| root);
    let nearest = Configs::default().nearest(&place);
    nearest.problem.map_or(Ok(nearest.file), Err)
}

struct Finder<'f> {
    /// Bytes that a file has at most.
    limit: u64,
    found: &'f (dyn Fn(Found) + Sync),
    /// Folders handed out already, by their real paths: two arguments may lead to one project.
    seen: Mutex<BTreeSet<PathBuf>>,
    /// Files of no project that were named themselves, by their folders: they are checked together.
    loose: Mutex<BTreeMap<Place, BTreeSet<String>>>,
    configs: Configs,
}

/// A folder as it really is and as the user named it. No link is followed below, so joining a name keeps both true.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) real: PathBuf,
    pub(super) named: PathBuf,
}

impl Place {
    fn of(folder: &Path) -> Result<Place, LoadError> {
        let real = folder
            .canonicalize()
            .map_err(|error| LoadError::new(folder, error))?;
        Ok(Place {
            real,
            named: folder.to_owned(),
        })
    }

    fn join(&self, name: &str) -> Place {
        Place {
            real: self.real.join(name),
            named: self.named.join(name),
        }
    }

    /// The folder above; named relatively as long as that is possible, so that messages show short paths. The name of a
    /// link lies in another folder than what it leads to.
    pub(super) fn above(&self) -> Option<Place> {
        let real = self.real.parent()?.to_owned();
        // A slash at the end of its name would be one of the folder that it leads to.
        let is_link = self.named.components().as_path().is_symlink();
        let named = match (self.named.file_name(), self.named.parent()) {
            (Some(_), _) if is_link => real.clone(),
            (Some(_), Some(parent)) if !parent.as_os_str().is_empty() => parent.to_owned(),
            (Some(_), _) => PathBuf::from("."),
            (None, _) => real.clone(),
        };
        Some(Place { real, named })
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

    /// Hands a project on, with its configuration.
    fn hand_on(&self, place: &Place, mut project: Project, mut problems: Vec<LoadError>) {
        let nearest = self.configs.nearest(place);
        project.configure(nearest.file.clone(), nearest.way_to(place));
        project.canonical_root = place.real.clone();
        problems.extend(nearest.problem);
        (self.found)(Found::Project(Box::new(project), problems));
    }

    fn start(&self, path: &Path) {
        if let Err(problem) = self.try_start(path) {
            (self.found)(Found::Error(problem));
        }
    }

    fn try_start(&self, path: &Path) -> Result<(), LoadError> {
        let metadata = std::fs::metadata(path).map_err(|error| LoadError::new(path, error))?;
        let is_folder = metadata.is_dir();
        if !is_folder && !metadata.is_file() {
            return Err(LoadError::new(path, "it is not a regular file"));
        }
        let place = Place::of(if is_folder { path } else { folder_of(path) })?;
        match nearest_project(&place) {
            Some((root, manifest)) => {
                let is_root = root.real == place.real;
                self.upwards(&root, &manifest);
                if is_folder && !is_root {
                    self.folder(&place, Some(&root.real));
                }
            }
            // What is configured is for the projects below it.
            None if is_folder || NAMES.iter().any(|name| path.ends_with(name)) => {
                if !self.folder(&place, None) {
                    (self.found)(Found::Nothing(path.to_owned()));
                }
            }
            None => {
                let name = path
                    .file_name()
                    .unwrap_or_default()
                    .to_string_lossy()
                    .into_owned();
                let mut loose = self
                    .loose
                    .lock()
                    .unwrap_or_else(|poisoned| poisoned.into_inner());
                match FileKind::of(&name) {
                    Some(FileKind::Component) => drop(loose.entry(place).or_default().insert(name)),
                    _ => (self.found)(Found::Nothing(path.to_owned())),
                }
            }
        }
        Ok(())
    }

    /// Loads a project that was found upwards.
    fn upwards(&self, root: &Place, manifest: &str) {
        let inside = root
            .above()
            .and_then(|above| nearest_project(&above))
            .map(|(outer, _)| outer.real);
        self.project(root, manifest, inside.as_deref());
    }

    /// Loads the component files directly in a folder.
    fn loose_in(&self, place: &Place) {
        match read::list(&place.named) {
            Ok(listed) => {
                let names: BTreeSet<String> = listed
                    .files
                    .into_iter()
                    .filter(|name| is_component(name))
                    .collect();
                if !names.is_empty() {
                    self.loose(place, names);
                }
            }
            Err(problem) => (self.found)(Found::Error(problem)),
        }
    }

    /// Searches a folder and says whether anything was found. `outer` is the project that it lies in.
    fn folder(&self, place: &Place, outer: Option<&Path>) -> bool {
        let listed = match read::list(&place.named) {
            Ok(listed) => listed,
            Err(problem) => {
                (self.found)(Found::Error(problem));
                return true;
            }
        };
        if let Some(manifest) = manifest_of(&listed) {
            self.project(place, &manifest, outer);
            return true;
        }
        let loose: BTreeSet<String> = listed
            .files
            .into_iter()
            .filter(|name| is_component(name))
            .collect();
        let has_loose = outer.is_none() && !loose.is_empty();
        if has_loose {
            self.loose(place, loose);
        }
        let folders = listed
            .folders
            .par_iter()
            .filter(|name| is_searched(name) && !name.starts_with('.'));
        folders
            .map(|name| self.folder(&place.join(name), outer))
            .reduce(|| has_loose, |one, other| one | other)
    }

    fn project(&self, place: &Place, manifest: &str, outer: Option<&Path>) {
        if !self.first_time(place) {
            return;
        }
        let inside = match outer {
            Some(outer) if !is_set_aside(&place.real, outer) => Some(way_up(&place.real, outer)),
            _ => None,
        };
        let loaded = read::project(&place.named, manifest, inside, self.limit);
        self.hand_on(place, loaded.project, loaded.problems);
        // A project below a nested one is nested in that one, which finds it.
        let nested: BTreeMap<String, String> = loaded.nested.into_iter().collect();
        // A copy in a folder whose name begins with a dot is checked only by somebody who names it.
        let is_direct = |folder: &str| {
            !is_set_aside(Path::new(folder), Path::new(""))
                && !nested
                    .keys()
                    .any(|other| RelPath::new(folder).below(other).is_some())
        };
        let direct: Vec<_> = nested
            .iter()
            .filter(|(folder, _)| is_direct(folder))
            .collect();
        direct.par_iter().for_each(|(folder, manifest)| {
            self.project(&place.join(folder), manifest, Some(&place.real));
        });
    }

    fn loose(&self, place: &Place, names: BTreeSet<String>) {
        if self.first_time(place) {
            let (project, problems) = read::loose(&place.named, names, self.limit);
            self.hand_on(place, project, problems);
        }
    }

    fn first_time(&self, place: &Place) -> bool {
        let mut seen = self
            .seen
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        seen.insert(place.real.clone())
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

fn is_component(name: &str) -> bool {
    FileKind::of(name) == Some(FileKind::Component)
}

/// The project file among the entries of a folder. HubSpot's CLI finds it in any case, so a misspelt one is found too
/// and reported; the exact name comes first.
pub(super) fn manifest_of(listed: &Listed) -> Option<String> {
    listed
        .files
        .iter()
        .chain(&listed.links_to_files)
        .filter(|name| is_manifest(name))
        .max_by_key(|name| (*name == MANIFEST, Reverse(*name)))
        .cloned()
}

/// The nearest folder, this one included, that has a project file, with the name of the file. Folders above that cannot
/// be listed hold nothing of ours.
fn nearest_project(place: &Place) -> Option<(Place, String)> {
    let above = std::iter::successors(Some(place.join("")), Place::above);
    above.into_iter().find_map(|place| {
        let manifest = manifest_of(&read::list(&place.named).ok()?)?;
        Some((place, manifest))
    })
}

/// The way from a folder to one above it: `..`, `../..`.
fn way_up(folder: &Path, above: &Path) -> String {
    let levels = folder
        .strip_prefix(above)
        .map_or(1, |below| below.components().count());
    vec![".."; levels].join("/")
}
