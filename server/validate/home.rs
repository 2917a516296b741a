//! Where an unknown property belongs, when it only stands one level too high: `scopes` in `config` is
//! `config.auth.requiredScopes`.

use serde_json::Value as Json;

use crate::catalog::{self, Visit, replaces};
use crate::diagnostic::{Diagnostic, Safety};
use crate::syntax::{Kind, Member, edit};
use crate::words;

/// A name in an object that stands, or could stand, beside the unknown property.
pub(super) struct Home {
    /// The name of the object: `auth`.
    object: &'static str,
    /// The name of the property in it: `requiredScopes`, also for one that is called `scopes`.
    name: &'static str,
    /// The schema of the object.
    schema: &'static catalog::Node,
}

impl Home {
    /// The home of a property called `name`. An object that has it already is the home of a wrong name only: elsewhere
    /// the same name may mean something else.
    pub(super) fn of(visit: &Visit<'_>, name: &str) -> Option<Home> {
        let objects = visit.properties().flat_map(|(object, _)| {
            let schemas: Vec<_> = visit.property_schemas(object).collect();
            schemas.into_iter().map(move |schema| (object, schema))
        });
        let mut homes = objects.filter_map(|(object, schema)| {
            let properties = schema.get("properties")?.as_object()?;
            let exact = properties.keys().find(|key| *key == name);
            let replaced = || properties.iter().find(|(_, schema)| replaces(schema, name)).map(|(key, _)| key);
            let name = exact.or_else(replaced)?;
            Some(Home { object, name, schema })
        });
        homes.find(|home| home.is_checked_elsewhere() || home.name != name || home.is_free(visit))
    }

    /// Whether a rule of its own reports properties that belong here.
    pub(super) fn is_checked_elsewhere(&self) -> bool {
        self.schema.get("x-misplacedCheckedBy").is_some_and(Json::is_string)
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
        let text = &visit.value.syntax().source()[member.value.span().range()];
        let edits = match visit.value.get(self.object) {
            Some(object) => {
                let mut edits = edit::remove_member(visit.value, member);
                edits.extend(edit::insert_member(object, self.name, text));
                edits
            }
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
