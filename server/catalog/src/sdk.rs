//! What each version of HubSpot's SDK for UI extensions exports when it runs. Types are not in the table, which a test generates
//! from `schemas/sdk-exports.json`.

mod possible;
#[rustfmt::skip] // One export per line.
mod table;

use table::{DEPRECATED, MODULES, NEWER_NAMES, VERSION_NAMES};

pub use possible::{NewerSdk, PossibleVersions};

/// The package of the SDK.
pub const SDK: &str = "@hubspot/ui-extensions";

/// The package of HubSpot's API client.
pub const API_CLIENT: &str = "@hubspot/api-client";

/// The package of HubSpot's rules for ESLint.
pub const ESLINT_PACKAGE: &str = "@hubspot/eslint-config-ui-extensions";

/// The configuration files of ESLint 9, which the package requires. `hs project lint` also accepts `.eslintrc*`, which that does
/// not read. Source: npm @hubspot/cli 8.14.0, `lib/projects/uieLinting.js`; npm @hubspot/eslint-config-ui-extensions 1.2.0,
/// `peerDependencies`.
pub const ESLINT_CONFIGS: [&str; 6] = [
    "eslint.config.mts",
    "eslint.config.ts",
    "eslint.config.cts",
    "eslint.config.js",
    "eslint.config.mjs",
    "eslint.config.cjs",
];

/// A version of the SDK that is known, by its place in the table: versions are compared by age.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct SdkVersion(usize);

/// A module of the SDK.
#[derive(Debug)]
pub struct SdkModule {
    /// What follows the name of the package in a specifier: empty or `/crm`.
    pub path: &'static str,
    versions: Span,
    /// Sorted by name. One that was dropped and came back has two.
    exports: &'static [(&'static str, Span)],
}

/// The first and the last version that has something.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: SdkVersion,
    last: SdkVersion,
}

/// The span between two places in the list of versions.
const fn span(first: usize, last: usize) -> Span {
    Span {
        first: SdkVersion(first),
        last: SdkVersion(last),
    }
}

impl Span {
    fn has(self, version: SdkVersion) -> bool {
        self.first <= version && version <= self.last
    }
}

impl SdkVersion {
    /// The newest known version.
    pub fn newest() -> SdkVersion {
        SdkVersion(VERSION_NAMES.len().saturating_sub(1))
    }

    pub fn as_str(self) -> &'static str {
        VERSION_NAMES.get(self.0).copied().unwrap_or_default()
    }
}

impl SdkModule {
    /// Whether a version has the module.
    pub fn is_in(&self, version: SdkVersion) -> bool {
        self.versions.has(version)
    }

    /// The first version that has the module.
    pub fn first(&self) -> SdkVersion {
        self.versions.first
    }

    /// The last known version that has the module.
    pub fn last(&self) -> SdkVersion {
        self.versions.last
    }

    /// Whether a version exports a name from the module.
    pub fn exports(&self, name: &str, version: SdkVersion) -> bool {
        self.spans(name).any(|span| span.has(version))
    }

    /// The names that a version exports.
    pub fn names(&self, version: SdkVersion) -> impl Iterator<Item = &'static str> {
        self.exports
            .iter()
            .filter(move |(_, span)| span.has(version))
            .map(|(name, _)| *name)
    }

    /// Whether any known version exports a name from the module.
    pub fn has_exported(&self, name: &str) -> bool {
        self.spans(name).next().is_some()
    }

    /// The first version after `version` that exports a name.
    pub fn first_after(&self, name: &str, version: SdkVersion) -> Option<SdkVersion> {
        self.spans(name)
            .map(|span| span.first)
            .filter(|first| *first > version)
            .min()
    }

    /// The last version before `version` that exports a name.
    pub fn last_before(&self, name: &str, version: SdkVersion) -> Option<SdkVersion> {
        self.spans(name)
            .map(|span| span.last)
            .filter(|last| *last < version)
            .max()
    }

    fn spans(&self, name: &str) -> impl Iterator<Item = Span> {
        let first = self.exports.partition_point(|(export, _)| *export < name);
        let from = self.exports.iter().skip(first);
        from.take_while(move |(export, _)| *export == name)
            .map(|(_, span)| *span)
    }
}

/// Every module that a known version has, sorted by path.
pub fn sdk_modules() -> &'static [SdkModule] {
    MODULES
}

/// The module with this path: empty, or `/crm`.
pub fn sdk_module(path: &str) -> Option<&'static SdkModule> {
    let at = MODULES.binary_search_by(|module| module.path.cmp(path));
    MODULES.get(at.ok()?)
}

/// What HubSpot says to use instead of an export of the main module; empty if it is not deprecated.
pub fn deprecated_export(name: &str) -> &'static [&'static str] {
    match DEPRECATED.binary_search_by(|(export, _)| (*export).cmp(name)) {
        Ok(at) => DEPRECATED.get(at).map_or(&[], |(_, successors)| successors),
        Err(_) => &[],
    }
}

/// Whether an export was new in a version that was not examined.
pub fn is_newer_export(name: &str) -> bool {
    NEWER_NAMES.contains(&name)
}

#[cfg(test)]
mod tests;
