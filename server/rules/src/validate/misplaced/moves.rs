//! The edits that move misplaced properties.

use super::{Destination, MisplacedProperty};
use diagnostics::{Diagnostic, Safety, message};
use syntax::edit::{self, Edits};
use syntax::{Member, Value};

/// Adds where to move a property, with the fix.
pub(in crate::validate) fn suggest(
    diagnostic: Diagnostic,
    destination: &Destination,
    object: Value<'_>,
    member: Member<'_>,
) -> Diagnostic {
    let parent = object
        .key()
        .map_or_else(String::new, |key| format!("{}.", key.text));
    let path = message::quoted(&format!("{parent}{}", destination.path()));
    if !destination.is_free(object) {
        return diagnostic.help(format!(
            "merge it into `{}` in {path}, which already exists",
            destination.name
        ));
    }
    if !destination.takes(member.value) {
        return diagnostic;
    }
    let title = format!(
        "move {} to {path}{}",
        message::quoted(member.key.text),
        destination.rename_suffix(member.key.text)
    );
    diagnostic.help(title.as_str()).fix(
        title,
        Safety::Unsafe,
        move_to_destination(destination, object, member),
    )
}

/// Moves a property to its destination; objects that are missing on the path are created.
fn move_to_destination(destination: &Destination, from: Value<'_>, member: Member<'_>) -> Edits {
    let json = edit::portable(member.value);
    let mut parent = from;
    let mut missing: &[&str] = &destination.objects;
    while let Some((object, rest)) = missing.split_first()
        && let Some(next) = parent.get(object)
    {
        parent = next;
        missing = rest;
    }
    let Some((first, inner)) = missing.split_first() else {
        return remove_and_insert(from, member, parent, destination.name, &json);
    };
    let mut json = object_with(&destination.with_required(vec![(destination.name, json)]));
    for object in inner.iter().rev() {
        json = object_with(&[(*object, json)]);
    }
    if parent.index() != from.index() {
        return remove_and_insert(from, member, parent, first, &json);
    }
    let mut edits = edit::rename_key(member.key, first);
    edits.extend(edit::replace_value(member.value, &json));
    edits
}

/// Moves a member to another object, unchanged.
pub(in crate::validate) fn move_member(
    from: Value<'_>,
    member: Member<'_>,
    to: Value<'_>,
) -> Edits {
    let json = edit::portable(member.value);
    remove_and_insert(from, member, to, member.key.text, &json)
}

fn remove_and_insert(
    from: Value<'_>,
    member: Member<'_>,
    to: Value<'_>,
    name: &str,
    json: &str,
) -> Edits {
    let mut edits = edit::remove_member(from, member);
    edits.extend(edit::insert_member(to, name, json));
    edits
}

/// A fix, with its title, for properties that belong in one missing object. Properties of one object move at once: one fix
/// each would create several objects.
pub(in crate::validate) fn move_all(
    properties: &[MisplacedProperty<'_>],
) -> Option<(String, Edits)> {
    let first = properties.first()?;
    if !first.destination.takes(first.member.value) {
        return rename_to_object(first);
    }
    let siblings: Vec<&MisplacedProperty<'_>> = properties
        .iter()
        .filter(|other| other.object.index() == first.object.index())
        .collect();
    let object = first.destination.first_object();
    let can_move_at_once = first.object.get(object).is_none()
        && siblings
            .iter()
            .all(|sibling| sibling.destination.first_object() == object);
    if siblings.len() == 1 {
        let rename = first.destination.rename_suffix(first.member.key.text);
        Some(move_one(first, &rename))
    } else if can_move_at_once {
        Some(move_siblings(&siblings, object))
    } else {
        Some(move_one(first, ""))
    }
}

/// An object under the old name of a list in the missing object is that object under a wrong name.
fn rename_to_object(property: &MisplacedProperty<'_>) -> Option<(String, Edits)> {
    let (key, destination) = (property.member.key, &property.destination);
    if destination.objects.len() > 1 || key.text == destination.name {
        return None;
    }
    let object = destination.first_object();
    let title = format!("rename to {}", message::quoted(object));
    Some((title, edit::rename_key(key, object)))
}

fn move_one(property: &MisplacedProperty<'_>, rename_suffix: &str) -> (String, Edits) {
    let MisplacedProperty {
        object,
        member,
        destination,
    } = property;
    let title = format!(
        "move {} to {}{rename_suffix}",
        message::quoted(member.key.text),
        message::quoted(&destination.path())
    );
    let edits = move_to_destination(destination, *object, *member);
    (title, edits)
}

/// Replaces the first property by the missing object `name`, and removes the others.
fn move_siblings(siblings: &[&MisplacedProperty<'_>], name: &str) -> (String, Edits) {
    let first = siblings[0];
    let members: Vec<Member<'_>> = siblings.iter().map(|sibling| sibling.member).collect();
    let names = message::all_of(members.iter().map(|member| member.key.text));
    let mut edits = edit::rename_key(first.member.key, name);
    edits.extend(edit::replace_value(
        first.member.value,
        &nested(siblings, 1),
    ));
    edits.extend(edit::remove_members(first.object, &members[1..]));
    (format!("move {names} to {}", message::quoted(name)), edits)
}

/// The object at this depth of the destinations of some properties, as JSON.
fn nested(properties: &[&MisplacedProperty<'_>], depth: usize) -> String {
    let mut members: Vec<(&'static str, String)> = Vec::new();
    for property in properties {
        let destination = &property.destination;
        match destination.objects.get(depth) {
            None => members.push((destination.name, edit::portable(property.member.value))),
            Some(object) if members.iter().any(|(name, _)| name == object) => {}
            Some(object) => {
                let inside: Vec<&MisplacedProperty<'_>> = properties
                    .iter()
                    .copied()
                    .filter(|other| other.destination.objects.get(depth) == Some(object))
                    .collect();
                members.push((object, nested(&inside, depth + 1)));
            }
        }
    }
    // Those whose paths end here belong in one object.
    let innermost = properties
        .iter()
        .find(|property| property.destination.objects.len() == depth);
    match innermost {
        Some(property) => object_with(&property.destination.with_required(members)),
        None => object_with(&members),
    }
}

/// A JSON object with these members, indented with two spaces.
fn object_with(members: &[(&str, String)]) -> String {
    let lines: Vec<String> = members
        .iter()
        .map(|(name, json)| format!("  {}: {}", edit::quote(name), json.replace('\n', "\n  ")))
        .collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}
