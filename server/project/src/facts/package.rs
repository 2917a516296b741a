//! The packages in a `package.json`.

use std::collections::BTreeSet;

use super::Spanned;
use catalog::{API_CLIENT, ESLINT_PACKAGE, SDK};
use diagnostics::Span;
use syntax::{Member, Syntax};

/// Facts of a `package.json`.
#[derive(Clone, PartialEq, Debug)]
pub struct PackageFacts {
    /// The local packages in `dependencies`, the only list that `hs project upload` reads; empty if it cannot read the file.
    pub dependencies: Vec<LocalDependency>,
    /// The names of packages that npm installs from a registry or a repository, in any list.
    pub installed: BTreeSet<String>,
    /// The entries of packages that rules know, in the order of the lists: the one that npm installs comes first.
    pub entries: Vec<PackageEntry>,
}

impl PackageFacts {
    /// The entry of a package that rules know.
    pub fn entry(&self, package: &str) -> Option<&PackageEntry> {
        self.entries.iter().find(|entry| entry.name == package)
    }
}

/// An entry of a list of packages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PackageEntry {
    /// The name of the package.
    pub name: &'static str,
    /// The name with its quotes.
    pub key: Span,
    /// The version, a range or whatever else npm accepts; `None` if it is not a string.
    pub version: Option<Spanned>,
}

/// The packages that rules know.
const KNOWN: [&str; 4] = [SDK, ESLINT_PACKAGE, API_CLIENT, "react"];

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
    let mut facts = PackageFacts {
        dependencies,
        installed: BTreeSet::new(),
        entries: Vec::new(),
    };
    for name in LISTS {
        let Some(list) = syntax.root().and_then(|root| root.get(name)) else {
            continue;
        };
        for member in list.members() {
            facts.add(member);
        }
    }
    facts
}

impl PackageFacts {
    /// Adds an entry of one of the lists.
    fn add(&mut self, member: Member<'_>) {
        let name = member.key.text;
        if let Some(known) = KNOWN.iter().find(|known| **known == name) {
            self.entries.push(PackageEntry {
                name: known,
                key: member.key.span,
                version: Spanned::of(Some(member.value)),
            });
        }
        let version = member.value.as_str().unwrap_or_default();
        let is_path = version.starts_with(['.', '/', '~']);
        if !is_path && !LOCAL.iter().any(|local| version.starts_with(local)) {
            self.installed.insert(name.to_owned());
        }
    }
}
