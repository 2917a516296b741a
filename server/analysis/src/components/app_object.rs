//! An app object (`type: "app-object"`).

use syntax::{Kind, Member, Value};

use super::elements;
use crate::declared_names::DeclaredNames;

/// Properties that replace `options`.
const OPTION_SOURCES: [&str; 4] = [
    "optionsUrl",
    "referencedObjectType",
    "externalOptions",
    "calculationFormula",
];

/// An object type that the app brings.
#[derive(Clone, Copy)]
pub struct AppObject<'a> {
    /// `config`.
    pub config: Value<'a>,
}

/// A property of an app object or an app event, or `typeDefinition` of a workflow action's field: they have the same form.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// The object.
    pub value: Value<'a>,
}

impl<'a> AppObject<'a> {
    /// `name`.
    pub fn name(&self) -> Option<Value<'a>> {
        self.config.get("name")
    }

    /// The properties that it declares.
    pub fn properties(&self) -> impl Iterator<Item = Field<'a>> + use<'a> {
        elements(self.config, "properties").map(|value| Field { value })
    }

    /// The names of its properties.
    pub fn property_names(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.config, "properties", &["name"])
    }

    /// The names of its property groups; `None` if it declares none.
    pub fn property_groups(&self) -> Option<DeclaredNames<'a>> {
        self.config.get("propertyGroups")?;
        Some(DeclaredNames::of(self.config, "propertyGroups", &["name"]))
    }

    /// The names of properties that labels and the form for new records show.
    pub fn displayed_properties(&self) -> impl Iterator<Item = Value<'a>> + use<'a> {
        let config = self.config;
        let form_fields = elements(config, "defaultCreateFormFields");
        config
            .get("primaryDisplayLabelPropertyName")
            .into_iter()
            .chain(elements(config, "secondaryDisplayLabelPropertyNames"))
            .chain(form_fields.filter_map(|field| field.get("propertyName")))
    }
}

impl<'a> Field<'a> {
    /// `type`.
    pub fn data_type(&self) -> Option<Value<'a>> {
        self.value.get("type")
    }

    /// `fieldType`: how users edit it.
    pub fn field_type(&self) -> Option<Value<'a>> {
        self.value.get("fieldType")
    }

    /// `groupName`.
    pub fn group_name(&self) -> Option<Value<'a>> {
        self.value.get("groupName")
    }

    /// `calculationFormula`.
    pub fn calculation_formula(&self) -> Option<Member<'a>> {
        self.value.member("calculationFormula")
    }

    /// `options`.
    pub fn options(&self) -> Option<Member<'a>> {
        self.value.member("options")
    }

    /// The values of its options.
    pub fn option_values(&self) -> DeclaredNames<'a> {
        DeclaredNames::of(self.value, "options", &["value"])
    }

    /// Whether it definitely has no `options`.
    pub fn lacks_options(&self) -> bool {
        match self.options() {
            Some(options) => is_empty_list(options.value),
            None => !self.value.is_incomplete(),
        }
    }

    /// Whether its options come from elsewhere than `options`.
    pub fn has_option_source(&self) -> bool {
        OPTION_SOURCES
            .iter()
            .any(|name| self.value.get(name).is_some())
    }
}

fn is_empty_list(value: Value<'_>) -> bool {
    value.kind() == Kind::Array && value.is_empty() && !value.is_incomplete()
}
