//! HubSpot's own schemas, as a user has imported them: one answer of HubSpot's endpoint, for one platform version.
//!
//! `verify` refuses what cannot be used, once, when the file is read. A schema is `lower`ed into ours, compiled and kept
//! (`intern`) when a file of its component type is first looked at, so that validation, completion and hover walk it as they
//! walk ours.

mod accept;
mod error;
mod graph;
mod intern;
mod keywords;
mod lower;
mod reference;
mod verify;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, OnceLock};

use catalog::ComponentType;
use syntax::{Kind, Syntax, Value};

use crate::embedded::{Limits, Origin, Schema, schema};
use crate::fast_path::accepts_without;
use accept::Patterns;
use verify::Refusal;

pub use error::{Cause, OfficialError};

/// The largest file that is read, in bytes. HubSpot's answer is expected to have some hundred kilobytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The imported schemas by platform version. A project without imported schemas has an empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfficialVersions {
    by_version: BTreeMap<String, Arc<OfficialSchemas>>,
}

impl OfficialVersions {
    pub fn add(&mut self, schemas: impl Into<Arc<OfficialSchemas>>) {
        let schemas = schemas.into();
        self.by_version
            .insert(schemas.platform_version.clone(), schemas);
    }

    /// The schemas that were imported for exactly this platform version.
    pub fn of_version(&self, platform_version: &str) -> Option<&Arc<OfficialSchemas>> {
        self.by_version.get(platform_version)
    }

    pub fn is_empty(&self) -> bool {
        self.by_version.is_empty()
    }

    /// In the order of platform versions.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<OfficialSchemas>> {
        self.by_version.values()
    }
}

/// The schemas of one platform version.
pub struct OfficialSchemas {
    platform_version: String,
    /// The day of the import: `2026-11-29`.
    imported: String,
    syntax: Syntax,
    /// By HubSpot's internal names: `APP_FUNCTION`.
    schemas: BTreeMap<String, OfficialSchema>,
}

struct OfficialSchema {
    /// The index in the tree of the file.
    index: u32,
    limits: Limits,
    patterns: Patterns,
    /// Compiled when it is first used.
    compiled: OnceLock<Option<&'static Schema>>,
}

impl OfficialSchemas {
    /// Reads `{"platformVersion": …, "imported": …, "schemas": {TYPE: schema}}`.
    pub fn parse(text: &str) -> Result<OfficialSchemas, OfficialError> {
        if text.len() > MAX_BYTES {
            return Err(OfficialError::TooLarge { bytes: text.len() });
        }
        let syntax = syntax::parse(text);
        let root = match syntax.root() {
            Some(root) if syntax.errors.is_empty() => root,
            _ => return Err(OfficialError::InvalidJson),
        };
        let listed = match root.get("schemas") {
            Some(listed) if listed.kind() == Kind::Object => listed,
            _ => return Err(OfficialError::NoSchemas),
        };
        let imported = string(root, "imported")?;
        if !is_date(&imported) {
            return Err(OfficialError::NoDate);
        }
        let mut schemas = BTreeMap::new();
        for member in listed.members() {
            let name = member.key.text.to_owned();
            let schema = OfficialSchema::new(&name, member.value)?;
            schemas.insert(name, schema);
        }
        let platform_version = string(root, "platformVersion")?;
        Ok(OfficialSchemas {
            platform_version,
            imported,
            syntax,
            schemas,
        })
    }

    pub fn platform_version(&self) -> &str {
        &self.platform_version
    }

    /// The day of the import: `2026-11-29`.
    pub fn imported(&self) -> &str {
        &self.imported
    }

    /// HubSpot's internal names, sorted, with the component types that they mean; `None` if hsmeta does not know the type.
    pub fn types(&self) -> impl Iterator<Item = (&str, Option<&'static ComponentType>)> {
        self.schemas
            .keys()
            .map(|name| (name.as_str(), catalog::with_internal_name(name)))
    }

