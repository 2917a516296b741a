//! What the rules about `platformVersion` share.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::related;
use catalog::{ComponentType, PlatformVersion, VersionStatus};
use diagnostics::{Diagnostic, RelPath, Rule, Safety, Span};
use project::facts::Spanned;
use project::index::Index;
use syntax::edit;

/// `platformVersion` with the file that it stands in.
pub fn written<'p>(index: &Index<'p>) -> Option<(&'p RelPath, &'p Spanned)> {
    let (file, facts) = index.manifest?;
    Some((file, facts.platform_version.as_ref()?))
}

/// The problem of `rule`, if the project's version has this status; `message` follows the name of the version.
pub fn finding(
    rule: &Rule,
    index: &Index<'_>,
    status: VersionStatus,
    message: impl FnOnce(&PlatformVersion) -> String,
) -> Option<Diagnostic> {
    let (file, text) = written(index)?;
    let version = PlatformVersion::named(&text.text).filter(|version| version.status == status)?;
    Some(rule.at(
        file,
        text.span,
        format!("platform version `{}` {}", version.name, message(version)),
    ))
}

/// Offers another version instead of the one that the diagnostic is about.
pub fn offer(diagnostic: Diagnostic, version: &str) -> Diagnostic {
    let edit = (diagnostic.span, edit::quote(version));
    diagnostic.fix(format!("change to `{version}`"), Safety::Unsafe, [edit])
}

/// Offers a newer version, which other properties, types and APIs come with: a decision that no command takes.
pub fn offer_newer(diagnostic: Diagnostic, version: &str) -> Diagnostic {
    offer(diagnostic, version).display_only()
}

/// The release that follows a beta: `2026.03` for `2026.03-beta`.
pub fn release_of(version: &str) -> &str {
    version.strip_suffix("-beta").unwrap_or(version)
}

/// Adds the problems of `rule` about components whose type the project's version does not have yet, one for each type. The
/// beta of a release has what the release has.
pub fn too_old(
    rule: &'static Rule,
    index: &Index<'_>,
    is_meant: impl Fn(&ComponentType) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    let Some(own) = known(index) else { return };
    let mut types: BTreeMap<(&str, &str), Vec<(&RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        let Some((kind, name)) = component
            .facts
            .component
            .zip(component.facts.type_name.as_ref())
        else {
            continue;
        };
        if let Some(since) = newer(own, kind).filter(|_| is_meant(kind)) {
            types
                .entry((kind.name, since))
                .or_default()
                .push((component.path, name.span));
        }
    }
    for ((kind, since), places) in types {
        let [(path, span), others @ ..] = places.as_slice() else {
            continue;
        };
        let message = format!(
            "`{kind}` requires platform version `{since}` or newer; this project uses `{own}`"
        );
        let help = format!(
            "raise `platformVersion` in hsproject.json to `{}`",
            catalog::NEWEST_STABLE
        );
        let diagnostic = rule.at(path, *span, message).help(help);
        out.push(related::add(
            diagnostic,
            others.iter().copied(),
            others.len(),
            "also used here",
        ));
    }
}

/// The project's version, if it is known and HubSpot takes components with it: all else is reported by another rule.
pub fn known(index: &Index<'_>) -> Option<&'static str> {
    let own = index.version().filter(|_| !index.is_legacy())?;
    PlatformVersion::named(&own.text).map(|version| version.name)
}

/// Since when there are components of a type, if that is later than a version.
pub fn newer(own: &str, kind: &ComponentType) -> Option<&'static str> {
    let since = schema::schema(kind.name)?
        .fact("sincePlatformVersion")?
        .as_str()?;
    (catalog::compare_versions(release_of(own), since) == Ordering::Less).then_some(since)
}
