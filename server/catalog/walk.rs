//! One walk over a value and the schemas that apply to it. Whatever asks what stands where uses it, so that no two parts
//! of the program can disagree.
//!
//! It descends only where a schema speaks, so its depth is that of the schema, never that of the input.

use serde_json::Value as Json;

use super::schema::Schema;
use super::shape::{Node, Shape};
use crate::syntax::{Kind, Member, Value};

/// One value with everything that its schemas say.
pub struct Visit<'v> {
    /// The value.
    pub value: Value<'v>,
    /// The object that it is a member of, with the member.
    pub member: Option<(Value<'v>, Member<'v>)>,
    /// What applies to it; never empty.
    shapes: &'v [&'static Shape],
}

impl Visit<'_> {
    /// The schema objects that apply.
    pub fn schemas(&self) -> impl Iterator<Item = &'static Node> + use<'_> {
        self.shapes.iter().flat_map(|shape| shape.schemas.iter().copied())
    }

    /// The first value that a schema has for the keyword.
    pub fn keyword(&self, name: &str) -> Option<&'static Json> {
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

    /// Whether the value means something in some platform versions only.
    pub fn is_dated(&self) -> bool {
        self.shapes.iter().any(|shape| shape.is_dated)
    }

    /// The names of the properties that the schemas know, in the order of the schemas.
    pub fn properties(&self) -> impl Iterator<Item = (&'static str, &'static Json)> + use<'_> {
        let maps = self.schemas().filter_map(|schema| schema.get("properties")?.as_object());
        maps.flat_map(|map| map.iter().map(|(name, schema)| (name.as_str(), schema)))
    }

    /// Whether any schema names its properties, so that another name means something.
    pub fn names_properties(&self) -> bool {
        self.shapes.iter().any(|shape| shape.names().next().is_some())
    }

    /// Whether the schemas know a property of this name.
    pub fn knows(&self, name: &str) -> bool {
        self.shapes.iter().any(|shape| shape.property(name).is_some())
    }

    /// What the schemas say about the property called `name`, whether it is there or not.
    pub fn property_schemas(&self, name: &str) -> impl Iterator<Item = &'static Node> {
        let shapes = self.shapes.iter().filter_map(|shape| shape.property(name));
        shapes.flat_map(|shape| shape.schemas.iter().copied())
    }
}

/// Visits `value` and everything below it that the schema speaks about, parents first.
pub fn walk(schema: &'static Schema, value: Value<'_>, visit: &mut dyn FnMut(&Visit<'_>)) {
    let mut shapes = Vec::new();
    schema.shape().active(Some(value), &mut shapes);
    descend(&shapes, None, value, visit);
}

/// Looks at the value at the end of a way that begins at the root, with everything that its schemas say; `None` where no
/// schema speaks about it.
pub fn visit_at<'v, T>(
    schema: &'static Schema,
    way: impl Iterator<Item = Value<'v>>,
    look: impl FnOnce(&Visit<'_>) -> T,
) -> Option<T> {
    let mut shapes: Vec<&'static Shape> = Vec::new();
    let mut member = None;
    let mut above: Option<Value<'v>> = None;
    for value in way {
        let mut below = Vec::new();
        let child = |shape: &&'static Shape| match value.key() {
            Some(key) => shape.property(key.text),
            None => shape.items.as_deref(),
        };
        match above {
            None => schema.shape().active(Some(value), &mut below),
            Some(_) => shapes.iter().filter_map(child).for_each(|shape| shape.active(Some(value), &mut below)),
        }
        shapes = below;
        member = above.zip(value.key()).map(|(object, key)| (object, Member { key, value }));
        above = Some(value);
    }
    let value = above.filter(|_| !shapes.is_empty())?;
    Some(look(&Visit { value, member, shapes: &shapes }))
}

fn descend(
    shapes: &[&'static Shape],
    member: Option<(Value<'_>, Member<'_>)>,
    value: Value<'_>,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    if shapes.is_empty() {
        return;
    }
    visit(&Visit { value, member, shapes });
    let mut below = Vec::new();
    match value.kind() {
        Kind::Object => {
            for member in value.members() {
                below.clear();
                let found = shapes.iter().filter_map(|shape| shape.property(member.key.text));
                found.for_each(|shape| shape.active(Some(member.value), &mut below));
                descend(&below, Some((value, member)), member.value, visit);
            }
        }
        Kind::Array => {
            for element in value.elements() {
                below.clear();
                let found = shapes.iter().filter_map(|shape| shape.items.as_deref());
                found.for_each(|shape| shape.active(Some(element), &mut below));
                descend(&below, None, element, visit);
            }
        }
        _ => {}
    }
}
