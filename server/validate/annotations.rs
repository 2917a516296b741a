//! What our annotations say and JSON Schema cannot: properties that nobody knows, and such as the project's platform
//! version does not know yet or no longer. The keywords are documented in `schemas/README.md`.

use std::cmp::Ordering;

use serde_json::Value as Json;

use super::{is_of_unknown_type, place_of};
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
    if stands_for_missing(visit, name) {
        return None;
    }
    let rejected = visit.text("x-unknownFields") == Some("warn-strong");
    let place = place_of(cx.root, visit.value);
    let message = match rejected {
        true => format!("unknown property {}{place}: HubSpot is known to refuse it", words::quoted(name)),
        false => format!("unknown property {}{place}", words::quoted(name)),
    };
    let diagnostic = cx.at(rule, member.key.span, message).url(source(visit));
    Some(suggest(diagnostic, rule, visit, member))
}

fn suggest(diagnostic: Diagnostic, rule: &Rule, visit: &Visit<'_, 'static>, member: Member<'_>) -> Diagnostic {
    let remove = edit::remove_member(visit.value, member);
    match meant(visit, member.key.text) {
        Some(name) => diagnostic.help(format!("did you mean {}?", words::quoted(name))).fix(
            format!("rename to `{name}`"),
            Safety::Unsafe,
            edit::rename_key(member.key, name),
        ),
        None if rule.id == ignored_property::RULE.id => diagnostic.help("HubSpot ignores it; it can be removed"),
        None => diagnostic.help(format!("known here: {}", words::all_of(visit.properties().map(|(name, _)| name)))),
    }
    .fix("remove it", Safety::Unsafe, remove)
}

/// The property that an unknown name most likely means: one it is known to be written for, else the nearest; never one
/// that is there already, and nothing for a name that HubSpot is known to refuse as such.
pub(super) fn meant<'s>(visit: &Visit<'_, 's>, name: &str) -> Option<&'s str> {
    let rejected = visit.keyword("x-rejectedFields").and_then(Json::as_array);
    if rejected.is_some_and(|names| names.iter().any(|rejected| rejected == name)) {
        return None;
    }
    let free = || visit.properties().filter(|(name, _)| visit.value.member(name).is_none());
    let replaced = free().find(|(_, schema)| replaces(schema, name)).map(|(name, _)| name);
    replaced.or_else(|| words::nearest(name, free().map(|(name, _)| name)))
}

/// Whether an unknown name is the misspelling of a required property: one mistake, which `missing-property` reports.
pub(super) fn stands_for_missing(visit: &Visit<'_, '_>, name: &str) -> bool {
    let required = |name: &str| {
        let mut lists = visit.schemas.iter().filter_map(|schema| schema.get("required")?.as_array());
        lists.any(|names| names.iter().any(|required| required == name))
    };
    !visit.value.is_incomplete() && meant(visit, name).is_some_and(required)
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
