//! What the rules about `platformVersion` share.

use super::Rule;
use crate::catalog::{PlatformVersion, Status};
use crate::diagnostic::{Diagnostic, Safety};
use crate::path::RelPath;
use crate::project::facts::Located;
use crate::project::index::Index;
use crate::syntax::edit;

/// `platformVersion` with the file that it stands in.
pub(super) fn written<'p>(index: &Index<'p>) -> Option<(&'p RelPath, &'p Located)> {
    let (file, facts) = index.manifest?;
    Some((file, facts.platform_version.as_ref()?))
}

/// The finding of `rule`, if the project's version has this status; `message` follows the name of the version.
pub(super) fn finding(
    rule: &Rule,
    index: &Index<'_>,
    status: Status,
    message: impl FnOnce(&PlatformVersion) -> String,
) -> Option<Diagnostic> {
    let (file, text) = written(index)?;
    let version = PlatformVersion::named(&text.text).filter(|version| version.status == status)?;
    Some(rule.at(file, text.span, format!("platform version `{}` {}", version.name, message(version))))
}

/// Offers another version in the place of the one that the finding is about.
pub(super) fn offer(diagnostic: Diagnostic, version: &str) -> Diagnostic {
    let edit = (diagnostic.span, edit::quote(version));
    diagnostic.fix(format!("change it to `{version}`"), Safety::Unsafe, [edit])
}

/// The release that follows a beta: `2026.03` for `2026.03-beta`.
pub(super) fn release_of(version: &str) -> &str {
    version.strip_suffix("-beta").unwrap_or(version)
}
