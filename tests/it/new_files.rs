//! `hsmeta init` and `hsmeta add` as a user runs them: the files that they create, and what they print.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use catalog::COMPONENTS;

use crate::support::run as hsmeta;

/// Runs a command that succeeds, and returns what it prints.
fn succeed(folder: &Path, arguments: &[&str]) -> String {
    let output = hsmeta(folder, arguments);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        (output.status.code(), errors.as_str()),
        (Some(0), ""),
        "{arguments:?}"
    );
    String::from_utf8(output.stdout).unwrap()
}

/// Runs a command that fails without changing anything, and returns its message.
fn fail(folder: &Path, arguments: &[&str]) -> String {
    let before = files(folder);
    let output = hsmeta(folder, arguments);
    assert_eq!(
        (output.status.code(), output.stdout.len()),
        (Some(2), 0),
        "{arguments:?}"
    );
    assert_eq!(files(folder), before, "{arguments:?}");
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(errors.ends_with("no files were changed\n"), "{errors}");
    errors
}

/// All files below a folder with their texts; links are not followed.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            let kind = path.symlink_metadata().unwrap().file_type();
            let name = path
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if kind.is_dir() {
                folders.push(path.clone());
            }
            found.insert(
                name,
                if kind.is_file() {
                    std::fs::read_to_string(path).unwrap()
                } else {
                    String::new()
                },
            );
        }
    }
    found
}

#[test]
fn a_new_project_with_components_has_no_problems() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let printed = succeed(here, &["init", "new/shop", "--name", "The \"Shop\""]);
    let created =
        "created new/shop/src/app/app-hsmeta.json\ncreated new/shop/hsproject.json\nto do:  ";
    assert!(
        printed.starts_with(created) && printed.contains("\nnext: "),
        "{printed}"
    );
    let project = here.join("new/shop");
    assert!(files(&project)["hsproject.json"].contains(r#""name": "The \"Shop\"""#));
    let deep = project.join("src/app");
    let printed = succeed(&deep, &["add", "card", "order-history"]);
    assert!(
        printed.contains("created cards/order-history-hsmeta.json\n"),
        "{printed}"
    );
    assert!(succeed(&project, &["add", "card"]).contains("kept    src/app/cards/package.json\n"));
    assert!(
        succeed(&project, &["add", "card"]).contains("created src/app/cards/card-2-hsmeta.json\n")
    );
    assert!(fail(&project, &["add", "card", "order-history"]).contains("already exists"));
    assert!(succeed(&project, &["check", "--fail-on", "info"]).contains("no problems"));
    assert!(!files(here).keys().any(|name| name.contains(".tmp")));
}

#[test]
fn missing_app_settings_are_printed_and_not_added() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    succeed(
        here,
        &["init", "--name", "Shop", "--distribution", "marketplace"],
    );
    let app = here.join("src/app/app-hsmeta.json");
    let text = std::fs::read_to_string(&app)
        .unwrap()
        .replace("contacts.read", "deals.read");
    std::fs::write(&app, &text).unwrap();
    let printed = succeed(here, &["add", "card"]);
    let line = text
        .lines()
        .position(|line| line.contains("requiredScopes"))
        .unwrap()
        + 1;
    assert!(
        printed.contains(&format!("to do:  src/app/app-hsmeta.json:{line}: ")),
        "{printed}"
    );
    assert!(
        printed.contains("`crm.objects.contacts.read`")
            && printed.contains("add it to `requiredScopes`"),
        "{printed}"
    );
    assert_eq!(std::fs::read_to_string(&app).unwrap(), text);
    assert!(fail(here, &["add", "scim"]).contains("requires an app with `distribution` `private`"));
    assert!(fail(here, &["add", "app"]).contains("already exists"));
}

/// The placeholders that the user has to fill in, printed as `file:line: advice`.
fn placeholders(printed: &str) -> Vec<(String, usize, String)> {
    let lines = printed
        .lines()
        .filter_map(|line| line.strip_prefix("to do:  "));
    let parts = lines.map(|line| line.splitn(3, ':').map(str::to_owned).collect::<Vec<_>>());
    parts
        .map(|parts| {
            (
                parts[0].clone(),
                parts[1].parse().unwrap(),
                parts[2].trim().to_owned(),
            )
        })
        .collect()
}

