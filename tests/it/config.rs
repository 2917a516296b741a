//! `hsmeta.toml`: its schema agrees with its parser, its documented example is valid, and the command line applies it.

use std::path::{Path, PathBuf};
use std::process::Output;

use diagnostics::RelPath;
use ide::{Cx, suppress};
use project::config::{Config, ConfigFile, Usages};
use project::index::Index;
use rules::all;
use rules::check::{check, check_config};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{self, run as hsmeta};

/// The rules that report problems of a configuration file, independent of any project.
fn rules_for(text: &str) -> Vec<&'static str> {
    let file = ConfigFile::parse(PathBuf::new(), text.to_owned());
    let config = Config {
        file: file.into(),
        ..Config::default()
    };
    check_config(&config, &Usages::default())
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect()
}

fn as_json(text: &str) -> Value {
    fn value(from: &toml::de::DeValue<'_>) -> Value {
        match from {
            toml::de::DeValue::String(text) => json!(text),
            toml::de::DeValue::Array(all) => all.iter().map(|one| value(one.get_ref())).collect(),
            toml::de::DeValue::Table(all) => Value::Object(
                all.iter()
                    .map(|(key, one)| (key.get_ref().to_string(), value(one.get_ref())))
                    .collect(),
            ),
            // The schema has no numbers, dates or booleans.
            _ => json!(1),
        }
    }
    let table = toml::de::DeTable::parse(text).unwrap();
    Value::Object(
        table
            .get_ref()
            .iter()
            .map(|(key, one)| (key.get_ref().to_string(), value(one.get_ref())))
            .collect(),
    )
}

#[test]
fn the_schema_lists_all_rules() {
    let path = support::root().join("schemas/hsmeta-toml.json");
    let mut schema: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    schema["$defs"]["rule"]["enum"] = all().iter().map(|rule| rule.id).collect();
    support::expect_file(&path, &format!("{schema:#}\n"));
}

#[test]
fn the_schema_agrees_with_the_parser() {
    let schema = std::fs::read_to_string(support::root().join("schemas/hsmeta-toml.json")).unwrap();
    let schema = serde_json::from_str(&schema).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let values = [
        "'missing-image'",
        "'x'",
        "'*'",
        "''",
        "' '",
        "1",
        "true",
        "['missing-image']",
        "['*']",
        "[]",
        "[1]",
        "{}",
        "'off'",
        "'warning'",
        "'/'",
        "'/a~0/~1'",
        "'/~'",
        "'a/b'",
        "'../a'",
        "'a/../b'",
        "'a..b'",
        "'a\\b'",
        "'.'",
        "'**'",
    ];
    let mut texts = vec![
        String::new(),
        "ignore = 1".to_owned(),
        "ignore = [1]".to_owned(),
        "ignore = {}".to_owned(),
    ];
    for value in values {
        texts.extend(
            [
                "profiles",
                "rules",
                "rules.missing-image",
                "rules.x",
                "nonsense",
            ]
            .map(|key| format!("{key} = {value}")),
        );
        for replaced in ["rule", "path", "pointer", "reason", "nonsense", ""] {
            let base = [
                ("rule", "'missing-image'"),
                ("path", "'a'"),
                ("reason", "'r'"),
            ];
            let kept = base
                .iter()
                .filter(|(key, _)| *key != replaced)
                .map(|(key, value)| format!("{key} = {value}\n"));
            let own = if replaced.is_empty() {
                String::new()
            } else {
                format!("{replaced} = {value}\n")
            };
            texts.push(format!("[[ignore]]\n{}{own}", kept.collect::<String>()));
        }
    }
    for missing in ["rule", "path", "reason"] {
        let keys = ["rule = 'missing-image'\n", "path = 'a'\n", "reason = 'r'\n"];
        texts.push(format!(
            "[[ignore]]\n{}",
            keys.iter()
                .filter(|key| !key.starts_with(missing))
                .copied()
                .collect::<String>()
        ));
    }
    let valid = texts
        .iter()
        .filter(|text| validator.is_valid(&as_json(text)))
        .count();
    assert!(
        valid > 20 && texts.len() - valid > 20,
        "both kinds: {valid} of {}",
        texts.len()
    );
    for text in &texts {
        assert_eq!(
            validator.is_valid(&as_json(text)),
            rules_for(text).is_empty(),
            "{text}\n{:?}",
            rules_for(text)
        );
    }
}

