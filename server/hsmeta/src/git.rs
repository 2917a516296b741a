//! What git knows about a project.

#![cfg_attr(
    not(test),
    allow(dead_code, reason = "`migrate --write` is connected next")
)]

use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::RelPath;

/// The files of a project as git sees them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum WorkTree {
    /// The folder is in no repository.
    Outside,
    Inside {
        /// Files and folders below the project that are changed, staged or untracked.
        changed: Vec<RelPath>,
        /// Files whose present content is in the last commit.
        committed: BTreeSet<RelPath>,
    },
}

/// Why git gave no answer.
#[derive(thiserror::Error, Debug)]
pub(crate) enum GitError {
    #[error("git is not installed")]
    NotInstalled,
    #[error("git cannot read the repository: {0}")]
    Refused(String),
}

/// Asks git about the folder of a project.
pub(crate) fn work_tree(_root: &Path) -> Result<WorkTree, GitError> {
    Ok(WorkTree::Outside)
}
