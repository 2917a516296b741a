//! `--fix`, `--diff` and `--stdin-filename` combined with the options for formats, limits, output files and baselines.

use std::fs;

use serde_json::Value;

use crate::fix_files::{CARD, FIXED, PATH, fixable_project, hsmeta, text};
use crate::formats::FORMATS;
use crate::stdin;

#[test]
fn every_format_reports_what_was_not_fixed() {
    for format in FORMATS {
        let folder = fixable_project();
        let arguments = ["--format", format, "--min-severity", "info"];
        let fixing = hsmeta(folder.path(), &[&arguments[..], &["--fix"]].concat());
        assert_eq!(
            fs::read_to_string(folder.path().join(PATH)).unwrap(),
            FIXED,
            "{format}"
        );
        assert_eq!(
            (fixing.status.code(), text(&fixing.stderr)),
            (Some(1), String::new()),
            "{format}"
        );
        let (fixing, after) = (
            text(&fixing.stdout),
            text(&hsmeta(folder.path(), &arguments).stdout),
        );
        match format {
            "text" | "agent" => assert!(fixing.contains("\n2 fixed, "), "{fixing}"),
            "json" => {
                let json: Value = serde_json::from_str(&fixing).unwrap();
                assert_eq!(json["fixed"].as_array().map(Vec::len), Some(2));
                assert_eq!(
                    json["diagnostics"],
                    serde_json::from_str::<Value>(&after).unwrap()["diagnostics"]
                );
            }
            _ => assert_eq!(fixing, after, "{format}"),
        }
    }
}

#[test]
fn max_diagnostics_does_not_limit_fixes() {
    let folder = fixable_project();
    let output = hsmeta(
        folder.path(),
        &["--fix", "--format", "json", "--max-diagnostics", "0"],
    );
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(
        (
            json["diagnostics"].as_array().unwrap().len(),
            json["fixed"].as_array().unwrap().len()
        ),
        (0, 2)
    );
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), FIXED);
}

#[test]
fn a_diff_is_written_to_the_output_file() {
    let (folder, place) = (fixable_project(), tempfile::tempdir().unwrap());
    let file = place.path().join("fixes.diff");
    let diff = text(&hsmeta(folder.path(), &["--diff", "--quiet"]).stdout);
    let output = hsmeta(
        folder.path(),
        &["--diff", "--output", file.to_str().unwrap()],
    );
    assert_eq!(
        (output.status.code(), text(&output.stdout)),
        (Some(1), String::new())
    );
    assert!(
        text(&output.stderr).contains("2 would be fixed"),
        "{}",
        text(&output.stderr)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), diff);
    assert!(diff.starts_with(&format!("--- {PATH}\n")), "{diff}");
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), CARD);
    for refused in [
        &["--max-diagnostics", "1"][..],
        &["--baseline", "b.json", "--update-baseline"],
    ] {
        let output = hsmeta(folder.path(), &[&["--diff"], refused].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("cannot be used with"),
            "{}",
            text(&output.stderr)
        );
    }
}

#[test]
fn hidden_problems_are_fixed_only_with_update_baseline() {
    let folder = fixable_project();
    let base = ["--baseline", "known.json"];
    let run = |more: &[&str]| hsmeta(folder.path(), &[&base[..], more].concat());
    assert_eq!(run(&["--update-baseline"]).status.code(), Some(0));
    assert_eq!(
        run(&["--diff"]).status.code(),
        Some(0),
        "a diff shows what --fix does"
    );
    let recorded = || fs::read_to_string(folder.path().join("known.json")).unwrap();
    let before = recorded();
    assert!(before.contains("\"invalid-json\""), "{before}");
    run(&["--fix"]);
    assert_eq!(
        fs::read_to_string(folder.path().join(PATH)).unwrap(),
        CARD,
        "nobody was shown what is hidden"
    );
    assert_eq!(recorded(), before);
    assert_eq!(run(&["--fix", "--update-baseline"]).status.code(), Some(0));
    assert_eq!(fs::read_to_string(folder.path().join(PATH)).unwrap(), FIXED);
    assert!(!recorded().contains("\"invalid-json\""), "{}", recorded());
}

