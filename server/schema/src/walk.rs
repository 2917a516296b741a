//! One walk over a value and the schemas that apply to it. Whatever asks what stands where uses it, so that no two parts
//! of the program can disagree.
//!
//! It descends only where a schema speaks, so its depth is that of the schema, never that of the input.

use std::ops::Deref;

use super::compiled::Annotation;
use super::load::Schema;
use super::lookup::Subschemas;
use syntax::{Kind, Member, Value};

/// One value with everything that its schemas say.
pub struct Visit<'v> {
    /// The value.
    pub value: Value<'v>,
    /// The object that it is a member of, with the member.
    pub member: Option<(Value<'v>, Member<'v>)>,
    /// What applies to it; never empty.
    subschemas: &'v Subschemas,
}

impl Deref for Visit<'_> {
    type Target = Subschemas;

    fn deref(&self) -> &Subschemas {
        self.subschemas
    }
}

/// Visits `value` and everything below it that the schema speaks about, parents first.
pub fn walk(schema: &'static Schema, value: Value<'_>, visit: &mut dyn FnMut(&Visit<'_>)) {
    descend(
        &Subschemas::of(schema, &value),
        None,
        value,
        &|_| true,
        visit,
    );
}

/// Visits, of these, what has the mark: most of a large file lies on no way to any.
pub fn walk_annotated(
    mark: Annotation,
    schema: &'static Schema,
    value: Value<'_>,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    let mut look = |one: &Visit<'_>| {
        if one.has(mark) {
            visit(one);
        }
    };
    descend(
        &Subschemas::of(schema, &value),
        None,
        value,
        &|subschemas| subschemas.lead_to(mark),
        &mut look,
    );
}

/// Looks at the value at the end of a way that begins at the root, with everything that its schemas say; `None` where no
/// schema speaks about it.
pub fn visit_at<'v, T>(
    schema: &'static Schema,
    way: impl Iterator<Item = Value<'v>>,
    look: impl FnOnce(&Visit<'_>) -> T,
) -> Option<T> {
    let mut subschemas = Subschemas::default();
    let mut member = None;
    let mut above: Option<Value<'v>> = None;
    for value in way {
        subschemas = match above {
            None => Subschemas::of(schema, &value),
            Some(_) => subschemas.below(value.key().map(|key| key.text), &value),
        };
        member = above
            .zip(value.key())
            .map(|(object, key)| (object, Member { key, value }));
        above = Some(value);
    }
    let value = above.filter(|_| !subschemas.is_empty())?;
    Some(look(&Visit {
        value,
        member,
        subschemas: &subschemas,
    }))
}

fn descend(
    subschemas: &Subschemas,
    member: Option<(Value<'_>, Member<'_>)>,
    value: Value<'_>,
    matters: &dyn Fn(&Subschemas) -> bool,
    visit: &mut dyn FnMut(&Visit<'_>),
) {
    if subschemas.is_empty() || !matters(subschemas) {
        return;
    }
    visit(&Visit {
        value,
        member,
        subschemas,
    });
    let mut below = Subschemas::default();
    match value.kind() {
        Kind::Object => {
            for member in value.members() {
                subschemas.below_into(Some(member.key.text), &member.value, &mut below);
                descend(&below, Some((value, member)), member.value, matters, visit);
            }
        }
        Kind::Array => {
            for element in value.elements() {
                subschemas.below_into(None, &element, &mut below);
                descend(&below, None, element, matters, visit);
            }
        }
        _ => {}
    }
}
