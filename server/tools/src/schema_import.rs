//! `hsmeta schema import`: what HubSpot's tools print about their schemas, as the text of a file for a project.
//!
//! Shapes, read in npm `@hubspot/cli` 8.14.0 and seen by running it against a server that answers like HubSpot's: `hs api
//! project-components-external/project-schemas/v3/<version> --json` prints the whole answer, `{TYPE: schema}`, and without
//! `--json` a line about the request before it; the tool `get-feature-config-schema` of `hs mcp start` returns one schema as
//! `{"config": schema}` in the text of a result.

mod answer;
mod encoding;

use std::collections::BTreeMap;

use catalog::{COMPONENTS, ComponentType, PlatformVersion};
use diagnostics::{message, suggest};
use schema::official::OfficialSchemas;
use serde_json::{Map, Value, json};

pub use answer::{Answer, AnswerError, Schemas};

/// Why nothing is imported.
#[derive(thiserror::Error, Clone, PartialEq, Debug)]
pub enum ImportError {
    #[error(transparent)]
    Answer(#[from] AnswerError),
    #[error("this is one schema without its type; name it with `--type`")]
    NoType,
    #[error("there is no schema of `{name}` in it; it has {available}")]
    NotInAnswer { name: String, available: String },
    #[error("none of these is a component type: {names}")]
    NoKnownType { names: String },
    #[error("these are schemas of {found}, not of {requested}")]
    OtherVersion { found: String, requested: String },
    #[error("unknown component type {name}; {hint}")]
    UnknownType { name: String, hint: String },
    #[error("unknown platform version {name}; {hint}")]
    UnknownVersion { name: String, hint: String },
    #[error("projects of {name} have the old layout, for which HubSpot has no schemas")]
    OldLayout { name: String },
    #[error("the schemas cannot be used: {0}")]
    Unusable(String),
    #[error(
        "the file that the type is to be merged into cannot be used; import HubSpot's whole answer, or remove the file first"
    )]
    UnusableFile,
}

/// What a file of a project becomes.
#[derive(Clone, PartialEq, Debug)]
pub struct Imported {
    pub text: String,
    /// HubSpot's internal names of the types that were imported, sorted.
    pub types: Vec<String>,
    /// Those of them that hsmeta does not know, and does not use.
    pub unknown: Vec<String>,
    /// The other types that the file had before.
    pub others: Others,
}

/// What becomes of types that a file had before, and that are not in an answer.
#[derive(Clone, PartialEq, Debug)]
pub enum Others {
    /// One type was imported.
    Kept(Vec<String>),
    /// The whole answer was imported, which says what HubSpot has.
    Removed(Vec<String>),
}

/// The days that a file can have.
#[derive(Clone, Copy, Debug)]
pub struct Dates<'a> {
    /// As the user says.
    pub given: Option<&'a str>,
    pub today: &'a str,
}

/// A platform version that schemas can be imported for.
pub fn platform_version(name: &str) -> Result<&str, ImportError> {
    if catalog::is_legacy(name) {
        let name = message::quoted(name);
        return Err(ImportError::OldLayout { name });
    }
    if PlatformVersion::named(name).is_some() || catalog::is_newer_release(name) {
        return Ok(name);
    }
    let mut names = Vec::new();
    for version in catalog::VERSIONS {
        if !catalog::is_legacy(version.name) {
            names.push(version.name);
        }
    }
    let hint = match suggest::nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean {}?", message::quoted(near)),
        None => format!("available: {}", names.join(", ")),
    };
    let name = message::quoted(name);
    Err(ImportError::UnknownVersion { name, hint })
}

/// The component type that a user names: `card`, or `CARD` as HubSpot's answer has it.
pub fn component_type(name: &str) -> Result<&'static ComponentType, ImportError> {
    if let Some(component) = ComponentType::named(name).or(catalog::with_internal_name(name)) {
        return Ok(component);
    }
    let names = COMPONENTS.iter().map(|component| component.name);
    let near = match ComponentType::guess(name) {
        Some(component) => Some(component.name),
        None => suggest::nearest(name, names.clone()),
    };
    let hint = match near {
        Some(near) => format!("did you mean {}?", message::quoted(near)),
        None => format!("available: {}", names.collect::<Vec<_>>().join(", ")),
    };
    let name = message::quoted(name);
    Err(ImportError::UnknownType { name, hint })
}

