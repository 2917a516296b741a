//! An app event (`type: "app-event"`).

use syntax::{Kind, Member, Value};

use super::elements;
use crate::declared_names::DeclaredNames;

/// An event type that the app reports on timelines.
#[derive(Clone, Copy)]
pub struct AppEvent<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> AppEvent<'a> {
    /// The properties that it declares.
    pub fn properties(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        elements(self.config, "properties")
    }

    /// The names of its properties.
    pub fn property_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "properties", &["name"])
    }

    /// `objectType`.
    pub fn object_type(&self) -> Option<Member<'a>> {
        self.config.member("objectType")
    }

    /// `supportsCustomObject`, if it is true.
    pub fn supports_custom_object(&self) -> Option<Member<'a>> {
        let member = self.config.member("supportsCustomObject")?;
        match member.value.kind() {
            Kind::Bool(true) => Some(member),
            _ => None,
        }
    }
}
