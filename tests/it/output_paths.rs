//! Paths and fingerprints in reports, from any working directory and for any path of a project.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{hsmeta, stderr, stdout};
use crate::formats::FORMATS;
use crate::support;

const MANIFEST: &str =
    r#"{ "name": "Orders", "srcDir": "src", "platformVersion": "2026.09", "extra": 1 }"#;
const CARD: &str =
    r#"{ "uid": "a b", "type": "card", "config": { "name": "Orders" }, "x": { "y": 1 } }"#;
const APP: &str = "src/app/app-hsmeta.json";

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

/// A project `name` in `folder` with a problem in the project file, in a card and in the app.
fn add_project(folder: &Path, name: &str) {
    write(folder, &format!("{name}/hsproject.json"), MANIFEST);
    write(
        folder,
        &format!("{name}/src/app/cards/orders-hsmeta.json"),
        CARD,
    );
    write(
        folder,
        &format!("{name}/{APP}"),
        r#"{ "uid": "orders_app", "type": "app", "config": {} }"#,
    );
}

/// A repository with the project `crm`.
fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    add_project(folder.path(), "crm");
    folder
}

fn check(folder: &Path, format: &str, paths: &[&str], variables: &[(&str, &str)]) -> String {
    let base = [
        "check",
        "--min-severity",
        "info",
        "--fail-on",
        "never",
        "--format",
        format,
    ];
    let mut program = support::program(folder, &[&base, paths].concat());
    program.envs(variables.iter().copied());
    let output = support::output(&mut program, b"");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

/// The files that a report names.
fn files(report: &str, format: &str) -> BTreeSet<String> {
    let json = || serde_json::from_str::<Value>(report).unwrap();
    let all = |list: &Value, pointer: &str| -> BTreeSet<String> {
        let paths = list
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.pointer(pointer).unwrap().as_str().unwrap());
        paths.map(str::to_owned).collect()
    };
    let lines = |start: &str, end: &str| -> BTreeSet<String> {
        let after = report
            .lines()
            .filter_map(|line| Some(line.split_once(start)?.1));
        after
            .filter_map(|rest| Some(rest.split_once(end)?.0.to_owned()))
            .collect()
    };
    match format {
        "json" => all(&json()["diagnostics"], "/file"),
        "gitlab" => all(&json(), "/location/path"),
        "sarif" => all(
            &json()["runs"][0]["results"],
            "/locations/0/physicalLocation/artifactLocation/uri",
        ),
        "github" => lines("file=", ","),
        "junit" => lines("classname=\"", "\""),
        "compact" => lines("", ":"),
        "agent" => {
            let is_head = |line: &&str| {
                [": error[", ": warning[", ": info["]
                    .iter()
                    .any(|part| line.contains(part))
            };
            let heads = report.lines().filter(is_head);
            heads
                .filter_map(|line| Some(line.split_once(':')?.0.to_owned()))
                .collect()
        }
        _ => lines("--> ", ":"),
    }
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn paths_are_relative_to_the_working_directory_in_every_format() {
    let folder = repository();
    let other = "crm/docs";
    std::fs::create_dir(folder.path().join(other)).unwrap();
    std::fs::create_dir(folder.path().join("other")).unwrap();
    let absolute = folder.path().join("crm").to_string_lossy().into_owned();
    let absolute = absolute.as_str();
    let card = "app/cards/orders-hsmeta.json";
    for (here, paths, expected) in [
        (
            "crm",
            &[][..],
            [
                "hsproject.json",
                "src/app/app-hsmeta.json",
                &format!("src/{card}"),
            ],
        ),
        (
            "crm",
            &[absolute],
            [
                "hsproject.json",
                "src/app/app-hsmeta.json",
                &format!("src/{card}"),
            ],
        ),
        (
            "crm",
            &["src/app", "."],
            [
                "hsproject.json",
                "src/app/app-hsmeta.json",
                &format!("src/{card}"),
            ],
        ),
        (
            "crm/src",
            &[],
            ["../hsproject.json", "app/app-hsmeta.json", card],
        ),
        (
            "crm/src",
            &[absolute],
            ["../hsproject.json", "app/app-hsmeta.json", card],
        ),
        (
            "crm/src",
            &["app/app-hsmeta.json", ".."],
            ["../hsproject.json", "app/app-hsmeta.json", card],
        ),
        (
            "crm/src/app",
            &[],
            [
                "../../hsproject.json",
                "app-hsmeta.json",
                "cards/orders-hsmeta.json",
            ],
        ),
        (
            "crm/docs",
            &[],
            [
                "../hsproject.json",
                "../src/app/app-hsmeta.json",
                &format!("../src/{card}"),
            ],
        ),
        (
            ".",
            &[],
            [
                "crm/hsproject.json",
                "crm/src/app/app-hsmeta.json",
                &format!("crm/src/{card}"),
            ],
        ),
        (
            "other",
            &["../crm"],
            [
                "../crm/hsproject.json",
                "../crm/src/app/app-hsmeta.json",
                &format!("../crm/src/{card}"),
            ],
        ),
    ] {
        for format in FORMATS {
            let found = files(
                &check(&folder.path().join(here), format, paths, &[]),
                format,
            );
            let mut expected = set(&expected);
            if format == "sarif" {
                // SARIF readers need not accept relative URIs with `..`.
                let root = folder.path().canonicalize().unwrap();
                let here = root.join(here);
                expected = expected
                    .into_iter()
                    .map(|path| {
                        if path.starts_with("..") {
                            format!("file://{}", absolute_path(&here.join(path)))
                        } else {
                            path
                        }
                    })
                    .collect();
            }
            assert_eq!(found, expected, "{format} in {here} of {paths:?}");
        }
    }
}

/// The path without `..`.
fn absolute_path(path: &Path) -> String {
    path.canonicalize().unwrap().to_string_lossy().into_owned()
}

#[test]
fn formats_of_services_have_paths_relative_to_the_repository() {
    let folder = repository();
    let root = folder.path().to_string_lossy().into_owned();
    let unrelated = tempfile::tempdir().unwrap();
    let below = set(&[
        "app/app-hsmeta.json",
        "app/cards/orders-hsmeta.json",
        "../hsproject.json",
    ]);
    let sarif = |names: &BTreeSet<String>| -> BTreeSet<String> {
        let manifest = format!(
            "file://{}/crm/hsproject.json",
            folder.path().canonicalize().unwrap().display()
        );
        names
            .iter()
            .map(|name| {
                if name.starts_with("..") {
                    manifest.clone()
                } else {
                    name.clone()
                }
            })
            .collect()
    };
    let whole = set(&[
        "crm/hsproject.json",
        "crm/src/app/app-hsmeta.json",
        "crm/src/app/cards/orders-hsmeta.json",
    ]);
    // Paths outside of the repository are unchanged.
    let source = set(&[
        "app/app-hsmeta.json",
        "app/cards/orders-hsmeta.json",
        "../hsproject.json",
    ]);
    for (value, expected) in [
        (root.clone(), &whole),
        (format!("{root}/crm/../crm/src/../..//"), &whole),
        (format!("{root}/crm/src/"), &source),
        (String::new(), &below),
        (".".to_owned(), &below),
        ("..".to_owned(), &below),
        (format!("{root}/nowhere"), &below),
        (unrelated.path().to_string_lossy().into_owned(), &below),
    ] {
        for (format, variable, other) in [
            ("gitlab", "CI_PROJECT_DIR", "GITHUB_WORKSPACE"),
            ("github", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
            ("sarif", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"),
        ] {
            let expected = if format == "sarif" {
                sarif(expected)
            } else {
                expected.clone()
            };
            let report = check(
                &folder.path().join("crm/src"),
                format,
                &[],
                &[(variable, &value)],
            );
            assert_eq!(files(&report, format), expected, "{format} with {value}");
            let report = check(
                &folder.path().join("crm/src"),
                "compact",
                &[],
                &[(variable, &value)],
            );
            assert_eq!(
                files(&report, "compact"),
                below,
                "people look from where they are"
            );
            let report = check(folder.path(), format, &["crm"], &[(other, &root)]);
            assert_eq!(files(&report, format), whole, "{format} reads no {other}");
        }
    }
}

#[cfg(unix)]
#[test]
fn paths_through_links_are_printed_as_given() {
    let folder = repository();
    let root = folder.path();
    std::fs::create_dir(root.join("links")).unwrap();
    std::os::unix::fs::symlink(root.join("crm"), root.join("links/crm")).unwrap();
    std::os::unix::fs::symlink(root, root.join("links/root")).unwrap();
    let link = root.join("links/crm").to_string_lossy().into_owned();
    let app = |here: &str, path: &str| {
        let found = files(&check(&root.join(here), "compact", &[path], &[]), "compact");
        found
            .into_iter()
            .find(|path| path.ends_with("app-hsmeta.json"))
            .unwrap()
    };
    assert_eq!(app(".", "links/crm"), "links/crm/src/app/app-hsmeta.json");
    assert_eq!(app("links/crm/src", "."), "app/app-hsmeta.json");
    assert_eq!(
        app("crm/src", &link),
        "app/app-hsmeta.json",
        "the link leads to the folder around here"
    );
    assert_eq!(
        app("links", "root/links/../crm"),
        "../crm/src/app/app-hsmeta.json"
    );
    assert_eq!(
        app(".", "links/crm/../crm"),
        "crm/src/app/app-hsmeta.json",
        "`..` is the folder of the target"
    );
    std::os::unix::fs::symlink(root.join("crm/src/app"), root.join("links/app")).unwrap();
    let target = root
        .canonicalize()
        .unwrap()
        .join("crm/src/app/app-hsmeta.json");
    assert_eq!(
        app("links", "app"),
        target.to_str().unwrap(),
        "the project around what a link leads to"
    );
    // The repository itself may be named by a link, and a project in it.
    let repository = root.join("links/root").to_string_lossy().into_owned();
    for here in ["crm", "links/crm", "links"] {
        let report = check(
            &root.join(here),
            "gitlab",
            &[&link],
            &[("CI_PROJECT_DIR", &repository)],
        );
        assert!(
            files(&report, "gitlab").contains("crm/src/app/app-hsmeta.json"),
            "{here}: {report}"
        );
    }
}

/// The fingerprints of a report, by format.
fn fingerprints(report: &str, format: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(report).unwrap();
    let (list, pointer) = match format {
        "gitlab" => (&report, "/fingerprint"),
        _ => (
            &report["runs"][0]["results"],
            "/partialFingerprints/hsmetaFinding~1v2",
        ),
    };
    let all = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one.pointer(pointer).unwrap().as_str().unwrap().to_owned());
    all.collect()
}

#[test]
fn fingerprints_do_not_depend_on_the_machine_or_the_working_directory() {
    let (one, other) = (repository(), repository());
    std::fs::create_dir(other.path().join(".git")).unwrap();
    let reference = fingerprints(
        &check(&one.path().join("crm"), "gitlab", &[], &[]),
        "gitlab",
    );
    assert!(reference.len() > 4, "{reference:?}");
    let root = one.path().to_string_lossy().into_owned();
    for (folder, here, paths) in [
        (&one, "crm/src", vec![]),
        (&one, "crm/src/app/cards", vec!["."]),
        (&one, ".", vec![]),
        (&one, ".", vec![root.as_str()]),
        (&one, "crm/src", vec!["../../crm"]),
        (&other, "crm", vec![]),
        (&other, "crm", vec![root.as_str()]),
    ] {
        for format in ["gitlab", "sarif"] {
            for variables in [
                vec![],
                vec![
                    ("CI_PROJECT_DIR", root.as_str()),
                    ("GITHUB_WORKSPACE", root.as_str()),
                ],
            ] {
                let report = check(&folder.path().join(here), format, &paths, &variables);
                let mut found = fingerprints(&report, format);
                // The report may have the project of the other folder too.
                found.retain(|fingerprint| reference.contains(fingerprint));
                assert_eq!(found, reference, "{format} in {here} of {paths:?}");
            }
        }
    }
}

#[test]
fn copies_of_a_project_have_different_fingerprints() {
    let folder = repository();
    let single = fingerprints(&check(folder.path(), "gitlab", &[], &[]), "gitlab");
    add_project(folder.path(), "crm2");
    add_project(folder.path(), "packages/crm");
    for format in ["gitlab", "sarif"] {
        let all = fingerprints(&check(folder.path(), format, &[], &[]), format);
        assert_eq!(
            all.iter().collect::<BTreeSet<_>>().len(),
            all.len(),
            "{all:?}"
        );
        assert_eq!(all.len(), 3 * single.len());
        assert_eq!(all[..single.len()], single, "the first one keeps its own");
        let from_below = check(
            &folder.path().join("packages"),
            format,
            &["../crm2", ".", "../crm"],
            &[],
        );
        assert_eq!(
            fingerprints(&from_below, format),
            all,
            "in the same order wherever it runs"
        );
    }
    // The name of the project is part of its fingerprints, and neither project changes those of the other.
    write(
        folder.path(),
        "a/hsproject.json",
        &MANIFEST.replace("Orders", "Boats"),
    );
    write(folder.path(), "a/src/app/cards/orders-hsmeta.json", CARD);
    let all = fingerprints(
        &check(folder.path(), "gitlab", &["a", "crm"], &[]),
        "gitlab",
    );
    let boats = fingerprints(
        &check(&folder.path().join("a"), "gitlab", &[], &[]),
        "gitlab",
    );
    assert_eq!(all, [boats, single].concat());
}

#[test]
fn a_fingerprint_depends_on_rule_file_pointer_and_value() {
    let folder = repository();
    let path = "crm/src/app/cards/orders-hsmeta.json";
    let by_rule = || -> BTreeMap<String, String> {
        let report: Value =
            serde_json::from_str(&check(folder.path(), "gitlab", &[], &[])).unwrap();
        let cards = report
            .as_array()
            .unwrap()
            .iter()
            .filter(|one| one["location"]["path"] == path);
        cards
            .map(|one| {
                (
                    one["check_name"].to_string(),
                    one["fingerprint"].to_string(),
                )
            })
            .collect()
    };
    let before = by_rule();
    // Another value, even if the message is the same.
    write(folder.path(), path, &CARD.replace("a b", "b c"));
    let after = by_rule();
    assert_ne!(before["\"invalid-uid\""], after["\"invalid-uid\""]);
    // An object has no value: its content is unrelated to the diagnostic.
    write(folder.path(), path, &CARD.replace("\"y\": 1", "\"y\": 22"));
    assert_eq!(by_rule(), before);
}

#[test]
fn fingerprints_and_baselines_contain_no_secret() {
    let folder = repository();
    let path = "crm/src/app/cards/orders-hsmeta.json";
    let with = |secret: &str| {
        write(
            folder.path(),
            path,
            &CARD.replace("\"x\"", &format!("\"clientSecret\": \"{secret}\", \"x\"")),
        );
        let output = hsmeta(
            folder.path(),
            &["check", "--baseline", "known.json", "--update-baseline"],
        );
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let baseline = std::fs::read_to_string(folder.path().join("known.json")).unwrap();
        assert!(!baseline.contains(secret), "{baseline}");
        (
            fingerprints(&check(folder.path(), "gitlab", &[], &[]), "gitlab"),
            baseline,
        )
    };
    let first = with("0123456789abcdef0123456789abcdef");
    assert_eq!(
        first,
        with("fedcba98765432100123456789abcdef"),
        "nobody can find it by trying"
    );
}

#[test]
fn a_baseline_does_not_depend_on_the_working_directory() {
    let folder = repository();
    let known = folder.path().join("known.json");
    let known = known.to_str().unwrap();
    let update = hsmeta(
        folder.path(),
        &["check", "--baseline", "known.json", "--update-baseline"],
    );
    assert_eq!(update.status.code(), Some(0), "{}", stderr(&update));
    let mut runs = vec![
        ("crm", "."),
        ("crm/src/app", "."),
        ("crm/src", "../../crm"),
        (".", "crm/src"),
    ];
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("crm", folder.path().join("link")).unwrap();
        runs.extend([(".", "link"), ("link/src", "."), ("crm", "../link")]);
    }
    for (here, path) in runs {
        let output = hsmeta(
            &folder.path().join(here),
            &["check", path, "--baseline", known],
        );
        assert_eq!(
            output.status.code(),
            Some(0),
            "{here} {path}: {}{}",
            stdout(&output),
            stderr(&output)
        );
    }
}

#[test]
fn a_dash_is_stdout() {
    let folder = repository();
    for format in FORMATS {
        let plain = hsmeta(folder.path(), &["check", "--format", format]);
        let dash = hsmeta(
            folder.path(),
            &["check", "--format", format, "--output", "-"],
        );
        assert_eq!(
            (dash.status, stdout(&dash)),
            (plain.status, stdout(&plain)),
            "{format}"
        );
    }
    let diff = hsmeta(
        folder.path(),
        &["check", "--diff", "--unsafe-fixes", "--output", "-"],
    );
    assert!(stdout(&diff).starts_with("--- "), "{}", stdout(&diff));
    assert!(!folder.path().join("-").exists());
    let file = hsmeta(folder.path(), &["check", "--output", "./-"]);
    assert_eq!(
        (stdout(&file).as_str(), folder.path().join("-").exists()),
        ("", true)
    );
    std::fs::remove_file(folder.path().join("-")).unwrap();
    let baseline = hsmeta(
        folder.path(),
        &["check", "--baseline", "-", "--update-baseline"],
    );
    assert_eq!(
        (baseline.status.code(), folder.path().join("-").exists()),
        (Some(2), false)
    );
    assert!(stderr(&baseline).contains("`./-`"), "{}", stderr(&baseline));
}

#[test]
fn stdin_as_a_path_is_an_error() {
    let folder = repository();
    for paths in [
        &["-"][..],
        &["/dev/stdin"],
        &["/dev/fd/0"],
        &["/proc/self/fd/0"],
        &["crm", "-"],
        &["--watch", "-"],
    ] {
        let output = hsmeta(
            folder.path(),
            &[&["check", "--allow-empty"], paths].concat(),
        );
        assert_eq!(
            (output.status.code(), stdout(&output).as_str()),
            (Some(2), ""),
            "{paths:?}"
        );
        assert!(
            stderr(&output).contains("--stdin-filename"),
            "{paths:?}: {}",
            stderr(&output)
        );
    }
    // A folder may have any name.
    add_project(folder.path(), "-");
    assert!(
        stdout(&hsmeta(folder.path(), &["check", "./-"])).contains("-/src/app/app-hsmeta.json")
    );
}
