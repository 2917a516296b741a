//! HubSpot's own schemas: `hsmeta schema import`, `list`, `remove` and `diff`, and where a check finds them.

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support;

const VERSION: &str = "2026.09";
const STORED: &str = ".hsmeta/schemas/2026.09.json";

/// What `hs api project-components-external/project-schemas/v3/2026.09 --json` prints, with one property that ours lacks.
const ANSWER: &str = r#"{
  "CARD": {
    "type": "object",
    "properties": {"name": {"type": "string", "maxLength": 10}, "invented": {"type": "string"}},
    "required": ["name", "invented"]
  },
  "SERVERLESS_PACKAGE": {"type": "object"}
}"#;

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_owned()).unwrap()
}

/// Standard output of a run that ends without problems.
fn stdout(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// Standard error of a run that fails.
fn stderr(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert_eq!(text(&output.stdout), "");
    text(&output.stderr)
}

fn import(folder: &Path, input: &str, arguments: &[&str]) -> Output {
    let mut all = vec!["schema", "import", "-", "--date", "2026-11-29"];
    all.extend(arguments);
    support::output(&mut support::program(folder, &all), input.as_bytes())
}

/// A project with the answer imported.
fn project() -> TempDir {
    let project = support::project(&[]);
    stdout(&import(
        project.path(),
        ANSWER,
        &["--platform-version", VERSION],
    ));
    project
}

fn read(folder: &TempDir, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap()
}

/// The versions that a check of this folder knows imported schemas of, by project, and what cannot be used.
fn loaded(folder: &Path) -> Vec<(Vec<String>, Vec<String>)> {
    let (projects, errors) = support::load(folder);
    assert_eq!(errors, []);
    let mut all = Vec::new();
    for project in projects {
        let versions = project.official.iter();
        let versions = versions.map(|schemas| schemas.platform_version().to_owned());
        let problems = project.official_problems.iter();
        let problems = problems.map(|problem| format!("{}: {}", problem.file, problem.message));
        all.push((versions.collect(), problems.collect()));
    }
    all
}

fn found(versions: &[&str]) -> (Vec<String>, Vec<String>) {
    let versions = versions.iter().map(|version| (*version).to_owned());
    (versions.collect(), Vec::new())
}

#[test]
fn an_answer_is_stored_beside_hsproject_json_from_any_folder_of_the_project() {
    let project = support::project(&[]);
    let below = project.path().join("src/app");
    let imported = import(&below, ANSWER, &["--platform-version", VERSION]);
    assert!(stdout(&imported).starts_with("imported 2 schemas of 2026.09 into "));
    assert!(text(&imported.stderr).contains("SERVERLESS_PACKAGE"));
    let stored: Value = serde_json::from_str(&read(&project, STORED)).unwrap();
    assert_eq!(stored["platformVersion"], VERSION);
    assert_eq!(stored["imported"], "2026-11-29");
    assert_eq!(
        stored["schemas"]["CARD"]["required"],
        json!(["name", "invented"])
    );
    assert!(read(&project, STORED).ends_with("}\n"));
    assert_eq!(loaded(project.path()), [found(&[VERSION])]);
    // The same again changes nothing; nothing else is left behind.
    let before = read(&project, STORED);
    stdout(&import(&below, &before, &["--platform-version", VERSION]));
    assert_eq!(read(&project, STORED), before);
    assert_eq!(support::files(&project.path().join(".hsmeta")).len(), 1);
}

#[test]
fn single_schemas_are_merged_into_the_file() {
    let project = project();
    let one = r#"{"content":[{"type":"text","text":"{\"config\":{\"type\":\"object\"}}"}]}"#;
    let arguments = ["--platform-version", VERSION, "--type", "scim"];
    let imported = import(project.path(), one, &arguments);
    assert!(text(&imported.stderr).contains("were kept: CARD, SERVERLESS_PACKAGE"));
    stdout(&imported);
    let stored: Value = serde_json::from_str(&read(&project, STORED)).unwrap();
    let names: Vec<&String> = stored["schemas"].as_object().unwrap().keys().collect();
    assert_eq!(names, ["CARD", "SCIM_INTEGRATION", "SERVERLESS_PACKAGE"]);
}

#[test]
fn nothing_is_written_if_the_input_cannot_be_used() {
    let project = support::project(&[]);
    for (input, arguments, message) in [
        (
            ANSWER,
            vec!["--platform-version", "2026.9"],
            "did you mean `2026.09`?",
        ),
        (
            ANSWER,
            vec!["--platform-version", "2025.1"],
            "have the old layout",
        ),
        (
            ANSWER,
            vec!["--platform-version", VERSION, "--type", "cards"],
            "did you mean `card`?",
        ),
        (
            ANSWER,
            vec!["--platform-version", VERSION, "--schemas", "../x"],
            "is not below",
        ),
        (
            ANSWER,
            vec!["--platform-version", VERSION, "--schemas", "/x"],
            "is not below",
        ),
        (
            "",
            vec!["--platform-version", VERSION],
            "nothing was imported from `-`: it is empty",
        ),
        (
            "{}",
            vec!["--platform-version", VERSION],
            "neither HubSpot's answer",
        ),
        (
            r#"{"CARD":{"$ref":"https://example.com/x.json"}}"#,
            vec!["--platform-version", VERSION],
            "never fetched",
        ),
    ] {
        let error = stderr(&import(project.path(), input, &arguments));
        assert!(error.contains(message), "{error}");
    }
    let other = support::project(&[]);
    let imported = import(other.path(), ANSWER, &["--platform-version", "2026.03"]);
    assert!(text(&imported.stderr).contains("its `platformVersion` is `2026.09`"));
    let huge = format!("{{\"CARD\": {{\"title\": \"{}\"}}}}", "a".repeat(9 << 20));
    let error = stderr(&import(
        project.path(),
        &huge,
        &["--platform-version", VERSION],
    ));
    assert!(error.contains("over the limit"), "{error}");
    let error = stderr(&support::run(
        project.path(),
        &[
            "schema",
            "import",
            "missing.json",
            "--platform-version",
            VERSION,
        ],
    ));
    assert!(error.contains("cannot read `missing.json`"), "{error}");
    let large = fs::File::create(project.path().join("large.json")).unwrap();
    large.set_len(33 << 20).unwrap();
    let error = stderr(&support::run(
        project.path(),
        &[
            "schema",
            "import",
            "large.json",
            "--platform-version",
            VERSION,
        ],
    ));
    // The option of `hsmeta check` that raises its limit does not exist here.
    assert!(
        error.contains("over the limit of 32 MiB") && !error.contains("--max-file-size"),
        "{error}"
    );
    assert!(!project.path().join(".hsmeta").exists());
    let nowhere = tempfile::tempdir().unwrap();
    let error = stderr(&import(
        nowhere.path(),
        ANSWER,
        &["--platform-version", VERSION],
    ));
    assert!(error.contains("not inside a project"), "{error}");
}

#[test]
fn hubspots_schema_is_printed_where_it_was_imported() {
    let plain = support::project(&[]);
    let ours = stdout(&support::run(plain.path(), &["schema", "card"]));
    let project = project();
    let run = |arguments: &[&str]| {
        let mut all = vec!["schema"];
        all.extend(arguments);
        support::run(project.path(), &all)
    };
    let printed = run(&["card"]);
    assert!(
        text(&printed.stderr).contains("HubSpot's schema of 2026-11-29 for `config` in 2026.09")
    );
    let printed: Value = serde_json::from_str(&stdout(&printed)).unwrap();
    assert_eq!(printed["required"], json!(["name", "invented"]));
    assert_eq!(stdout(&run(&["card", "--ours"])), ours);
    // Not in the answer, and not a component type.
    for name in ["app", "hsproject"] {
        let printed = stdout(&run(&[name]));
        assert_eq!(printed, schema::schema(name).unwrap().text);
    }
    assert!(stderr(&run(&["crad"])).contains("did you mean `card`?"));
    assert!(
        stderr(&run(&["card", "--platform-version", "2026.03"])).contains("available: 2026.09")
    );
    // Another version of the project.
    let manifest = read(&project, "hsproject.json").replace(VERSION, "2026.03");
    fs::write(project.path().join("hsproject.json"), manifest).unwrap();
    let printed = run(&["card"]);
    assert!(
        text(&printed.stderr).contains("HubSpot's are imported for 2026.09,"),
        "{}",
        text(&printed.stderr)
    );
    assert_eq!(stdout(&printed), ours);
    assert_eq!(text(&run(&["card", "--ours"]).stderr), "");
}

#[test]
fn imported_schemas_are_listed_and_removed() {
    let project = project();
    let run = |arguments: &[&str]| support::run(project.path(), arguments);
    let listed = stdout(&run(&["schema", "list"]));
    assert!(listed.starts_with("2026.09: imported 2026-11-29, used by this project, in .hsmeta/schemas/2026.09.json\n  HubSpot's schema (1): card\n  hsmeta's only (22): api-client, app,"), "{listed}");
    assert!(
        listed.ends_with("\n  unknown to hsmeta (1): SERVERLESS_PACKAGE\n"),
        "{listed}"
    );
    assert!(stderr(&run(&["schema", "remove", "2026.03"])).contains("available: 2026.09"));
    fs::write(project.path().join(STORED), "broken").unwrap();
    assert!(
        stderr(&run(&["schema", "list"])).contains("cannot read `.hsmeta/schemas/2026.09.json`")
    );
    let one = &["--platform-version", VERSION, "--type", "card"];
    let error = stderr(&import(project.path(), ANSWER, one));
    assert!(error.contains("or remove the file first"), "{error}");
    // The whole answer repairs it, as the message of the check says.
    let whole = &["--platform-version", VERSION];
    stdout(&import(project.path(), ANSWER, whole));
    assert_eq!(loaded(project.path()), [found(&[VERSION])]);
    assert_eq!(
        stdout(&run(&["schema", "remove", VERSION])),
        "removed .hsmeta/schemas/2026.09.json\n"
    );
    assert!(!project.path().join(STORED).exists());
    assert_eq!(
        stdout(&run(&["schema", "list"])),
        "no schemas of HubSpot are imported\n"
    );
}

#[test]
fn the_difference_is_a_report_in_every_format() {
    let project = project();
    let diff = |arguments: &[&str]| {
        let mut all = vec!["schema", "diff"];
        all.extend(arguments);
        stdout(&support::run(project.path(), &all))
    };
    let printed = diff(&["card"]);
    let title = format!(
        "HubSpot's schemas of 2026-11-29 for 2026.09, compared with those of hsmeta {}\n\ncard: ",
        env!("CARGO_PKG_VERSION")
    );
    assert!(printed.starts_with(&title), "{printed}");
    assert!(
        printed.contains("\n  /config/invented: only in HubSpot's schema\n"),
        "{printed}"
    );
    assert!(
        printed.contains("\n  /config/location: only in hsmeta's schema\n"),
        "{printed}"
    );
    let markdown = diff(&["--format", "markdown"]);
    assert!(
        markdown.contains("\n| `/config/invented` | property | `true` |  |\n"),
        "{markdown}"
    );
    assert!(
        markdown.contains("\nnot in HubSpot's answer: api-client, app,"),
        "{markdown}"
    );
    assert!(
        markdown.contains("\nunknown to hsmeta: SERVERLESS_PACKAGE\n"),
        "{markdown}"
    );
    let schema = fs::read_to_string(support::root().join("schemas/schema-diff.json")).unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    let report: Value = serde_json::from_str(&diff(&["--format", "json"])).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&report)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(report["unknownToHsmeta"], json!(["SERVERLESS_PACKAGE"]));
    assert_eq!(diff(&["--format", "json"]), diff(&["--format", "json"]));
}

