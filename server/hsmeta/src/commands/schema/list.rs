//! `hsmeta schema list` and `hsmeta schema remove`.

use crate::error::Error;
use crate::output::Output;
use crate::schemas_folder::{self, SchemasOption};
use crate::write;
use catalog::COMPONENTS;
use project::load;
use schema::official::OfficialSchemas;
use tools::schema_import;

/// The length of a line of names.
const WIDTH: usize = 100;

pub(super) fn run(schemas: &SchemasOption, output: &mut Output) -> Result<(), Error> {
    let folder = schemas.folder()?;
    let imported = schemas_folder::imported(&folder)?;
    if imported.versions.is_empty() {
        output.print("no schemas of HubSpot are imported\n");
        return Ok(());
    }
    let current = super::current_version();
    let mut separator = "";
    for schemas in imported.versions.iter() {
        let version = schemas.platform_version();
        let file = super::shown(&folder, version);
        let mut note = "";
        if current.as_deref() == Some(version) {
            note = ", used by this project";
        }
        let date = schemas.imported();
        output.print(&format!(
            "{separator}{version}: imported {date}{note}, in {file}\n"
        ));
        output.print(&types(schemas));
        separator = "\n";
    }
    Ok(())
}

/// Which types have a schema of HubSpot.
fn types(schemas: &OfficialSchemas) -> String {
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for (name, component) in schemas.types() {
        match component {
            Some(component) => known.push(component.name),
            None => unknown.push(name),
        }
    }
    known.sort_unstable();
    let mut missing = Vec::new();
    for component in COMPONENTS {
        if !known.contains(&component.name) {
            missing.push(component.name);
        }
    }
    let mut text = String::new();
    for (what, names) in [
        ("HubSpot's schema", known),
        ("hsmeta's only", missing),
        ("unknown to hsmeta", unknown),
    ] {
        if !names.is_empty() {
            text.push_str(&lines(what, &names));
        }
    }
    text
}

fn lines(what: &str, names: &[&str]) -> String {
    let mut text = String::new();
    let mut line = format!("  {what} ({}):", names.len());
    for (index, name) in names.iter().enumerate() {
        let comma = if index + 1 < names.len() { "," } else { "" };
        if line.len() + name.len() + comma.len() >= WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = " ".repeat(3);
        }
        line.push_str(&format!(" {name}{comma}"));
    }
    text.push_str(&crate::printable::line(&line));
    text.push('\n');
    text
}

pub(super) fn remove(
    version: &str,
    schemas: &SchemasOption,
    output: &mut Output,
) -> Result<(), Error> {
    let version = schema_import::platform_version(version).map_err(Error::SchemaName)?;
    let folder = schemas.folder()?;
    // A file that cannot be used is removed, too.
    let all = load::read_official(&folder, &load::ParsedSchemas::default());
    let file = folder.file(version);
    let is_broken = all.problems.iter().any(|problem| problem.file == file);
    if !is_broken && all.versions.of_version(version).is_none() {
        return Err(super::not_imported(&all.versions, version));
    }
    let shown = super::shown(&folder, version);
    match write::remove(&folder.root, &file) {
        Ok(()) => {
            output.print(&format!("removed {shown}\n"));
            Ok(())
        }
        Err(error) => Err(Error::Remove { file: shown, error }),
    }
}
