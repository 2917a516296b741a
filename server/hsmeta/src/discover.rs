//! The one project that a command is about.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::paths::normalized;
use project::Project;
use project::load::{self, Found, LoadError, MAX_FILE_SIZE};

#[derive(Default)]
pub(crate) struct Discovered {
    /// The innermost project that contains the path; without one, the projects below it and loose files.
    pub(crate) projects: Vec<Project>,
    /// Files and folders that could not be read.
    pub(crate) problems: Vec<LoadError>,
}

/// The project that contains a path, else those below it and loose files.
pub(crate) fn at_or_below(path: &Path) -> Discovered {
    collect(path, |found| {
        load::discover(&[path.to_owned()], MAX_FILE_SIZE, found)
    })
}

/// The project that a folder, which need not exist, is or is in. Nothing below the folder is searched.
pub(crate) fn containing(folder: &Path) -> Discovered {
    let folder = absolute(folder);
    let mut discovered = collect(&folder, |found| {
        load::discover_for_file(&folder.join("hsproject.json"), MAX_FILE_SIZE, found)
    });
    discovered
        .projects
        .retain(|project| project.manifest.is_some());
    discovered
}

fn collect(path: &Path, load: impl FnOnce(&(dyn Fn(Found) + Sync))) -> Discovered {
    let discovered = Mutex::new(Discovered::default());
    load(&|found| {
        let mut discovered = discovered.lock().unwrap_or_else(PoisonError::into_inner);
        match found {
            Found::Project(project, problems) => {
                discovered.projects.push(*project);
                discovered.problems.extend(problems);
            }
            Found::Error(problem) => discovered.problems.push(problem),
            Found::Nothing(_) => {}
        }
    });
    let mut discovered = discovered
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner);
    // Loading a project also finds the projects nested in it: the outermost comes first.
    discovered.projects.sort_by_cached_key(|project| {
        let depth = absolute(&project.root).components().count();
        (depth, project.root.clone())
    });
    if let Some(project) = discovered.projects.first()
        && project.manifest.is_some()
        && absolute(path).starts_with(absolute(&project.root))
    {
        discovered.projects.truncate(1);
    }
    discovered
}

/// Without `.` and `..`, which may name a parent folder.
fn absolute(path: &Path) -> PathBuf {
    match std::path::absolute(path) {
        Ok(absolute) => normalized(&absolute),
        Err(_) => normalized(path),
    }
}
