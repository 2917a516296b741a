//! What our annotations say and JSON Schema cannot: properties that nobody knows, and such as the project's platform
//! version does not know yet or no longer. The keywords are documented in `schemas/README.md`.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::is_of_unknown_type;
use crate::catalog::{self, Schema, Visit};
use crate::diagnostic::{Diagnostic, Safety};
use crate::rules::{DocumentCx, Rule, ignored_property, needs_newer_platform, outdated_property, unknown_property};
use crate::syntax::{Kind, Member, edit};
use crate::words;

pub(super) fn check(cx: &DocumentCx<'_>, schema: &'static Schema, out: &mut Vec<Diagnostic>) {
    let unknown_type = is_of_unknown_type(cx);
    catalog::walk(schema.root(), cx.root, &mut |visit| {
        let is_root = visit.value.index() == cx.root.index();
        if visit.value.kind() != Kind::Object || unknown_type && !is_root {
            return;
        }
        for member in visit.value.members() {
            if visit.knows(member.key.text) {
                out.extend(out_of_time(cx, visit, member));
            } else {
                out.extend(unknown(cx, visit, member));
            }
        }
    });
}

/// A property that no schema names; `None` where the schemas do not name any, or refuse others by themselves.
fn unknown(cx: &DocumentCx<'_>, visit: &Visit<'_, 'static>, member: Member<'_>) -> Option<Diagnostic> {
    let closed = visit.keyword("additionalProperties").is_some();
    let rule = match visit.text("x-unknownFields") {
        Some("ignore") => return None,
        Some("info") => &ignored_property::RULE,
        _ => &unknown_property::RULE,
    };
    if closed || !visit.names_properties() {
        return None;
    }
    let name = member.key.text;
    let home = Home::of(visit, name);
    if home.as_ref().is_some_and(|home| home.schema.contains_key("x-misplacedCheckedBy")) {
        return None;
    }
    let rejected = visit.text("x-unknownFields") == Some("warn-strong");
    let place = visit.value.key().map_or_else(String::new, |key| format!(" in {}", words::quoted(key.text)));
    let message = match rejected {
        true => format!("unknown property {}{place}: HubSpot is known to refuse it", words::quoted(name)),
        false => format!("unknown property {}{place}", words::quoted(name)),
    };
    let diagnostic = cx.at(rule, member.key.span, message).url(source(visit));
    Some(suggest(diagnostic, rule, visit, member, home))
}

fn suggest(
    diagnostic: Diagnostic,
    rule: &Rule,
    visit: &Visit<'_, 'static>,
    member: Member<'_>,
    home: Option<Home>,
) -> Diagnostic {
    let free = |name: &str| visit.value.member(name).is_none();
    let mut replaced = visit.properties().filter(|(_, schema)| replaces(schema, member.key.text)).map(|(name, _)| name);
    let near = || words::nearest(member.key.text, visit.properties().map(|(name, _)| name));
    let told = visit.keyword("x-unknownFieldHelp").and_then(|help| help.get(member.key.text)?.as_str());
    let remove = edit::remove_member(visit.value, member);
    let renamed = |diagnostic: Diagnostic, name: &str| {
        let edits = edit::rename_key(member.key, name);
        let help = format!("did you mean {}?", words::quoted(name));
        diagnostic.help(help).fix(format!("rename to `{name}`"), Safety::Unsafe, edits)
    };
    match replaced.find(|name| free(name)) {
        Some(name) => renamed(diagnostic, name),
        None if told.is_some() => diagnostic.help(told.unwrap_or_default()),
        None if home.is_some() => home.into_iter().fold(diagnostic, |d, home| home.suggest(d, visit, member)),
        None => match near().filter(|name| free(name)) {
            Some(name) => renamed(diagnostic, name),
            None if rule.id == ignored_property::RULE.id => diagnostic.help("HubSpot ignores it; it can be removed"),
            None => diagnostic.help(format!("known here: {}", words::all_of(visit.properties().map(|(name, _)| name)))),
        },
    }
    .fix("remove it", Safety::Unsafe, remove)
}

/// Where an unknown property belongs: under a name in an object that stands, or could stand, beside it.
struct Home {
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
    fn of(visit: &Visit<'_, 'static>, name: &str) -> Option<Home> {
        let objects = visit.properties().flat_map(|(object, _)| {
            let schemas = visit.member_schemas(object, None);
            schemas.into_iter().map(move |schema| (object, schema))
        });
        let mut homes = objects.filter_map(|(object, schema)| {
            let properties = schema.get("properties")?.as_object()?;
            let exact = properties.keys().find(|key| *key == name);
            let replaced =
                || properties.iter().find(|(_, schema)| schema.as_object().is_some_and(|s| replaces(s, name)));
            let name = exact.or_else(|| replaced().map(|(key, _)| key))?;
            Some(Home { object, name, schema })
        });
        homes.find(|home| home.schema.contains_key("x-misplacedCheckedBy") || home.name != name || home.is_free(visit))
    }

    fn is_free(&self, visit: &Visit<'_, 'static>) -> bool {
        let object = visit.value.get(self.object);
        object.is_none_or(|object| object.kind() == Kind::Object && object.member(self.name).is_none())
    }

    fn suggest(self, diagnostic: Diagnostic, visit: &Visit<'_, 'static>, member: Member<'_>) -> Diagnostic {
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

fn replaces(schema: &catalog::Node, name: &str) -> bool {
    schema.get("x-replaces").and_then(Json::as_array).is_some_and(|names| names.iter().any(|other| other == name))
}

fn source(visit: &Visit<'_, 'static>) -> Option<&'static str> {
    visit.text("x-source").filter(|source| source.starts_with("https:"))
}

/// A property outside the platform versions that know it. Falsy values count as absent, as in HubSpot's parser.
fn out_of_time(cx: &DocumentCx<'_>, visit: &Visit<'_, 'static>, member: Member<'_>) -> Option<Diagnostic> {
    let own = cx.index.version()?.text.as_str();
    let schemas = visit.member_schemas(member.key.text, Some(member.value));
    let bound = |keyword| schemas.iter().find_map(|schema| schema.get(keyword)?.as_str());
    let falsy = matches!(member.value.kind(), Kind::Null | Kind::Bool(false))
        || member.value.as_str() == Some("")
        || member.value.number().is_some_and(|number| number.parse() == Ok(0.0));
    let name = words::quoted(member.key.text);
    let shown = words::quoted(own);
    if let Some(since) = bound("x-since").filter(|since| catalog::order(own, since) == Ordering::Less && !falsy) {
        let message = format!("{name} needs platform version {since} or newer; this project has {shown}");
        let help = format!("raise `platformVersion` in hsproject.json to `{}`, or remove it", catalog::NEWEST_STABLE);
        let remove = edit::remove_member(visit.value, member);
        let diagnostic = cx.at(&needs_newer_platform::RULE, member.key.span, message).help(help);
        return Some(diagnostic.fix(format!("remove {name}"), Safety::Unsafe, remove));
    }
    let until = bound("x-until").filter(|until| catalog::order(own, until) == Ordering::Greater)?;
    let message = format!("{name} means nothing after platform version {until}; this project has {shown}");
    let remove = edit::remove_member(visit.value, member);
    let diagnostic = cx.at(&outdated_property::RULE, member.key.span, message).help("it can be removed");
    Some(diagnostic.fix(format!("remove {name}"), Safety::Unsafe, remove))
}
