//! What the schemas say about one place, whether a value stands there or not. Validation, hover and completion all ask
//! this.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::compiled::{Annotation, Shape};
use super::load::{Node, Schema};
use syntax::cursor::Container;
use syntax::{Kind, Value};

/// What is known of an object, so that schemas for other objects can be ruled out.
pub trait KnownProperties {
    /// The text of the member called `name`, if it is a string.
    fn string(&self, name: &str) -> Option<Cow<'_, str>>;
}

impl KnownProperties for Value<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.get(name)?.as_str().map(Cow::Borrowed)
    }
}

/// What stands in an object that is being typed.
impl KnownProperties for Container<'_> {
    fn string(&self, name: &str) -> Option<Cow<'_, str>> {
        self.text_of(name)
    }
}

/// Nothing is known.
impl KnownProperties for () {
    fn string(&self, _: &str) -> Option<Cow<'_, str>> {
        None
    }
}

/// Shapes that apply together: one or two nearly always, for each value of every file.
pub(super) type Shapes = SmallVec<[&'static Shape; 4]>;

/// The schemas that apply at one place.
#[derive(Default)]
pub struct Subschemas {
    shapes: Shapes,
}

impl Subschemas {
    /// Those of a whole file.
    pub fn of(schema: &'static Schema, known: &dyn KnownProperties) -> Subschemas {
        let mut shapes = Shapes::new();
        schema.shape().active(known, &mut shapes);
        Subschemas { shapes }
    }

    /// Those of the member called `name`, or of an element where there is no name.
    pub fn below(&self, name: Option<&str>, known: &dyn KnownProperties) -> Subschemas {
        let mut below = Subschemas::default();
        self.below_into(name, known, &mut below);
        below
    }

    /// Like `below`, into what is there already.
    pub(super) fn below_into(
        &self,
        name: Option<&str>,
        known: &dyn KnownProperties,
        below: &mut Subschemas,
    ) {
        below.shapes.clear();
        let child = |shape: &&'static Shape| match name {
            Some(name) => shape.property(name),
            None => shape.items.as_deref(),
        };
        self.shapes
            .iter()
            .filter_map(child)
            .for_each(|shape| shape.active(known, &mut below.shapes));
    }

    /// Whether no schema speaks about the place.
    pub fn is_empty(&self) -> bool {
        self.shapes.is_empty()
    }

    /// The schema objects that apply.
    pub fn schemas(&self) -> impl Iterator<Item = Node> + use<'_> {
        self.shapes
            .iter()
            .flat_map(|shape| shape.schemas.iter().copied())
    }

    /// The first value that a schema has for the keyword.
    pub fn keyword(&self, name: &str) -> Option<Node> {
        self.schemas().find_map(|schema| schema.get(name))
    }

    /// The keyword's text.
    pub fn text(&self, name: &str) -> Option<&'static str> {
        self.keyword(name)?.as_str()
    }

    /// What kind of thing a string refers to.
    pub fn reference(&self) -> Option<&'static str> {
        self.shapes.iter().find_map(|shape| shape.reference)
    }

    /// Whether a mark stands here or anywhere below.
    pub(super) fn lead_to(&self, mark: Annotation) -> bool {
        self.shapes.iter().any(|shape| shape.leads_to.has(mark))
    }

    /// Whether a mark stands here.
    pub fn has(&self, mark: Annotation) -> bool {
        self.shapes.iter().any(|shape| shape.marks.has(mark))
    }

    /// Whether `value`, its members and elements aside, is valid for sure, without the validator. False says nothing.
    pub fn definitely_valid(&self, value: Value<'_>) -> bool {
        value.kind() == Kind::Unknown
            || !value.is_incomplete()
                && self
                    .shapes
                    .iter()
                    .all(|shape| shape.definitely_valid(value))
    }

    /// The names of the properties that the schemas know, in the order of the schemas.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, Node)> + use<'_> {
        let maps = self.schemas().filter_map(|schema| schema.get("properties"));
        maps.flat_map(|map| map.members())
            .map(|member| (member.key.text, member.value))
    }

    /// Whether any schema names its properties, so that another name means something.
    pub fn names_properties(&self) -> bool {
        self.shapes.iter().any(|shape| shape.names_properties())
    }

    /// Whether the schemas know a property of this name.
    pub fn knows(&self, name: &str) -> bool {
        self.shapes
            .iter()
            .any(|shape| shape.property(name).is_some())
    }

    /// What the schemas say about the property called `name`, whether it is there or not.
    pub fn property_schemas(&self, name: &str) -> impl Iterator<Item = Node> {
        let shapes = self.shapes.iter().filter_map(|shape| shape.property(name));
        shapes.flat_map(|shape| shape.schemas.iter().copied())
    }
}
