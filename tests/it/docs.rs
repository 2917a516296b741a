//! Documentation is current: generated pages, the example in the README, links, decisions, the developer commands.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;

use rules::{Registered, all};

use crate::support;

const HEADINGS: [&str; 5] = [
    "## What it does",
    "## Why",
    "## Example",
    "## How to fix",
    "## Source",
];

const INTRODUCTION: &str = "\
# Rules

Generated from the source files of the rules. `hsmeta explain <rule>` prints the pages, `hsmeta rules` the list.

| severity | meaning |
|---|---|
| error | HubSpot refuses the upload, the build or the install |
| warning | HubSpot accepts it, but it is wrong or ignored |
| info | deprecated, redundant, or worth knowing |

With `--since`, an error is also a change that is documented as refused or irreversible.

| fixable | meaning |
|---|---|
| yes | `hsmeta check --fix` fixes it |
| with `--unsafe-fixes` | `hsmeta check --fix --unsafe-fixes` fixes it; the fix may change what the project does |
| in an editor | an editor offers fixes, one of which has to be chosen or confirmed |
| no | the page of the rule says what to change |

A fix is offered where there is one sensible change, so some problems of a fixable rule have none.
[`hsmeta.toml`](../configuration.md) changes the severity of a rule, or turns it off.

## Subjects
";

/// The list of all rules, a section for each subject.
fn index() -> String {
    let mut contents = String::new();
    let mut sections = String::new();
    for subject in rules::subjects() {
        let docs = subject.docs();
        let title = docs.lines().next().unwrap().strip_prefix("# ").unwrap();
        writeln!(
            contents,
            "- [{title}](#{}) ({})",
            anchor(title),
            subject.rules.len()
        )
        .unwrap();
        write!(sections, "\n#{docs}\n{}", table(subject.rules)).unwrap();
    }
    format!("{INTRODUCTION}\n{contents}{sections}")
}

fn table(rules: &[&Registered]) -> String {
    let mut table =
        String::from("| rule | severity | fixable | what it finds |\n|---|---|---|---|\n");
    for registered in rules {
        let rule = registered.rule;
        writeln!(
            table,
            "| [{id}]({id}.md) | {} | {} | {} |",
            rule.severity.as_str(),
            registered.fixes.as_str(),
            rule.summary().replace('|', "\\|"),
            id = rule.id
        )
        .unwrap();
    }
    table
}

#[test]
fn rule_pages_are_current() {
    let folder = support::root().join("docs/rules");
    for rule in all() {
        let page = rules::registered(rule.id).unwrap().page();
        support::expect_file(&folder.join(format!("{}.md", rule.id)), &page);
    }
    support::expect_file(&folder.join("README.md"), &index());
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
    assert_eq!(found, expected, "docs/rules has pages of no rule");
}

#[test]
fn every_subject_has_a_title_an_introduction_and_sorted_rules() {
    for subject in rules::subjects() {
        let docs = subject.docs();
        let (title, introduction) = docs.split_once("\n\n").unwrap();
        assert!(title.starts_with("# "), "{docs}");
        assert!(introduction.ends_with(".\n"), "{docs}");
        let ids: Vec<&str> = subject.rules.iter().map(|one| one.rule.id).collect();
        assert!(ids.is_sorted(), "{title}: {ids:?}");
    }
}

/// Each rule that ESLint has too is a row of the comparison, and the other way around.
#[test]
fn the_comparison_with_eslint_names_every_rule_of_both() {
    let page = std::fs::read_to_string(support::root().join("docs/source-code.md")).unwrap();
    let mut documented = BTreeSet::new();
    for row in page.lines().filter(|line| line.starts_with("| `no-")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let eslint = cells[0].trim_matches(['|', ' ', '`']);
        let (id, link) = cells[1].split_once("](").unwrap();
        let id = id.trim_start_matches('[');
        assert_eq!(link, format!("rules/{id}.md)"));
        documented.insert((eslint, id));
    }
    let mut registered = BTreeSet::new();
    for rule in rules::all_registered() {
        if let Some(eslint) = rule.eslint {
            registered.insert((eslint, rule.rule.id));
        }
    }
    assert_eq!(documented, registered, "docs/source-code.md");
}