#[test]
fn every_placeholder_is_listed_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let line = |file: &str, number: usize| {
        let text = std::fs::read_to_string(here.join(file)).unwrap();
        text.lines()
            .nth(number - 1)
            .unwrap_or_else(|| panic!("{file} has no line {number}"))
            .to_owned()
    };
    let printed = succeed(here, &["init", "--name", "Shop"]);
    let app = placeholders(&printed);
    assert!(
        app.iter()
            .any(|(file, number, _)| line(file, *number).contains("http://localhost")),
        "{printed}"
    );
    for (component, expected) in [
        ("webhooks", vec!["\"targetUrl\": ", "\"crmObjects\": "]),
        (
            "workflow-action",
            vec![
                "\"actionUrl\": ",
                "\"inputFields\": ",
                "\"actionDescription\": ",
            ],
        ),
        (
            "card",
            vec!["Hello from", "\"location\": ", "\"objectTypes\": "],
        ),
        ("settings", vec!["Hello from"]),
        ("calling", vec![]),
        ("telemetry", vec![]),
    ] {
        let printed = succeed(here, &["add", component, "order-history"]);
        let lines: Vec<String> = placeholders(&printed)
            .iter()
            .map(|(file, number, _)| line(file, *number))
            .collect();
        assert_eq!(lines.len(), expected.len(), "{printed}");
        for placeholder in expected {
            assert!(
                lines.iter().any(|line| line.contains(placeholder)),
                "{placeholder}: {printed}"
            );
        }
        assert!(
            !printed.contains("fill in") && printed.ends_with("next: `hsmeta check`\n"),
            "{printed}"
        );
    }
}

/// A placeholder that `check` reports is printed once.
#[test]
fn a_problem_on_a_line_replaces_its_placeholder_in_the_list() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    succeed(
        here,
        &["init", "--name", "Shop", "--distribution", "marketplace"],
    );
    for component in COMPONENTS
        .iter()
        .filter(|component| component.name != "app")
    {
        let output = hsmeta(here, &["add", component.name]);
        let placeholders = placeholders(&String::from_utf8(output.stdout).unwrap());
        let places: BTreeSet<_> = placeholders
            .iter()
            .map(|(file, line, _)| (file, line))
            .collect();
        assert_eq!(
            places.len(),
            placeholders.len(),
            "{}: {placeholders:?}",
            component.name
        );
    }
}

#[test]
fn invalid_arguments_are_errors_with_a_hint() {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    assert!(fail(here, &["add", "card"]).contains("`hsmeta init` creates one"));
    assert!(
        fail(
            here,
            &["init", "--auth", "static", "--distribution", "marketplace"]
        )
        .contains("static")
    );
    succeed(here, &["init", "--name", "Shop"]);
    assert!(fail(here, &["init"]).contains("is already a project"));
    assert!(fail(here, &["init", "below/it"]).contains("projects cannot be nested"));
    assert!(fail(here, &["add", "cards"]).contains("did you mean `card`?"));
    assert!(fail(here, &["add", "function"]).contains("did you mean `app-function`?"));
    let all = fail(here, &["add", "sourdough"]);
    assert!(
        COMPONENTS
            .iter()
            .all(|component| all.contains(component.name)),
        "{all}"
    );
    for name in ["../../evil", "/evil", "a/b", "a b", ""] {
        assert!(
            fail(here, &["add", "card", name]).contains("invalid name"),
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_or_over_files() {
    let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let here = folder.path();
    succeed(here, &["init", "--name", "Shop"]);
    std::os::unix::fs::symlink(outside.path(), here.join("src/app/cards")).unwrap();
    assert!(fail(here, &["add", "card"]).contains("behind a symbolic link"));
    std::fs::create_dir(here.join("src/app/pages")).unwrap();
    std::os::unix::fs::symlink(
        outside.path().join("x"),
        here.join("src/app/pages/page-hsmeta.json"),
    )
    .unwrap();
    assert!(fail(here, &["add", "page", "page"]).contains("already exists"));
    std::fs::create_dir(here.join("src/app/settings")).unwrap();
    std::fs::write(here.join("src/app/settings/Settings.tsx"), "mine").unwrap();
    succeed(here, &["add", "settings", "settings"]);
    assert_eq!(files(here)["src/app/settings/Settings.tsx"], "mine");
    assert!(files(outside.path()).is_empty());
}
