//! Why nothing was written.

use std::io;

use super::journal;
use diagnostics::message;
use project::load::LoadError;

/// Unless it is `NotRestored`, all files are as they were. Paths are relative to the folder of the project.
#[derive(thiserror::Error, Debug)]
pub(crate) enum WriteError {
    #[error(
        "another `hsmeta migrate --write` is running in this project, or was interrupted; run it again when none is running ({} says what it did)",
        journal::NAME
    )]
    Unfinished,
    #[error("another `hsmeta migrate --write` is running in this project; wait until it ends")]
    Busy,
    #[error("changed since the plan was made: {}", message::all_of(.0.iter().map(String::as_str)))]
    Changed(Vec<String>),
    #[error("{} already exists, and is not overwritten", message::quoted(.0))]
    Exists(String),
    #[error("the plan has {} twice", message::quoted(.0))]
    Twice(String),
    #[error("{} is not a regular file", message::quoted(.0))]
    NotAFile(String),
    #[error("{} is not a folder", message::quoted(.0))]
    NotAFolder(String),
    #[error("{} contains other files", message::quoted(.0))]
    NotEmpty(String),
    #[error("{} is a symbolic link, which is not followed", message::quoted(.0))]
    Link(String),
    #[error("{} is read-only", message::quoted(.0))]
    ReadOnly(String),
    #[error(
        "{} is a git repository of its own: its files cannot be moved out of it",
        message::quoted(.0)
    )]
    OwnRepository(String),
    #[error("{} differs from {} in case only: rename it first", message::quoted(.0), message::quoted(.1))]
    DifferentCase(String, String),
    #[error("{} is not a path of a project file", message::quoted(.0))]
    NotInProject(String),
    #[error("cannot {what} {}: {error}", message::quoted(.path))]
    Io {
        what: &'static str,
        path: String,
        error: io::Error,
    },
    #[error("cannot read {}: {}", message::quoted(&.0.path.to_string_lossy()), .0.message)]
    Unreadable(LoadError),
    #[error("cannot read {name}: {0}", name = journal::NAME)]
    Journal(String),
    #[error(
        "{} was changed after the interruption; move it out of the project and run this again",
        message::quoted(.0)
    )]
    ChangedSince(String),
    #[error(
        "{cause}; not every file could be moved back: {error}. {} says where they are, and `hsmeta migrate --write` tries it again",
        journal::NAME
    )]
    NotRestored {
        cause: Box<WriteError>,
        error: Box<WriteError>,
    },
}
