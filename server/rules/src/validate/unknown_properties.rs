//! Properties that no schema names: `unknown-property` and `ignored-property`; those that HubSpot's own schema refuses.

use std::collections::HashSet;

use super::SchemaError;
use super::json_path::JsonPath;
use super::misplaced::{self, Destination, moves};
use super::missing::MissingProperties;
use super::official;
use super::web_source;
use crate::layout::ignored_property;
use crate::properties::{missing_property, unexpected_property, unknown_property};
use analysis::{FileContext, secrets};
use diagnostics::{Diagnostic, Rule, Safety, message};
use schema::{Fact, Schema, Visit};
use syntax::{Member, Value, edit};

/// Adds a diagnostic for each property of the visited object that no schema names. If the schema refuses them by itself,
/// the validator reports them.
pub(super) fn check(
    cx: &FileContext<'_>,
    schema: &'static Schema,
    visit: &Visit<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let mut members: Vec<Member<'_>> = visit
        .value
        .members()
        .filter(|member| !visit.knows(member.key.text))
        .collect();
    if members.is_empty() || visit.decides_about_others() {
        return;
    }
    let path = JsonPath::of(cx.root, visit.value);
    if schema.origin().is_some() {
        members.retain(|member| !is_documented(schema, &path, member.key.text));
    }
    let (rule, consequence): (&Rule, &str) =
        match visit.fact("x-unknownFields").and_then(Fact::as_str) {
            Some("ignore") => return,
            Some("info") => (&ignored_property::RULE, ""),
            Some("warn-strong") => (&unknown_property::RULE, "; HubSpot is known to refuse it"),
            _ => (&unknown_property::RULE, ""),
        };
    let suffix = path.suffix();
    let missing = MissingProperties::of(visit);
    for member in members {
        if is_reported_elsewhere(visit, &missing, member) {
            continue;
        }
        let name = message::quoted(member.key.text);
        let message = format!("unknown property {name}{suffix}{consequence}");
        let diagnostic = cx
            .at(rule, member.key.span, message)
            .url(web_source(visit.text("x-source")));
        let advice = advice(schema, visit, &missing, &path, member);
        out.push(suggest(diagnostic, rule, visit, member, advice));
    }
}

/// Whether our schema knows a property that HubSpot's own accepts without naming it.
fn is_documented(schema: &Schema, path: &JsonPath<'_>, name: &str) -> bool {
    let Some(ours) = schema::schema(schema.name) else {
        return false;
    };
    schema::visit_at(ours, path.values(), |visit| visit.knows(name)).unwrap_or_default()
}

/// Adds a diagnostic for each property that HubSpot's own schema refuses. Misspellings of missing properties are explained by
/// `missing-property`.
pub(super) fn refused(
    error: &SchemaError<'_>,
    unexpected: &[String],
    visit: &Visit<'_>,
    out: &mut Vec<Diagnostic>,
) {
    let unexpected: HashSet<&str> = unexpected.iter().map(String::as_str).collect();
    let missing = MissingProperties::of(visit);
    let suffix = error.path.suffix();
    for member in error.value.members() {
        let name = member.key.text;
        if !unexpected.contains(name) {
            continue;
        }
        if out.len() >= official::MAX_DIAGNOSTICS {
            return;
        }
        let rule = &unexpected_property::RULE;
        let message = format!("unexpected property {}{suffix}", message::quoted(name));
        let mut diagnostic = error.cx.at(rule, member.key.span, message);
        if missing.is_misspelled(name) {
            diagnostic.explained_by = Some(missing_property::RULE.id);
        }
        let advice = advice(error.schema, visit, &missing, &error.path, member);
        out.push(suggest(diagnostic, rule, visit, member, advice));
    }
}

/// Whether another rule reports the property.
fn is_reported_elsewhere(
    visit: &Visit<'_>,
    missing: &MissingProperties,
    member: Member<'_>,
) -> bool {
    let name = member.key.text;
    missing.is_misspelled(name)
        || secrets::is_named(member.value)
        || Destination::of(visit, name).is_some_and(|destination| destination.has_own_rule())
        || Destination::in_missing_object(visit, missing, name).is_some()
}

/// What to do about an unknown property.
enum Advice<'a> {
    /// Rename it.
    Rename(&'static str),
    /// The help in the schema.
    Help(&'static str),
    /// Move it into a nested object.
    MoveInto(Destination),
    /// Move it to a parent of the object.
    MoveUp(Value<'a>),
    /// Remove it.
    Remove,
}

fn advice<'a>(
    schema: &'static Schema,
    visit: &Visit<'_>,
    missing: &MissingProperties,
    path: &JsonPath<'a>,
    member: Member<'_>,
) -> Advice<'a> {
    let name = member.key.text;
    if let Some(meant) = missing.with_alias(name) {
        Advice::Rename(meant)
    } else if let Some(help) = help_in_schema(visit, name) {
        Advice::Help(help)
    } else if let Some(destination) = Destination::of(visit, name) {
        Advice::MoveInto(destination)
    } else if let Some(parent) = misplaced::parent_with(schema, path, name) {
        Advice::MoveUp(parent)
    } else if let Some(meant) = missing.likely_meant(name) {
        Advice::Rename(meant)
    } else {
        Advice::Remove
    }
}

fn help_in_schema(visit: &Visit<'_>, name: &str) -> Option<&'static str> {
    visit.keyword("x-unknownFieldHelp")?.get(name)?.as_str()
}

fn suggest(
    diagnostic: Diagnostic,
    rule: &Rule,
    visit: &Visit<'_>,
    member: Member<'_>,
    advice: Advice<'_>,
) -> Diagnostic {
    let name = message::quoted(member.key.text);
    match advice {
        Advice::Rename(meant) => diagnostic
            .help(format!("rename to {}", message::quoted(meant)))
            .fix(
                format!("rename to `{meant}`"),
                Safety::Unsafe,
                edit::rename_key(member.key, meant),
            ),
        Advice::Help(help) => diagnostic.help(help),
        Advice::MoveInto(destination) => {
            moves::suggest(diagnostic, &destination, visit.value, member)
        }
        Advice::MoveUp(parent) => {
            let title = format!("move {name} {}", misplaced::to_object(parent));
            let edits = moves::move_member(visit.value, member, parent);
            diagnostic
                .help(title.as_str())
                .fix(title, Safety::Unsafe, edits)
        }
        // Its purpose is unknown: only its author can decide to remove it.
        Advice::Remove => diagnostic.help(removal_help(rule, visit)).fix(
            format!("remove {name}"),
            Safety::DisplayOnly,
            edit::remove_member(visit.value, member),
        ),
    }
}

fn removal_help(rule: &Rule, visit: &Visit<'_>) -> String {
    if rule.id == ignored_property::RULE.id {
        return "remove it; HubSpot ignores it".to_owned();
    }
    let known = message::all_of(visit.properties().map(|(name, _)| name));
    format!("known properties: {known}")
}