    /// HubSpot's schema of `config` as text; `component` is our name of the type: `app-function`.
    pub fn text(&self, component: &str) -> Option<&str> {
        let (_, schema) = self.of_type(component)?;
        Some(self.value(schema).source())
    }

    /// Whether a file is certainly valid, with nothing that may be reported although it is. If false, it may still be so. This
    /// compiles nothing.
    pub fn accepts(&self, component: &str, root: Value<'_>) -> bool {
        let Some((name, official)) = self.of_type(component) else {
            return false;
        };
        let Some(ours) = schema(name) else {
            return false;
        };
        accepts_without("config", ours, root)
            && root.get("config").is_none_or(|config| {
                accept::accepts(self.value(official), config, &official.patterns)
            })
    }

    /// Our schema of the whole file with `config` as HubSpot's schema has it.
    pub fn schema(&self, component: &str) -> Option<&'static Schema> {
        let (name, schema) = self.of_type(component)?;
        *schema.compiled.get_or_init(|| {
            let origin = Origin {
                imported: self.imported.clone(),
                limits: schema.limits,
            };
            intern::interned(name, self.value(schema).source(), &origin)
        })
    }

    /// Compiles all schemas with their validators.
    pub fn compile(&self) -> Result<(), OfficialError> {
        for (name, component) in self.types() {
            let Some(component) = component else { continue };
            let is_built = self
                .schema(component.name)
                .is_some_and(|schema| schema.can_be_built());
            if !is_built {
                return Err(OfficialError::Schema {
                    component: name.to_owned(),
                    place: String::new(),
                    cause: Cause::NoValidator,
                });
            }
        }
        Ok(())
    }

    fn value(&self, schema: &OfficialSchema) -> Value<'_> {
        Value::numbered(&self.syntax, schema.index)
    }

    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.schemas
            .iter()
            .map(|(name, schema)| (name.as_str(), self.value(schema).source()))
    }

    fn of_type(&self, component: &str) -> Option<(&'static str, &OfficialSchema)> {
        let component = ComponentType::named(component)?;
        let schema = self.schemas.get(&catalog::internal_name(component))?;
        Some((component.name, schema))
    }
}

impl OfficialSchema {
    fn new(component: &str, schema: Value<'_>) -> Result<OfficialSchema, OfficialError> {
        match verify::verify(schema) {
            Ok(limits) => Ok(OfficialSchema {
                index: schema.index(),
                limits,
                patterns: Patterns::default(),
                compiled: OnceLock::new(),
            }),
            Err(Refusal { place, cause }) => Err(OfficialError::Schema {
                component: component.to_owned(),
                place,
                cause,
            }),
        }
    }
}

impl PartialEq for OfficialSchemas {
    fn eq(&self, other: &OfficialSchemas) -> bool {
        self.platform_version == other.platform_version
            && self.imported == other.imported
            && self.texts().eq(other.texts())
    }
}

impl Eq for OfficialSchemas {}

impl fmt::Debug for OfficialSchemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OfficialSchemas")
            .field("platform_version", &self.platform_version)
            .field("imported", &self.imported)
            .field("types", &self.schemas.keys())
            .finish()
    }
}

/// The schema that decides about files of a component type: with HubSpot's `config`, if it was imported.
pub fn schema_of(component: &str, official: Option<&OfficialSchemas>) -> Option<&'static Schema> {
    official
        .and_then(|official| official.schema(component))
        .or_else(|| schema(component))
}

fn string(root: Value<'_>, name: &'static str) -> Result<String, OfficialError> {
    match root.get(name).and_then(|value| value.as_str()) {
        Some(text) => Ok(text.to_owned()),
        None => Err(OfficialError::NoString { name }),
    }
}

/// Whether a text is a day such as `2026-11-29`: it is shown in messages.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(index, byte)| match index {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}
