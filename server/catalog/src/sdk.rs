//! What each version of HubSpot's SDK for UI extensions exports when it runs, read from `schemas/sdk-exports.json` when first
//! requested. Types are not in the table.

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
}

impl PossibleVersions {
    /// Every known version.
    pub fn any() -> PossibleVersions {
        PossibleVersions {
            versions: (0..TABLE.versions.len()).map(SdkVersion).collect(),
        }
    }

    /// What an installed version is: itself, or the two known ones around it. `None` outside of the known ones.
    pub fn at(version: &str) -> Option<PossibleVersions> {
        PossibleVersions::around(&Version::parse(version).ok()?)
    }

    /// The known versions that an entry of `package.json` allows; `None` if there are none.
    pub fn allowed(version: &NpmVersion) -> Option<PossibleVersions> {
        match version {
            NpmVersion::Newest => Some(PossibleVersions {
                versions: vec![SdkVersion::newest()],
            }),
            NpmVersion::Exact(version) => PossibleVersions::around(version),
            NpmVersion::Range(_) => {
                let mut versions = Vec::new();
                for (place, known) in TABLE.versions.iter().enumerate() {
                    if version.allows(known) {
                        versions.push(SdkVersion(place));
                    }
                }
                if versions.is_empty() {
                    None
                } else {
                    Some(PossibleVersions { versions })
                }
            }
        }
    }

    fn around(version: &Version) -> Option<PossibleVersions> {
        let versions = match TABLE.versions.binary_search(version) {
            Ok(place) => vec![SdkVersion(place)],
            Err(place) if place == 0 || place == TABLE.versions.len() => return None,
            Err(place) => vec![SdkVersion(place - 1), SdkVersion(place)],
        };
        Some(PossibleVersions { versions })
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
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

    use super::*;

    fn at(version: &str) -> SdkVersion {
        let possible = PossibleVersions::at(version).unwrap();
        assert_eq!(possible.versions.len(), 1, "{version}");
        possible.newest()
    }

    #[test]
    fn every_row_names_known_versions_in_order() {
        let rows: Rows = serde_json::from_str(schemas::SDK_EXPORTS).unwrap();
        assert!(TABLE.versions.is_sorted() && TABLE.versions.len() == rows.versions.len());
        for module in &rows.modules {
            let mut spans = vec![(module.since, module.until)];
            spans.extend(module.exports.iter().map(|row| (row.since, row.until)));
            for (since, until) in spans {
                assert!(rows.versions.contains(&since), "{since}");
                assert!(until.is_none_or(|until| rows.versions.contains(&until)));
                let span = TABLE.span(since, until);
                assert!(span.first <= span.last, "{since}");
            }
        }
        assert!(sdk_modules().is_sorted_by_key(|module| module.path));
        assert_eq!(at("0.17.0"), SdkVersion::newest());
    }

    /// The counts that were taken from the packages.
    #[test]
    fn versions_have_as_many_exports_as_their_packages() {
        for (version, path, count) in [
            ("0.8.0", "", 44),
            ("0.8.56", "", 72),
            ("0.9.2", "/experimental", 13),
            ("0.10.1", "", 78),
            ("0.11.4", "", 74),
            ("0.13.2", "/experimental", 33),
            ("0.17.0", "", 83),
            ("0.17.0", "/crm", 15),
            ("0.17.0", "/pages", 7),
            ("0.17.0", "/pages/home", 3),
            ("0.17.0", "/experimental", 34),
            ("0.17.0", "/experimental/api-client", 1),
            ("0.17.0", "/testing", 7),
        ] {
            let names = sdk_module(path).unwrap().names(at(version)).count();
            assert_eq!(names, count, "{version} {path}");
        }
    }

    #[test]
    fn a_name_that_was_dropped_and_came_back_has_two_spans() {
        let main = sdk_module("").unwrap();
        let name = "ServerlessExecutionStatus";
        assert!(main.exports(name, at("0.10.1")) && !main.exports(name, at("0.11.6")));
        assert_eq!(main.first_after(name, at("0.11.6")), Some(at("0.12.0")));
        assert_eq!(main.last_before(name, at("0.11.6")), Some(at("0.10.1")));
    }

    #[test]
    fn an_unpublished_version_is_one_of_its_neighbors() {
        let possible = PossibleVersions::at("0.9.1").unwrap();
        assert_eq!(possible.versions, [at("0.8.56"), at("0.9.2")]);
        for unknown in ["0.7.3", "0.17.1", "1.0.0", "latest", "0.18.0-beta.1"] {
            assert_eq!(PossibleVersions::at(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn deprecated_exports_have_successors_in_the_newest_version() {
        let main = sdk_module("").unwrap();
        for row in &TABLE.deprecated {
            assert!(main.exports(row.name, SdkVersion::newest()), "{}", row.name);
            assert_eq!(deprecated_export(row.name), row.successors);
            for name in &row.successors {
                assert!(main.exports(name, SdkVersion::newest()), "{name}");
            }
        }
        assert!(deprecated_export("Text").is_empty());
    }
}
