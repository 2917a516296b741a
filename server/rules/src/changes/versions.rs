//! The change of the platform version.

use std::cmp::Ordering;

use analysis::changes::Changes;
use catalog::{PlatformVersion, VersionStatus};
use diagnostics::{RelPath, Span};

pub(super) struct VersionChange<'s> {
    pub(super) path: &'s RelPath,
    pub(super) span: Span,
    pub(super) old: &'s str,
    pub(super) is_raised: bool,
}

/// The change between two versions that were released: no other one was deployed, and rules report those of now.
pub(super) fn change<'s>(changes: &Changes<'s>) -> Option<VersionChange<'s>> {
    let old = changes.before.index.version()?.text.as_str();
    let new = changes.after.index.version()?;
    let (path, _) = changes.after.index.manifest?;
    if !is_released(old) || !is_released(&new.text) {
        return None;
    }
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

fn is_released(version: &str) -> bool {
    PlatformVersion::named(version)
        .is_some_and(|version| version.status != VersionStatus::Unreleased)
}