#[test]
fn stdin_is_reported_in_every_format() {
    for format in FORMATS {
        let folder = fixable_project();
        let arguments = ["--format", format, "--quiet"];
        let whole = text(&hsmeta(folder.path(), &arguments).stdout);
        let (code, stdout, stderr) = stdin::check(folder.path(), PATH, CARD.as_bytes(), &arguments);
        assert_eq!((code, stderr.as_str()), (Some(1), ""), "{format}");
        // All problems of the project are in this file, so only the summaries differ.
        let diagnostics = |report: &str| report.split(",\"summary\":").next().unwrap().to_owned();
        assert_eq!(diagnostics(&stdout), diagnostics(&whole), "{format}");
        let fixing = [&arguments[..], &["--fix"]].concat();
        let (code, stdout, stderr) = stdin::check(folder.path(), PATH, CARD.as_bytes(), &fixing);
        assert_eq!((code, stdout.as_str()), (Some(1), FIXED), "{format}");
        let file = folder.path().join("report");
        let fixing = [&fixing[..], &["--output", file.to_str().unwrap()]].concat();
        let (_, stdout, silence) = stdin::check(folder.path(), PATH, CARD.as_bytes(), &fixing);
        assert_eq!((stdout.as_str(), silence.as_str()), (FIXED, ""), "{format}");
        assert_eq!(fs::read_to_string(&file).unwrap(), stderr, "{format}");
    }
}

#[test]
fn stdin_respects_the_baseline() {
    let folder = fixable_project();
    let base = ["--baseline", "known.json"];
    let run = |more: &[&str]| {
        stdin::check(
            folder.path(),
            PATH,
            CARD.as_bytes(),
            &[&base[..], more].concat(),
        )
    };
    let (code, stdout, _) = run(&["--fix"]);
    assert_eq!(
        (code, stdout.as_str()),
        (Some(2), CARD),
        "without its baseline a filter changes nothing"
    );
    assert_eq!(
        hsmeta(folder.path(), &[&base[..], &["--update-baseline"]].concat())
            .status
            .code(),
        Some(0)
    );
    let (code, stdout, stderr) = run(&[]);
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    assert!(
        stdout.contains("in the baseline") && !stdout.contains("since the baseline"),
        "{stdout}"
    );
    assert_eq!(
        run(&["--update-baseline"]).0,
        Some(2),
        "it would know of one file only"
    );
}

#[test]
fn an_update_keeps_other_projects_of_the_configuration() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hsmeta.toml"), "nonsense = 1\n").unwrap();
    for name in ["a", "b"] {
        fs::create_dir_all(folder.path().join(name).join("src/app/cards")).unwrap();
        let manifest = "{\"name\": \"x\", \"srcDir\": \"src\", \"platformVersion\": \"2026.03\"}";
        fs::write(folder.path().join(name).join("hsproject.json"), manifest).unwrap();
        fs::write(folder.path().join(name).join(PATH), CARD).unwrap();
    }
    let run = |more: &[&str]| {
        hsmeta(
            folder.path(),
            &[&["--baseline", "known.json"], more].concat(),
        )
    };
    let recorded = || fs::read_to_string(folder.path().join("known.json")).unwrap();
    assert_eq!(run(&["--update-baseline"]).status.code(), Some(0));
    let whole = recorded();
    assert!(
        whole.contains("\"hsmeta.toml\"") && whole.contains("\"b/src"),
        "{whole}"
    );
    assert_eq!(run(&["--update-baseline", "a"]).status.code(), Some(0));
    assert_eq!(recorded(), whole);
    fs::write(folder.path().join("hsmeta.toml"), "").unwrap();
    assert!(
        text(&run(&["a"]).stdout).contains("\n1 fixed since the baseline"),
        "{}",
        text(&run(&["a"]).stdout)
    );
}
