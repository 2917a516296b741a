//! The schemas for one location, whether it has a value or not. Used by validation, hover and completion.

use super::compiled::{
    Annotation, CompiledSchema, CompiledSchemas, Fact, HashedName, KnownProperties,
};
use super::embedded::Schema;
use super::load::Node;

/// Whether an object may have a property of a name.
#[derive(PartialEq)]
pub(super) enum Name {
    Allowed,
    /// By a schema without additional properties.
    Refused,
}

/// The schemas that apply at one location.
#[derive(Clone, Default)]
pub struct Subschemas {
    /// The schema of the file; `None` where no schema applies.
    schema: Option<&'static Schema>,
    compiled: CompiledSchemas,
}

impl Subschemas {
    /// Those of a whole file.
    pub fn of(schema: &'static Schema, known: &dyn KnownProperties) -> Subschemas {
        let mut compiled = CompiledSchemas::new();
        schema.compiled().add_applicable(known, &mut compiled);
        Subschemas {
            schema: Some(schema),
            compiled,
        }
    }

    /// Those of the property `name`, or of an element if there is no name.
    pub fn below(&self, name: Option<&str>, known: &dyn KnownProperties) -> Subschemas {
        let mut below = Subschemas::default();
        match name {
            Some(name) => {
                self.property_into(HashedName::new(name), known, &mut below);
            }
            None => self.items_into(known, &mut below),
        }
        below
    }

    /// Like `below` for a property, reusing the memory of an earlier result.
    pub(super) fn property_into(
        &self,
        name: HashedName<'_>,
        known: &dyn KnownProperties,
        below: &mut Subschemas,
    ) -> Name {
        below.schema = self.schema;
        below.compiled.clear();
        let mut verdict = Name::Allowed;
        for schema in &self.compiled {
            if let Some(child) = schema.property(name) {
                child.add_applicable(known, &mut below.compiled);
            } else if schema.is_closed() {
                verdict = Name::Refused;
            }
        }
        verdict
    }

    /// Like `below` for an element, reusing the memory of an earlier result.
    pub(super) fn items_into(&self, known: &dyn KnownProperties, below: &mut Subschemas) {
        below.schema = self.schema;
        below.compiled.clear();
        for schema in &self.compiled {
            if let Some(items) = schema.items() {
                items.add_applicable(known, &mut below.compiled);
            }
        }
    }

    /// How many parts of the schema describe the location.
    pub(super) fn len(&self) -> usize {
        self.compiled.len()
    }

    /// Whether no schema describes the location.
    pub fn is_empty(&self) -> bool {
        self.compiled.is_empty()
    }

    /// The schema objects that apply.
    pub fn schemas(&self) -> impl Iterator<Item = Node> + use<'_> {
        self.compiled
            .iter()
            .flat_map(|schema| self.nodes_of(*schema))
    }

    fn nodes_of(&self, schema: CompiledSchema) -> impl Iterator<Item = Node> + use<> {
        let (whole, nodes) = (self.schema, schema.nodes());
        nodes
            .iter()
            .filter_map(move |index| Some(whole?.node(*index)))
    }

    pub(super) fn compiled_schemas(&self) -> impl Iterator<Item = CompiledSchema> {
        self.compiled.iter().copied()
    }

    /// The first value that a schema has for the keyword.
    pub fn keyword(&self, name: &str) -> Option<Node> {
        self.schemas().find_map(|schema| schema.get(name))
    }

    /// The first value of the keyword, if it is a string.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        self.keyword(name)?.as_str()
    }

    /// The first value of a keyword that rules read for many files: one of `FACTS` in `compile`.
    pub fn fact(&self, keyword: &str) -> Option<Fact> {
        self.compiled.iter().find_map(|schema| schema.fact(keyword))
    }

    /// The strings of a keyword whose value is a list, of all schemas.
    pub fn facts(&self, keyword: &str) -> Vec<&'static str> {
        let facts = self.compiled.iter().filter_map(|one| one.fact(keyword));
        facts.flat_map(Fact::texts).copied().collect()
    }

    /// What kind of thing a string refers to: `x-ref`.
    pub fn reference(&self) -> Option<&'static str> {
        self.compiled.iter().find_map(|schema| schema.reference())
    }

    /// Whether a schema here, or below, has the annotation.
    pub(super) fn lead_to(&self, annotation: Annotation) -> bool {
        self.compiled
            .iter()
            .any(|schema| schema.leads_to(annotation))
    }

    /// Whether a schema here has the annotation.
    pub fn has(&self, annotation: Annotation) -> bool {
        self.compiled.iter().any(|schema| schema.has(annotation))
    }

    /// The properties that the schemas name, in the order of the schemas.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Node)> + use<'_> {
        self.schemas()
            .filter_map(|schema| schema.get("properties"))
            .flat_map(|map| map.members())
            .map(|member| (member.key.text, member.value))
    }

    /// Whether any schema names its properties, so that another name is unknown.
    pub fn names_properties(&self) -> bool {
        self.compiled.iter().any(|schema| schema.names_properties())
    }

    /// Whether a schema has the keyword `additionalProperties`.
    pub fn decides_about_others(&self) -> bool {
        self.compiled
            .iter()
            .any(|schema| schema.decides_about_others())
    }

    /// Whether the schemas know a property of this name.
    pub fn knows(&self, name: &str) -> bool {
        self.compiled
            .iter()
            .any(|schema| schema.property(HashedName::new(name)).is_some())
    }

    /// The schemas for the property `name`, whether it exists or not.
    pub fn property_schemas(&self, name: &str) -> impl Iterator<Item = Node> {
        self.compiled
            .iter()
            .filter_map(|schema| schema.property(HashedName::new(name)))
            .flat_map(|schema| self.nodes_of(schema))
    }
}
