//! `hsmeta schema`: prints a schema, ours or HubSpot's as it was imported, and manages those.

mod diff;
mod import;
mod list;

use std::path::Path;
use std::sync::Arc;

use crate::error::{Error, did_you_mean};
use crate::output::Output;
use crate::schemas_folder::{self, SchemasOption};
use crate::{Exit, discover};
use catalog::ComponentType;
use diagnostics::message;
use project::Project;
use project::facts::Facts;
use project::load::OfficialFolder;
use schema::Schema;
use schema::official::{OfficialSchemas, OfficialVersions};

pub(crate) const HELP: &str = "\
Print the JSON Schema of a component type, of hsproject or of hsprofile, or manage HubSpot's own schemas

HubSpot serves its schemas to accounts only. Where they were imported for the platform version of the project, HubSpot's is printed, which describes `config`; with `--ours` that of hsmeta, which describes the whole file.";

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct SchemaArguments {
    /// `card`, `app`, `hsproject`, …
    #[arg(value_name = "TYPE", required = true)]
    name: Option<String>,
    /// Print the schema of hsmeta, even if that of HubSpot was imported
    #[arg(long)]
    ours: bool,
    /// Platform version of the imported schemas [default: that of the current project]
    #[arg(long, value_name = "VERSION")]
    platform_version: Option<String>,
    #[command(flatten)]
    schemas: SchemasOption,
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Store HubSpot's schemas in the project, to be committed
    Import(import::ImportArguments),
    /// List the imported schemas
    List {
        #[command(flatten)]
        schemas: SchemasOption,
    },
    /// Remove the imported schemas of a platform version
    Remove {
        /// The platform version
        #[arg(value_name = "VERSION")]
        platform_version: String,
        #[command(flatten)]
        schemas: SchemasOption,
    },
    /// Compare HubSpot's schemas, as they were imported, with those of hsmeta
    Diff(diff::DiffArguments),
}

