//! The examples in `docs/CONTRIBUTING.md` match the code.

use std::collections::BTreeSet;

use crate::support;

/// An example: the name of what it adds, and the lines that it adds to each file.
struct Example {
    name: String,
    changes: Vec<(String, String)>,
}

/// The examples of the page. The heading has the name, and the text before each code block ends with the path of its file.
fn examples() -> Vec<Example> {
    let page = std::fs::read_to_string(support::root().join("docs/CONTRIBUTING.md")).unwrap();
    let mut examples = Vec::new();
    for part in page.split("\n### Example: ").skip(1) {
        let part = part.split("\n## ").next().unwrap();
        let blocks: Vec<&str> = part.split("\n```").collect();
        let mut changes = Vec::new();
        for pair in blocks.chunks_exact(2) {
            changes.push((last_path(pair[0]), after_first_line(pair[1])));
        }
        examples.push(Example {
            name: part.split('`').nth(1).unwrap().to_owned(),
            changes,
        });
    }
    examples
}

/// The last path in backticks.
fn last_path(text: &str) -> String {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted
        .filter(|word| word.contains('/'))
        .last()
        .unwrap()
        .to_owned()
}

/// The content of a code block, without the language after its opening fence.
fn after_first_line(code: &str) -> String {
    code.split_once('\n').unwrap().1.to_owned()
}

#[test]
fn example_lines_are_in_the_files_that_the_page_names() {
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

/// Covers data and code only: generated files, tests and documentation may mention the name.
#[test]
fn no_other_file_names_the_example() {
    for Example { name, changes } in examples() {
        let in_rust = name.replace('-', "_");
        let named: BTreeSet<String> = changes
            .into_iter()
            .map(|(file, _)| file)
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