/// The page names the files that the rule is registered for.
#[test]
fn a_page_names_what_the_rule_applies_to() {
    for (id, applies_to) in [
        ("duplicate-key", "every JSON file that HubSpot defines"),
        ("unknown-scope", "component files"),
        (
            "unreachable-url",
            "webhooks (type `webhooks`) and workflow actions (type `workflow-action`)",
        ),
        ("untrimmed-name", "apps (type `app`)"),
        ("unused-variable", "the project as a whole"),
        ("invalid-account-id", "profiles"),
        ("unknown-rule", "`hsmeta.toml`"),
        (
            "placeholder-not-replaced",
            "`hsproject.json`, component files and `local.json`",
        ),
    ] {
        let page = rules::registered(id).unwrap().page();
        let line = format!("- Applies to: {applies_to}\n");
        assert!(page.contains(&line), "{page}");
    }
}

/// `docs/cli.md` has the output of `--help`, one section for each command.
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
    // The names that a help text lists, without those of long descriptions, which are further to the right.
    let commands = |text: &str| {
        let listed = text.split("Commands:\n").nth(1).unwrap_or_default();
        let lines = listed.lines().take_while(|line| !line.is_empty());
        let names = lines.filter(|line| line.starts_with("  ") && !line.starts_with("   "));
        let names = names.map(|line| line.split_whitespace().next().unwrap().to_owned());
        names.filter(|name| name != "help").collect::<Vec<_>>()
    };
    let whole = help(&["--help"]);
    let mut sections = Vec::new();
    for name in commands(&whole) {
        let text = help(&[&name, "--help"]);
        sections.push(format!("## hsmeta {name}\n\n```text\n{text}```\n"));
        for part in commands(&text) {
            let text = help(&[&name, &part, "--help"]);
            sections.push(format!("### hsmeta {name} {part}\n\n```text\n{text}```\n"));
        }
    }
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
        .filter(|path| std::fs::read_to_string(path).unwrap().contains("\nrule! {"));
    let ids: BTreeSet<String> = rules
        .map(|path| {
            path.file_stem()
                .unwrap()
                .to_str()
                .unwrap()
                .replace('_', "-")
        })
        .collect();
    let registered: BTreeSet<String> = all().iter().map(|rule| rule.id.to_owned()).collect();
    let unregistered: Vec<&String> = ids.symmetric_difference(&registered).collect();
    assert!(
        unregistered.is_empty(),
        "a file without a row in its subject, or a row whose id is not its file's name: {unregistered:?}"
    );
}

/// The README shows a file of a fixture, and what `hsmeta check` prints about that file.
#[test]
fn the_example_in_the_readme_is_current() {
    let folder = support::root().join("fixtures/projects/first-look");
    let file = "src/app/cards/returns-hsmeta.json";
    let input = std::fs::read_to_string(folder.join(file)).unwrap();
    let output = support::run(&folder, &["check"]);
    let printed = String::from_utf8(output.stdout).unwrap();
    let mut shown = String::from("$ hsmeta check\n…\n\n");
    let blocks: Vec<&str> = printed.split("\n\n").collect();
    let (summary, diagnostics) = blocks.split_last().unwrap();
    let mut count = 0;
    for block in diagnostics {
        if block.lines().nth(1).unwrap().contains(file) {
            shown += &format!("{block}\n\n");
            count += 1;
        }
    }
    shown += summary;
    assert!(0 < count && count < diagnostics.len(), "{printed}");

    let page = support::root().join("README.md");
    let text = std::fs::read_to_string(&page).unwrap();
    let (begin, rest) = text.split_once("part) -->\n").unwrap();
    let (_, end) = rest.split_once("<!-- example: end -->").unwrap();
    let example = format!("```json\n{input}```\n\nOutput:\n\n```text\n{shown}```");
    support::expect_file(
        &page,
        &format!("{begin}part) -->\n\n{example}\n\n<!-- example: end -->{end}"),
    );
}