pub(crate) fn run(arguments: &SchemaArguments, output: &mut Output) -> Exit {
    let done = match (&arguments.action, &arguments.name) {
        (Some(Action::Import(arguments)), _) => import::run(arguments, output),
        (Some(Action::List { schemas }), _) => list::run(schemas, output),
        (
            Some(Action::Remove {
                platform_version,
                schemas,
            }),
            _,
        ) => list::remove(platform_version, schemas, output),
        (Some(Action::Diff(arguments)), _) => diff::run(arguments, output),
        (None, name) => show(name.as_deref().unwrap_or_default(), arguments, output),
    };
    match done {
        Ok(()) => Exit::Clean,
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

fn show(name: &str, arguments: &SchemaArguments, output: &mut Output) -> Result<(), Error> {
    let ours = ours(name)?;
    if !arguments.ours
        && let Some(component) = ComponentType::named(name)
        && let Some((official, text)) = official(component, arguments)?
    {
        output.print(&text);
        output.note(&format!(
            "{}; `--ours` prints that of hsmeta",
            what_it_is(&official)
        ));
        return Ok(());
    }
    output.print(ours.text);
    if !arguments.ours
        && ComponentType::named(name).is_some()
        && let Some(note) = other_versions(arguments)?
    {
        output.note(&note);
    }
    Ok(())
}

/// That schemas of HubSpot are imported for other platform versions only.
fn other_versions(arguments: &SchemaArguments) -> Result<Option<String>, Error> {
    let Some(versions) = imported(&arguments.schemas)? else {
        return Ok(None);
    };
    if versions.is_empty() || of_project(&versions).is_some() {
        return Ok(None);
    }
    let names = names_of(&versions).join(", ");
    Ok(Some(format!(
        "this is the schema of hsmeta; HubSpot's are imported for {names}, which `--platform-version` chooses"
    )))
}

/// A schema of hsmeta.
fn ours(name: &str) -> Result<&'static Schema, Error> {
    if let Some(ours) = schema::schema(name) {
        return Ok(ours);
    }
    let names: Vec<&str> = schema::schemas().iter().map(|schema| schema.name).collect();
    let available = format!("available: {}", names.join(", "));
    Err(Error::UnknownSchema {
        name: message::quoted(name),
        hint: did_you_mean(name, names.iter().copied(), available),
    })
}

/// What a schema of HubSpot describes.
pub(super) fn what_it_is(official: &OfficialSchemas) -> String {
    format!(
        "this is HubSpot's schema of {} for `config` in {}",
        official.imported(),
        official.platform_version()
    )
}

/// The text of a schema, and those of HubSpot that it is from.
pub(super) struct Found {
    pub(super) text: String,
    pub(super) official: Option<Arc<OfficialSchemas>>,
}

/// The schema that `check` uses in the project that contains a folder; that of hsmeta without a folder.
pub(super) fn deciding(name: &str, folder: Option<&Path>) -> Result<Found, Error> {
    let ours = ours(name)?;
    if let Some(component) = ComponentType::named(name)
        && let Some(folder) = folder
        && let Some(project) = discover::containing(folder).projects.first()
        && let Some(version) = version_of(project)
        && let Some(chosen) = project.official.of_version(&version)
        && let Some(text) = text_of(chosen, component)
    {
        return Ok(Found {
            text,
            official: Some(Arc::clone(chosen)),
        });
    }
    Ok(Found {
        text: ours.text.to_owned(),
        official: None,
    })
}

/// HubSpot's schema of a type, if it was imported.
fn official(
    component: &ComponentType,
    arguments: &SchemaArguments,
) -> Result<Option<(Arc<OfficialSchemas>, String)>, Error> {
    let Some(versions) = imported(&arguments.schemas)? else {
        return Ok(None);
    };
    let chosen = match &arguments.platform_version {
        Some(version) => Some(of_version(&versions, version)?),
        None => of_project(&versions),
    };
    let Some(chosen) = chosen else {
        return Ok(None);
    };
    Ok(text_of(chosen, component).map(|text| (chosen.clone(), text)))
}

fn text_of(schemas: &OfficialSchemas, component: &ComponentType) -> Option<String> {
    // In the file it is indented as a part of it.
    let value: serde_json::Value =
        serde_json::from_str(schemas.text(component.name)?).unwrap_or_default();
    let text = serde_json::to_string_pretty(&value).unwrap_or_default();
    Some(format!("{text}\n"))
}

/// The imported schemas; `None` outside of any project.
fn imported(schemas: &SchemasOption) -> Result<Option<Arc<OfficialVersions>>, Error> {
    if let Some(versions) = schemas.read()? {
        return Ok(Some(versions));
    }
    match schemas_folder::current()? {
        Some(folder) => Ok(Some(schemas_folder::imported(&folder)?.versions)),
        None => Ok(None),
    }
}

/// The schemas of the version that the current project has.
fn of_project(versions: &OfficialVersions) -> Option<&Arc<OfficialSchemas>> {
    if versions.is_empty() {
        return None;
    }
    versions.of_version(&current_version()?)
}

fn of_version<'v>(
    versions: &'v OfficialVersions,
    version: &str,
) -> Result<&'v Arc<OfficialSchemas>, Error> {
    match versions.of_version(version) {
        Some(schemas) => Ok(schemas),
        None => Err(not_imported(versions, version)),
    }
}

fn names_of(versions: &OfficialVersions) -> Vec<&str> {
    let versions = versions.iter();
    versions.map(|schemas| schemas.platform_version()).collect()
}

fn not_imported(versions: &OfficialVersions, version: &str) -> Error {
    let names = names_of(versions);
    let available = match names.as_slice() {
        [] => "`hsmeta schema import` does it".to_owned(),
        names => format!("available: {}", names.join(", ")),
    };
    Error::NotImported {
        version: message::quoted(version),
        hint: available,
    }
}

/// The platform version of the current project.
fn current_version() -> Option<String> {
    let found = discover::containing(Path::new("."));
    version_of(found.projects.first()?)
}

fn version_of(project: &Project) -> Option<String> {
    let manifest = project.documents.get(project.manifest.as_ref()?)?;
    match &manifest.facts {
        Facts::Project(facts) => Some(facts.platform_version.as_ref()?.text.clone()),
        _ => None,
    }
}

/// The path of a file of schemas, for messages.
fn shown(folder: &OfficialFolder, version: &str) -> String {
    shown_path(&folder.root.join(folder.file(version).as_str()))
}

fn shown_path(path: &Path) -> String {
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let working_directory = std::env::current_dir().unwrap_or_default();
    let bases = crate::paths::Bases::new(working_directory, None);
    crate::printable::path(&bases.shown(path))
}
