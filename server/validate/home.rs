//! Where an unknown property belongs, when it only stands one level too high: `scopes` in `config` is
//! `config.auth.requiredScopes`.

use super::absent::Absent;
use crate::catalog::{self, Visit, replaces};
use crate::diagnostic::{Diagnostic, Safety};
use crate::syntax::edit::Edits;
use crate::syntax::{Kind, Member, Value, edit};
use crate::words;

/// A name in an object that stands, or could stand, beside the unknown property.
pub(super) struct Home {
    /// The name of the object: `auth`.
    object: &'static str,
    /// The name of the property in it: `requiredScopes`, also for one that is called `scopes`.
    name: &'static str,
    /// The schema of the object.
    schema: catalog::Node,
}

/// The properties of an object that belong into `object`, which it lacks and needs: one mistake, which `missing-property`
/// reports.
pub(super) fn strays<'a>(
    visit: &Visit<'_>,
    absent: &Absent,
    value: Value<'a>,
    object: &str,
) -> Vec<(Member<'a>, Home)> {
    let unknown = value.members().filter(|member| !visit.knows(member.key.text));
    let homes = unknown.filter_map(|member| Some((member, Home::missing(visit, absent, member.key.text)?)));
    homes.filter(|(_, home)| home.object == object).collect()
}

/// The property of the object around `value` that `value` lacks under this name.
pub(super) fn stray_above<'a>(
    visit: &Visit<'_>,
    around: Value<'a>,
    value: Value<'_>,
    name: &str,
) -> Option<Member<'a>> {
    let object = value.key()?.text;
    let belongs_here = |home: Home| home.object == object && home.name == name;
    let unknown = |member: &Member<'_>| !visit.knows(member.key.text);
    around.members().filter(unknown).find(|member| Home::of(visit, member.key.text).is_some_and(belongs_here))
}

/// Moves a member into another object.
pub(super) fn move_into(from: Value<'_>, member: Member<'_>, to: Value<'_>, name: &str) -> Edits {
    let mut edits = edit::remove_member(from, member);
    edits.extend(edit::insert_member(to, name, member.value.source()));
    edits
}

/// Moves strays into the object that they belong in, with what else an example of it has.
pub(super) fn gather(value: Value<'_>, strays: &[(Member<'_>, Home)], example: Option<catalog::Node>) -> Edits {
    let Some(((first, home), others)) = strays.split_first() else { return Vec::new() };
    let moved = strays.iter().map(|(member, home)| (home.name, member.value.source().to_owned()));
    let is_new = |member: &Member<'_>| strays.iter().all(|(_, home)| home.name != member.key.text);
    let wanted = example.into_iter().flat_map(|example| example.members()).filter(is_new);
    let added = wanted.map(|member| (member.key.text, catalog::to_json(member.value).to_string()));
    let members = moved.chain(added).map(|(name, text)| format!("  {}: {text}", edit::quote(name)));
    let members: Vec<String> = members.collect();
    let mut edits = edit::rename_key(first.key, home.object);
    edits.extend(edit::replace_value(first.value, &format!("{{\n{}\n}}", members.join(",\n"))));
    let others: Vec<Member<'_>> = others.iter().map(|(member, _)| *member).collect();
    edits.extend(edit::remove_members(value, &others));
    edits
}

impl Home {
    /// The home of a property called `name`, where the object lacks it and needs it, and nothing else explains the name.
    pub(super) fn missing(visit: &Visit<'_>, absent: &Absent, name: &str) -> Option<Home> {
        let is_told = visit.keyword("x-unknownFieldHelp").is_some_and(|help| help.get(name).is_some());
        let home = Home::of(visit, name).filter(|home| !is_told && absent.needs(home.object));
        home.filter(|home| absent.written_for(name).is_none() && !home.is_checked_elsewhere())
    }

    /// The home of a property called `name`. An object that has it already is the home of a wrong name only: elsewhere
    /// the same name may mean something else.
    pub(super) fn of(visit: &Visit<'_>, name: &str) -> Option<Home> {
        let objects = visit.properties().flat_map(|(object, _)| {
            let schemas: Vec<_> = visit.property_schemas(object).collect();
            schemas.into_iter().map(move |schema| (object, schema))
        });
        let mut homes = objects.filter_map(|(object, schema)| {
            let properties = schema.get("properties")?;
            let replaced = || properties.members().find(|property| replaces(property.value, name));
            let property = properties.member(name).or_else(replaced)?;
            Some(Home { object, name: property.key.text, schema })
        });
        homes.find(|home| home.is_checked_elsewhere() || home.name != name || home.is_free(visit))
    }

    /// Whether a rule of its own reports properties that belong here.
    pub(super) fn is_checked_elsewhere(&self) -> bool {
        self.schema.get("x-misplacedCheckedBy").is_some_and(|rule| rule.as_str().is_some())
    }

    /// `fetch` for `allowedUrls`; nothing for a property that keeps its name.
    pub(super) fn new_name(&self, member: Member<'_>) -> Option<&'static str> {
        (self.name != member.key.text).then_some(self.name)
    }

    fn is_free(&self, visit: &Visit<'_>) -> bool {
        let object = visit.value.get(self.object);
        object.is_none_or(|object| object.kind() == Kind::Object && object.member(self.name).is_none())
    }

    /// Adds where to move it, and how.
    pub(super) fn suggest(self, diagnostic: Diagnostic, visit: &Visit<'_>, member: Member<'_>) -> Diagnostic {
        let above = visit.value.key().map_or_else(String::new, |key| format!("{}.", key.text));
        let place = words::quoted(&format!("{above}{}", self.object));
        if !self.is_free(visit) {
            return diagnostic.help(format!("its place is `{}` in {place}, which is there already", self.name));
        }
        let text = member.value.source();
        let edits = match visit.value.get(self.object) {
            Some(object) => move_into(visit.value, member, object, self.name),
            None => {
                let mut edits = edit::rename_key(member.key, self.object);
                let json = format!("{{\n  {}: {text}\n}}", edit::quote(self.name));
                edits.extend(edit::replace_value(member.value, &json));
                edits
            }
        };
        let name = if self.name == member.key.text { String::new() } else { format!(" as `{}`", self.name) };
        let title = format!("move it into {place}{name}");
        diagnostic.help(title.as_str()).fix(title, Safety::Unsafe, edits)
    }
}
