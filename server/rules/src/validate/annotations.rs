//! What our annotations say and JSON Schema cannot: properties that nobody knows, and such as the project's platform
//! version does not know yet, or whose templates no longer have them. The keywords are documented in `schemas/README.md`.

use std::cmp::Ordering;

use super::is_of_unknown_type;
use super::json_path::JsonPath;
use super::misplaced::{self, Home};
use super::missing::Missing;
use crate::layout::ignored_property;
use crate::platform_version::{needs_newer_platform, outdated_property};
use crate::properties::unknown_property;
use analysis::{FileContext, secrets};
use catalog::PlatformVersion;
use diagnostics::{Diagnostic, Rule, Safety, message};
use schema::{Annotation, Schema, Visit};
use syntax::{Kind, Member, Value, edit};

/// Adds what they say. Returns whether the file is valid for certain, which the same walk tells: most files are, and need no validator.
pub(super) fn check(
    cx: &FileContext<'_>,
    schema: &'static Schema,
    out: &mut Vec<Diagnostic>,
) -> bool {
    let unknown_type = is_of_unknown_type(cx);
    let mut is_valid = true;
    schema::walk(schema, cx.root, &mut |visit| {
        is_valid = is_valid && schema::definitely_valid(visit);
        if unknown_type
            && visit
                .member
                .is_some_and(|(object, _)| object.index() != cx.root.index())
        {
            return;
        }
        if visit.has(Annotation::Dated) {
            out.extend(out_of_time(cx, visit));
        }
        let is_checked =
            visit.value.kind() == Kind::Object && !(unknown_type && visit.member.is_some());
        if is_checked && visit.names_properties() {
            out.extend(unknown_members(cx, schema, visit));
        }
    });
    is_valid
}

/// The properties of an object that no schema names; none where the schema refuses them by itself.
fn unknown_members(
    cx: &FileContext<'_>,
    schema: &'static Schema,
    visit: &Visit<'_>,
) -> Vec<Diagnostic> {
    let members: Vec<Member<'_>> = visit
        .value
        .members()
        .filter(|member| !visit.knows(member.key.text))
        .collect();
    if members.is_empty() || visit.keyword("additionalProperties").is_some() {
        return Vec::new();
    }
    let policy = visit.text("x-unknownFields");
    let rule = match policy {
        Some("ignore") => return Vec::new(),
        Some("info") => &ignored_property::RULE,
        _ => &unknown_property::RULE,
    };
    let path = JsonPath::of(cx.root, visit.value);
    let place = path.words();
    let refused = if policy == Some("warn-strong") {
        "; HubSpot is known to refuse it"
    } else {
        ""
    };
    let missing = Missing::of(visit);
    let mut found = Vec::new();
    for member in members {
        let name = message::quoted(member.key.text);
        let home = Home::of(visit, member.key.text);
        if missing.stands_for_missing(member.key.text)
            || secrets::is_named(member.value)
            || home.as_ref().is_some_and(Home::is_checked_elsewhere)
            || Home::missing(visit, &missing, member.key.text).is_some()
        {
            continue;
        }
        let message = format!("unknown property {name}{place}{refused}");
        let diagnostic = cx.at(rule, member.key.span, message).url(source(visit));
        let home = match home {
            Some(home) => Some(Elsewhere::Below(home)),
            None => misplaced::enclosing(schema, &path, member.key.text)
                .map(|(to, name)| Elsewhere::Above(to, name)),
        };
        found.push(suggest(diagnostic, rule, visit, &missing, member, home));
    }
    found
}

/// The other object that a property belongs to.
enum Elsewhere<'a> {
    /// In this one.
    Below(Home),
    /// ProjectContext this one, with its name in a sentence.
    Above(Value<'a>, String),
}

