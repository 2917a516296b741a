//! A walk over a value and the schemas that apply to it. All code that relates values to schemas uses it, for consistent
//! results.
//!
//! It descends only where a schema applies, so its depth is that of the schema, never that of the input.

use std::ops::Deref;

use super::compiled::{Annotation, HashedName};
use super::embedded::Schema;
use super::lookup::Subschemas;
use syntax::{Kind, Member, Value};

/// One value with its schemas.
pub struct Visit<'v> {
    pub value: Value<'v>,
    /// The object that it is a property of.
    object: Option<Value<'v>>,
    /// Never empty.
    subschemas: &'v Subschemas,
}

impl<'v> Visit<'v> {
    pub(super) fn new(
        value: Value<'v>,
        object: Option<Value<'v>>,
        subschemas: &'v Subschemas,
    ) -> Visit<'v> {
        Visit {
            value,
            object,
            subschemas,
        }
    }

    /// The object that it is a property of, with the member.
    pub fn member(&self) -> Option<(Value<'v>, Member<'v>)> {
        Some((self.object?, self.value.as_member()?))
    }
}

impl Deref for Visit<'_> {
    type Target = Subschemas;

    fn deref(&self) -> &Subschemas {
        self.subschemas
    }
}

/// Visits `value` and everything below it that the schema describes, parents first.
pub fn walk(schema: &'static Schema, value: Value<'_>, visit: &mut dyn FnMut(&Visit<'_>)) {
    let subschemas = Subschemas::of(schema, &value);
    descend(&subschemas, None, value, None, visit);
}

/// Visits the values of such a walk that have the annotation. Values without one below them, most of a large file, are
/// skipped.
pub fn walk_annotated(
    annotation: Annotation,
    schema: &'static Schema,
    value: Value<'_>,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    let subschemas = Subschemas::of(schema, &value);
    descend(&subschemas, None, value, Some(annotation), &mut |one| {
        if one.has(annotation) {
            visit(one);
        }
    });
}

/// Visits the last value of a path that begins at the root; `None` if no schema describes it.
pub fn visit_at<'v, T>(
    schema: &'static Schema,
    path: impl Iterator<Item = Value<'v>>,
    visit: impl FnOnce(&Visit<'_>) -> T,
) -> Option<T> {
    let mut subschemas = Subschemas::default();
    let mut parent = None;
    let mut last: Option<Value<'v>> = None;
    for value in path {
        subschemas = match last {
            None => Subschemas::of(schema, &value),
            Some(_) => subschemas.below(value.key().map(|key| key.text), &value),
        };
        parent = last.replace(value);
    }
    let value = last?;
    if subschemas.is_empty() {
        return None;
    }
    Some(visit(&Visit::new(value, parent, &subschemas)))
}

fn descend(
    subschemas: &Subschemas,
    object: Option<Value<'_>>,
    value: Value<'_>,
    wanted: Option<Annotation>,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    let is_skipped = wanted.is_some_and(|annotation| !subschemas.lead_to(annotation));
    if subschemas.is_empty() || is_skipped {
        return;
    }
    visit(&Visit::new(value, object, subschemas));
    let mut below = Subschemas::default();
    match value.kind() {
        Kind::Object => {
            for property in value.properties() {
                subschemas.property_into(HashedName::of(&property), &property, &mut below);
                descend(&below, Some(value), property, wanted, visit);
            }
        }
        Kind::Array => {
            for element in value.elements() {
                subschemas.items_into(&element, &mut below);
                descend(&below, None, element, wanted, visit);
            }
        }
        _ => {}
    }
}
