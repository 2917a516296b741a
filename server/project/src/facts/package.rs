//! The packages in a `package.json`.

use std::collections::BTreeSet;

use super::Spanned;
use syntax::Syntax;

/// Facts of a `package.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct PackageFacts {
    /// The local packages in `dependencies`, the only list that `hs project upload` reads; empty if it cannot read the file.
    pub dependencies: Vec<LocalDependency>,
    /// The names of packages that npm installs from a registry or a repository, in any list.
    pub installed: BTreeSet<String>,
}

/// The lists of packages whose modules a file may import.
const LISTS: [&str; 4] = [
    "dependencies",
    "devDependencies",
    "optionalDependencies",
    "peerDependencies",
];

/// The beginnings of a version that mean a package of the same repository.
const LOCAL: [&str; 4] = ["file:", "link:", "portal:", "workspace:"];

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
    PackageFacts {
        dependencies,
        installed: installed(syntax),
    }
}

fn installed(syntax: &Syntax) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for name in LISTS {
        let Some(list) = syntax.root().and_then(|root| root.get(name)) else {
            continue;
        };
        for member in list.members() {
            let version = member.value.as_str().unwrap_or_default();
            let is_path = version.starts_with(['.', '/', '~']);
            if !is_path && !LOCAL.iter().any(|local| version.starts_with(local)) {
                names.insert(member.key.text.to_owned());
            }
        }
    }
    names
}
