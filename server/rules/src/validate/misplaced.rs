//! Where an unknown property belongs when it is only at the wrong level: `scopes` in `config` is
//! `config.auth.requiredScopes`, `permittedUrls` beside `config` is `config.permittedUrls`, `uid` in `config` is `uid`.

use super::json_path::JsonPath;
use super::missing::{Missing, given};
use diagnostics::{Diagnostic, Safety, message};
use schema::{Node, Schema, Visit, replaces, strings};
use syntax::edit::{self, Edits};
use syntax::{Kind, Member, Value};

/// The place in a nested object that an unknown property belongs to.
pub(super) struct Home {
    /// The names of the objects on the way down to it: `config`, `auth`.
    objects: Vec<&'static str>,
    /// The name of the property there: `requiredScopes`, also for one that is called `scopes`.
    name: &'static str,
    /// The schema of the innermost object.
    schema: Node,
}

/// A property that is in another object than the one it belongs to.
pub(super) struct MisplacedProperty<'a> {
    /// The object that it is in.
    pub(super) object: Value<'a>,
    /// The property.
    pub(super) member: Member<'a>,
    /// Where it belongs, from that object on.
    pub(super) home: Home,
}

impl Home {
    /// The home of a property called `name`. An object that has it already is the home of a wrong name only: elsewhere
    /// the same name may mean something else.
    pub(super) fn of(visit: &Visit<'_>, name: &str) -> Option<Home> {
        // What is beside `config` may belong to one of its objects: at the top the second level counts too, and `config`,
        // which comes first, before `permissions`, which has scopes of its own.
        let is_root = visit
            .value
            .syntax()
            .root()
            .is_some_and(|root| root.index() == visit.value.index());
        for (object, _) in visit.properties() {
            for schema in visit.property_schemas(object) {
                if let Some(home) = Home::in_object(vec![object], schema, name)
                    && (home.is_checked_elsewhere()
                        || home.name != name
                        || home.is_free(visit.value))
                {
                    return Some(home);
                }
                if is_root && let Some(home) = Home::deeper(object, schema, name) {
                    return Some(home);
                }
            }
        }
        None
    }

    fn deeper(object: &'static str, schema: Node, name: &str) -> Option<Home> {
        let properties = schema.get("properties")?;
        properties
            .members()
            .find_map(|inner| Home::in_object(vec![object, inner.key.text], inner.value, name))
    }

    /// The property of an object that is called `name`, or that people call so.
    fn in_object(objects: Vec<&'static str>, schema: Node, name: &str) -> Option<Home> {
        let properties = schema.get("properties")?;
        let property = match properties.member(name) {
            Some(property) => property,
            None => properties
                .members()
                .find(|property| replaces(property.value, name))?,
        };
        Some(Home {
            objects,
            name: property.key.text,
            schema,
        })
    }

    /// The home of a property called `name`, where the object lacks it and requires it, and nothing else explains the name.
    pub(super) fn missing(visit: &Visit<'_>, missing: &Missing, name: &str) -> Option<Home> {
        if has_own_help(visit, name) || missing.written_for(name).is_some() {
            return None;
        }
        let home = Home::of(visit, name)?;
        if missing.needs(home.objects[0]) && !home.is_checked_elsewhere() {
            Some(home)
        } else {
            None
        }
    }

    /// Whether a rule of its own reports properties that belong here.
    pub(super) fn is_checked_elsewhere(&self) -> bool {
        self.schema
            .get("x-misplacedCheckedBy")
            .is_some_and(|rule| rule.as_str().is_some())
    }

    /// Whether the property can be put there: the objects on the way are objects, as far as they exist, and the last one
    /// lacks it.
    fn is_free(&self, from: Value<'_>) -> bool {
        let mut at = from;
        for object in &self.objects {
            match at.get(object) {
                None => return true,
                Some(next) if next.kind() == Kind::Object => at = next,
                Some(_) => return false,
            }
        }
        at.member(self.name).is_none()
    }