#[test]
fn a_folder_is_shared_by_the_projects_below_hsmeta_toml() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("hsmeta.toml"), "").unwrap();
    let fixture = support::root().join("fixtures/projects/documented-app");
    for name in ["a", "b"] {
        for file in ["hsproject.json", "src/app/app-hsmeta.json"] {
            let path = folder.path().join(name).join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::copy(fixture.join(file), path).unwrap();
        }
    }
    stdout(&import(
        &folder.path().join("a"),
        ANSWER,
        &["--platform-version", VERSION],
    ));
    assert!(folder.path().join(STORED).exists());
    assert_eq!(
        loaded(folder.path()),
        [found(&[VERSION]), found(&[VERSION])]
    );
    let (projects, _) = support::load(folder.path());
    assert!(std::sync::Arc::ptr_eq(
        &projects[0].official,
        &projects[1].official
    ));
    // The key names another folder, for all commands; one that does not exist is reported.
    fs::write(folder.path().join("hsmeta.toml"), "schemas = \"othr\"\n").unwrap();
    let checked = support::run(folder.path(), &["check", "--format", "compact"]);
    let reported = text(&checked.stdout)
        .matches("`othr` cannot be used: it does not exist")
        .count();
    assert_eq!(reported, 2, "{}", text(&checked.stdout));
    fs::write(folder.path().join("hsmeta.toml"), "").unwrap();
    fs::rename(folder.path().join(".hsmeta"), folder.path().join("other")).unwrap();
    assert_eq!(loaded(folder.path()), [found(&[]), found(&[])]);
    fs::write(
        folder.path().join("hsmeta.toml"),
        "schemas = \"./other/schemas/\"\n",
    )
    .unwrap();
    assert_eq!(
        loaded(folder.path()),
        [found(&[VERSION]), found(&[VERSION])]
    );
    let listed = stdout(&support::run(&folder.path().join("b"), &["schema", "list"]));
    assert!(
        listed.starts_with("2026.09: imported 2026-11-29, used by this project"),
        "{listed}"
    );
    let config = stdout(&support::run(folder.path(), &["config"]));
    assert!(
        config.contains("\nschemas = \"other/schemas\"  # hsmeta.toml:1\n"),
        "{config}"
    );
}

