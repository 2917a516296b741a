//! `hsmeta migrate --compare`: what HubSpot's own migration left behind. It only reads.

use std::path::{Path, PathBuf};

use super::{MigrateArguments, compare_json, text};
use crate::arguments::ListFormat;
use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::Bases;
use crate::{Exit, printable};
use catalog::MANIFEST;
use diagnostics::RelPath;
use migration::{Detail, Folder, ProjectFiles, Refusal};
use project::load::{self, read_file};

/// Where HubSpot's CLI moves the old source folder (npm @hubspot/cli 8.14.0, `lib/app/migrate.js`); beside the project, if
/// that is its own source folder.
const ARCHIVE: &str = "archive";

/// Larger manifests are none.
const MAX_MANIFEST_SIZE: u64 = 1 << 20;

pub(super) fn run(
    arguments: &MigrateArguments,
    folders: &[PathBuf],
    output: &mut Output,
) -> Result<Exit, Error> {
    let (old, new) = match folders {
        [old, new, ..] => (Side::read(old)?, Side::read(new)?),
        [old] => (Side::read(old)?, Side::read(&source_folder(arguments)?)?),
        [] => (
            Side::read(&archive(arguments)?)?,
            Side::read(&source_folder(arguments)?)?,
        ),
    };
    if old.real == new.real {
        let path = quoted_path(Path::new(&old.name));
        return Err(Error::SameFolder { path });
    }
    let (old_files, new_files) = (old.files_without(&new), new.files_without(&old));
    if old_files.files.is_empty() {
        let path = quoted_path(Path::new(&old.name));
        return Err(Error::EmptyFolder { path });
    }
    let compared = migration::compare(
        Folder {
            name: &old.name,
            files: &old_files,
            version: None,
        },
        Folder {
            name: &new.name,
            files: &new_files,
            version: new.version.as_deref(),
        },
    );
    let comparison = match compared {
        Ok(comparison) => comparison,
        Err(refusal) => {
            print_refusal(&refusal, output);
            return Ok(Exit::Error);
        }
    };
    match arguments.format {
        ListFormat::Text => {
            let detail = if arguments.verbose {
                Detail::All
            } else {
                Detail::Short
            };
            let color = output.color(true);
            for line in comparison.lines(detail) {
                output.print(&text::shown(&line, color));
            }
        }
        ListFormat::Json => output.print(&compare_json::document(&comparison)),
    }
    if comparison.is_complete() {
        Ok(Exit::Clean)
    } else {
        Ok(Exit::Problems)
    }
}

fn print_refusal(refusal: &Refusal, output: &mut Output) {
    let file = printable::path(refusal.file.as_str());
    let (reason, help) = (&refusal.reason, &refusal.help);
    output.error(&format!("{file}: {reason}\n  help: {help}"));
}

/// One of the folders.
struct Side {
    name: String,
    real: PathBuf,
    files: ProjectFiles,
    /// The platform version of the project around it.
    version: Option<String>,
}

impl Side {
    fn read(path: &Path) -> Result<Side, Error> {
        let files = load::snapshot(path).map_err(|problem| Error::from(&problem))?;
        let bases = bases();
        let real = bases.real(path);
        let mut parents = real.ancestors().skip(1);
        let manifest = parents.find_map(manifest);
        Ok(Side {
            name: bases.folder(path).shown(),
            version: manifest.and_then(|text| property(&text, "platformVersion")),
            real,
            files,
        })
    }

    /// The files that are not in the other folder: `archive` is in the project.
    fn files_without(&self, other: &Side) -> ProjectFiles {
        let mut files = self.files.clone();
        if let Some(folder) = RelPath::relative(&self.real, &other.real) {
            files
                .files
                .retain(|path, _| path.below(folder.as_str()).is_none());
        }
        files
    }
}

/// The folder of the project in the arguments that HubSpot's CLI moved the old files to.
fn archive(arguments: &MigrateArguments) -> Result<PathBuf, Error> {
    let root = super::root(&arguments.path)?;
    let inside = root.join(ARCHIVE);
    if load::is_folder(&inside) {
        return Ok(inside);
    }
    let real = bases().real(&root);
    if let (Some(parent), Some(name)) = (real.parent(), real.file_name()) {
        let beside = parent.join(format!("{}-{ARCHIVE}", name.to_string_lossy()));
        if load::is_folder(&beside) {
            return Ok(beside);
        }
    }
    Err(Error::NoArchive {
        path: quoted_path(&inside),
    })
}

/// The source folder of the project in the arguments.
fn source_folder(arguments: &MigrateArguments) -> Result<PathBuf, Error> {
    let root = super::root(&arguments.path)?;
    let written = manifest(&root).and_then(|text| property(&text, "srcDir"));
    let folder = written.and_then(|written| RelPath::default().join_written(&written));
    match folder {
        Some(folder) if !folder.as_str().is_empty() => Ok(root.join(folder.as_str())),
        _ => Ok(root),
    }
}

fn manifest(folder: &Path) -> Option<String> {
    let bytes = read_file(&folder.join(MANIFEST), MAX_MANIFEST_SIZE).ok()?;
    String::from_utf8(bytes).ok()
}

fn property(manifest: &str, name: &str) -> Option<String> {
    let syntax = syntax::parse(manifest);
    let text = syntax.root()?.get(name)?.as_str()?;
    Some(text.to_owned())
}

fn bases() -> Bases {
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let working_directory = std::env::current_dir().unwrap_or_default();
    Bases::new(working_directory, None)
}
