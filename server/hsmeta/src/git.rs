//! What git knows about a project. Only commands that cannot do without it ask (`migrate --write`, `check --since`,
//! `changes`), never the language server.

mod process;
mod program;
mod repository;

use std::collections::BTreeSet;
use std::path::Path;

use diagnostics::RelPath;
use migration::{Action, Plan};

use program::Git;
pub(crate) use repository::{Commit, EntryKind, Repository, TreeEntry};

/// The files of a project as git sees them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum WorkTree {
    /// The folder is in no repository.
    Outside,
    Inside {
        /// Files and folders below the project that are changed, staged or untracked. Ignored ones are not.
        changed: Vec<RelPath>,
        /// Files whose present content is in the last commit.
        committed: BTreeSet<RelPath>,
    },
}

/// Why git gave no answer, or not the one that is required.
#[derive(thiserror::Error, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum GitError {
    #[error("git is not installed")]
    NotInstalled,
    #[error("git is older than 2.31, which would run programs that a repository names")]
    TooOld,
    #[error("git cannot read the repository: {0}")]
    Refused(String),
    #[error("git has not answered for {0} seconds")]
    TooLate(u64),
    #[error("{reference} is not a commit of this repository")]
    NoCommit { reference: String },
    #[error(
        "{reference} is not in this shallow clone; fetch the whole history (`fetch-depth: 0`, `git fetch --unshallow`)"
    )]
    NotInShallowClone { reference: String },
    #[error(
        "the git ref is empty; if `git merge-base` printed none, fetch the whole history (`fetch-depth: 0`)"
    )]
    NoReference,
}

/// Asks git about the folder of a project.
pub(crate) fn work_tree(root: &Path) -> Result<WorkTree, GitError> {
    let Some(git) = Git::new(root)? else {
        return Ok(WorkTree::Outside);
    };
    let git = git.without_programs()?;
    let status = git.ask(&[
        "status",
        "--porcelain=v2",
        "-z",
        "--untracked-files=normal",
        "--ignore-submodules=all",
        "--no-renames",
        "--",
        ".",
    ])?;
    // Paths in a status are relative to the folder of the repository.
    let changed = changed(&status, &git.prefix);
    let listed = git.ask(&["ls-files", "-z", "-v", "--", "."])?;
    let mut committed = unmodified(&listed);
    for path in &changed {
        committed.remove(path);
    }
    Ok(WorkTree::Inside { changed, committed })
}

impl WorkTree {
    /// Files that a plan replaces or removes and that git could not bring back, because it ignores them.
    pub(crate) fn not_committed(&self, plan: &Plan) -> Vec<RelPath> {
        let mut paths = Vec::new();
        if let WorkTree::Inside { committed, .. } = self {
            for (path, action) in &plan.files {
                let is_replaced = matches!(action, Action::Change { .. } | Action::Remove { .. });
                if is_replaced && !committed.contains(path) {
                    paths.push(path.clone());
                }
            }
        }
        paths
    }
}

/// The paths of a status in version 2 of its format, relative to the folder that `prefix` names.
fn changed(status: &[u8], prefix: &[u8]) -> Vec<RelPath> {
    let mut paths = Vec::new();
    for entry in status.split(|&byte| byte == 0) {
        // How many fields come before the path. Renames are not looked for, so that no entry has two paths.
        let fields = match entry.first() {
            Some(b'1') => 8,
            Some(b'u') => 10,
            Some(b'?') => 1,
            _ => continue,
        };
        let Some(path) = entry.splitn(fields + 1, |&byte| byte == b' ').nth(fields) else {
            continue;
        };
        let path = path.strip_prefix(prefix).unwrap_or(path);
        paths.push(rel_path(path));
    }
    paths
}

/// The paths that are listed as unmodified: not those that git has been told to take for unmodified, or not to write.
fn unmodified(listed: &[u8]) -> BTreeSet<RelPath> {
    let mut paths = BTreeSet::new();
    for entry in listed.split(|&byte| byte == 0) {
        if let Some(path) = entry.strip_prefix(b"H ") {
            paths.insert(rel_path(path));
        }
    }
    paths
}

fn rel_path(bytes: &[u8]) -> RelPath {
    RelPath::new(String::from_utf8_lossy(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_lists_what_is_not_committed() {
        let status = b"1 .M N... 100644 100644 100644 aa bb app/src/a b.json\0? app/new/\0! app/ignored\0u UU N... 1 2 3 4 a b c app/x\0";
        let paths = changed(status, b"app/");
        assert_eq!(
            paths,
            ["src/a b.json", "new/", "x"].map(RelPath::new).to_vec()
        );
    }

    #[test]
    fn what_git_was_told_not_to_look_at_is_not_committed() {
        let paths = unmodified(b"H a.json\0h b.json\0S c.json\0M d.json\0");
        assert_eq!(paths, BTreeSet::from([RelPath::new("a.json")]));
    }
}