    /// The first object on the way.
    pub(super) fn top(&self) -> &'static str {
        self.objects[0]
    }

    /// `config.auth`, from the object that the property is in.
    fn path(&self) -> String {
        self.objects.join(".")
    }

    /// " as `fetch`" for `allowedUrls`; nothing for a property that keeps its name.
    fn new_name(&self, member: Member<'_>) -> String {
        if self.name == member.key.text {
            String::new()
        } else {
            format!(" as `{}`", self.name)
        }
    }

    /// The edits that move a property there; objects that are missing on the way are made of it.
    fn edits(&self, from: Value<'_>, member: Member<'_>) -> Edits {
        let mut json = edit::portable(member.value);
        let mut at = from;
        let mut rest = self.objects.iter();
        let missing = loop {
            let Some(object) = rest.next() else {
                break None;
            };
            match at.get(object) {
                Some(next) => at = next,
                None => break Some(object),
            }
        };
        let Some(first) = missing else {
            return replant(from, member, at, self.name, &json);
        };
        json = object_of(&self.completed(vec![(self.name, json)]));
        for object in rest.rev() {
            json = object_of(&[(*object, json)]);
        }
        if at.index() != from.index() {
            return replant(from, member, at, first, &json);
        }
        let mut edits = edit::rename_key(member.key, first);
        edits.extend(edit::replace_value(member.value, &json));
        edits
    }

    /// The members of a new innermost object, with those that it requires and whose values are certain.
    fn completed(&self, mut members: Vec<(&'static str, String)>) -> Vec<(&'static str, String)> {
        for name in strings(self.schema.get("required")) {
            if members.iter().any(|(own, _)| *own == name) {
                continue;
            }
            let property = self
                .schema
                .get("properties")
                .and_then(|properties| properties.get(name));
            if let Some(json) = property.and_then(given) {
                members.push((name, json));
            }
        }
        members
    }

    /// Adds where to move a property, and how.
    pub(super) fn suggest(
        &self,
        diagnostic: Diagnostic,
        from: Value<'_>,
        member: Member<'_>,
    ) -> Diagnostic {
        let above = from
            .key()
            .map_or_else(String::new, |key| format!("{}.", key.text));
        let place = message::quoted(&format!("{above}{}", self.path()));
        if !self.is_free(from) {
            return diagnostic.help(format!(
                "merge it into `{}` in {place}, which already exists",
                self.name
            ));
        }
        let title = format!(
            "move {} to {place}{}",
            message::quoted(member.key.text),
            self.new_name(member)
        );
        diagnostic
            .help(title.as_str())
            .fix(title, Safety::Unsafe, self.edits(from, member))
    }
}

/// Whether the schema says by itself what to do about an unknown property of this name.
fn has_own_help(visit: &Visit<'_>, name: &str) -> bool {
    visit
        .keyword("x-unknownFieldHelp")
        .is_some_and(|help| help.get(name).is_some())
}

/// A JSON object with these members, indented with two spaces.
fn object_of(members: &[(&str, String)]) -> String {
    let lines: Vec<String> = members
        .iter()
        .map(|(name, json)| format!("  {}: {}", edit::quote(name), json.replace('\n', "\n  ")))
        .collect();
    format!("{{\n{}\n}}", lines.join(",\n"))
}

/// The properties of this object, or of one around it, that belong to what it lacks under `name`: the property itself, or
/// properties of the object that is missing. In the order of the text.
pub(super) fn misplaced_for<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Vec<MisplacedProperty<'a>> {
    let mut found = Vec::new();
    let values: Vec<Value<'a>> = path.values().collect();
    for (depth, object) in values.iter().enumerate() {
        // What leads from this object to the missing property.
        let Some(mut way) = values[depth + 1..]
            .iter()
            .map(|value| Some(value.key()?.text))
            .collect::<Option<Vec<_>>>()
        else {
            continue;
        };
        way.push(name);
        schema::visit_at(schema, values[..=depth].iter().copied(), |visit| {
            let missing = Missing::of(visit);
            for member in object
                .members()
                .filter(|member| !visit.knows(member.key.text))
            {
                if missing.stands_for_missing(member.key.text) {
                    continue;
                }
                let Some(home) = Home::of(visit, member.key.text) else {
                    continue;
                };
                let leads = home
                    .objects
                    .iter()
                    .copied()
                    .chain([home.name])
                    .take(way.len())
                    .eq(way.iter().copied());
                if leads
                    && !has_own_help(visit, member.key.text)
                    && !home.is_checked_elsewhere()
                    && home.is_free(*object)
                {
                    found.push(MisplacedProperty {
                        object: *object,
                        member,
                        home,
                    });
                }
            }
        });
    }
    found.sort_by_key(|one| one.member.key.span);
    found
}

