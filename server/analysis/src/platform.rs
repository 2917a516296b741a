//! What the rules about `platformVersion` share.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use crate::related;
use catalog::{ComponentType, PlatformVersion, VersionStatus};
use diagnostics::{Diagnostic, RelPath, Rule, Safety, Span};
use project::facts::Spanned;
use project::index::Index;
use syntax::edit;

/// `platformVersion` and the file that contains it.
pub fn written<'p>(index: &Index<'p>) -> Option<(&'p RelPath, &'p Spanned)> {
    let (file, facts) = index.manifest?;
    Some((file, facts.platform_version.as_ref()?))
}

/// The diagnostic of `rule` if the project's version has this status; `message` follows the name of the version.
pub fn diagnostic(
    rule: &Rule,
    index: &Index<'_>,
    status: VersionStatus,
    message: impl FnOnce(&PlatformVersion) -> String,
) -> Option<Diagnostic> {
    let (file, string) = written(index)?;
    let version = PlatformVersion::named(&string.text)?;
    if version.status != status {
        return None;
    }
    let message = format!("platform version `{}` {}", version.name, message(version));
    Some(rule.at(file, string.span, message).ends(version.ends))
}

/// Adds a fix that replaces the version by another one.
pub fn offer(diagnostic: Diagnostic, version: &str) -> Diagnostic {
    let edit = (diagnostic.span, edit::quote(version));
    diagnostic.fix(format!("change to `{version}`"), Safety::Unsafe, [edit])
}

/// Adds a fix to a newer version. No command applies it: other properties, types and APIs come with the version.
pub fn offer_newer(diagnostic: Diagnostic, version: &str) -> Diagnostic {
    offer(diagnostic, version).display_only()
}

/// The release that follows a beta: `2026.03` for `2026.03-beta`.
pub fn release_of(version: &str) -> &str {
    version.strip_suffix("-beta").unwrap_or(version)
}

/// Adds one diagnostic of `rule` for each component type that is used and that the project's version does not have yet. The
/// beta of a release has the types of the release.
pub fn too_old(
    rule: &'static Rule,
    index: &Index<'_>,
    is_relevant: impl Fn(&ComponentType) -> bool,
    out: &mut Vec<Diagnostic>,
) {
    let Some(version) = known(index) else { return };
    let mut uses: BTreeMap<(&str, &str), Vec<(&RelPath, Span)>> = BTreeMap::new();
    for component in &index.components {
        let (Some(component_type), Some(name)) =
            (component.facts.component, &component.facts.type_name)
        else {
            continue;
        };
        if is_relevant(component_type)
            && let Some(since) = newer(version, component_type)
        {
            uses.entry((component_type.name, since))
                .or_default()
                .push((component.path, name.span));
        }
    }
    for ((type_name, since), locations) in uses {
        let [(path, span), others @ ..] = locations.as_slice() else {
            continue;
        };
        let message = format!(
            "`{type_name}` requires platform version `{since}` or newer; this project uses `{version}`"
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

/// The project's version if it is a known one that has components; other rules report all others.
pub fn known(index: &Index<'_>) -> Option<&'static str> {
    if index.is_legacy() {
        return None;
    }
    Some(PlatformVersion::named(&index.version()?.text)?.name)
}

/// The version that introduced a component type, if it is newer than `version`.
pub fn newer(version: &str, component_type: &ComponentType) -> Option<&'static str> {
    let since = schema::schema(component_type.name)?
        .fact("sincePlatformVersion")?
        .as_str()?;
    match catalog::compare_versions(release_of(version), since) {
        Ordering::Less => Some(since),
        Ordering::Equal | Ordering::Greater => None,
    }
}
