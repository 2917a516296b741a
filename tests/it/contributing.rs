//! The examples in `docs/CONTRIBUTING.md` are how things are: a test follows them.

use std::collections::BTreeSet;

use crate::support;

/// An example: what it adds, and each file that it touches with the lines that it writes there.
struct Example {
    name: String,
    changes: Vec<(String, String)>,
}

/// The examples below headings that name them; before each code block stands the file that it is from.
fn examples() -> Vec<Example> {
    let page = std::fs::read_to_string(support::root().join("docs/CONTRIBUTING.md")).unwrap();
    let quoted = |line: &str| line.split('`').nth(1).unwrap().to_owned();
    let file = |text: &str| {
        text.split('`')
            .skip(1)
            .step_by(2)
            .filter(|word| word.contains('/'))
            .last()
            .unwrap()
            .to_owned()
    };
    let parts = page.split("\n### Example: ").skip(1);
    let example = |part: &str| {
        let part = part.split("\n## ").next().unwrap();
        let blocks = part.split("\n```").collect::<Vec<_>>();
        let change = |pair: &[&str]| (file(pair[0]), after_first_line(pair[1]));
        let changes = blocks.chunks_exact(2).map(change);
        Example {
            name: quoted(part),
            changes: changes.collect(),
        }
    };
    parts.map(example).collect()
}

/// A code block without the language beside its opening fence.
fn after_first_line(code: &str) -> String {
    code.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn the_examples_stand_where_the_page_says() {
    let examples = examples();
    assert_eq!(
        examples.len(),
        3,
        "a rule, a component type and a platform version"
    );
    for Example { name, changes } in examples {
        assert!(changes.len() > 1, "{name}");
        for (file, code) in changes {
            let text = std::fs::read_to_string(support::root().join(&file)).unwrap();
            for line in code.lines().filter(|line| line.trim() != "…") {
                assert!(
                    text.lines().any(|own| own.trim() == line.trim()),
                    "{file} has no line `{line}`"
                );
            }
        }
    }
}

/// Data and code only: what is generated, tests and documentation follow from them or speak of them.
#[test]
fn nothing_else_has_to_change() {
    for Example { name, changes } in examples() {
        let in_rust = name.replace('-', "_");
        let files = changes.into_iter().map(|(file, _)| file);
        let named: BTreeSet<String> = files
            .filter(|file| !file.ends_with(".md") && !file.starts_with("fixtures/"))
            .collect();
        let mut found = BTreeSet::new();
        for folder in ["server", "schemas", "templates"] {
            for path in support::files(&support::root().join(folder)) {
                let file = path
                    .strip_prefix(support::root())
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                let text = std::fs::read_to_string(&path).unwrap();
                let mut code = text.lines().filter(|line| !line.starts_with("//!"));
                let is_test = file.ends_with("/tests.rs") || file.contains("/tests/");
                let is_generated = file.starts_with("schemas/published/")
                    || file == "schemas/hsmeta-toml.json"
                    || file == "server/schema/src/tables.rs";
                if !is_test
                    && !is_generated
                    && !file.ends_with(".md")
                    && code.any(|line| line.contains(&name) || line.contains(&in_rust))
                {
                    found.insert(file);
                }
            }
        }
        assert_eq!(found, named, "what adding `{name}` takes");
    }
}
