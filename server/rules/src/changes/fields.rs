//! Lists of fields with a name and a type: properties of app objects and app events, inputs and outputs of workflow actions.

use std::collections::BTreeMap;

use analysis::changes::{ComponentState, Pair};
use diagnostics::Span;
use syntax::{Kind, Value};

/// What changed in a field.
pub(super) enum FieldChange<'s> {
    Removed {
        name: &'s str,
    },
    Retyped {
        name: &'s str,
        old: &'s str,
        span: Span,
    },
}

impl<'s> FieldChange<'s> {
    pub(super) fn name(&self) -> &'s str {
        match self {
            FieldChange::Removed { name } | FieldChange::Retyped { name, .. } => name,
        }
    }

    /// The type of now, if the field is still there.
    pub(super) fn span(&self) -> Option<Span> {
        match self {
            FieldChange::Removed { .. } => None,
            FieldChange::Retyped { span, .. } => Some(*span),
        }
    }
}

/// The changes of the fields in the list `list` of `config`, in the order of their names. `definition` leads from a field to
/// the object with its name and type.
pub(super) fn changes<'s>(
    pair: &Pair<'s>,
    list: &str,
    definition: &[&str],
) -> Vec<FieldChange<'s>> {
    let mut changes = Vec::new();
    if !are_known(pair.after, list, definition) {
        return changes;
    }
    let after = by_name(pair.after, list, definition);
    for (name, field) in by_name(pair.before, list, definition) {
        let Some(now) = after.get(name) else {
            changes.push(FieldChange::Removed { name });
            continue;
        };
        let old = type_of(field, definition).and_then(|value| value.as_str());
        let new = type_of(*now, definition);
        if let (Some(old), Some(new)) = (old, new)
            && let Some(text) = new.as_str()
            && text != old
        {
            let span = new.span();
            changes.push(FieldChange::Retyped { name, old, span });
        }
    }
    changes
}

/// Whether every field has a name that is known.
pub(super) fn are_known(component: &ComponentState<'_>, list: &str, definition: &[&str]) -> bool {
    let mut fields = component
        .at(&[list])
        .into_iter()
        .flat_map(|list| list.elements());
    component.is_known(&[list]) && fields.all(|field| name_of(field, definition).is_some())
}

/// The fields of a list by their names.
pub(super) fn by_name<'s>(
    component: &ComponentState<'s>,
    list: &str,
    definition: &[&str],
) -> BTreeMap<&'s str, Value<'s>> {
    let mut fields = BTreeMap::new();
    for field in component
        .at(&[list])
        .into_iter()
        .flat_map(|list| list.elements())
    {
        if let Some(name) = name_of(field, definition) {
            fields.insert(name, field);
        }
    }
    fields
}

fn name_of<'s>(field: Value<'s>, definition: &[&str]) -> Option<&'s str> {
    field.at(definition)?.get("name")?.as_str()
}

fn type_of<'s>(field: Value<'s>, definition: &[&str]) -> Option<Value<'s>> {
    field.at(definition)?.get("type")
}

/// The values of options that a field of a workflow action no longer has; none if it no longer lists any, as then they come
/// from elsewhere.
pub(super) fn removed_options<'s>(before: Value<'s>, after: Value<'s>) -> Vec<&'s str> {
    const OPTIONS: [&str; 2] = ["typeDefinition", "options"];
    let (Some(before), Some(after)) = (before.at(&OPTIONS), after.at(&OPTIONS)) else {
        return Vec::new();
    };
    let mut now = Vec::new();
    for option in after.elements() {
        match option.get("value") {
            Some(value) if value.kind() == Kind::Unknown => return Vec::new(),
            Some(value) => now.extend(value.as_str()),
            None => {}
        }
    }
    let values = before
        .elements()
        .filter_map(|option| option.get("value")?.as_str());
    values.filter(|value| !now.contains(value)).collect()
}
