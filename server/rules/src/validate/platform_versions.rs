//! Properties outside the platform versions that have them: `needs-newer-platform` and `outdated-property`.

use std::cmp::Ordering;

use crate::platform_version::{needs_newer_platform, outdated_property};
use analysis::FileContext;
use catalog::PlatformVersion;
use diagnostics::{Diagnostic, Safety, message};
use schema::Visit;
use syntax::{Kind, Value, edit};

/// The diagnostic about the visited property. Falsy values count as absent, as in HubSpot's parser.
pub(super) fn check(cx: &FileContext<'_>, visit: &Visit<'_>) -> Option<Diagnostic> {
    let (object, member) = visit.member?;
    // An unknown version, which another rule reports, cannot be compared.
    let version = PlatformVersion::named(cx.project.version.as_ref()?)?.name;
    let name = message::quoted(member.key.text);
    let since = later_start(visit, version);
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

/// The version that introduced the property, or its value, if it is later than `version`.
fn later_start(visit: &Visit<'_>, version: &str) -> Option<&'static str> {
    let since = match visit.fact("x-since") {
        Some(since) => since.as_str()?,
        None => value_since(visit)?,
    };
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
    let (_, member) = visit.member?;
    let name = message::quoted(member.key.text);
    let message = format!(
        "{name} requires platform version {since} or newer; this project has {}",
        message::quoted(version)
    );
    let newest = catalog::NEWEST_STABLE;
    let help =
        format!("raise `platformVersion` in `hsproject.json` to `{newest}`, or remove {name}");
    let diagnostic = cx.at(&needs_newer_platform::RULE, member.key.span, message);
    Some(diagnostic.help(help))
}

fn too_late(cx: &FileContext<'_>, visit: &Visit<'_>, version: &str) -> Option<Diagnostic> {
    let (_, member) = visit.member?;
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
