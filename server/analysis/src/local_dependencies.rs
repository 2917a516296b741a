//! What the rules about local packages in `package.json` share: each package is checked once.
//!
//! The order of the checks is that of npm @hubspot/project-parsing-lib 0.23.0, `workspaces.js`, which reads every
//! `package.json` below `srcDir`, also one that `.hsignore` excludes from the upload.

use crate::files::{self, PathState};
use crate::source_folder;
use catalog::PACKAGE_JSON;
use diagnostics::RelPath;
use diagnostics::path::{has_ending, is_absolute};
use project::facts::LocalDependency;
use project::index::Index;
use project::{Entry, LinkTarget};

/// What is wrong with a local package.
#[derive(PartialEq, Eq)]
pub enum DependencyProblem {
    /// `link:` with the path of a tarball.
    LinkToTarball,
    Missing,
    MissingTarball,
    /// It exists in another letter case only: the right path.
    WrongCase(String),
    /// A file that is not a tarball, by its name.
    NoTarball,
    FolderNamedLikeTarball,
    FolderWithoutPackage,
}

/// A local package with a problem.
pub struct Broken<'p> {
    /// The `package.json` that contains it.
    pub file: &'p RelPath,
    pub dependency: &'p LocalDependency,
    pub problem: DependencyProblem,
}

/// All local packages with a problem.
pub fn broken<'p>(index: &Index<'p>) -> Vec<Broken<'p>> {
    let mut found = Vec::new();
    if !has_local_dependency(index) || source_folder::folder(index).is_none() {
        return found;
    }
    for (file, facts) in &index.packages {
        if facts.dependencies.is_empty() || index.is_nested(file) {
            continue;
        }
        for dependency in &facts.dependencies {
            if let Some(problem) = problem(index, file, dependency) {
                found.push(Broken {
                    file,
                    dependency,
                    problem,
                });
            }
        }
    }
    found
}

fn has_local_dependency(index: &Index<'_>) -> bool {
    index
        .packages
        .iter()
        .any(|(_, facts)| !facts.dependencies.is_empty())
}

/// None for a path outside of the project, where no file was read.
fn problem(
    index: &Index<'_>,
    file: &RelPath,
    dependency: &LocalDependency,
) -> Option<DependencyProblem> {
    let written = dependency.path();
    // HubSpot expands `~` to the home folder.
    if written.starts_with('~') || is_absolute(written) {
        return None;
    }
    let path = RelPath::new(file.folder()).join_written(written)?;
    let is_tarball = is_tarball(path.file_name());
    if is_tarball && dependency.is_link {
        return Some(DependencyProblem::LinkToTarball);
    }
    // The target of a link was not read.
    if index.entry(&path) == Some(Entry::Link(LinkTarget::Folder)) {
        return None;
    }
    match files::path_state(index, &path) {
        PathState::File if is_tarball => None,
        PathState::File => Some(DependencyProblem::NoTarball),
        PathState::Folder if is_tarball => Some(DependencyProblem::FolderNamedLikeTarball),
        PathState::Folder => {
            let package = path.join(PACKAGE_JSON)?;
            if files::path_state(index, &package) == PathState::Missing {
                Some(DependencyProblem::FolderWithoutPackage)
            } else {
                None
            }
        }
        PathState::OtherCase(right) => {
            let protocol = if dependency.is_link { "link" } else { "file" };
            Some(DependencyProblem::WrongCase(format!(
                "{protocol}:{}",
                files::corrected(dependency.path(), &right)?
            )))
        }
        PathState::Missing if is_tarball => Some(DependencyProblem::MissingTarball),
        PathState::Missing => Some(DependencyProblem::Missing),
        PathState::Unknown if index.entry(&path) == Some(Entry::Link(LinkTarget::Broken)) => {
            if is_tarball {
                Some(DependencyProblem::MissingTarball)
            } else {
                Some(DependencyProblem::Missing)
            }
        }
        PathState::Unknown => None,
    }
}

fn is_tarball(name: &str) -> bool {
    [".tgz", ".tar", ".tar.gz"]
        .iter()
        .any(|ending| has_ending(name, ending))
}
