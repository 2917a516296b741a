//! HubSpot's own schemas, as a user has imported them: one answer of HubSpot's endpoint, for one platform version.

mod error;

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::ComponentType;
use syntax::{Kind, Value};

pub use error::OfficialError;

/// The largest file that is read, in bytes. HubSpot's answer is expected to have some hundred kilobytes.
pub const MAX_BYTES: usize = 8 * 1024 * 1024;

/// The imported schemas by platform version. A project without imported schemas has an empty one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OfficialVersions {
    by_version: BTreeMap<String, Arc<OfficialSchemas>>,
}

impl OfficialVersions {
    pub fn add(&mut self, schemas: OfficialSchemas) {
        self.by_version
            .insert(schemas.platform_version.clone(), Arc::new(schemas));
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
#[derive(Clone, Debug, PartialEq)]
pub struct OfficialSchemas {
    platform_version: String,
    /// The day of the import: `2026-11-29`.
    imported: String,
    /// The texts of the schemas by HubSpot's internal names: `APP_FUNCTION`.
    texts: BTreeMap<String, String>,
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
        let schemas = match root.get("schemas") {
            Some(schemas) if schemas.kind() == Kind::Object => schemas,
            _ => return Err(OfficialError::NoSchemas),
        };
        let mut texts = BTreeMap::new();
        for member in schemas.members() {
            texts.insert(member.key.text.to_owned(), member.value.source().to_owned());
        }
        Ok(OfficialSchemas {
            platform_version: string(root, "platformVersion")?,
            imported: string(root, "imported")?,
            texts,
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
        self.texts
            .keys()
            .map(|name| (name.as_str(), catalog::with_internal_name(name)))
    }

    /// HubSpot's schema of `config` as text; `component` is our name of the type: `app-function`.
    pub fn text(&self, component: &str) -> Option<&str> {
        let component = ComponentType::named(component)?;
        let text = self.texts.get(&catalog::internal_name(component))?;
        Some(text)
    }
}

fn string(root: Value<'_>, name: &'static str) -> Result<String, OfficialError> {
    match root.get(name).and_then(|value| value.as_str()) {
        Some(text) => Ok(text.to_owned()),
        None => Err(OfficialError::NoString { name }),
    }
}
