//! The one project that a command is about.

use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use diagnostics::message;
use project::Project;
use project::load::{self, Found, LoadError, MAX_FILE_SIZE};

/// What was found.
#[derive(Default)]
pub(super) struct Nearest {
    /// The nearest project, alone; where there is none above, everything that was found instead.
    pub(super) projects: Vec<Project>,
    /// What could not be read.
    pub(super) problems: Vec<LoadError>,
}

/// The project that a path lies in, else those below it and loose files.
pub(super) fn at(path: &Path) -> Nearest {
    collect(path, |found| {
        load::discover(&[path.to_owned()], MAX_FILE_SIZE, found)
    })
}

/// The project that a folder, which need not be there, is or lies in. Nothing below the folder is searched.
pub(super) fn above(folder: &Path) -> Nearest {
    let folder = absolute(folder);
    let mut nearest = collect(&folder, |found| {
        load::discover_for_file(&folder.join("hsproject.json"), MAX_FILE_SIZE, found)
    });
    nearest
        .projects
        .retain(|project| project.manifest.is_some());
    nearest
}

fn collect(path: &Path, load: impl FnOnce(&(dyn Fn(Found) + Sync))) -> Nearest {
    let nearest = Mutex::new(Nearest::default());
    load(&|found| {
        let mut nearest = nearest
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        match found {
            Found::Project(project, problems) => {
                nearest.projects.push(*project);
                nearest.problems.extend(problems);
            }
            Found::Error(problem) => nearest.problems.push(problem),
            Found::Nothing(_) => {}
        }
    });
    let mut nearest = nearest
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner());
    // Projects that lie in the nearest one were found with it.
    nearest.projects.sort_by_cached_key(|project| {
        (
            absolute(&project.root).components().count(),
            project.root.clone(),
        )
    });
    let path = absolute(path);
    let is_around =
        |project: &Project| project.manifest.is_some() && path.starts_with(absolute(&project.root));
    if nearest.projects.first().is_some_and(is_around) {
        nearest.projects.truncate(1);
    }
    nearest
}

/// Without `.` and `..`: a folder above may be named by them.
fn absolute(path: &Path) -> PathBuf {
    let mut parts = PathBuf::new();
    for part in std::path::absolute(path)
        .unwrap_or_else(|_| path.to_owned())
        .components()
    {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::CurDir => {}
            part => parts.push(part),
        }
    }
    parts
}

impl Nearest {
    /// What could not be read, as a message; `None` where everything could.
    pub(super) fn unreadable(&self) -> Option<String> {
        let problem = self.problems.first()?;
        Some(format!(
            "cannot read {}: {}",
            message::quoted(&problem.path.to_string_lossy()),
            problem.message
        ))
    }
}