#[test]
fn the_example_in_the_documentation_is_valid() {
    let docs = std::fs::read_to_string(support::root().join("docs/configuration.md")).unwrap();
    let example = docs
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    assert_eq!(rules_for(example), Vec::<&str>::new());
    let file = ConfigFile::parse(PathBuf::new(), example.to_owned());
    assert_eq!(
        (
            file.profiles.len(),
            file.severities.len(),
            file.ignores.len()
        ),
        (1, 3, 2)
    );
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Two projects with a missing image each, in the folders `one` and `two`.
fn repository(config: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixture = support::root().join("fixtures/rules/unused-ignore/misspelt-rule");
    for project in ["one", "two"] {
        let cards = ["card-hsmeta.json", "Card.tsx", "package.json"]
            .map(|name| format!("src/app/cards/{name}"));
        for file in ["hsproject.json", "src/app/app-hsmeta.json"]
            .into_iter()
            .chain(cards.iter().map(String::as_str))
        {
            let path = folder.path().join(project).join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::copy(fixture.join(file), path).unwrap();
        }
    }
    if !config.is_empty() {
        std::fs::write(folder.path().join("hsmeta.toml"), config).unwrap();
    }
    folder
}

/// The diagnostics as `file rule severity`.
fn diagnostics(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let output = hsmeta(
        folder,
        &[&["check", "--format", "json"], arguments].concat(),
    );
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut lines = Vec::new();
    for diagnostic in json["diagnostics"].as_array().unwrap() {
        let fields = ["file", "rule", "severity"].map(|key| diagnostic[key].as_str().unwrap());
        lines.push(fields.join(" "));
    }
    lines
}

#[test]
fn configured_severities_decide_what_is_printed_and_the_exit_code() {
    let folder = repository("[rules]\nmissing-image = \"info\"\n");
    let code = |arguments: &[&str]| {
        hsmeta(folder.path(), &[&["check"], arguments].concat())
            .status
            .code()
    };
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--fail-on", "info"]), Some(1));
    assert_eq!(
        code(&["--rule", "missing-image=error", "--fail-on", "error"]),
        Some(1),
        "the command line wins"
    );
    assert_eq!(
        code(&["--ignore", "missing-image", "--fail-on", "info"]),
        Some(0)
    );
    let card = |project: &str, severity: &str| {
        format!("{project}/src/app/cards/card-hsmeta.json missing-image {severity}")
    };
    let found = diagnostics(folder.path(), &["--rule", "missing-image=error"]);
    assert_eq!(found, [card("one", "error"), card("two", "error")]);
}

#[test]
fn a_configuration_of_several_projects_is_reported_once() {
    let folder = repository("[rules]\nmissing-imge = \"off\"\n");
    let found = diagnostics(folder.path(), &[]);
    assert_eq!(
        found
            .iter()
            .filter(|one| *one == "hsmeta.toml unknown-rule warning")
            .count(),
        1,
        "{found:?}"
    );
    assert_eq!(found.len(), 3);
    let text = stdout(&hsmeta(&folder.path().join("one"), &["check"]));
    assert!(
        text.contains("hsmeta.toml:2:1") && text.contains("did you mean `missing-image`?"),
        "{text}"
    );
    // Only the nearest file applies.
    std::fs::write(
        folder.path().join("two/hsmeta.toml"),
        "[rules]\nmissing-image = \"off\"\n",
    )
    .unwrap();
    assert_eq!(
        diagnostics(&folder.path().join("two"), &[]),
        Vec::<String>::new()
    );
}

#[test]
fn the_path_of_the_configuration_selects_the_projects_below_it() {
    let folder = repository("nonsense = 1\n");
    assert_eq!(
        diagnostics(folder.path(), &["hsmeta.toml"]),
        diagnostics(folder.path(), &["."])
    );
}

#[test]
fn a_hidden_configuration_is_read() {
    let folder = repository("");
    let hidden = folder.path().join(".hsmeta.toml");
    std::fs::write(
        &hidden,
        "[rules]\nmissing-image = \"off\"\nmissing-imge = \"off\"\n",
    )
    .unwrap();
    for (folder, arguments) in [
        (folder.path(), &[][..]),
        (folder.path(), &[".hsmeta.toml"]),
        (&folder.path().join("one"), &["../.hsmeta.toml"]),
    ] {
        let found = diagnostics(folder, arguments);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].ends_with(".hsmeta.toml unknown-rule warning"),
            "{found:?}"
        );
    }
    let one = folder.path().join("one");
    let text = stdout(&hsmeta(&one, &["config"]));
    assert!(text.starts_with("# ../.hsmeta.toml\n"), "{text}");
    assert!(text.contains("# ../.hsmeta.toml:2\n"), "{text}");
    // Only the nearest file applies, whichever of the two names it has.
    std::fs::write(
        one.join("hsmeta.toml"),
        "[rules]\nmissing-image = \"info\"\n",
    )
    .unwrap();
    let found = diagnostics(folder.path(), &["--min-severity", "info"]);
    assert!(
        found.contains(&"one/src/app/cards/card-hsmeta.json missing-image info".to_owned()),
        "{found:?}"
    );
    assert_eq!(found.len(), 2, "{found:?}");
    // A file in a folder below is not read.
    std::fs::write(one.join("src/.hsmeta.toml"), "").unwrap();
    assert!(
        diagnostics(folder.path(), &[])
            .contains(&"one/src/.hsmeta.toml misplaced-config warning".to_owned())
    );
}