/// What to do about an unknown property. Only one that nobody can place may be removed: elsewhere its value is wanted.
fn suggest(
    diagnostic: Diagnostic,
    rule: &Rule,
    visit: &Visit<'_>,
    missing: &Missing,
    member: Member<'_>,
    home: Option<Elsewhere<'_>>,
) -> Diagnostic {
    let name = member.key.text;
    let renamed = |diagnostic: Diagnostic, meant: &str| {
        let help = format!("rename to {}", message::quoted(meant));
        let edits = edit::rename_key(member.key, meant);
        diagnostic
            .help(help)
            .fix(format!("rename to `{meant}`"), Safety::Unsafe, edits)
    };
    let told = visit
        .keyword("x-unknownFieldHelp")
        .and_then(|help| help.get(name)?.as_str());
    match (missing.written_for(name), told, home, missing.meant(name)) {
        (Some(meant), ..) => renamed(diagnostic, meant),
        (_, Some(help), ..) => diagnostic.help(help),
        (_, _, Some(Elsewhere::Below(home)), _) => home.suggest(diagnostic, visit.value, member),
        (_, _, Some(Elsewhere::Above(to, place)), _) => {
            let title = format!("move {} {place}", message::quoted(name));
            let edits = misplaced::move_to(visit.value, member, to);
            diagnostic
                .help(title.as_str())
                .fix(title, Safety::Unsafe, edits)
        }
        (_, _, _, Some(meant)) => renamed(diagnostic, meant),
        _ => {
            let help = match rule.id == ignored_property::RULE.id {
                true => "remove it; HubSpot ignores it".to_owned(),
                false => format!(
                    "known properties: {}",
                    message::all_of(visit.properties().map(|(name, _)| name))
                ),
            };
            // Nobody knows what it is for, so nobody but its author removes it.
            let title = format!("remove {}", message::quoted(name));
            diagnostic.help(help).fix(
                title,
                Safety::DisplayOnly,
                edit::remove_member(visit.value, member),
            )
        }
    }
}

fn source(visit: &Visit<'_>) -> Option<&'static str> {
    visit
        .text("x-source")
        .filter(|source| source.starts_with("https:"))
}

/// A property outside the platform versions that know it. Falsy values count as absent, as in HubSpot's parser.
fn out_of_time(cx: &FileContext<'_>, visit: &Visit<'_>) -> Option<Diagnostic> {
    let (object, member) = visit.member?;
    // Another rule reports an unknown version; it is not comparable.
    let own = PlatformVersion::named(cx.project.version.as_ref()?)?.name;
    let name = message::quoted(member.key.text);
    let shown = message::quoted(own);
    let since = visit
        .text("x-since")
        .or_else(|| value_since(visit))
        .filter(|since| catalog::compare_versions(own, since) == Ordering::Less);
    let until = visit
        .text("x-until")
        .filter(|until| catalog::compare_versions(own, until) == Ordering::Greater);
    // A newer version may be what is wanted; a property without meaning is not.
    let safety = if since.is_some() {
        Safety::DisplayOnly
    } else {
        Safety::Unsafe
    };
    let diagnostic = if let Some(since) = since.filter(|_| !is_falsy(member.value)) {
        let message =
            format!("{name} requires platform version {since} or newer; this project has {shown}");
        let newest = catalog::NEWEST_STABLE;
        let help =
            format!("raise `platformVersion` in `hsproject.json` to `{newest}`, or remove {name}");
        cx.at(&needs_newer_platform::RULE, member.key.span, message)
            .help(help)
    } else {
        let until = until?;
        let message = format!(
            "{name} is not in templates after platform version {until}; this project has {shown}"
        );
        cx.at(&outdated_property::RULE, member.key.span, message)
            .help("remove it, as HubSpot's templates do")
    };
    Some(diagnostic.fix(
        format!("remove {name}"),
        safety,
        edit::remove_member(object, member),
    ))
}

/// Since when the value itself exists, where the property is older.
fn value_since(visit: &Visit<'_>) -> Option<&'static str> {
    visit
        .keyword("x-enumSince")?
        .get(visit.value.as_str()?)?
        .as_str()
}

fn is_falsy(value: Value<'_>) -> bool {
    matches!(value.kind(), Kind::Null | Kind::Bool(false))
        || value.as_str() == Some("")
        || value
            .number()
            .is_some_and(|number| number.parse() == Ok(0.0))
}
