//! Why a command could not run, as its user reads it.

use std::io;
use std::path::{Path, PathBuf};

use crate::baseline::BaselineError;
use crate::create::CreateError;
use crate::since::SinceError;
use crate::transaction::WriteError;
use crate::write::ReplaceError;
use diagnostics::{message, suggest};
use project::load::LoadError;
use tools::install_url::InstallUrlError;
use tools::scaffold::ScaffoldError;
use tools::schema_import::ImportError;
use tools::scopes::ScopesError;

/// The cause is in the arguments, or in what is on disk; a defect of hsmeta itself is a panic.
#[derive(thiserror::Error, Debug)]
pub(crate) enum Error {
    #[error("cannot read {path}: {reason}")]
    Unreadable { path: String, reason: String },
    #[error("cannot read stdin: {0}")]
    Stdin(#[from] io::Error),
    #[error("stdin is over the limit of {limit} bytes (raise it with `--max-file-size`)")]
    StdinTooLong { limit: u64 },
    #[error("nothing to check: HubSpot does not read {path}")]
    NotRead { path: String },
    #[error(
        "not inside a project: no parent folder contains hsproject.json (`hsmeta init` creates one)"
    )]
    NoProject,
    #[error("{folder} is already a project, and projects cannot be nested")]
    InsideProject { folder: String },
    #[error("the folder has no name; give the project one with `--name`")]
    Unnamed,
    #[error("unknown component type {name}; {hint}")]
    UnknownComponentType { name: String, hint: String },
    #[error("unknown profile {name}; {hint}")]
    UnknownProfile { name: String, hint: String },
    #[error("no app file found for {path}")]
    NoApp { path: String },
    #[error(
        "several projects below this folder have an app; pass the path of one of them: {paths}"
    )]
    SeveralApps { paths: String },
    #[error("no project found for {path}: there is no hsproject.json")]
    NoProjectBelow { path: String },
    #[error("there are several projects below this folder; pass the path of one of them: {paths}")]
    SeveralProjects { paths: String },
    #[error("there is no folder {path}; name the folders: `hsmeta migrate --compare OLD NEW`")]
    NoArchive { path: String },
    #[error("both folders are {path}")]
    SameFolder { path: String },
    #[error("there are no files in {path}")]
    EmptyFolder { path: String },
    #[error(
        "a migration of this project was interrupted; run `hsmeta migrate --write` to restore its files"
    )]
    UnfinishedMigration,
    #[error("stopped; nothing was written")]
    Stopped,
    #[error(
        "nothing was written. Only `hs project migrate` keeps the credentials, installs and card positions of a deployed app; run it on these files, and then `hsmeta migrate --compare`"
    )]
    DeployedApp,
    #[error("two different uids for `{old}`: {uids}; pass one, nothing was written")]
    TwoUids { old: String, uids: String },
    #[error(
        "{flags} has no effect: no converted component has this uid or path; correct it, nothing was written"
    )]
    UnusedUid { flags: String },
    #[error(
        "not in a git repository, so nothing could bring back the old files; commit them to one, or pass `--allow-dirty`"
    )]
    NoRepository,
    #[error("uncommitted changes in {files}; commit or stash them, or pass `--allow-dirty`")]
    Uncommitted { files: String },
    #[error(
        "git ignores {files}, and could not bring back what is replaced there; commit these files, or pass `--allow-dirty`"
    )]
    NotCommitted { files: String },
    #[error(
        "cannot ask git whether everything is committed: {reason}; pass `--allow-dirty` to go on without"
    )]
    Git { reason: String },
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("nothing was imported from {file}: {error}")]
    Import { file: String, error: ImportError },
    #[error(transparent)]
    SchemaName(ImportError),
    #[error(
        "not inside a project: no parent folder contains hsproject.json or hsmeta.toml, beside which schemas are stored"
    )]
    NoSchemasFolder,
    #[error("{folder} is not below {root}, the folder of the project")]
    OutsideOfProject { folder: String, root: String },
    #[error("there is no folder {folder}")]
    NoFolder { folder: String },
    #[error("no schemas of HubSpot are imported; `hsmeta schema import` does it")]
    NothingImported,
    #[error("no schemas are imported for {version}; {hint}")]
    NotImported { version: String, hint: String },
    #[error("cannot replace {file}: {error}; nothing was changed")]
    Replace { file: String, error: ReplaceError },
    #[error("cannot remove {file}: {error}")]
    Remove { file: String, error: ReplaceError },
    #[error(
        "several platform versions have imported schemas; pass one of them with `--platform-version`"
    )]
    NoVersion,
    #[error("unknown schema {name}; {hint}")]
    UnknownSchema { name: String, hint: String },
    #[error("no profile to compare with")]
    NothingToCompare,
    #[error(transparent)]
    Scaffold(#[from] ScaffoldError),
    #[error(transparent)]
    InstallUrl(#[from] InstallUrlError),
    #[error(transparent)]
    Scopes(#[from] ScopesError),
    #[error(transparent)]
    Since(#[from] SinceError),
    #[error(transparent)]
    Baseline(#[from] BaselineError),
    #[error(transparent)]
    Create(#[from] CreateError),
}

impl From<&LoadError> for Error {
    fn from(problem: &LoadError) -> Error {
        Error::Unreadable {
            path: quoted_path(&problem.path),
            reason: problem.message.clone(),
        }
    }
}

impl Error {
    /// Of several projects with an app, in their folders, one has to be chosen.
    pub(crate) fn several_apps<'p>(folders: impl IntoIterator<Item = &'p PathBuf>) -> Error {
        Error::SeveralApps {
            paths: any_of(folders),
        }
    }

    /// Of several projects, in their folders, one has to be chosen.
    pub(crate) fn several_projects<'p>(folders: impl IntoIterator<Item = &'p PathBuf>) -> Error {
        Error::SeveralProjects {
            paths: any_of(folders),
        }
    }
}

fn any_of<'p>(folders: impl IntoIterator<Item = &'p PathBuf>) -> String {
    let folders: Vec<_> = folders
        .into_iter()
        .map(|folder| folder.to_string_lossy())
        .collect();
    message::any_of(folders.iter().map(|folder| &**folder))
}

pub(crate) fn quoted_path(path: &Path) -> String {
    message::quoted(&path.to_string_lossy())
}

/// The rest of a message about an unknown name: the name that was probably meant, else what there is.
pub(crate) fn did_you_mean<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
    otherwise: impl Into<String>,
) -> String {
    match suggest::nearest(name, candidates) {
        Some(near) => format!("did you mean {}?", message::quoted(near)),
        None => otherwise.into(),
    }
}