#[test]
fn two_configurations_in_one_folder_are_an_error() {
    let folder = repository("[rules]\nmissing-image = \"off\"\n");
    std::fs::write(folder.path().join(".hsmeta.toml"), "").unwrap();
    for arguments in [
        &["check"][..],
        &["check", "one"],
        &["check", "hsmeta.toml"],
        &["config"],
        &["config", "two/src"],
    ] {
        let output = hsmeta(folder.path(), arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            stdout(&output)
        );
        let message = "cannot read hsmeta.toml: both `hsmeta.toml` and `.hsmeta.toml` are in this folder; remove one of them";
        assert!(
            stderr(&output).contains(message),
            "{arguments:?}: {}",
            stderr(&output)
        );
    }
    // A folder of that name is ignored.
    std::fs::remove_file(folder.path().join(".hsmeta.toml")).unwrap();
    std::fs::create_dir(folder.path().join(".hsmeta.toml")).unwrap();
    assert_eq!(diagnostics(folder.path(), &[]), Vec::<String>::new());
}

#[test]
fn brackets_in_a_pattern_that_name_a_folder_are_reported() {
    let ignore =
        |path: &str| format!("[[ignore]]\nrule = 'missing-image'\npath = '{path}'\nreason = 'r'\n");
    let folder = repository(&ignore("[one]"));
    std::fs::rename(folder.path().join("one"), folder.path().join("[one]")).unwrap();
    let text = stdout(&hsmeta(folder.path(), &["check"]));
    assert!(text.contains("use `[[]one]`; the name `[one]`"), "{text}");
    std::fs::write(
        folder.path().join("hsmeta.toml"),
        ignore("[[]one]") + &ignore("two"),
    )
    .unwrap();
    assert_eq!(diagnostics(folder.path(), &[]), Vec::<String>::new());
    // A folder that contains several projects.
    std::fs::create_dir(folder.path().join("[all]")).unwrap();
    std::fs::rename(folder.path().join("two"), folder.path().join("[all]/two")).unwrap();
    std::fs::write(
        folder.path().join("hsmeta.toml"),
        ignore("[[]one]") + &ignore("[all]/two/src/*"),
    )
    .unwrap();
    let text = stdout(&hsmeta(folder.path(), &["check"]));
    assert!(
        text.contains("use `[[]all]/two/src/*`; the name `[all]/two/src`"),
        "{text}"
    );
}

