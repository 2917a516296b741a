//! Reads projects from the disk: the only module of the core that does. Findings are none of its business; what it
//! cannot read it says in a `LoadError`, and goes on.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this module is the one that reads"
)]

mod config;
mod discover;
mod links;
mod read;

use std::path::{Path, PathBuf};

pub use discover::{configuration, discover, discover_for_file};
pub use links::{Link, link_to};
pub use read::{MAX_FILE_SIZE, read_file};

use crate::Project;

/// Something that was found on the disk.
pub enum Found {
    /// A project, or loose component files that lie in none.
    Project(Box<Project>, Vec<LoadError>),
    /// Something that could not be read, outside of any project.
    Error(LoadError),
    /// A path that leads to nothing of ours.
    Nothing(PathBuf),
}

/// A file or folder that could not be read. The person in front of the terminal has to look at it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LoadError {
    /// Where.
    pub path: PathBuf,
    /// Why, in words.
    pub message: String,
}

impl LoadError {
    fn new(path: &Path, message: impl ToString) -> LoadError {
        LoadError {
            path: path.to_owned(),
            message: message.to_string(),
        }
    }
}
