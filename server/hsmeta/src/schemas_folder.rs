//! `--schemas DIR`: another folder of imported schemas than the one that a project has.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, quoted_path};
use crate::paths::normalized;
use diagnostics::{RelPath, message};
use project::load::{self, Imported, OfficialFolder, ParsedSchemas};
use schema::official::OfficialVersions;

#[derive(clap::Args, Clone, Default)]
pub(crate) struct SchemasOption {
    /// Folder of imported schemas in the project [default: `schemas` in hsmeta.toml, else .hsmeta/schemas]
    #[arg(long = "schemas", value_name = "DIR")]
    folder: Option<PathBuf>,
}

impl SchemasOption {
    /// The value of the option.
    pub(crate) fn value(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The schemas in the folder, if one is given.
    pub(crate) fn read(&self) -> Result<Option<Arc<OfficialVersions>>, Error> {
        let Some(folder) = &self.folder else {
            return Ok(None);
        };
        if !load::is_folder(folder) {
            let folder = quoted_path(folder);
            return Err(Error::NoFolder { folder });
        }
        let imported = imported(&inside(folder)?)?;
        Ok(Some(imported.versions))
    }

    /// The folder that is given, else that of the current project.
    pub(crate) fn folder(&self) -> Result<OfficialFolder, Error> {
        match &self.folder {
            Some(folder) => inside(folder),
            None => current()?.ok_or(Error::NoSchemasFolder),
        }
    }
}

/// What is in a folder; the first file that cannot be used is an error.
pub(crate) fn imported(folder: &OfficialFolder) -> Result<Imported, Error> {
    let imported = load::read_official(folder, &ParsedSchemas::default());
    match imported.problems.first() {
        Some(problem) => Err(Error::Unreadable {
            path: message::quoted(problem.file.as_str()),
            reason: problem.message.clone(),
        }),
        None => Ok(imported),
    }
}

/// The folder of the current project.
pub(crate) fn current() -> Result<Option<OfficialFolder>, Error> {
    load::official_folder(Path::new(".")).map_err(|problem| Error::from(&problem))
}

/// A folder that a user names, which need not exist, in that of the project.
fn inside(folder: &Path) -> Result<OfficialFolder, Error> {
    let root = match current()? {
        Some(current) => current.root,
        None => PathBuf::from("."),
    };
    let root = load::canonical(&root).map_err(|problem| Error::from(&problem))?;
    match RelPath::relative(&root, &real(folder)) {
        Some(below) if !below.as_str().is_empty() => Ok(OfficialFolder {
            root,
            folder: below,
        }),
        _ => Err(Error::OutsideOfProject {
            folder: quoted_path(folder),
            root: quoted_path(&root),
        }),
    }
}

/// The canonical path of a folder: links are resolved as far as it exists.
fn real(folder: &Path) -> PathBuf {
    let absolute = match std::path::absolute(folder) {
        Ok(absolute) => normalized(&absolute),
        Err(_) => return folder.to_owned(),
    };
    for parent in absolute.ancestors() {
        if let Ok(real) = load::canonical(parent)
            && let Ok(rest) = absolute.strip_prefix(parent)
        {
            return real.join(rest);
        }
    }
    absolute
}
