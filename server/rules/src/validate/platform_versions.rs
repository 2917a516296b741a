//! Properties outside the platform versions that have them: `needs-newer-platform` and `outdated-property`.

use std::cmp::Ordering;

use crate::platform_version::{needs_newer_platform, outdated_property};
use analysis::FileContext;
use catalog::PlatformVersion;
use diagnostics::{Diagnostic, Safety, Span, message};
use schema::{Fact, Visit};
use syntax::{Kind, Value, edit};

/// The diagnostic about the visited property. Falsy values count as absent, as in HubSpot's parser.
pub(super) fn check(cx: &FileContext<'_>, visit: &Visit<'_>) -> Option<Diagnostic> {
    let (object, member) = visit.member()?;
    // An unknown version, which another rule reports, cannot be compared.
    let version = PlatformVersion::named(cx.project.version.as_ref()?)?.name;
    let name = message::quoted(member.key.text);
    let since = later(visit.fact("x-since").and_then(Fact::as_str), version);
    if since.is_none()
        && let Some(since) = later(value_since(visit), version)
    {
        return Some(value_too_early(cx, visit, version, since));
    }
    let diagnostic = match since {
        Some(since) if !is_falsy(member.value) => too_early(cx, visit, version, since)?,
        _ => too_late(cx, visit, version)?,
    };
    // A newer version may be what is wanted; a property without meaning is not.
    let safety = if since.is_some() {
        Safety::DisplayOnly
    } else {
        Safety::Unsafe
    };
    Some(diagnostic.fix(
        format!("remove {name}"),
        safety,
        edit::remove_member(object, member),
    ))
}

/// The version that introduced something, if it is later than `version`.
fn later(since: Option<&'static str>, version: &str) -> Option<&'static str> {
    let since = since?;
    match catalog::compare_versions(version, since) {
        Ordering::Less => Some(since),
        _ => None,
    }
}

/// The version that introduced the value of an older property.
fn value_since(visit: &Visit<'_>) -> Option<&'static str> {
    visit.fact("x-enumSince")?.get(visit.value.as_str()?)
}

fn too_early(
    cx: &FileContext<'_>,
    visit: &Visit<'_>,
    version: &str,
    since: &str,
) -> Option<Diagnostic> {
    let (_, member) = visit.member()?;
    let alternative = format!("remove {}", message::quoted(member.key.text));
    let diagnostic = requires(cx, member.key.span, member.key.text, version, since);
    Some(diagnostic.help(raise_or(&alternative)))
}

/// A new value of an older property, which may be required: the property itself is never removed.
fn value_too_early(
    cx: &FileContext<'_>,
    visit: &Visit<'_>,
    version: &str,
    since: &str,
) -> Diagnostic {
    let value = visit.value.as_str().unwrap_or_default();
    let diagnostic = requires(cx, visit.value.span(), value, version, since);
    diagnostic.help(raise_or("choose another value"))
}

fn requires(
    cx: &FileContext<'_>,
    span: Span,
    name: &str,
    version: &str,
    since: &str,
) -> Diagnostic {
    let message = format!(
        "{} requires platform version {since} or newer; this project has {}",
        message::quoted(name),
        message::quoted(version)
    );
    cx.at(&needs_newer_platform::RULE, span, message)
}

fn raise_or(alternative: &str) -> String {
    let newest = catalog::NEWEST_STABLE;
    format!("raise `platformVersion` in `hsproject.json` to `{newest}`, or {alternative}")
}

fn too_late(cx: &FileContext<'_>, visit: &Visit<'_>, version: &str) -> Option<Diagnostic> {
    let (_, member) = visit.member()?;
    let until = visit.fact("x-until")?.as_str()?;
    if catalog::compare_versions(version, until) != Ordering::Greater {
        return None;
    }
    let message = format!(
        "{} is not in templates after platform version {until}; this project has {}",
        message::quoted(member.key.text),
        message::quoted(version)
    );
    let diagnostic = cx.at(&outdated_property::RULE, member.key.span, message);
    Some(diagnostic.help("remove it, as HubSpot's templates do"))
}

fn is_falsy(value: Value<'_>) -> bool {
    match value.kind() {
        Kind::Null | Kind::Bool(false) => true,
        Kind::String => value.as_str() == Some(""),
        Kind::Number => value
            .number()
            .is_some_and(|number| number.parse() == Ok(0.0)),
        _ => false,
    }
}
