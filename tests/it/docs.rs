//! Generated documentation is current: `docs/rules/`, `docs/cli.md`.

use std::collections::BTreeSet;

use rules::{Rule, all};

use crate::support;

const HEADINGS: [&str; 5] = [
    "## What it does",
    "## Why",
    "## Example",
    "## How to fix",
    "## Source",
];

fn page(rule: &Rule) -> String {
    let docs = rule.docs();
    let (title, text) = docs.split_once('\n').unwrap();
    format!(
        "{title}\n\n*{}, since {}*\n{text}",
        rule.severity.as_str(),
        rule.since
    )
}

fn table() -> String {
    let row = |rule: &&Rule| {
        let summary = rule.summary().replace('|', "\\|");
        format!(
            "| [{id}]({id}.md) | {} | {summary} |\n",
            rule.severity.as_str(),
            id = rule.id
        )
    };
    format!(
        "| rule | severity | what it finds |\n|---|---|---|\n{}",
        all().iter().map(row).collect::<String>()
    )
}

#[test]
fn rule_pages_are_those_of_the_rules() {
    let folder = support::root().join("docs/rules");
    for rule in all() {
        support::expect_file(&folder.join(format!("{}.md", rule.id)), &page(rule));
    }
    let header = "# Rules\n\nGenerated from the rules' own files. `hsmeta explain <rule>` prints the same pages.\n\n";
    support::expect_file(&folder.join("README.md"), &format!("{header}{}", table()));
    let expected: BTreeSet<String> = all()
        .iter()
        .map(|rule| rule.id)
        .chain(["README"])
        .map(|id| format!("{id}.md"))
        .collect();
    let entries = std::fs::read_dir(&folder).unwrap();
    let found: BTreeSet<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(found, expected, "docs/rules holds pages of no rule");
}

/// The help of the program, as it is printed, one section for each command.
#[test]
fn the_command_line_is_documented_by_its_help() {
    let help = |arguments: &[&str]| {
        let mut command = support::program(support::root(), arguments);
        let output = support::output(command.env_remove("COLUMNS").env_remove("HSMETA_LOG"), b"");
        assert!(output.status.success(), "{arguments:?}");
        let text = String::from_utf8(output.stdout).unwrap();
        text.lines()
            .map(|line| format!("{}\n", line.trim_end()))
            .collect::<String>()
    };
    let whole = help(&["--help"]);
    let commands = whole
        .split("Commands:\n")
        .nth(1)
        .unwrap()
        .lines()
        .take_while(|line| !line.is_empty());
    let names = commands
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help");
    let section = |name: &str| {
        format!(
            "## hsmeta {name}\n\n```text\n{}```\n",
            help(&[name, "--help"])
        )
    };
    let sections: Vec<String> = names.map(section).collect();
    assert!(sections.len() > 5, "{whole}");
    let page = format!(
        "# Command line\n\nGenerated: this is what `hsmeta --help` and `hsmeta <COMMAND> --help` print.\n\n\
         ```text\n{whole}```\n\n{}",
        sections.join("\n")
    );
    support::expect_file(&support::root().join("docs/cli.md"), &page);
}

#[test]
fn every_rule_documents_itself() {
    for rule in all() {
        let docs = rule.docs();
        assert!(
            docs.starts_with(&format!("# {}\n", rule.id)),
            "{}: the title is not the id",
            rule.id
        );
        let found: Vec<&str> = docs
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        assert_eq!(found, HEADINGS, "{}", rule.id);
        assert!(rule.summary().len() > 20, "{}: no summary", rule.id);
        let is_about_our_own_file = docs.contains("`docs/configuration.md`");
        assert!(
            is_about_our_own_file || rule.source.starts_with("https://"),
            "{}: the source is no page",
            rule.id
        );
    }
}

#[test]
fn rules_are_sorted_unique_and_complete() {
    assert!(
        all().windows(2).all(|pair| pair[0].id < pair[1].id),
        "rules are not sorted by id"
    );
    let rules = support::files(&support::root().join("server/rules/src"))
        .into_iter()
        .filter(|path| {
            std::fs::read_to_string(path)
                .unwrap()
                .contains("static RULE: Rule")
        });
    let ids: BTreeSet<String> = rules
        .map(|path| {
            path.file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .replace('_', "-")
        })
        .collect();
    assert_eq!(ids, all().iter().map(|rule| rule.id.to_owned()).collect());
}

#[test]
fn links_between_pages_lead_somewhere() {
    let pages = [
        "README.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "schemas/README.md",
        "packaging/README.md",
        "benches/README.md",
    ];
    let docs = std::fs::read_dir(support::root().join("docs"))
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let docs = docs.filter(|path| path.extension().is_some_and(|extension| extension == "md"));
    // The README of the extension is packaged alone.
    for page in pages
        .iter()
        .map(|page| support::root().join(page))
        .chain(docs)
    {
        let text = std::fs::read_to_string(&page).unwrap();
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split([')', '#']).next());
        for link in links.filter(|link| !link.is_empty() && !link.contains(':')) {
            assert!(
                page.parent().unwrap().join(link).exists(),
                "{}: {link}",
                page.display()
            );
        }
    }
}