/// A property that is one level too deep, or two: `uid` in `config`.
pub(super) fn too_deep<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Option<(Value<'a>, Member<'a>)> {
    let mut ways: Vec<Vec<Value<'a>>> = vec![path.values().collect()];
    for _ in 0..2 {
        let mut deeper = Vec::new();
        for way in ways {
            let Some(object) = way.last().copied() else {
                continue;
            };
            for child in object
                .members()
                .filter(|child| child.value.kind() == Kind::Object)
            {
                let way: Vec<Value<'a>> = way.iter().copied().chain([child.value]).collect();
                let is_unknown =
                    schema::visit_at(schema, way.iter().copied(), |visit| !visit.knows(name));
                if let (Some(true), Some(member)) = (is_unknown, child.value.member(name)) {
                    return Some((child.value, member));
                }
                deeper.push(way);
            }
        }
        ways = deeper;
    }
    None
}

/// The object around the one that `path` leads to which knows a property of this name and lacks it, with how it is called.
pub(super) fn enclosing<'a>(
    schema: &'static Schema,
    path: &JsonPath<'a>,
    name: &str,
) -> Option<(Value<'a>, String)> {
    let values: Vec<Value<'a>> = path.values().collect();
    let (_, around) = values.split_last()?;
    for depth in (0..around.len()).rev() {
        let object = around[depth];
        let takes = schema::visit_at(schema, around[..=depth].iter().copied(), |visit| {
            visit.properties().any(|(own, _)| own == name) && object.member(name).is_none()
        });
        if takes == Some(true) {
            let place = match object.key() {
                Some(key) => format!("to {}", message::quoted(key.text)),
                None => "to the top level".to_owned(),
            };
            return Some((object, place));
        }
    }
    None
}

/// Moves a member to another object as it is.
pub(super) fn move_to(from: Value<'_>, member: Member<'_>, to: Value<'_>) -> Edits {
    replant(
        from,
        member,
        to,
        member.key.text,
        &edit::portable(member.value),
    )
}

/// Takes a member out of one object and puts this into another.
fn replant(from: Value<'_>, member: Member<'_>, to: Value<'_>, name: &str, json: &str) -> Edits {
    let mut edits = edit::remove_member(from, member);
    edits.extend(edit::insert_member(to, name, json));
    edits
}

/// What to do about properties that belong to one missing object, with the edits: all of one object move at once, because
/// each on its own would make an object of its own.
pub(super) fn gather(properties: &[MisplacedProperty<'_>]) -> Option<(String, Edits)> {
    let (first, _) = properties.split_first()?;
    let together: Vec<&MisplacedProperty<'_>> = properties
        .iter()
        .filter(|one| one.object.index() == first.object.index())
        .collect();
    let names = message::all_of(together.iter().map(|one| one.member.key.text));
    if let [only] = together.as_slice() {
        let title = format!(
            "move {names} to {}{}",
            message::quoted(&only.home.path()),
            only.home.new_name(only.member)
        );
        return Some((title, only.home.edits(only.object, only.member)));
    }
    let top = first.home.objects[0];
    let is_there = first.object.get(top).is_some();
    if is_there || together.iter().any(|one| one.home.objects[0] != top) {
        let title = format!(
            "move {} to {}",
            message::quoted(first.member.key.text),
            message::quoted(&first.home.path())
        );
        return Some((title, first.home.edits(first.object, first.member)));
    }
    let mut edits = edit::rename_key(first.member.key, top);
    edits.extend(edit::replace_value(
        first.member.value,
        &nested(&together, 1),
    ));
    let others: Vec<Member<'_>> = together[1..].iter().map(|one| one.member).collect();
    edits.extend(edit::remove_members(first.object, &others));
    Some((format!("move {names} to {}", message::quoted(top)), edits))
}

/// The object at this depth of the homes of some properties, as JSON.
fn nested(properties: &[&MisplacedProperty<'_>], depth: usize) -> String {
    let mut members: Vec<(&'static str, String)> = Vec::new();
    for one in properties {
        match one.home.objects.get(depth) {
            None => members.push((one.home.name, edit::portable(one.member.value))),
            Some(object) if members.iter().any(|(name, _)| name == object) => {}
            Some(object) => {
                let inside: Vec<&MisplacedProperty<'_>> = properties
                    .iter()
                    .copied()
                    .filter(|other| other.home.objects.get(depth) == Some(object))
                    .collect();
                members.push((object, nested(&inside, depth + 1)));
            }
        }
    }
    // All that end here belong to one object.
    match properties
        .iter()
        .find(|one| one.home.objects.len() == depth)
    {
        Some(one) => object_of(&one.home.completed(members)),
        None => object_of(&members),
    }
}
