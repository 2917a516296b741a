//! The local packages in a `package.json`.

use super::Spanned;
use syntax::Syntax;

/// Facts of a `package.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct PackageFacts {
    /// The local packages in `dependencies`, the only list that `hs project upload` reads; empty if it cannot read the file.
    pub dependencies: Vec<LocalDependency>,
}

/// A package in a folder or a tarball.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LocalDependency {
    /// The whole value, such as `file:../shared`.
    pub spec: Spanned,
    /// Whether the protocol is `link:`, for folders only.
    pub is_link: bool,
}

impl LocalDependency {
    /// The path as it is written. HubSpot does not decode it: `%20` is three characters.
    pub fn path(&self) -> &str {
        self.spec.text.split_once(':').map_or("", |(_, path)| path)
    }
}

/// Source: npm @hubspot/project-parsing-lib 0.23.0, `workspaces.js`, which reads the file with `JSON.parse` and skips it if
/// that fails.
pub(super) fn gather(syntax: &Syntax) -> PackageFacts {
    let mut dependencies = Vec::new();
    if syntax.errors.is_empty()
        && let Some(list) = syntax.root().and_then(|root| root.get("dependencies"))
    {
        for member in list.members() {
            let Some(spec) = Spanned::of(Some(member.value)) else {
                continue;
            };
            let is_link = spec.text.starts_with("link:");
            // HubSpot's regular expression does not match beyond a line break.
            if (is_link || spec.text.starts_with("file:"))
                && !spec.text.contains(['\n', '\r', '\u{2028}', '\u{2029}'])
            {
                dependencies.push(LocalDependency { spec, is_link });
            }
        }
    }
    PackageFacts { dependencies }
}
