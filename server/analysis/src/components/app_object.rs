//! An app object (`type: "app-object"`).

use syntax::Value;

use super::elements;
use crate::declared_names::DeclaredNames;

/// An object type that the app brings.
#[derive(Clone, Copy)]
pub struct AppObject<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> AppObject<'a> {
    /// `name`.
    pub fn name(&self) -> Option<Value<'a>> {
        self.config.get("name")
    }

    /// The properties that it declares.
    pub fn properties(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "properties")
    }

    /// The names of its properties.
    pub fn property_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "properties", &["name"])
    }
}
