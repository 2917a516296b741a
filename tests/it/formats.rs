//! Report formats, each checked against its specification.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::cli::{hsmeta, project, stderr, stdout};
use crate::properties::report::{SARIF, is_allowed};
use crate::support;

pub const FORMATS: [&str; 8] = [
    "text", "compact", "agent", "json", "sarif", "github", "gitlab", "junit",
];

/// A report with infos.
fn report(folder: &Path, format: &str, arguments: &[&str]) -> String {
    let base = [
        "check",
        "--format",
        format,
        "--min-severity",
        "info",
        "--fail-on",
        "never",
    ];
    stdout(&hsmeta(folder, &[&base, arguments].concat()))
}

/// Reports about several projects, one with many problems, a clean one, none, an unreadable file, and without infos.
fn reports(format: &str) -> Vec<String> {
    let clean = project(&[]);
    let nothing = tempfile::tempdir().unwrap();
    let fixtures = support::root().join("fixtures");
    vec![
        report(&fixtures.join("projects"), format, &[]),
        report(&fixtures.join("projects/broken-shop"), format, &[]),
        report(clean.path(), format, &[]),
        report(nothing.path(), format, &[]),
        report(clean.path(), format, &[".", "nowhere"]),
        stdout(&hsmeta(clean.path(), &["check", "--format", format])),
    ]
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// `fixtures/formats/kiosk/` has a few problems of many kinds. None quotes a schema, so that new values and rules do not
/// change the recorded reports.
#[test]
fn reports_match_the_recorded_ones() {
    let folder = support::root().join("fixtures/formats");
    for format in FORMATS {
        let mut recorded = report(&folder.join("kiosk"), format, &[]);
        if format == "sarif" {
            recorded = without_other_rules(&recorded);
        }
        support::expect_file(&folder.join(format!("kiosk.{format}.out")), &recorded);
    }
}

#[test]
fn every_recorded_report_has_a_format() {
    let folder = support::root().join("fixtures/formats");
    let recorded: BTreeSet<String> = support::files(&folder)
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "out"))
        .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    let expected = FORMATS.map(|format| format!("kiosk.{format}.out"));
    assert_eq!(recorded, expected.into());
}

/// A SARIF log without what depends on other than the reported rules: one entry in the table of rules, no `ruleIndex`
/// (`sarif_conforms_to_the_standard` checks all of them) and no version.
fn without_other_rules(log: &str) -> String {
    let mut log = json(log);
    let run = &mut log["runs"][0];
    for result in run["results"].as_array_mut().unwrap() {
        assert!(result["ruleIndex"].is_u64(), "{result}");
        result.as_object_mut().unwrap().shift_remove("ruleIndex");
    }
    let driver = &mut run["tool"]["driver"];
    driver["semanticVersion"] = "0.0.0".into();
    let rules = driver["rules"].as_array_mut().unwrap();
    assert_eq!(rules.len(), ::rules::all().len());
    rules.retain(|rule| rule["id"] == "duplicate-uid");
    format!("{log:#}\n")
}

