//! What the rules about local packages in `package.json` share: one look at each.
//!
//! The order of the questions is that of npm @hubspot/project-parsing-lib 0.23.0, `workspaces.js`, which looks at every
//! `package.json` below `srcDir`, also one that `.hsignore` keeps out of the upload.

use crate::files::{self, There};
use crate::source_folder;
use catalog::PACKAGE_JSON;
use diagnostics::RelPath;
use diagnostics::path::{has_ending, is_absolute};
use project::facts::LocalDependency;
use project::index::Index;
use project::{Entry, LinkTarget};

/// What is wrong with a local package.
#[derive(PartialEq, Eq)]
pub enum Verdict {
    /// `link:` leads to a tarball.
    LinkToTarball,
    /// Nothing is there.
    Missing,
    /// No tarball is there.
    MissingTarball,
    /// Only in another letter case: the right path.
    WrongCase(String),
    /// A file that is no tarball, by its name.
    NoTarball,
    /// A folder whose name is that of a tarball.
    FolderNamedLikeTarball,
    /// A folder without `package.json`.
    FolderWithoutPackage,
}

/// A local package that something is wrong with.
pub struct Broken<'p> {
    /// The `package.json` that names it.
    pub file: &'p RelPath,
    /// How it is named.
    pub dependency: &'p LocalDependency,
    /// What is wrong.
    pub verdict: Verdict,
}

/// Every local package that something is wrong with.
pub fn broken<'p>(index: &Index<'p>) -> Vec<Broken<'p>> {
    let mut found = Vec::new();
    let is_any_local = index
        .packages
        .iter()
        .any(|(_, facts)| !facts.dependencies.is_empty());
    if !is_any_local || source_folder::folder(index).is_none() {
        return found;
    }
    for (file, facts) in &index.packages {
        if facts.dependencies.is_empty() || index.is_nested(file) {
            continue;
        }
        for dependency in &facts.dependencies {
            if let Some(verdict) = judge(index, file, dependency) {
                found.push(Broken {
                    file,
                    dependency,
                    verdict,
                });
            }
        }
    }
    found
}

/// Nothing is said of a path that leads out of the project: nobody looked there.
fn judge(index: &Index<'_>, file: &RelPath, dependency: &LocalDependency) -> Option<Verdict> {
    let written = dependency.path();
    // HubSpot takes `~` for the folder of the user.
    if written.starts_with('~') || is_absolute(written) {
        return None;
    }
    let path = RelPath::new(file.folder()).join_written(written)?;
    let is_tarball = is_tarball(path.file_name());
    if is_tarball && dependency.is_link {
        return Some(Verdict::LinkToTarball);
    }
    // What a link leads to was not looked at.
    if index.entry(&path) == Some(Entry::Link(LinkTarget::Folder)) {
        return None;
    }
    match files::look(index, &path) {
        There::File if is_tarball => None,
        There::File => Some(Verdict::NoTarball),
        There::Folder if is_tarball => Some(Verdict::FolderNamedLikeTarball),
        There::Folder => {
            let package = path.join(PACKAGE_JSON)?;
            if files::look(index, &package) == There::Nothing {
                Some(Verdict::FolderWithoutPackage)
            } else {
                None
            }
        }
        There::InOtherCase(right) => {
            let protocol = if dependency.is_link { "link" } else { "file" };
            Some(Verdict::WrongCase(format!(
                "{protocol}:{}",
                files::corrected(dependency.path(), &right)?
            )))
        }
        There::Nothing if is_tarball => Some(Verdict::MissingTarball),
        There::Nothing => Some(Verdict::Missing),
        There::Unknown if index.entry(&path) == Some(Entry::Link(LinkTarget::Broken)) => {
            if is_tarball {
                Some(Verdict::MissingTarball)
            } else {
                Some(Verdict::Missing)
            }
        }
        There::Unknown => None,
    }
}

fn is_tarball(name: &str) -> bool {
    [".tgz", ".tar", ".tar.gz"]
        .iter()
        .any(|ending| has_ending(name, ending))
}