#[test]
fn a_folder_outside_of_the_project_is_refused() {
    for folder in ["../schemas", "/schemas", "C:\\\\schemas", ".", "a/../.."] {
        let project = support::project(&[("hsmeta.toml", &format!("schemas = \"{folder}\"\n"))]);
        let checked = support::run(project.path(), &["check"]);
        let printed = text(&checked.stdout);
        assert_eq!(checked.status.code(), Some(1), "{folder}: {printed}");
        assert!(
            printed.contains("`schemas` is not a folder below that of this file"),
            "{printed}"
        );
        let error = stderr(&import(
            project.path(),
            ANSWER,
            &["--platform-version", VERSION],
        ));
        assert!(error.contains("`schemas` is not a folder below"), "{error}");
        assert!(!project.path().join(".hsmeta").exists());
    }
    let project = project();
    for folder in ["..", "/"] {
        let error = stderr(&support::run(
            project.path(),
            &["check", "--schemas", folder],
        ));
        assert!(error.contains("is not below"), "{error}");
    }
    fs::rename(project.path().join(".hsmeta"), project.path().join("kept")).unwrap();
    let listed = stdout(&support::run(
        project.path(),
        &["schema", "list", "--schemas", "kept/schemas"],
    ));
    assert!(listed.starts_with("2026.09:"), "{listed}");
    stdout(&support::run(
        project.path(),
        &["check", "--schemas", "kept/schemas"],
    ));
}

