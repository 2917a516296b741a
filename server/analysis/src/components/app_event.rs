//! An app event (`type: "app-event"`).

use syntax::{Kind, Member, Value};

use super::{Field, elements};
use crate::declared_names::DeclaredNames;

/// An event type that the app reports on timelines.
#[derive(Clone, Copy)]
pub struct AppEvent<'a> {
    /// `config`.
    pub config: Value<'a>,
}

impl<'a> AppEvent<'a> {
    /// The properties that it declares.
    pub fn properties(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        elements(self.config, "properties").map(|value| Field { value })
    }

    /// The names of its properties.
    pub fn property_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "properties", &["name"])
    }

    /// `headerTemplate` and `detailTemplate`.
    pub fn templates(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let config = self.config;
        ["headerTemplate", "detailTemplate"]
            .into_iter()
            .filter_map(move |name| config.get(name))
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
