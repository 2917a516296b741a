//! What our annotations say and JSON Schema cannot: properties that nobody knows, and such as the project's platform
//! version does not know yet or no longer. The keywords are documented in `schemas/README.md`.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::home::Home;
use super::{is_of_unknown_type, place_of};
use crate::catalog::{self, Schema, Visit};
use crate::diagnostic::{Diagnostic, Safety};
use crate::rules::{DocumentCx, Rule, ignored_property, needs_newer_platform, outdated_property, unknown_property};
use crate::syntax::{Kind, Member, Value, edit};
use crate::words;

pub(super) fn check(cx: &DocumentCx<'_>, schema: &'static Schema, out: &mut Vec<Diagnostic>) {
    let unknown_type = is_of_unknown_type(cx);
    catalog::walk(schema, cx.root, &mut |visit| {
        if unknown_type && visit.member.is_some_and(|(object, _)| object.index() != cx.root.index()) {
            return;
        }
        if visit.is_dated() {
            out.extend(out_of_time(cx, visit));
        }
        let is_checked = visit.value.kind() == Kind::Object && !(unknown_type && visit.member.is_some());
        if is_checked && visit.names_properties() {
            let unknown_members = visit.value.members().filter(|member| !visit.knows(member.key.text));
            out.extend(unknown_members.filter_map(|member| unknown(cx, visit, member)));
        }
    });
}

/// A property that no schema names; `None` where the schema refuses others by itself.
fn unknown(cx: &DocumentCx<'_>, visit: &Visit<'_>, member: Member<'_>) -> Option<Diagnostic> {
    let closed = visit.keyword("additionalProperties").is_some();
    let rule = match visit.text("x-unknownFields") {
        Some("ignore") => return None,
        Some("info") => &ignored_property::RULE,
        _ => &unknown_property::RULE,
    };
    if closed {
        return None;
    }
    let name = member.key.text;
    let home = Home::of(visit, name);
    if stands_for_missing(visit, name) || home.as_ref().is_some_and(Home::is_checked_elsewhere) {
        return None;
    }
    let rejected = visit.text("x-unknownFields") == Some("warn-strong");
    let place = place_of(cx.root, visit.value);
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
    visit: &Visit<'_>,
    member: Member<'_>,
    home: Option<Home>,
) -> Diagnostic {
    let name = member.key.text;
    let renamed = |diagnostic: Diagnostic, meant: &str| {
        let help = format!("did you mean {}?", words::quoted(meant));
        let edits = edit::rename_key(member.key, meant);
        diagnostic.help(help).fix(format!("rename to `{meant}`"), Safety::Unsafe, edits)
    };
    let told = visit.keyword("x-unknownFieldHelp").and_then(|help| help.get(name)?.as_str());
    let diagnostic = match (written_for(visit, name), told, home, meant(visit, name)) {
        (Some(meant), ..) => renamed(diagnostic, meant),
        (_, Some(help), ..) => diagnostic.help(help),
        (_, _, Some(home), _) => home.suggest(diagnostic, visit, member),
        (_, _, _, Some(meant)) => renamed(diagnostic, meant),
        _ if rule.id == ignored_property::RULE.id => diagnostic.help("HubSpot ignores it; it can be removed"),
        _ => diagnostic.help(format!("known here: {}", words::all_of(visit.properties().map(|(name, _)| name)))),
    };
    diagnostic.fix("remove it", Safety::Unsafe, edit::remove_member(visit.value, member))
}

/// The property that an unknown name most likely means: one it is known to be written for, else the nearest; never one
/// that is there already, and nothing for a name that HubSpot is known to refuse as such.
pub(super) fn meant(visit: &Visit<'_>, name: &str) -> Option<&'static str> {
    let rejected = visit.keyword("x-rejectedFields").and_then(Json::as_array);
    if rejected.is_some_and(|names| names.iter().any(|rejected| rejected == name)) {
        return None;
    }
    let free = visit.properties().filter(|(name, _)| visit.value.member(name).is_none());
    written_for(visit, name).or_else(|| words::nearest(name, free.map(|(name, _)| name)))
}

/// The absent property that people are known to write this name for.
fn written_for(visit: &Visit<'_>, name: &str) -> Option<&'static str> {
    let mut free = visit.properties().filter(|(name, _)| visit.value.member(name).is_none());
    free.find(|(_, schema)| replaces(schema, name)).map(|(name, _)| name)
}

/// Whether an unknown name is the misspelling of a required property: one mistake, which `missing-property` reports.
pub(super) fn stands_for_missing(visit: &Visit<'_>, name: &str) -> bool {
    let required = |name: &str| {
        let mut lists = visit.schemas().filter_map(|schema| schema.get("required")?.as_array());
        lists.any(|names| names.iter().any(|required| required == name))
    };
    !visit.value.is_incomplete() && meant(visit, name).is_some_and(required)
}

/// Whether the schema of a property lists this name as one that people write for it.
pub(super) fn replaces(schema: &Json, name: &str) -> bool {
    schema.get("x-replaces").and_then(Json::as_array).is_some_and(|names| names.iter().any(|other| other == name))
}

fn source(visit: &Visit<'_>) -> Option<&'static str> {
    visit.text("x-source").filter(|source| source.starts_with("https:"))
}

/// A property outside the platform versions that know it. Falsy values count as absent, as in HubSpot's parser.
fn out_of_time(cx: &DocumentCx<'_>, visit: &Visit<'_>) -> Option<Diagnostic> {
    let (object, member) = visit.member?;
    let own = cx.index.version()?.text.as_str();
    let name = words::quoted(member.key.text);
    let shown = words::quoted(own);
    let since = visit.text("x-since").filter(|since| catalog::order(own, since) == Ordering::Less);
    let until = visit.text("x-until").filter(|until| catalog::order(own, until) == Ordering::Greater);
    let diagnostic = if let Some(since) = since.filter(|_| !is_falsy(member.value)) {
        let message = format!("{name} needs platform version {since} or newer; this project has {shown}");
        let newest = catalog::NEWEST_STABLE;
        let help = format!("raise `platformVersion` in hsproject.json to `{newest}`, or remove {name}");
        cx.at(&needs_newer_platform::RULE, member.key.span, message).help(help)
    } else {
        let until = until?;
        let message = format!("{name} means nothing after platform version {until}; this project has {shown}");
        cx.at(&outdated_property::RULE, member.key.span, message).help("it can be removed")
    };
    Some(diagnostic.fix(format!("remove {name}"), Safety::Unsafe, edit::remove_member(object, member)))
}

fn is_falsy(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Null | Kind::Bool(false))
        || value.as_str() == Some("")
        || value.number().is_some_and(|number| number.parse() == Ok(0.0))
}
