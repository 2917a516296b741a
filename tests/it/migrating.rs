//! The example of `docs/migrating.md`: a project of `fixtures/migrations`, and what `hsmeta migrate` prints about it.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::support;

/// The files of a project as one text: each begins with a line `== path`.
fn files(text: &str) -> Vec<(&str, &str)> {
    let mut files = Vec::new();
    for part in text.split("== ").skip(1) {
        files.push(part.split_once('\n').unwrap());
    }
    files
}

/// The project in a folder of its own; in a git repository with everything committed, if there is a git.
fn project(text: &str) -> (TempDir, bool) {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files(text) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    let author = [
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.com",
        "-c",
        "commit.gpgSign=false",
    ];
    let is_committed = git(folder.path(), &["init", "--quiet"])
        && git(folder.path(), &["add", "--all"])
        && git(
            folder.path(),
            &[&author[..], &["commit", "--quiet", "--message", "before"]].concat(),
        );
    (folder, is_committed)
}

fn git(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("git");
    // Without the settings of the user, which may sign commits.
    command
        .current_dir(folder)
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", support::NO_FILE)
        .env("GIT_CONFIG_NOSYSTEM", "1");
    command.output().is_ok_and(|output| output.status.success())
}

/// A command as a reader types it, and what it prints.
fn session(folder: &Path, arguments: &[&str]) -> String {
    let output = support::run(folder, arguments);
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{printed}");
    format!(
        "```text\n$ hsmeta {}\n{printed}```\n\n",
        arguments.join(" ")
    )
}

fn block(language: &str, name: &str, text: &str) -> String {
    format!("`{name}`\n\n```{language}\n{text}```\n\n")
}

#[test]
fn the_example_of_the_guide_is_current() {
    let before = support::root().join("fixtures/migrations/guide/before.txt");
    let before = std::fs::read_to_string(before)
        .unwrap()
        .replace("\r\n", "\n");
    let (folder, is_committed) = project(&before);
    // git is optional; without it the result cannot be written as the page says.
    if !is_committed {
        return;
    }
    let mut example =
        String::from("A private app of 2023.1 with a card and a function. Before:\n\n");
    for (path, content) in files(&before) {
        let shown = [
            "src/app/app.json",
            "src/app/app.functions/serverless.json",
            "src/app/app.functions/list.js",
            "src/app/extensions/orders.json",
        ];
        if shown.contains(&path) {
            let language = if path.ends_with(".js") { "js" } else { "json" };
            example += &block(language, path, content);
        }
    }
    example += "The plan:\n\n";
    example += &session(folder.path(), &["migrate"]);
    example += "With an answer, and written:\n\n";
    let uid = "src/app/extensions/orders.json=orders_card";
    let write = ["migrate", "--new-app", "--uid", uid, "--write"];
    example += &session(folder.path(), &write);
    example += "After:\n\n";
    for path in [
        "src/app/app-hsmeta.json",
        "src/app/cards/orders-hsmeta.json",
        "src/app/functions/listOrders-hsmeta.json",
    ] {
        let content = std::fs::read_to_string(folder.path().join(path)).unwrap();
        example += &block("json", path, &content);
    }

    let page = support::root().join("docs/migrating.md");
    let text = std::fs::read_to_string(&page)
        .unwrap()
        .replace("\r\n", "\n");
    let (begin, rest) = text.split_once("part) -->\n").unwrap();
    let (_, end) = rest.split_once("<!-- example: end -->").unwrap();
    let mut expected = String::new();
    write!(
        expected,
        "{begin}part) -->\n\n{example}<!-- example: end -->{end}"
    )
    .unwrap();
    support::expect_file(&page, &expected);
}

/// The page names every option that is not one of all commands, and no other.
#[test]
fn the_guide_names_every_option() {
    let output = support::run(support::root(), &["migrate", "--help"]);
    let help = String::from_utf8(output.stdout).unwrap();
    let page = std::fs::read_to_string(support::root().join("docs/migrating.md")).unwrap();
    let of_all_commands = ["--color", "--help", "--version"];
    for option in options(&help) {
        let is_named = page.contains(&format!("`{option}")) || of_all_commands.contains(&option);
        assert!(is_named, "docs/migrating.md does not name {option}");
    }
    for line in page
        .lines()
        .filter(|line| line.contains("hsmeta migrate --"))
    {
        for option in options(line.split_once("hsmeta migrate").unwrap().1) {
            assert!(help.contains(option), "{option}: {line}");
        }
    }
}

fn options(text: &str) -> Vec<&str> {
    let words = text.split(|character: char| !character.is_ascii_lowercase() && character != '-');
    let mut options: Vec<&str> = words
        .filter(|word| word.starts_with("--") && word.len() > 3)
        .collect();
    options.sort_unstable();
    options.dedup();
    options
}
