//! What each version of HubSpot's SDK for UI extensions exports when it runs, read from `schemas/sdk-exports.json` when first
//! requested. Types are not in the table.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use semver::Version;
use serde::Deserialize;

use crate::NpmVersion;

/// The package of the SDK.
pub const SDK: &str = "@hubspot/ui-extensions";

/// The package of HubSpot's API client.
pub const API_CLIENT: &str = "@hubspot/api-client";

/// The package of HubSpot's rules for ESLint.
pub const ESLINT_PACKAGE: &str = "@hubspot/eslint-config-ui-extensions";

/// The configuration files of ESLint that count for `hs project lint`, those of old versions included. Source: npm
/// @hubspot/cli 8.14.0, `lib/projects/uieLinting.js`.
pub const ESLINT_CONFIGS: [&str; 12] = [
    "eslint.config.mts",
    "eslint.config.ts",
    "eslint.config.cts",
    "eslint.config.js",
    "eslint.config.mjs",
    "eslint.config.cjs",
    ".eslintrc.js",
    ".eslintrc.cjs",
    ".eslintrc.yaml",
    ".eslintrc.yml",
    ".eslintrc.json",
    ".eslintrc",
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

/// The known versions of the SDK of which one is installed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PossibleVersions {
    /// Sorted by age, never empty.
    pub versions: Vec<SdkVersion>,
    /// Those of them between which the newest one that npm may install is.
    pub newest: Vec<SdkVersion>,
}

impl PossibleVersions {
    /// Every known version.
    pub fn any() -> PossibleVersions {
        PossibleVersions {
            versions: (0..TABLE.versions.len()).map(SdkVersion).collect(),
            newest: vec![SdkVersion::newest()],
        }
    }

    /// What an installed version is: itself, or the two known ones around it. `None` outside of the known ones.
    pub fn at(version: &str) -> Option<PossibleVersions> {
        PossibleVersions::around(&Version::parse(version).ok()?)
    }

    /// The known versions that an entry of `package.json` allows; `None` if there are none.
    pub fn allowed(version: &NpmVersion) -> Option<PossibleVersions> {
        match version {
            NpmVersion::Newest => Some(PossibleVersions::one_of(vec![SdkVersion::newest()])),
            NpmVersion::Exact(version) => PossibleVersions::around(version),
            NpmVersion::Range(_) => PossibleVersions::in_range(version),
        }
    }

    /// The known versions that a range allows, and those around the unknown ones that it allows.
    fn in_range(range: &NpmVersion) -> Option<PossibleVersions> {
        let mut versions = BTreeSet::new();
        let mut newest = Vec::new();
        for (place, known) in TABLE.versions.iter().enumerate() {
            if range.allows(known) {
                newest = vec![SdkVersion(place)];
                versions.extend(&newest);
            }
            if let Some(next) = TABLE.versions.get(place + 1)
                && between(known, next)
                    .iter()
                    .any(|version| range.allows(version))
            {
                newest = vec![SdkVersion(place), SdkVersion(place + 1)];
                versions.extend(&newest);
            }
        }
        if versions.is_empty() {
            return None;
        }
        Some(PossibleVersions {
            versions: versions.into_iter().collect(),
            newest,
        })
    }

    fn one_of(versions: Vec<SdkVersion>) -> PossibleVersions {
        PossibleVersions {
            newest: versions.clone(),
            versions,
        }
    }

    fn around(version: &Version) -> Option<PossibleVersions> {
        let versions = match TABLE.versions.binary_search(version) {
            Ok(place) => vec![SdkVersion(place)],
            Err(place) if place == 0 || place == TABLE.versions.len() => return None,
            Err(place) => vec![SdkVersion(place - 1), SdkVersion(place)],
        };
        Some(PossibleVersions::one_of(versions))
    }

    pub fn oldest(&self) -> SdkVersion {
        self.versions
            .first()
            .copied()
            .unwrap_or_else(SdkVersion::newest)
    }

    pub fn newest(&self) -> SdkVersion {
        self.versions
            .last()
            .copied()
            .unwrap_or_else(SdkVersion::newest)
    }
}

/// The ends of the patches that may have been published between two known versions.
fn between(version: &Version, next: &Version) -> Vec<Version> {
    const LAST_PATCH: u64 = 9999;
    let patches = [
        (version, version.patch + 1),
        (version, LAST_PATCH),
        (next, 0),
        (next, next.patch.saturating_sub(1)),
    ];
    let mut between = Vec::new();
    for (of, patch) in patches {
        let unknown = Version::new(of.major, of.minor, patch);
        if *version < unknown && unknown < *next {
            between.push(unknown);
        }
    }
    between
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

struct Table {
    versions: Vec<Version>,
    texts: Vec<&'static str>,
    modules: Vec<SdkModule>,
    deprecated: Vec<Deprecated>,
}

#[derive(Deserialize, Default)]
struct Rows {
    #[serde(borrow)]
    versions: Vec<&'static str>,
    modules: Vec<ModuleRow>,
    deprecated: Vec<Deprecated>,
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
