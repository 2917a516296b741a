//! `hsmeta schema import`: stores what HubSpot's tools print about their schemas. hsmeta itself opens no connection.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::create::create;
use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::schemas_folder::SchemasOption;
use crate::today::{parse_date, today};
use crate::write::{Change, replace};
use diagnostics::message;
use project::load::{self, MAX_FILE_SIZE, OfficialFolder};
use tools::scaffold::NewFile;
use tools::schema_import::{self, Dates, Imported, Others};

#[derive(clap::Args)]
pub(super) struct ImportArguments {
    /// What HubSpot's tool printed: a file, or `-` for stdin
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The platform version that the schemas were requested for
    #[arg(long, value_name = "VERSION")]
    platform_version: String,
    /// Import the schema of this component type only; required if the file has a single schema
    #[arg(long = "type", value_name = "TYPE")]
    component: Option<String>,
    /// The day of the answer [default: that of a file of another project, else today in UTC]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_date)]
    date: Option<String>,
    #[command(flatten)]
    schemas: SchemasOption,
}

pub(super) fn run(arguments: &ImportArguments, output: &mut Output) -> Result<(), Error> {
    let version =
        schema_import::platform_version(&arguments.platform_version).map_err(Error::SchemaName)?;
    let mut component = None;
    if let Some(name) = &arguments.component {
        component = Some(schema_import::component_type(name).map_err(Error::SchemaName)?);
    }
    let folder = arguments.schemas.folder()?;
    let old = load::imported_text(&folder, version).map_err(|problem| Error::Unreadable {
        path: message::quoted(&super::shown_path(&problem.path)),
        reason: problem.message,
    })?;
    let bytes = read(&arguments.file)?;
    let dates = Dates {
        given: arguments.date.as_deref(),
        today: &today(),
    };
    let imported = schema_import::import(&bytes, old.as_deref(), version, component, dates)
        .map_err(|error| Error::Import {
            file: quoted_path(&arguments.file),
            error,
        })?;
    write(&folder, version, old.as_deref(), &imported.text)?;
    print(&imported, &super::shown(&folder, version), version, output);
    Ok(())
}

fn read(file: &Path) -> Result<Vec<u8>, Error> {
    if file != Path::new("-") {
        // The message of the reader names an option of `hsmeta check`.
        if load::is_over(file, MAX_FILE_SIZE) {
            return Err(too_large(quoted_path(file)));
        }
        return load::read_file(file, MAX_FILE_SIZE).map_err(|error| Error::Unreadable {
            path: quoted_path(file),
            reason: error.to_string(),
        });
    }
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock().take(MAX_FILE_SIZE + 1);
    input.read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_FILE_SIZE {
        return Err(too_large("stdin".to_owned()));
    }
    Ok(bytes)
}

fn too_large(path: String) -> Error {
    Error::Unreadable {
        path,
        reason: "over the limit of 32 MiB".to_owned(),
    }
}

/// Creates the file or replaces it as a whole.
fn write(
    folder: &OfficialFolder,
    version: &str,
    old: Option<&str>,
    new: &str,
) -> Result<(), Error> {
    let file = folder.file(version);
    let Some(old) = old else {
        let new = NewFile {
            path: file,
            text: new.to_owned(),
            placeholders: Vec::new(),
        };
        return Ok(create(&folder.root, &[new])?);
    };
    if old == new {
        return Ok(());
    }
    let change = Change {
        file: &file,
        old,
        new,
    };
    match replace(&folder.root, &[change]).pop() {
        None => Ok(()),
        Some((_, error)) => Err(Error::Replace {
            file: super::shown(folder, version),
            error,
        }),
    }
}

fn print(imported: &Imported, file: &str, version: &str, output: &mut Output) {
    let schemas = message::count(imported.types.len(), "schema");
    output.print(&format!("imported {schemas} of {version} into {file}\n"));
    if !imported.unknown.is_empty() {
        output.note(&format!(
            "hsmeta does not know these types, and does not use their schemas: {}",
            imported.unknown.join(", ")
        ));
    }
    if let Some(current) = super::current_version()
        && current != version
    {
        let current = message::quoted(&current);
        output.note(&format!(
            "the current project does not use these schemas: its `platformVersion` is {current}"
        ));
    }
    match &imported.others {
        Others::Kept(names) if !names.is_empty() => output.note(&format!(
            "schemas that the file had before were kept: {} (`hsmeta schema remove {version}` removes all)",
            names.join(", ")
        )),
        Others::Removed(names) if !names.is_empty() => output.note(&format!(
            "removed schemas that are not in HubSpot's answer: {}",
            names.join(", ")
        )),
        Others::Kept(_) | Others::Removed(_) => {}
    }
}
