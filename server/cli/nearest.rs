//! The one project that a command is about: the nearest around a path.

use std::path::Path;
use std::sync::Mutex;

use crate::project::Project;
use crate::project::load::{self, Found, Problem};
use crate::words;

/// What was found at a path: the nearest project above it, else those below it and loose files.
pub(super) struct Nearest {
    /// Where the path lies in a project, that one alone; several only where it lies in none.
    pub(super) projects: Vec<Project>,
    /// What could not be read.
    pub(super) problems: Vec<Problem>,
}

/// Finds it.
pub(super) fn nearest(path: &Path) -> Nearest {
    let found = Mutex::new(Nearest { projects: Vec::new(), problems: Vec::new() });
    load::discover(&[path.to_owned()], &|one| {
        let mut found = found.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match one {
            Found::Project(project, problems) => {
                found.projects.push(*project);
                found.problems.extend(problems);
            }
            Found::Problem(problem) => found.problems.push(problem),
            Found::Nothing(_) => {}
        }
    });
    let mut found = found.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
    found.projects.sort_by_cached_key(|project| absolute(&project.root).components().count());
    let path = absolute(path);
    if found.projects.first().is_some_and(|outermost| is_around(outermost, &path)) {
        found.projects.truncate(1);
    }
    found
}

fn is_around(project: &Project, path: &Path) -> bool {
    project.manifest.is_some() && path.starts_with(absolute(&project.root))
}

/// Without `.` and `..`: a folder above may be named by them.
fn absolute(path: &Path) -> std::path::PathBuf {
    let mut parts = std::path::PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            std::path::Component::ParentDir => drop(parts.pop()),
            std::path::Component::CurDir => {}
            part => parts.push(part),
        }
    }
    parts
}

/// What could not be read, as one message; `None` where everything could.
pub(super) fn unreadable(problems: &[Problem]) -> Option<String> {
    let problem = problems.first()?;
    Some(format!("cannot read {}: {}", words::quoted(&problem.path.to_string_lossy()), problem.message))
}
