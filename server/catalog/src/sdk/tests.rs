#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use semver::Version;
use serde::Deserialize;

use super::table::{NEWER_MAJOR, VERSIONS};
use super::*;
use crate::NpmVersion;

fn at(version: &str) -> SdkVersion {
    let possible = PossibleVersions::at(version).unwrap();
    assert_eq!(possible.versions.len(), 1, "{version}");
    possible.newest()
}

#[derive(Deserialize)]
struct Listed {
    versions: Vec<String>,
    modules: Vec<ListedModule>,
    deprecated: Vec<ListedDeprecation>,
    newer: ListedNewer,
}

#[derive(Deserialize)]
struct ListedModule {
    path: String,
    since: String,
    until: Option<String>,
    exports: Vec<ListedExports>,
}

#[derive(Deserialize)]
struct ListedExports {
    since: String,
    until: Option<String>,
    names: Vec<String>,
}

#[derive(Deserialize)]
struct ListedDeprecation {
    name: String,
    #[serde(rename = "use")]
    successors: Vec<String>,
}

#[derive(Deserialize)]
struct ListedNewer {
    major: u64,
    names: Vec<String>,
}

const HEAD: &str = "\
//! Generated from `schemas/sdk-exports.json` (`UPDATE_EXPECT=1 cargo test --no-fail-fast`).

use semver::Version;

use super::{SdkModule, span};

";

impl Listed {
    /// The places of the first and the last version; without `until`, that is the newest one.
    fn span(&self, since: &str, until: Option<&str>) -> (usize, usize) {
        let place = |version: &str| self.versions.iter().position(|it| it == version).unwrap();
        let first = place(since);
        let last = until.map_or(self.versions.len() - 1, place);
        assert!(first <= last, "{since}");
        (first, last)
    }

    fn module(&self, module: &ListedModule) -> String {
        let mut exports = Vec::new();
        for row in &module.exports {
            let span = self.span(&row.since, row.until.as_deref());
            exports.extend(row.names.iter().map(|name| (name, span)));
        }
        exports.sort();
        let exports: String = exports
            .iter()
            .map(|(name, (first, last))| {
                format!("            ({name:?}, span({first}, {last})),\n")
            })
            .collect();
        let (first, last) = self.span(&module.since, module.until.as_deref());
        format!(
            "    SdkModule {{\n        path: {:?},\n        versions: span({first}, {last}),\n        \
             exports: &[\n{exports}        ],\n    }},\n",
            module.path
        )
    }

    fn table(&self) -> String {
        let mut versions = String::new();
        for version in &self.versions {
            let Version {
                major,
                minor,
                patch,
                ..
            } = version.parse().unwrap();
            assert_eq!(*version, format!("{major}.{minor}.{patch}"));
            versions.push_str(&format!("    Version::new({major}, {minor}, {patch}),\n"));
        }
        let modules: String = self.modules.iter().map(|it| self.module(it)).collect();
        let deprecated: String = self
            .deprecated
            .iter()
            .map(|row| format!("    ({:?}, &{:?}),\n", row.name, row.successors))
            .collect();
        format!(
            "{HEAD}/// The known versions, the oldest first.\n\
             pub(super) static VERSIONS: &[Version] = &[\n{versions}];\n\n\
             pub(super) static VERSION_NAMES: &[&str] = &{:?};\n\n\
             /// Sorted by path.\n\
             pub(super) static MODULES: &[SdkModule] = &[\n{modules}];\n\n\
             /// Exports of the main module with what to use instead, sorted.\n\
             pub(super) static DEPRECATED: &[(&str, &[&str])] = &[\n{deprecated}];\n\n\
             /// The first major version that HubSpot has released after the known ones.\n\
             pub(super) const NEWER_MAJOR: u64 = {};\n\n\
             /// The exports that are known of it.\n\
             pub(super) static NEWER_NAMES: &[&str] = &{:?};\n",
            self.versions, self.newer.major, self.newer.names
        )
    }
}

#[test]
fn the_table_is_generated_from_the_list() {
    let listed: Listed = serde_json::from_str(schemas::SDK_EXPORTS).unwrap();
    expect_test::expect_file!["table.rs"].assert_eq(&listed.table());
}

