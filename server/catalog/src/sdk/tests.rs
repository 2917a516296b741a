#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

use super::*;
use crate::NpmVersion;

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
    let newest = TABLE.versions.last().unwrap();
    assert_eq!(TABLE.newer.major, newest.major + 1);
    for name in &TABLE.newer.names {
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
    for row in &TABLE.deprecated {
        assert!(main.exports(row.name, SdkVersion::newest()), "{}", row.name);
        assert_eq!(deprecated_export(row.name), row.successors);
        for name in &row.successors {
            assert!(main.exports(name, SdkVersion::newest()), "{name}");
        }
    }
    assert!(deprecated_export("Text").is_empty());
}
