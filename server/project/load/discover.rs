//! Finds projects: upwards the nearest `hsproject.json`, downwards all of them.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::read::{self, Listed};
use super::{Found, Problem};
use crate::catalog::FileKind;

/// Finds every project that `paths` concern and hands each, loaded, to `found`, on any thread and in any order. A path
/// within a project stands for the whole project; below a folder all projects are found. `.git`, `node_modules` and
/// symbolic links are not entered; `.gitignore` plays no part, as HubSpot ignores it.
pub fn discover(paths: &[PathBuf], found: &(dyn Fn(Found) + Sync)) {
    let finder = Finder { found, seen: Mutex::new(BTreeSet::new()) };
    paths.par_iter().for_each(|path| finder.start(path));
}

struct Finder<'f> {
    found: &'f (dyn Fn(Found) + Sync),
    /// Folders handed out already: two paths may lead to one project.
    seen: Mutex<BTreeSet<PathBuf>>,
}

impl Finder<'_> {
    fn start(&self, path: &Path) {
        let metadata = match std::fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => return (self.found)(Found::Problem(Problem::new(path, error))),
        };
        let folder = if metadata.is_dir() { path } else { parent(path) };
        match above(folder) {
            Some((root, manifest)) => {
                self.project(&root, &manifest);
                if metadata.is_dir() && root != folder {
                    self.folder(folder);
                }
            }
            None if metadata.is_dir() => self.folder(folder),
            None => self.loose(folder, vec![path.file_name().unwrap_or_default().to_string_lossy().into_owned()]),
        }
    }

    /// Searches a folder that lies in no project of this walk.
    fn folder(&self, folder: &Path) {
        let listed = match read::list(folder) {
            Ok(listed) => listed,
            Err(problem) => return (self.found)(Found::Problem(problem)),
        };
        if let Some(manifest) = manifest_of(&listed) {
            return self.project(folder, &manifest);
        }
        let is_component = |name: &String| FileKind::of(name) == Some(FileKind::Component);
        let loose: Vec<String> = listed.files.into_iter().filter(is_component).collect();
        if !loose.is_empty() {
            self.loose(folder, loose);
        }
        listed.folders.par_iter().filter(|name| enters(name)).for_each(|name| self.folder(&folder.join(name)));
    }

    fn project(&self, root: &Path, manifest: &str) {
        if !self.first_time(root) {
            return;
        }
        let loaded = read::project(root, manifest, inside(root));
        (self.found)(Found::Project(Box::new(loaded.project), loaded.problems));
        loaded.nested.par_iter().for_each(|(folder, manifest)| self.project(folder, manifest));
    }

    fn loose(&self, folder: &Path, names: Vec<String>) {
        if above(folder).is_none() && self.first_time(folder) {
            let (project, problems) = read::loose(folder, names);
            (self.found)(Found::Project(Box::new(project), problems));
        }
    }

    fn first_time(&self, folder: &Path) -> bool {
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        self.seen.lock().is_ok_and(|mut seen| seen.insert(folder))
    }
}

/// Whether a folder is searched. Everything else about it is HubSpot's business.
pub(super) fn enters(name: &str) -> bool {
    name != ".git" && name != "node_modules"
}

/// The project file among the entries of a folder. HubSpot's CLI finds it in any case, so a misspelt one is found too
/// and reported; the exact name comes first.
pub(super) fn manifest_of(listed: &Listed) -> Option<String> {
    let is_manifest = |name: &&String| name.eq_ignore_ascii_case("hsproject.json");
    listed.files.iter().filter(is_manifest).max_by_key(|name| *name == "hsproject.json").cloned()
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// The nearest folder, this one included, that has a project file, with the name of the file.
fn above(folder: &Path) -> Option<(PathBuf, String)> {
    let mut folder = folder.to_owned();
    loop {
        if let Ok(listed) = read::list(&folder)
            && let Some(manifest) = manifest_of(&listed)
        {
            return Some((folder, manifest));
        }
        folder = up(&folder)?;
    }
}

/// The folder above. A relative path stays relative as long as it can, so that messages show short paths.
fn up(folder: &Path) -> Option<PathBuf> {
    let absolute = std::path::absolute(folder).ok()?;
    let above = absolute.parent()?;
    let mut shortened = folder.to_owned();
    match folder.components().next_back() {
        Some(Component::Normal(_)) if folder.parent().is_some_and(|parent| !parent.as_os_str().is_empty()) => {
            shortened.pop();
            Some(shortened)
        }
        _ => Some(above.to_owned()),
    }
}

/// The nearest project folder above `root`, relative to it.
fn inside(root: &Path) -> Option<String> {
    let absolute = std::path::absolute(root).ok()?;
    let (outer, _) = above(absolute.parent()?)?;
    let levels = absolute.components().count().checked_sub(outer.components().count())?;
    Some(vec![".."; levels].join("/"))
}