#[test]
fn the_rows_are_sorted() {
    assert!(VERSIONS.is_sorted() && VERSIONS.len() == VERSION_NAMES.len());
    assert!(sdk_modules().is_sorted_by_key(|module| module.path));
    for module in sdk_modules() {
        assert!(
            module
                .exports
                .is_sorted_by_key(|(name, span)| (*name, span.first))
        );
    }
    assert!(DEPRECATED.is_sorted());
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
fn an_unknown_version_is_one_of_its_neighbors() {
    let possible = PossibleVersions::at("0.9.1").unwrap();
    assert_eq!(possible.versions, [at("0.8.56"), at("0.9.2")]);
    for unknown in ["0.7.3", "0.17.1", "1.0.0", "latest", "0.18.0-beta.1"] {
        assert_eq!(PossibleVersions::at(unknown), None, "{unknown}");
    }
}

#[test]
fn a_range_allows_known_versions_and_those_around_unknown_ones() {
    for (range, expected) in [
        // 0.12.3 and 0.12.4 exist, and may have what 0.13.0 has.
        ("^0.12.3", "0.12.2 0.13.0"),
        ("~0.16", "0.16.0 0.17.0"),
        ("^0.17.0", "0.17.0"),
        (">=0.16.0 <1.0.0", "0.16.0 0.17.0"),
        ("^0.9.2", "0.9.2 0.10.1"),
        (">=0.13.1 <=0.13.2", "0.13.1 0.13.2"),
    ] {
        let range = NpmVersion::parse(range).unwrap();
        let versions = PossibleVersions::allowed(&range).unwrap().versions;
        let texts: Vec<&str> = versions.iter().map(|version| version.as_str()).collect();
        assert_eq!(texts.join(" "), expected, "{range:?}");
    }
    for range in ["^0.18.0", "^2.0.0", ">=0.17.1 <1.0.0", "<0.8.0", "1.0.0"] {
        let range = NpmVersion::parse(range).unwrap();
        assert_eq!(PossibleVersions::allowed(&range), None, "{range:?}");
    }
}

#[test]
fn where_a_newer_version_may_be_installed_the_newest_known_one_is_possible() {
    for (range, versions, newer) in [
        ("latest", "0.17.0", NewerSdk::Possible),
        ("*", "0.17.0", NewerSdk::Possible),
        (">=0.16.0", "0.16.0 0.17.0", NewerSdk::Possible),
        (">=0.18.0", "0.17.0", NewerSdk::Possible),
        ("~0.9.2 || 1.x", "0.9.2 0.10.1 0.17.0", NewerSdk::Possible),
        ("^1.0.0", "0.17.0", NewerSdk::Certain),
        (">=1.2.0", "0.17.0", NewerSdk::Certain),
    ] {
        let version = NpmVersion::parse(range).unwrap();
        let possible = PossibleVersions::allowed(&version).unwrap();
        let texts: Vec<&str> = possible.versions.iter().map(|it| it.as_str()).collect();
        assert_eq!(texts.join(" "), versions, "{range}");
        assert!(possible.may_be_newer, "{range}");
        assert_eq!(possible.newest, [SdkVersion::newest()], "{range}");
        assert_eq!(NewerSdk::allowed(&version), newer, "{range}");
    }
    for (range, newer) in [
        ("^0.17.0", NewerSdk::Never),
        ("0.17.0", NewerSdk::Never),
        ("<1.0.0", NewerSdk::Never),
        ("1.0.0", NewerSdk::Certain),
        ("^2.0.0", NewerSdk::Certain),
    ] {
        let version = NpmVersion::parse(range).unwrap();
        assert_eq!(NewerSdk::allowed(&version), newer, "{range}");
    }
    for (installed, newer) in [
        ("0.17.0", NewerSdk::Never),
        ("1.0.0-beta.2", NewerSdk::Certain),
        ("1.4.0", NewerSdk::Certain),
        ("unknown", NewerSdk::Possible),
    ] {
        assert_eq!(NewerSdk::at(installed), newer, "{installed}");
    }
}

#[test]
fn names_of_newer_versions_are_in_no_known_one() {
    let newest = VERSIONS.last().unwrap();
    assert_eq!(NEWER_MAJOR, newest.major + 1);
    for name in NEWER_NAMES {
        assert!(is_newer_export(name));
        assert!(
            sdk_modules().iter().all(|it| !it.has_exported(name)),
            "{name}"
        );
    }
}

#[test]
fn deprecated_exports_have_successors_in_the_newest_version() {
    let main = sdk_module("").unwrap();
    for (name, successors) in DEPRECATED {
        assert!(main.exports(name, SdkVersion::newest()), "{name}");
        assert_eq!(deprecated_export(name), *successors);
        for name in *successors {
            assert!(main.exports(name, SdkVersion::newest()), "{name}");
        }
    }
    assert!(deprecated_export("Text").is_empty());
}