#[test]
fn every_problem_of_the_fixtures_can_be_ignored_alone() {
    let mut count = 0;
    for project in support::load(&support::root().join("fixtures/rules")).0 {
        let found = check(&project);
        for diagnostic in found
            .iter()
            .filter(|diagnostic| project.documents.contains_key(&diagnostic.file))
        {
            let index = Index::new(&project);
            let cx = Cx {
                index: &index,
                document: &project.documents[&diagnostic.file],
            };
            // Cases about invalid configuration are skipped.
            let Some(entry) = suppress::entry(&cx, diagnostic) else {
                continue;
            };
            let below = entry
                .before
                .as_ref()
                .map_or_else(RelPath::default, |_| project.path_from_config.clone());
            let text = entry.before.unwrap_or_default() + &entry.text;
            let folder = entry.file.parent().unwrap().to_owned();
            let mut configured = project.clone();
            configured.configure(ConfigFile::parse(folder, text.clone()).into(), below);
            let left = check(&configured);
            assert!(
                !left.contains(diagnostic),
                "{diagnostic:?} is not ignored by\n{text}"
            );
            let others = found
                .iter()
                .filter(|other| other.rule != diagnostic.rule || other.file != diagnostic.file);
            assert!(
                others.into_iter().all(|other| left.contains(other)),
                "more is ignored than by\n{text}"
            );
            count += 1;
        }
    }
    assert!(count > 300, "{count}");
}

#[test]
fn the_search_ends_at_the_root_of_the_repository() {
    let folder = repository("[rules]\nmissing-image = \"off\"\n");
    assert_eq!(diagnostics(folder.path(), &["one"]), Vec::<String>::new());
    std::fs::write(folder.path().join("one/.git"), "gitdir: elsewhere\n").unwrap();
    assert_eq!(diagnostics(folder.path(), &["one"]).len(), 1);
}

#[test]
fn unused_ignores_are_reported_only_after_a_complete_run() {
    let ignore =
        |path: &str| format!("[[ignore]]\nrule = 'duplicate-uid'\npath = '{path}'\nreason = 'r'\n");
    let folder = repository(&(ignore("one/**") + &ignore("two/**") + &ignore("*/src")));
    let unused = |arguments: &[&str]| {
        diagnostics(folder.path(), arguments)
            .iter()
            .filter(|one| one.contains("unused-ignore"))
            .count()
    };
    assert_eq!(unused(&[]), 3);
    assert_eq!(unused(&["one"]), 1, "two is not checked");
    assert_eq!(unused(&["one", "two"]), 2, "there may be a third project");
    assert_eq!(
        unused(&["--ignore", "duplicate-uid"]),
        3,
        "what the command line leaves out is found all the same"
    );
    for project in ["one", "two"] {
        let profile = folder.path().join(project).join("src/hsprofile.dev.json");
        std::fs::write(profile, "{ \"accountId\": 12345, \"variables\": {} }").unwrap();
    }
    assert_eq!(unused(&["--profile", "dev"]), 0);
    std::fs::write(folder.path().join("one/src/app/broken-hsmeta.json"), "{").unwrap();
    assert_eq!(
        unused(&[]),
        1,
        "only the ignore for the other project is certain"
    );
}

