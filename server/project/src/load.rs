//! Reads projects from disk, the only module of the core that does. It reports no diagnostics; a file or folder that cannot
//! be read becomes a `LoadError`.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "this module is the one that reads"
)]

mod config;
mod dir;
mod discover;
mod file;
mod folder;
mod installed;
mod links;
mod official;
mod parallel;
mod read;
mod snapshot;
mod sources;
mod walk;

use std::path::{Path, PathBuf};

pub use discover::{
    configuration, discover, discover_for_file, discover_in_steps, discover_sharing,
};
pub use file::{MAX_FILE_SIZE, is_over, read_file};
pub use folder::{Folder, canonical, is_folder, is_project};
pub use links::{Link, link_to};
pub use official::{
    Imported, OfficialFolder, ParsedSchemas, imported_text, official_folder, read_official,
};
pub use snapshot::{is_in_repository, repository_of, snapshot};
pub use sources::{read_files, read_sources};

use crate::Project;
use crate::config::ConfigFile;

/// A result of a search.
pub enum Found {
    /// A project, or component files outside of any project.
    Project(Box<Project>, Vec<LoadError>),
    /// Something that could not be read, outside of any project.
    Error(LoadError),
    /// A path without anything to check.
    Nothing(PathBuf),
}

/// How far a search is: whatever is still to be found is in a pending folder, at any time after the first folder is done.
pub enum Step<'a> {
    /// What is in the folder is still to be passed on.
    Pending(&'a Folder),
    /// What is in the folder was passed on, or is in other pending folders.
    Done(&'a Folder),
    /// A file that applies to projects in pending folders.
    Configured(&'a ConfigFile),
}

/// A file or folder that could not be read.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LoadError {
    pub path: PathBuf,
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