/// The text of the file of a platform version: the schemas in `bytes`. One type is merged into `old`, the text of the file so far; a
/// whole answer replaces it, also if it cannot be used.
pub fn import(
    bytes: &[u8],
    old: Option<&str>,
    version: &str,
    component: Option<&'static ComponentType>,
    dates: Dates<'_>,
) -> Result<Imported, ImportError> {
    let answer = answer::read(&encoding::decode(bytes)?)?;
    if let Some(found) = &answer.platform_version
        && found != version
    {
        return Err(ImportError::OtherVersion {
            found: message::quoted(found),
            requested: message::quoted(version),
        });
    }
    let is_whole = component.is_none();
    let mut date = dates.given.unwrap_or(dates.today);
    if is_whole
        && dates.given.is_none()
        && let Some(imported) = &answer.imported
    {
        date = imported;
    }
    let new = chosen(answer.schemas, component)?;
    let types: Vec<String> = new.keys().cloned().collect();
    let mut unknown = types.clone();
    unknown.retain(|name| catalog::with_internal_name(name).is_none());
    if unknown.len() == types.len() {
        return Err(ImportError::NoKnownType {
            names: some(&types),
        });
    }
    let before = match old.map(stored) {
        None => BTreeMap::new(),
        Some(Ok(before)) => before,
        Some(Err(_)) if is_whole => BTreeMap::new(),
        Some(Err(error)) => return Err(error),
    };
    let mut names: Vec<String> = before.keys().cloned().collect();
    names.retain(|name| !new.contains_key(name));
    let mut all = new;
    let others = if is_whole {
        Others::Removed(names)
    } else {
        for (name, schema) in before {
            all.entry(name).or_insert(schema);
        }
        Others::Kept(names)
    };
    let text = text(version, date, all);
    // What is written is what a check reads.
    OfficialSchemas::parse(&text)
        .and_then(|schemas| schemas.compile())
        .map_err(|error| ImportError::Unusable(error.to_string()))?;
    Ok(Imported {
        text,
        types,
        unknown,
        others,
    })
}

/// The schemas to import, by HubSpot's internal names.
fn chosen(
    schemas: Schemas,
    component: Option<&'static ComponentType>,
) -> Result<BTreeMap<String, Value>, ImportError> {
    match (schemas, component) {
        (Schemas::ByType(all), None) => Ok(all),
        (Schemas::ByType(mut all), Some(component)) => {
            let name = catalog::internal_name(component);
            match all.remove(&name) {
                Some(schema) => Ok(BTreeMap::from([(name, schema)])),
                None => Err(ImportError::NotInAnswer {
                    available: some(&all.into_keys().collect::<Vec<_>>()),
                    name,
                }),
            }
        }
        (Schemas::One(schema), Some(component)) => {
            let name = catalog::internal_name(component);
            Ok(BTreeMap::from([(name, schema)]))
        }
        (Schemas::One(_), None) => Err(ImportError::NoType),
    }
}

/// The schemas of a file that was written before.
fn stored(text: &str) -> Result<BTreeMap<String, Value>, ImportError> {
    OfficialSchemas::parse(text).map_err(|_| ImportError::UnusableFile)?;
    let Ok(Value::Object(mut file)) = serde_json::from_str(text) else {
        return Ok(BTreeMap::new());
    };
    match file.remove("schemas") {
        Some(Value::Object(schemas)) => Ok(schemas.into_iter().collect()),
        _ => Ok(BTreeMap::new()),
    }
}

/// The same schemas give the same text, whatever their order: git shows what HubSpot has changed.
fn text(version: &str, date: &str, schemas: BTreeMap<String, Value>) -> String {
    let mut schemas = Value::Object(Map::from_iter(schemas));
    schemas.sort_all_objects();
    let file = json!({ "platformVersion": version, "imported": date, "schemas": schemas });
    // It fails for keys that are not strings only.
    let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
    text.push('\n');
    text
}

/// The first of these names, as HubSpot has them.
fn some(names: &[String]) -> String {
    const MOST: usize = 8;
    let mut shown: Vec<String> = names
        .iter()
        .take(MOST)
        .map(|name| message::quoted(name))
        .collect();
    if names.len() > MOST {
        shown.push(format!("{} more", names.len() - MOST));
    }
    if shown.is_empty() {
        return "none".to_owned();
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests;