#[cfg(unix)]
#[test]
fn links_are_neither_read_nor_written() {
    let outside = tempfile::tempdir().unwrap();
    fs::create_dir_all(outside.path().join("schemas")).unwrap();
    for link in [".hsmeta", ".hsmeta/schemas", STORED] {
        let project = support::project(&[]);
        let path = project.path().join(link);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut target = outside.path().to_owned();
        if link == ".hsmeta/schemas" {
            target.push("schemas");
        } else if link == STORED {
            target.push("file.json");
            fs::write(&target, "{}").unwrap();
        }
        std::os::unix::fs::symlink(&target, &path).unwrap();
        let error = stderr(&import(
            project.path(),
            ANSWER,
            &["--platform-version", VERSION],
        ));
        assert!(
            error.contains(&format!("cannot read `{link}`: a symbolic link")),
            "{error}"
        );
        let problems = &loaded(project.path())[0].1;
        assert!(problems[0].contains("symbolic link"), "{problems:?}");
        if link == STORED {
            // The help of that problem says how to get rid of it.
            stdout(&support::run(
                project.path(),
                &["schema", "remove", VERSION],
            ));
            assert!(fs::symlink_metadata(project.path().join(STORED)).is_err());
        }
    }
    assert_eq!(support::files(outside.path()).len(), 1);
    assert_eq!(
        fs::read_to_string(outside.path().join("file.json")).unwrap(),
        "{}"
    );
}

