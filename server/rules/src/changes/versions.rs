//! The change of the platform version.

use std::cmp::Ordering;

use analysis::changes::Changes;
use diagnostics::{RelPath, Span};

pub(super) struct VersionChange<'s> {
    pub(super) path: &'s RelPath,
    pub(super) span: Span,
    pub(super) old: &'s str,
    pub(super) is_raised: bool,
}

/// The change between two versions that can be compared.
pub(super) fn change<'s>(changes: &Changes<'s>) -> Option<VersionChange<'s>> {
    let old = changes.before.index.version()?.text.as_str();
    let new = changes.after.index.version()?;
    let (path, _) = changes.after.index.manifest?;
    let is_raised = match catalog::compare_versions(&new.text, old) {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => return None,
    };
    Some(VersionChange {
        path,
        span: new.span,
        old,
        is_raised,
    })
}