/// The Markdown files that people read in the repository. The README of the extension is packaged alone.
fn pages() -> Vec<PathBuf> {
    let mut pages: Vec<PathBuf> = [
        "README.md",
        "SECURITY.md",
        "CHANGELOG.md",
        "CODE_OF_CONDUCT.md",
        "schemas/README.md",
        "packaging/README.md",
        "benches/README.md",
    ]
    .iter()
    .map(|page| support::root().join(page))
    .collect();
    for path in support::files(&support::root().join("docs")) {
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages
}

/// A page without its inline code.
fn without_code(text: &str) -> String {
    let mut rest = String::new();
    for line in text.lines() {
        rest.extend(line.split('`').step_by(2));
        rest.push('\n');
    }
    rest
}

/// The anchor that GitHub gives a heading: lower case, without punctuation, with hyphens for spaces.
fn anchor(heading: &str) -> String {
    let mut anchor = String::new();
    for character in heading.trim_start_matches('#').trim().chars() {
        match character {
            ' ' | '-' => anchor.push('-'),
            '_' => anchor.push('_'),
            _ if character.is_alphanumeric() => anchor.extend(character.to_lowercase()),
            _ => {}
        }
    }
    anchor
}

#[test]
fn links_between_pages_have_a_target() {
    for page in pages() {
        let text = without_code(&std::fs::read_to_string(&page).unwrap());
        let links = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains(':')) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() {
                page.clone()
            } else {
                page.parent().unwrap().join(file)
            };
            assert!(target.exists(), "{}: {link}", page.display());
            if !fragment.is_empty() {
                let target = std::fs::read_to_string(&target).unwrap();
                let has_anchor = target
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line) == fragment);
                assert!(has_anchor, "{}: {link}", page.display());
            }
        }
    }
}

#[test]
fn every_page_is_linked_from_the_readme() {
    let readme = std::fs::read_to_string(support::root().join("README.md")).unwrap();
    for entry in std::fs::read_dir(support::root().join("docs")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.ends_with(".md") && name != "dependencies.md" {
            assert!(readme.contains(&format!("](docs/{name})")), "{name}");
        }
    }
}

/// The index lists each decision with its date, and each has the same parts.
#[test]
fn decisions_are_numbered_indexed_and_complete() {
    let folder = support::root().join("docs/decisions");
    let index = std::fs::read_to_string(folder.join("README.md")).unwrap();
    let mut number = 0;
    for path in support::files(&folder) {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if name == "README.md" {
            continue;
        }
        number += 1;
        let text = std::fs::read_to_string(&path).unwrap();
        let (title, rest) = text.split_once("\n\n").unwrap();
        assert!(name.starts_with(&format!("{number:04}-")), "{name}");
        let title = title.strip_prefix(&format!("# {number}. ")).expect(&name);
        let date = rest.lines().next().unwrap().strip_prefix("Date: ");
        let row = format!("| {number} | [{title}]({name}) | {} |", date.expect(&name));
        assert!(index.lines().any(|line| line == row), "no row `{row}`");
        let headings: Vec<&str> = rest
            .lines()
            .filter(|line| line.starts_with("## "))
            .collect();
        let expected = ["## Decision", "## Measurement", "## What would change it"];
        assert_eq!(headings, expected, "{name}");
    }
    assert!(number > 10);
    assert_eq!(index.matches("](0").count(), number, "rows of no decision");
}

/// Each recipe is one command; the scripts, test modules and npm scripts that it names exist, and so does each recipe that
/// the contributing page names.
#[test]
fn recipes_of_the_justfile_run_what_exists() {
    let read = |path: &str| std::fs::read_to_string(support::root().join(path)).unwrap();
    let (recipes, modules) = (read("justfile"), read("tests/it/main.rs"));
    let groups = read("tests/run");
    let mut names = BTreeSet::new();
    let mut lines = recipes.lines().peekable();
    while let Some(line) = lines.next() {
        if line.starts_with(['#', ' ']) || !line.contains(':') || line.contains(":=") {
            continue;
        }
        let name = line.split([' ', ':']).next().unwrap();
        names.insert(name.to_owned());
        let command = lines.next().unwrap().trim();
        let is_one_command = lines.peek().is_none_or(|next| next.is_empty());
        assert!(is_one_command && !command.is_empty(), "{name}");
        for word in command.split_whitespace() {
            if let Some(module) = word.strip_suffix("::") {
                assert!(
                    modules.contains(&format!("mod {module};")),
                    "{name}: {word}"
                );
            } else if word.contains('/') {
                assert!(support::root().join(word).is_file(), "{name}: {word}");
            }
        }
        if let Some(group) = command.strip_prefix("bash tests/run --only ")
            && !group.starts_with('"')
        {
            assert!(groups.contains(&format!("\ngroup={group}\n")), "{name}");
        }
    }
    assert!(names.len() > 10, "{names:?}");
    for mention in read("docs/CONTRIBUTING.md").split("`just ").skip(1) {
        let name = mention.split([' ', '`']).next().unwrap();
        assert!(names.contains(name), "docs/CONTRIBUTING.md: `just {name}`");
    }
}
