//! `hsmeta schema diff`: HubSpot's schemas against those of hsmeta, as a report that can be pasted into an issue: nothing in it
//! is of this machine or of the project.

use serde_json::{Value, json};

use crate::error::Error;
use crate::output::Output;
use crate::printable;
use crate::schemas_folder::{self, SchemasOption};
use catalog::COMPONENTS;
use diagnostics::message;
use schema::official::{OfficialSchemas, OfficialVersions};
use tools::schema_diff::{self, Comparison, Difference};
use tools::schema_import;

#[derive(clap::Args)]
pub(super) struct DiffArguments {
    /// Compare this component type only
    #[arg(value_name = "TYPE")]
    component: Option<String>,
    /// Platform version of the imported schemas [default: that of the current project]
    #[arg(long, value_name = "VERSION")]
    platform_version: Option<String>,
    /// Output format
    #[arg(long, value_enum, default_value_t = DiffFormat::Text)]
    format: DiffFormat,
    #[command(flatten)]
    schemas: SchemasOption,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum DiffFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For an issue
    Markdown,
}

/// The differences of one type.
type OfType = (&'static str, Comparison);

struct Report<'o> {
    official: &'o OfficialSchemas,
    types: Vec<OfType>,
    /// Types that hsmeta does not know, by HubSpot's internal names.
    unknown: Vec<&'o str>,
    /// Types that HubSpot's answer does not have.
    missing: Vec<&'static str>,
}

pub(super) fn run(arguments: &DiffArguments, output: &mut Output) -> Result<(), Error> {
    let mut component = None;
    if let Some(name) = &arguments.component {
        component = Some(schema_import::component_type(name).map_err(Error::SchemaName)?);
    }
    let folder = arguments.schemas.folder()?;
    let versions = schemas_folder::imported(&folder)?.versions;
    let official = chosen(&versions, arguments.platform_version.as_deref())?;
    let mut report = Report::new(official);
    if let Some(component) = component {
        report.types.retain(|(name, _)| *name == component.name);
        report.unknown.clear();
        report.missing.retain(|name| *name == component.name);
    }
    match arguments.format {
        DiffFormat::Text => output.print(&report.text()),
        DiffFormat::Markdown => output.print(&report.markdown()),
        DiffFormat::Json => output.print(&format!("{}\n", printable::json(&report.json()))),
    }
    Ok(())
}

/// The schemas of a version: that of the project, or the only one there is.
fn chosen<'v>(
    versions: &'v OfficialVersions,
    version: Option<&str>,
) -> Result<&'v OfficialSchemas, Error> {
    if let Some(version) = version {
        return Ok(super::of_version(versions, version)?);
    }
    match super::current_version() {
        Some(version) => Ok(super::of_version(versions, &version)?),
        None => {
            let mut all = versions.iter();
            match (all.next(), all.next()) {
                (Some(only), None) => Ok(only),
                (Some(_), Some(_)) => Err(Error::NoVersion),
                (None, _) => Err(Error::NothingImported),
            }
        }
    }
}

impl<'o> Report<'o> {
    fn new(official: &'o OfficialSchemas) -> Report<'o> {
        let types: Vec<OfType> = schema_diff::all_comparisons(official).into_iter().collect();
        let mut unknown = Vec::new();
        for (name, component) in official.types() {
            if component.is_none() {
                unknown.push(name);
            }
        }
        let mut missing = Vec::new();
        for component in COMPONENTS {
            if official.text(component.name).is_none() {
                missing.push(component.name);
            }
        }
        Report {
            official,
            types,
            unknown,
            missing,
        }
    }

    fn title(&self) -> String {
        format!(
            "HubSpot's schemas of {} for {}, compared with those of hsmeta {}",
            self.official.imported(),
            self.official.platform_version(),
            env!("CARGO_PKG_VERSION")
        )
    }

    fn text(&self) -> String {
        let mut text = format!("{}\n", self.title());
        for (name, comparison) in &self.types {
            text.push_str(&format!("\n{name}: {}\n", count(comparison)));
            for difference in &comparison.differences {
                text.push_str(&format!("  {}\n", sentence(difference)));
            }
        }
        for line in self.others() {
            text.push_str(&format!("\n{line}\n"));
        }
        text
    }

    fn markdown(&self) -> String {
        let mut text = format!("{}\n", self.title());
        for (name, comparison) in &self.types {
            text.push_str(&format!("\n### `{name}`: {}\n", count(comparison)));
            if comparison.differences.is_empty() {
                continue;
            }
            text.push_str("\n| value | keyword | HubSpot | hsmeta |\n|---|---|---|---|\n");
            for difference in &comparison.differences {
                let cells = [
                    code(&difference.path),
                    difference.keyword.to_owned(),
                    cell(difference.official.as_ref()),
                    cell(difference.ours.as_ref()),
                ];
                text.push_str(&format!("| {} |\n", cells.join(" | ")));
            }
        }
        for line in self.others() {
            text.push_str(&format!("\n{line}\n"));
        }
        text
    }

    fn others(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.missing.is_empty() {
            let names = self.missing.join(", ");
            lines.push(format!("not in HubSpot's answer: {names}"));
        }
        if !self.unknown.is_empty() {
            let names = printable::line(&self.unknown.join(", "));
            lines.push(format!("unknown to hsmeta: {names}"));
        }
        lines
    }

    fn json(&self) -> Value {
        let mut types = Vec::new();
        for (name, comparison) in &self.types {
            let differences: Vec<Value> = comparison.differences.iter().map(difference).collect();
            types.push(json!({
                "type": name,
                "complete": comparison.is_complete,
                "differences": differences,
            }));
        }
        json!({
            "version": 1,
            "hsmeta": env!("CARGO_PKG_VERSION"),
            "platformVersion": self.official.platform_version(),
            "imported": self.official.imported(),
            "types": types,
            "notInAnswer": self.missing,
            "unknownToHsmeta": self.unknown,
        })
    }
}

fn difference(difference: &Difference) -> Value {
    json!({
        "path": difference.path,
        "keyword": difference.keyword,
        "hubspot": difference.official,
        "hsmeta": difference.ours,
    })
}

fn count(comparison: &Comparison) -> String {
    let count = match comparison.differences.len() {
        0 => "no differences".to_owned(),
        number => message::count(number, "difference"),
    };
    if comparison.is_complete {
        count
    } else {
        format!("{count}; the schemas are too large or too deep to be compared to the end")
    }
}

fn sentence(difference: &Difference) -> String {
    let (path, keyword) = (&difference.path, difference.keyword);
    let line = match (keyword, &difference.official, &difference.ours) {
        ("property", Some(_), _) => format!("{path}: only in HubSpot's schema"),
        ("property", None, _) => format!("{path}: only in hsmeta's schema"),
        (_, official, ours) => format!(
            "{path}: `{keyword}` is {} in HubSpot's schema, {} in hsmeta's",
            value(official.as_ref()),
            value(ours.as_ref())
        ),
    };
    printable::line(&line)
}

fn value(value: Option<&Value>) -> String {
    value.map_or_else(|| "not there".to_owned(), Value::to_string)
}

fn cell(value: Option<&Value>) -> String {
    match value {
        Some(value) => code(&value.to_string()),
        None => String::new(),
    }
}

/// Code in a cell of a Markdown table.
fn code(text: &str) -> String {
    let text = printable::line(text).replace('|', "\\|");
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}
