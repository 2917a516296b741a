//! Properties in the wrong object: `scopes` in `config` is `config.auth.requiredScopes`, `permittedUrls` beside `config` is
//! `config.permittedUrls`, `uid` in `config` is `uid`.

mod destination;
pub(super) mod moves;

pub(super) use destination::Destination;

use super::json_path::JsonPath;
use super::missing::MissingProperties;
use diagnostics::message;
use schema::{Schema, Visit};
use syntax::{Kind, Member, Value};

/// A property that is not in the object that it belongs in.
pub(super) struct MisplacedProperty<'a> {
    /// The object that it is in.
    pub(super) object: Value<'a>,
    pub(super) member: Member<'a>,
    /// Where it belongs, relative to `object`.
    pub(super) destination: Destination,
}

/// The properties of the object at `path`, or of a parent, that belong in what the object lacks under `name`: the property
/// itself, or properties of the missing object. In the order of the text.
pub(super) fn find<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Vec<MisplacedProperty<'a>> {
    let values: Vec<Value<'a>> = path.values().collect();
    let mut found = Vec::new();
    for (depth, object) in values.iter().enumerate() {
        let Some(mut keys) = keys(&values[depth + 1..]) else {
            continue;
        };
        keys.push(name);
        schema::visit_at(schema, values[..=depth].iter().copied(), |visit| {
            add_with_destination(visit, *object, &keys, &mut found);
        });
    }
    found.sort_by_key(|misplaced| misplaced.member.key.span);
    found
}

/// The keys of values; `None` if one is an element.
fn keys<'a>(values: &[Value<'a>]) -> Option<Vec<&'a str>> {
    values.iter().map(|value| Some(value.key()?.text)).collect()
}

/// Adds the unknown properties of `object` that belong at the path `keys`.
fn add_with_destination<'a>(
    visit: &Visit<'_>,
    object: Value<'a>,
    keys: &[&str],
    out: &mut Vec<MisplacedProperty<'a>>,
) {
    let missing = MissingProperties::of(visit);
    for member in object.members() {
        let name = member.key.text;
        if visit.knows(name) || missing.is_misspelled(name) || has_own_help(visit, name) {
            continue;
        }
        let Some(destination) = Destination::of(visit, name) else {
            continue;
        };
        if destination.starts_with(keys)
            && !destination.has_own_rule()
            && destination.is_free(object)
        {
            out.push(MisplacedProperty {
                object,
                member,
                destination,
            });
        }
    }
}

/// Whether the schema contains help for an unknown property of this name.
fn has_own_help(visit: &Visit<'_>, name: &str) -> bool {
    visit
        .keyword("x-unknownFieldHelp")
        .is_some_and(|help| help.get(name).is_some())
}

/// A property that is one level too deep, or two, with the object that it is in: `uid` in `config`.
pub(super) fn too_deep<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Option<(Value<'a>, Member<'a>)> {
    let mut paths: Vec<Vec<Value<'a>>> = vec![path.values().collect()];
    for _ in 0..2 {
        paths = paths.iter().flat_map(|path| child_objects(path)).collect();
        for path in &paths {
            let object = *path.last()?;
            let is_unknown =
                schema::visit_at(schema, path.iter().copied(), |visit| !visit.knows(name));
            if let (Some(true), Some(member)) = (is_unknown, object.member(name)) {
                return Some((object, member));
            }
        }
    }
    None
}

/// The paths to the objects in the last value of a path.
fn child_objects<'a>(path: &[Value<'a>]) -> Vec<Vec<Value<'a>>> {
    let Some(object) = path.last() else {
        return Vec::new();
    };
    object
        .members()
        .filter(|child| child.value.kind() == Kind::Object)
        .map(|child| [path, &[child.value]].concat())
        .collect()
}

/// The closest parent of the object at `path` that has no property of this name but may have one.
pub(super) fn parent_with<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Option<Value<'a>> {
    let values: Vec<Value<'a>> = path.values().collect();
    for depth in (0..values.len() - 1).rev() {
        let object = values[depth];
        let knows_it = schema::visit_at(schema, values[..=depth].iter().copied(), |visit| {
            visit.properties().any(|(known, _)| known == name)
        });
        if knows_it == Some(true) && object.member(name).is_none() {
            return Some(object);
        }
    }
    None
}

/// "to `config`", to be appended to "move …".
pub(super) fn to_object(object: Value<'_>) -> String {
    match object.key() {
        Some(key) => format!("to {}", message::quoted(key.text)),
        None => "to the top level".to_owned(),
    }
}