#[test]
fn sarif_conforms_to_the_standard() {
    let reports = reports("sarif");
    let of_all_rules = report(&support::root().join("fixtures/rules"), "sarif", &[]);
    for report in reports.iter().chain([&of_all_rules]) {
        let log = json(report);
        let errors: Vec<String> = SARIF
            .iter_errors(&log)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert_eq!(errors, Vec::<String>::new());
        let run = &log["runs"][0];
        for result in run["results"].as_array().unwrap() {
            let index = result["ruleIndex"].as_u64().unwrap() as usize;
            assert_eq!(
                run["tool"]["driver"]["rules"][index]["id"],
                result["ruleId"]
            );
        }
    }
    let unread = json(&reports[4]);
    let invocation = &unread["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let notification = &invocation["toolExecutionNotifications"][0];
    assert_eq!(notification["level"], "error");
    assert!(
        notification["message"]["text"]
            .as_str()
            .unwrap()
            .starts_with("cannot read nowhere: "),
        "{notification}"
    );
    assert_eq!(
        notification["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "nowhere"
    );
    let clean = json(&reports[2]);
    let invocation =
        serde_json::json!([{"executionSuccessful": true, "toolExecutionNotifications": []}]);
    assert_eq!(clean["runs"][0]["invocations"], invocation);
}

#[test]
fn sarif_columns_are_code_points() {
    let card = "{\"uid\": \"c\",\r\n \"😀é\": 1, \"type\": \"card\", \"config\": {}}";
    let folder = project(&[("src/app/cards/c d-hsmeta.json", card)]);
    let log = json(&report(folder.path(), "sarif", &[]));
    let results = log["runs"][0]["results"].as_array().unwrap();
    let found = results
        .iter()
        .find(|one| one["ruleId"] == "unexpected-top-level-property")
        .unwrap();
    let place = &found["locations"][0]["physicalLocation"];
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let region =
        serde_json::json!({"startLine": 2, "startColumn": 2, "endLine": 2, "endColumn": 6});
    assert_eq!(place["region"], region);
    assert_eq!(
        place["artifactLocation"]["uri"],
        "src/app/cards/c%20d-hsmeta.json"
    );
}

/// One workflow command, read as `@actions/runner` reads it: `::name property=value,…::message`.
fn command(line: &str) -> (String, Vec<(String, String)>, String) {
    let (head, message) = line
        .strip_prefix("::")
        .and_then(|rest| rest.split_once("::"))
        .expect(line);
    let (name, properties) = head.split_once(' ').expect(line);
    let unescaped = |text: &str, escapes: &[(&str, &str)]| {
        let mut text = text.to_owned();
        for (escape, character) in escapes {
            text = text.replace(escape, character);
        }
        text.replace("%25", "%")
    };
    let data = [("%0D", "\r"), ("%0A", "\n")];
    let mut unescaped_properties = Vec::new();
    for property in properties.split(',') {
        let (name, value) = property.split_once('=').expect(line);
        let value = unescaped(value, &[&data[..], &[("%3A", ":"), ("%2C", ",")]].concat());
        unescaped_properties.push((name.to_owned(), value));
    }
    (
        name.to_owned(),
        unescaped_properties,
        unescaped(message, &data),
    )
}

#[test]
fn github_commands_can_be_parsed() {
    for report in reports("github") {
        for line in report.lines() {
            let (name, properties, message) = command(line);
            assert!(
                ["error", "warning", "notice"].contains(&name.as_str()),
                "{line}"
            );
            let allowed = ["file", "line", "endLine", "col", "endColumn", "title"];
            assert!(
                properties
                    .iter()
                    .all(|(name, _)| allowed.contains(&name.as_str())),
                "{line}"
            );
            let value = |name: &str| {
                properties
                    .iter()
                    .find(|(known, _)| known == name)
                    .map(|(_, value)| &**value)
            };
            let place = format!("{}:{}:", value("file").unwrap(), value("line").unwrap());
            assert!(message.starts_with(&place), "{line}");
        }
    }
    let folder = project(&[("src/app/cards/a,b:c%3A-hsmeta.json", "{}")]);
    let report = report(folder.path(), "github", &[]);
    let files: BTreeSet<String> = report
        .lines()
        .map(|line| command(line).1[1].1.clone())
        .collect();
    assert!(
        files.contains("src/app/cards/a,b:c%3A-hsmeta.json"),
        "{files:?}"
    );
}

#[test]
fn gitlab_has_the_documented_fields_and_unique_fingerprints() {
    for report in reports("gitlab") {
        let report = json(&report);
        let mut fingerprints = BTreeSet::new();
        for diagnostic in report.as_array().unwrap() {
            let text = |name: &str| {
                diagnostic[name]
                    .as_str()
                    .filter(|text| !text.is_empty())
                    .expect(name)
            };
            assert!(rules::named(text("check_name")).is_some());
            assert!(["info", "minor", "major", "critical", "blocker"].contains(&text("severity")));
            assert!(!text("description").contains('\n'));
            assert!(
                fingerprints.insert(text("fingerprint").to_owned()),
                "{diagnostic}"
            );
            let path = diagnostic["location"]["path"].as_str().unwrap();
            assert!(
                !path.is_empty() && !path.starts_with(['/', '.']) || path == ".",
                "{path}"
            );
            assert!(diagnostic["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        }
    }
}

#[test]
fn junit_counts_match_its_tests() {
    use quick_xml::events::Event;
    let reports = reports("junit");
    for report in &reports {
        let mut reader = quick_xml::Reader::from_str(report);
        let (mut counts, mut tests, mut failures) = (Vec::new(), 0, 0);
        loop {
            let event = reader.read_event().unwrap();
            match &event {
                Event::Eof => break,
                Event::Start(tag) | Event::Empty(tag) => match tag.name().as_ref() {
                    "testsuite" => {
                        let number = |name| {
                            let value = tag.try_get_attribute(name).unwrap().unwrap().value;
                            value.parse::<usize>().unwrap()
                        };
                        counts = vec![number("tests"), number("failures"), number("errors")];
                    }
                    "testcase" => tests += 1,
                    "failure" => failures += 1,
                    _ => {}
                },
                _ => {}
            }
        }
        assert!(tests > 0, "Jenkins refuses a report without tests");
        assert_eq!(counts[..2], [tests, failures]);
    }
    assert!(
        reports[4].contains("<error "),
        "what could not be read is no success"
    );
}

#[test]
fn compact_is_one_line_per_problem() {
    for report in reports("compact") {
        for line in report.lines() {
            let mut parts = line.splitn(4, ':');
            let (_, line_number, column, rest) = (
                parts.next().unwrap(),
                parts.next().unwrap(),
                parts.next().unwrap(),
                parts.next().unwrap(),
            );
            assert!(
                line_number.parse::<usize>().unwrap() > 0 && column.parse::<usize>().unwrap() > 0,
                "{line}"
            );
            let severities = [" error[", " warning[", " info["];
            assert!(
                severities.iter().any(|severity| rest.starts_with(severity)) && rest.contains("] "),
                "{line}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn control_characters_and_markup_are_escaped_in_every_format() {
    let name = "src/app/cards/\u{1b}[31m\n::error::x\u{202e}<&\"']]>\u{9b}%0A,-hsmeta.json";
    let text = "{\"uid\": \"\u{1b}]0;x\u{7}\", \"type\": \"\\u001b[31m\", \"\u{9b}2J\u{202e}<b>&amp;\": 1}";
    let folder = project(&[(name, text)]);
    for format in FORMATS {
        let report = report(folder.path(), format, &[]);
        let control = report
            .chars()
            .find(|c| !is_allowed(*c, format) && diagnostics::message::is_invisible(*c));
        assert_eq!(control, None, "{format}: {report}");
        assert!(
            report.lines().all(|line| !line.starts_with("::error::x")),
            "{format}: {report}"
        );
        match format {
            "json" | "sarif" | "gitlab" => drop(json(&report)),
            "junit" => {
                let mut reader = quick_xml::Reader::from_str(&report);
                while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
            }
            "github" => report.lines().for_each(|line| drop(command(line))),
            _ => {}
        }
    }
    let log = json(&report(folder.path(), "gitlab", &[]));
    let paths: BTreeSet<&str> = log
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["location"]["path"].as_str().unwrap())
        .collect();
    assert!(
        paths.contains(name),
        "a program reads the name as it is: {paths:?}"
    );
}

#[test]
fn no_format_prints_a_secret() {
    let token = "pat-na1-0a1b2c3d-0000-1111-2222-333344445555";
    let named = "0123456789abcdef0123456789abcdef";
    let text = format!(
        "{{\"uid\": \"{token}\", \"type\": \"card\", \"clientSecret\": \"{named}\", \"{token}\": {{\"{token}\": 1}}, \
         \"config\": {{\"name\": \"{token}\", \"location\": \"{token}\"}}}}"
    );
    let folder = project(&[("src/app/cards/c-hsmeta.json", &text)]);
    for format in FORMATS {
        let report = report(folder.path(), format, &[]);
        assert!(
            !report.contains(token) && !report.contains(named),
            "{format}: {report}"
        );
    }
    let output = hsmeta(
        folder.path(),
        &["check", "--baseline", "b.json", "--update-baseline"],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let baseline = std::fs::read_to_string(folder.path().join("b.json")).unwrap();
    assert!(
        !baseline.contains(token) && !baseline.contains(named),
        "{baseline}"
    );
}

#[test]
fn fingerprints_do_not_change_when_lines_move() {
    let folder = project(&[(
        "src/app/cards/c-hsmeta.json",
        "{\"uid\": \"a b\", \"type\": \"card\",\n\"x\": 1}",
    )]);
    let fingerprints = |path: &str| -> Vec<String> {
        let report = json(&report(folder.path(), path, &[]));
        let list = report.as_array().cloned();
        let results = list
            .or_else(|| report["runs"][0]["results"].as_array().cloned())
            .unwrap();
        let mut fingerprints = Vec::new();
        for result in results {
            let gitlab = result["fingerprint"].as_str();
            let sarif = result["partialFingerprints"]["hsmetaFinding/v2"].as_str();
            fingerprints.push(gitlab.or(sarif).unwrap().to_owned());
        }
        fingerprints.sort();
        fingerprints
    };
    let before = fingerprints("gitlab");
    assert!(before.len() > 2, "{before:?}");
    assert_eq!(fingerprints("sarif"), before);
    let moved = "{\n\n\"x\": 1,\n\"type\": \"card\",   \"uid\": \"a b\"}";
    std::fs::write(folder.path().join("src/app/cards/c-hsmeta.json"), moved).unwrap();
    assert_eq!(fingerprints("gitlab"), before);
}

#[test]
fn a_report_is_written_to_the_output_file() {
    let folder = support::root().join("fixtures/projects/broken-shop");
    let place = tempfile::tempdir().unwrap();
    let file = place.path().join("report");
    for format in FORMATS {
        std::fs::write(&file, "old and much longer ".repeat(10_000)).unwrap();
        let arguments = [
            "check",
            "--format",
            format,
            "--output",
            file.to_str().unwrap(),
        ];
        let output = hsmeta(&folder, &arguments);
        assert_eq!(
            (output.status.code(), stdout(&output), stderr(&output)),
            (Some(1), String::new(), String::new())
        );
        let expected = stdout(&hsmeta(&folder, &arguments[..3]));
        assert_eq!(std::fs::read_to_string(&file).unwrap(), expected);
    }
    assert_eq!(
        std::fs::read_dir(place.path()).unwrap().count(),
        1,
        "nothing is left beside it"
    );
    let nowhere = place.path().join("missing/report");
    let output = hsmeta(&folder, &["check", "--output", nowhere.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("cannot write"),
        "{}",
        stderr(&output)
    );
}

#[cfg(unix)]
#[test]
fn devices_and_links_are_written_to_and_not_replaced() {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt, symlink};
    let folder = project(&[]);
    let run = |file: &Path| {
        hsmeta(
            folder.path(),
            &["check", "--output", file.to_str().unwrap()],
        )
        .status
        .code()
    };
    assert_eq!(run(Path::new("/dev/null")), Some(0));
    assert!(
        Path::new("/dev/null")
            .metadata()
            .unwrap()
            .file_type()
            .is_char_device()
    );
    let place = tempfile::tempdir().unwrap();
    let (file, link) = (place.path().join("file"), place.path().join("link"));
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, PermissionsExt::from_mode(0o640)).unwrap();
    symlink("file", &link).unwrap();
    assert_eq!(run(&link), Some(0));
    assert!(link.is_symlink());
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .starts_with("checked")
    );
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    let output = hsmeta(folder.path(), &["check", "--output", "/dev/stdout"]);
    assert!(
        stdout(&output).starts_with("checked"),
        "{}",
        stdout(&output)
    );
}

#[test]
fn max_diagnostics_limits_printing_and_not_counting() {
    let folder = support::root().join("fixtures/projects");
    let all = json(&report(&folder, "json", &[]));
    let total = all["diagnostics"].as_array().unwrap().len();
    let capped = json(&report(&folder, "json", &["--max-diagnostics", "3"]));
    assert_eq!(
        capped["diagnostics"].as_array().unwrap()[..],
        all["diagnostics"].as_array().unwrap()[..3]
    );
    assert_eq!(
        capped["summary"]["omitted"].as_u64().unwrap() as usize,
        total - 3
    );
    assert_eq!(capped["summary"]["errors"], all["summary"]["errors"]);
    for format in FORMATS {
        let none = report(&folder, format, &["--max-diagnostics", "0"]);
        match format {
            "json" | "sarif" | "gitlab" => drop(json(&none)),
            "junit" => assert!(none.contains("failures=\"0\"")),
            _ => assert!(
                none.contains(&format!(
                    "… and {total} more; raise the limit with --max-diagnostics"
                )),
                "{none}"
            ),
        }
    }
    let output = hsmeta(&folder, &["check", "--max-diagnostics", "0", "--quiet"]);
    assert_eq!(
        output.status.code(),
        Some(1),
        "what is not printed still counts"
    );
}