#[test]
fn the_profile_option_checks_one_profile() {
    let folder = repository("");
    let profile = |name: &str, account: &str| {
        let path = folder.path().join(format!("one/src/hsprofile.{name}.json"));
        std::fs::write(path, format!("{{ \"accountId\": {account} }}")).unwrap();
    };
    profile("dev", "-1");
    profile("prod", "12345");
    let one = folder.path().join("one");
    let accounts = |arguments: &[&str]| {
        diagnostics(&one, arguments)
            .iter()
            .filter(|one| one.contains("invalid-account-id"))
            .count()
    };
    assert_eq!(accounts(&[]), 1);
    assert_eq!(accounts(&["--profile", "dev"]), 1);
    assert_eq!(accounts(&["--profile", "prod"]), 0);
    let output = hsmeta(&one, &["check", "--profile", "prdo"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("unknown profile `prdo`; did you mean `prod`?"),
        "{}",
        stderr(&output)
    );
    std::fs::write(one.join("hsmeta.toml"), "profiles = ['prod']\n").unwrap();
    assert_eq!(accounts(&[]), 0);
    assert_eq!(accounts(&["--profile", "dev"]), 1, "the command line wins");
}

#[test]
fn unknown_rules_on_the_command_line_are_errors() {
    let folder = repository("");
    for (arguments, words) in [
        (
            ["--ignore", "mising-image"],
            "did you mean `missing-image`?",
        ),
        (
            ["--rule", "mising-image=off"],
            "did you mean `missing-image`?",
        ),
        (["--rule", "missing-image"], "write a rule and a severity"),
        (["--rule", "missing-image=of"], "unknown severity"),
    ] {
        let output = hsmeta(folder.path(), &["check", arguments[0], arguments[1]]);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(stderr(&output).contains(words), "{}", stderr(&output));
    }
}

#[test]
fn allow_empty_makes_an_empty_run_successful() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(hsmeta(folder.path(), &["check"]).status.code(), Some(2));
    let output = hsmeta(folder.path(), &["check", "--allow-empty"]);
    assert_eq!(
        (output.status.code(), stderr(&output)),
        (Some(0), String::new())
    );
    assert_eq!(
        hsmeta(folder.path(), &["check", "--allow-empty", "nowhere"])
            .status
            .code(),
        Some(2),
        "a mistyped path"
    );
}

#[test]
fn the_configuration_is_printed_with_the_origin_of_each_setting() {
    let config = "[rules]\nmissing-image = \"off\"\nunknown-scope = \"error\"\n\n[[ignore]]\nrule = 'duplicate-uid'\n\
        path = 'one/**'\npointer = '/uid'\nreason = \"say \\\"why\\\" \\u001b[31m\"\n";
    let folder = repository(config);
    let output = hsmeta(
        &folder.path().join("one"),
        &[
            "config",
            "--rule",
            "unknown-scope=info",
            "--profile",
            "dev",
            "src/app",
        ],
    );
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    let line = |start: &str| {
        text.lines()
            .find(|line| line.starts_with(start))
            .unwrap_or_else(|| panic!("{start} in {text}"))
    };
    assert!(line("missing-image = \"off\"").ends_with("hsmeta.toml:2"));
    assert!(line("unknown-scope = \"info\"").ends_with("# command line"));
    assert!(line("duplicate-uid = \"error\"").ends_with("# default"));
    assert!(line("profiles = [\"dev\"]").ends_with("# command line"));
    assert!(line("[[ignore]]").ends_with("hsmeta.toml:5"));
    assert!(!text.contains('\u{1b}'));
    // The output is a configuration file with the same settings.
    let read = |text: &str| ConfigFile::parse(PathBuf::new(), text.to_owned());
    let (again, before) = (read(&text), read(config));
    assert_eq!(
        (again.errors.len(), again.severities.len()),
        (0, all().len())
    );
    assert_eq!(again.ignores[0].reason, before.ignores[0].reason);
    assert_eq!(again.ignores[0].pointer, before.ignores[0].pointer);

    std::fs::write(folder.path().join("hsmeta.toml"), "nonsense = 1\n").unwrap();
    let output = hsmeta(folder.path(), &["config"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("hsmeta.toml has problems"),
        "{}",
        stderr(&output)
    );
    let output = hsmeta(folder.path(), &["config", "nowhere"]);
    assert_eq!(output.status.code(), Some(2));
}