#[test]
fn other_files_in_the_folder_are_left_alone() {
    let project = project();
    for name in ["README.md", "2026.9.json", "notes.json"] {
        fs::write(
            project.path().join(".hsmeta/schemas").join(name),
            "not json",
        )
        .unwrap();
    }
    assert_eq!(loaded(project.path()), [found(&[VERSION])]);
}

#[test]
fn a_migration_keeps_the_folder() {
    let before = support::root().join("fixtures/migrations/example-private-app/before.txt");
    let before = fs::read_to_string(before).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for part in format!("\n{before}").split("\n== ").skip(1) {
        let (path, text) = part.split_once('\n').unwrap();
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    stdout(&import(
        folder.path(),
        ANSWER,
        &["--platform-version", VERSION],
    ));
    let stored = read(&folder, STORED);
    let migrated = support::run(folder.path(), &["migrate", "--write", "--allow-dirty"]);
    assert_ne!(
        migrated.status.code(),
        Some(2),
        "{}",
        text(&migrated.stderr)
    );
    assert_eq!(read(&folder, STORED), stored);
    assert!(folder.path().join("src/app/app-hsmeta.json").exists());
}

/// The problems of a calling extension with this `config`, each as `rule: message`, and others in its file.
fn calling(config: &str, schema: &Value, settings: &str) -> Vec<String> {
    let imported = json!({"platformVersion": VERSION, "imported": "2026-11-29", "schemas": {"CALLING": schema}});
    let component =
        format!("{{\"uid\": \"calling\", \"type\": \"calling\", \"config\": {config}}}");
    let project = support::project(&[
        ("hsmeta.toml", settings),
        (STORED, &imported.to_string()),
        ("src/app/calling/calling-hsmeta.json", &component),
    ]);
    let checked = support::run(project.path(), &["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&text(&checked.stdout)).unwrap();
    let mut problems = Vec::new();
    for problem in report["diagnostics"].as_array().unwrap() {
        if problem["file"]
            .as_str()
            .unwrap()
            .ends_with("calling-hsmeta.json")
        {
            let field = |name: &str| problem[name].as_str().unwrap().to_owned();
            problems.push(format!("{}: {}", field("rule"), field("message")));
        }
    }
    problems
}

#[test]
fn whatever_hubspots_schema_refuses_is_an_error() {
    let of = |schema: Value| json!({"properties": {"a": schema}});
    let cases = [
        (of(json!({"not": {"type": "string"}})), r#""x""#),
        (of(json!({"multipleOf": 0.1})), "0.35"),
        (of(json!({"contains": {"type": "number"}})), r#"["x"]"#),
        (of(json!({"contains": {}, "minContains": 2})), "[1]"),
        (of(json!({"contains": {}, "maxContains": 1})), "[1, 2]"),
        (
            of(json!({"propertyNames": {"maxLength": 1}})),
            r#"{"ab": 1}"#,
        ),
        (
            of(json!({"dependentRequired": {"b": ["c"]}})),
            r#"{"b": 1}"#,
        ),
        (of(json!({"dependentSchemas": {"b": false}})), r#"{"b": 1}"#),
        (of(json!({"unevaluatedProperties": false})), r#"{"b": 1}"#),
        (
            of(json!({"prefixItems": [{}], "unevaluatedItems": false})),
            "[1, 2]",
        ),
        (of(json!({"prefixItems": [{"type": "string"}]})), "[1]"),
        (of(json!({"if": {"minimum": 1}, "then": false})), "1"),
        (of(json!({"oneOf": [{}, {"type": "number"}]})), "1"),
        (of(json!({"anyOf": [false, {"not": {}}]})), "1"),
        (of(json!({"pattern": "^(?!hs_)"})), r#""hs_a""#),
        (of(json!({"format": "int32"})), "1.5"),
        (
            of(
                json!({"required": ["name"], "additionalProperties": false, "properties": {"name": {}}}),
            ),
            r#"{"nme": 1}"#,
        ),
        (of(json!(false)), "1"),
    ];
    for (schema, value) in cases {
        let config = format!(r#"{{"a": {value}}}"#);
        let problems = calling(&config, &schema, "");
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains("(HubSpot's schema of")),
            "{schema} {value}: {problems:?}"
        );
    }
    let problems = calling(r#"{"a": 0.35}"#, &of(json!({"multipleOf": 0.1})), "");
    assert_eq!(
        problems,
        ["invalid-value: `a` must be a multiple of 0.1 (HubSpot's schema of 2026-11-29)"]
    );
}

#[test]
fn what_depends_on_a_placeholder_without_a_profile_is_not_refused() {
    let unknown = [
        (
            json!({"oneOf": [{"const": "x"}, {"const": "y"}]}),
            r#""${A}""#,
        ),
        (
            json!({"oneOf": [{"required": ["b"]}, {"properties": {"b": {"const": "y"}}}]}),
            r#"{"b": "${A}"}"#,
        ),
        (
            json!({"not": {"properties": {"b": {"type": "null"}}}}),
            r#"{"b": "${A}"}"#,
        ),
        (json!({"uniqueItems": true}), r#"["${A}", "${B}"]"#),
        (json!({"contains": {"const": "x"}}), r#"["${A}"]"#),
        (
            json!({"if": {"properties": {"b": {"const": "x"}}}, "else": {"required": ["c"]}}),
            r#"{"b": "${A}"}"#,
        ),
        (
            json!({"if": {"properties": {"b": {"type": "null"}}}, "then": {"properties": {"c": {"$ref": "#/$defs/d"}}}, "$defs": {"d": {"multipleOf": 2}}}),
            r#"{"b": "${A}", "c": 1}"#,
        ),
        (json!({"enum": [{"b": "x"}]}), r#"{"b": "${A}"}"#),
        (
            json!({"anyOf": [{"properties": {"b": {"const": 1}}}, {"type": "string"}]}),
            r#"{"b": "${A}"}"#,
        ),
    ];
    for (schema, value) in unknown {
        let schema = json!({"properties": {"a": schema}, "$defs": {"d": {"multipleOf": 2}}});
        let problems = calling(&format!(r#"{{"a": {value}}}"#), &schema, "");
        assert!(
            !problems
                .iter()
                .any(|problem| problem.contains("HubSpot's schema of")),
            "{schema} {value}: {problems:?}"
        );
    }
    let certain = [
        (json!({"type": "string"}), r#"{"b": "${A}"}"#),
        (json!({"enum": ["x"]}), r#"["${A}"]"#),
        (json!({"required": ["c"]}), r#"{"b": "${A}"}"#),
        (
            json!({"anyOf": [{"type": "string"}, {"type": "number"}]}),
            r#"{"b": "${A}"}"#,
        ),
        (
            json!({"properties": {"c": {"if": {}, "then": {"type": "string"}}}}),
            r#"{"b": "${A}", "c": 1}"#,
        ),
        (json!({"maxItems": 1}), r#"["${A}", 1]"#),
    ];
    for (schema, value) in certain {
        let schema = json!({"properties": {"a": schema}});
        let problems = calling(&format!(r#"{{"a": {value}}}"#), &schema, "");
        assert!(
            problems
                .iter()
                .any(|problem| problem.contains("(HubSpot's schema of")),
            "{schema} {value}: {problems:?}"
        );
    }
}

#[test]
fn a_rule_that_is_off_hides_no_refusal_of_another_cause() {
    let rules = |config: &str, schema: &Value, settings: &str| -> Vec<String> {
        let mut rules = Vec::new();
        for problem in calling(config, schema, settings) {
            rules.push(problem.split(':').next().unwrap().to_owned());
        }
        rules
    };
    let typed = json!({"properties": {"a": {"type": "string", "minimum": 5}}});
    assert_eq!(rules(r#"{"a": 1}"#, &typed, ""), ["wrong-type"]);
    let off = "[rules]\nwrong-type = \"off\"\n";
    assert_eq!(rules(r#"{"a": 1}"#, &typed, off), ["invalid-value"]);
    let ignored = "[[ignore]]\nrule = \"wrong-type\"\npath = \"src\"\nreason = \"a test\"\n";
    assert_eq!(rules(r#"{"a": 1}"#, &typed, ignored), ["invalid-value"]);
    let weaker = "[rules]\nwrong-type = \"warning\"\n";
    assert_eq!(
        rules(r#"{"a": 1}"#, &typed, weaker),
        ["invalid-value", "wrong-type"]
    );
    let both = "[rules]\nwrong-type = \"off\"\ninvalid-value = \"off\"\n";
    assert_eq!(rules(r#"{"a": 1}"#, &typed, both), [""; 0]);
    let closed =
        json!({"properties": {"name": {}}, "required": ["name"], "additionalProperties": false});
    assert_eq!(rules(r#"{"nme": 1}"#, &closed, ""), ["missing-property"]);
    let off = "[rules]\nmissing-property = \"off\"\n";
    assert_eq!(
        rules(r#"{"nme": 1}"#, &closed, off),
        ["unexpected-property"]
    );
}

#[test]
fn what_is_not_checked_is_said() {
    let recursive = json!({"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"a": {"$ref": "#/$defs/a"}}, "additionalProperties": false}}});
    let deep = format!("{}1{}", r#"{"a":"#.repeat(60), "}".repeat(60));
    assert_eq!(
        calling(&deep, &recursive, ""),
        [
            "unusable-imported-schema: `config` is not checked against HubSpot's schema of 2026-11-29: it is nested too deeply for a schema that contains itself"
        ]
    );
    let slow = json!({"properties": {"a": {"pattern": "[ab]*a[ab]{1000}c"}}});
    let long = format!(r#"{{"a": "{}"}}"#, "a".repeat(200_000));
    assert_eq!(
        calling(&long, &slow, ""),
        [
            "unusable-imported-schema: `config` is not checked against HubSpot's schema of 2026-11-29: that takes too many steps"
        ]
    );
}

#[test]
fn a_schema_that_cannot_be_compiled_is_refused_by_the_import_and_reported_by_the_check() {
    let answer = r#"{"CARD": {"properties": {"name": {"pattern": "("}}}}"#;
    let expected = "schema of `CARD` at `/properties/name`: invalid or unsupported pattern `(`";
    let project = support::project(&[]);
    let error = stderr(&import(
        project.path(),
        answer,
        &["--platform-version", VERSION],
    ));
    assert!(error.contains(expected), "{error}");
    let stored = format!(
        r#"{{"platformVersion": "{VERSION}", "imported": "2026-11-29", "schemas": {answer}}}"#
    );
    let project = support::project(&[(STORED, &stored)]);
    let checked = support::run(project.path(), &["check", "--format", "compact"]);
    let printed = text(&checked.stdout);
    assert_eq!(printed.matches(expected).count(), 1, "{printed}");
    assert!(printed.contains("[unusable-imported-schema]"), "{printed}");
}

/// The names of the subcommands would hide schemas of these names.
#[test]
fn no_schema_is_named_as_a_subcommand() {
    for name in ["import", "list", "remove", "diff", "help"] {
        assert!(schema::schema(name).is_none(), "{name}");
    }
}
