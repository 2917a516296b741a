//! What each version of HubSpot's SDK for UI extensions exports when it runs, read from `schemas/sdk-exports.json` when first
//! requested. Types are not in the table.

mod possible;

use std::sync::LazyLock;

use semver::Version;
use serde::Deserialize;

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
    exports: Vec<(&'static str, Span)>,
}

/// The first and the last version that has something.
#[derive(Clone, Copy, Debug)]
struct Span {
    first: SdkVersion,
    last: SdkVersion,
}

impl Span {
    fn has(self, version: SdkVersion) -> bool {
        self.first <= version && version <= self.last
    }
}

impl SdkVersion {
    /// The newest known version.
    pub fn newest() -> SdkVersion {
        SdkVersion(TABLE.versions.len().saturating_sub(1))
    }

    pub fn as_str(self) -> &'static str {
        TABLE.texts.get(self.0).copied().unwrap_or_default()
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
        self.exports
            .iter()
            .filter(move |(export, _)| *export == name)
            .map(|(_, span)| *span)
    }
}

/// Every module that a known version has, sorted by path.
pub fn sdk_modules() -> &'static [SdkModule] {
    &TABLE.modules
}

/// The module with this path: empty, or `/crm`.
pub fn sdk_module(path: &str) -> Option<&'static SdkModule> {
    TABLE.modules.iter().find(|module| module.path == path)
}

/// What HubSpot says to use instead of an export of the main module; empty if it is not deprecated.
pub fn deprecated_export(name: &str) -> &'static [&'static str] {
    let found = TABLE.deprecated.iter().find(|row| row.name == name);
    found.map_or(&[], |row| &row.successors)
}

/// Whether an export was new in a version that was not examined.
pub fn is_newer_export(name: &str) -> bool {
    TABLE.newer.names.contains(&name)
}

struct Table {
    versions: Vec<Version>,
    texts: Vec<&'static str>,
    modules: Vec<SdkModule>,
    deprecated: Vec<Deprecated>,
    newer: Newer,
}

#[derive(Deserialize, Default)]
struct Rows {
    #[serde(borrow)]
    versions: Vec<&'static str>,
    modules: Vec<ModuleRow>,
    deprecated: Vec<Deprecated>,
    newer: Newer,
}

#[derive(Deserialize)]
struct ModuleRow {
    path: &'static str,
    since: &'static str,
    until: Option<&'static str>,
    exports: Vec<ExportRow>,
}

#[derive(Deserialize)]
struct ExportRow {
    since: &'static str,
    until: Option<&'static str>,
    #[serde(borrow)]
    names: Vec<&'static str>,
}

#[derive(Deserialize)]
struct Deprecated {
    name: &'static str,
    #[serde(rename = "use")]
    successors: Vec<&'static str>,
}

/// The versions that HubSpot has released after the known ones.
#[derive(Deserialize, Default)]
struct Newer {
    major: u64,
    /// The names that are known of them.
    #[serde(borrow)]
    names: Vec<&'static str>,
}

/// The embedded file is always valid; a test reads its rows.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::of(serde_json::from_str(schemas::SDK_EXPORTS).unwrap_or_default()));

impl Table {
    fn of(rows: Rows) -> Table {
        let mut table = Table {
            versions: Vec::new(),
            texts: rows.versions,
            modules: Vec::new(),
            deprecated: rows.deprecated,
            newer: rows.newer,
        };
        let versions = table.texts.iter();
        table.versions = versions
            .filter_map(|text| Version::parse(text).ok())
            .collect();
        for module in rows.modules {
            let mut exports = Vec::new();
            for row in module.exports {
                let span = table.span(row.since, row.until);
                exports.extend(row.names.into_iter().map(|name| (name, span)));
            }
            table.modules.push(SdkModule {
                path: module.path,
                versions: table.span(module.since, module.until),
                exports,
            });
        }
        table
    }

    fn span(&self, since: &str, until: Option<&str>) -> Span {
        let newest = self.texts.last().copied().unwrap_or_default();
        Span {
            first: self.place(since),
            last: self.place(until.unwrap_or(newest)),
        }
    }

    fn place(&self, version: &str) -> SdkVersion {
        let place = self.texts.iter().position(|text| *text == version);
        SdkVersion(place.unwrap_or_default())
    }
}

#[cfg(test)]
mod tests;
