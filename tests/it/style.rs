//! What `docs/CONTRIBUTING.md` says of the code, where no lint of clippy's says it.

use std::fs;
use std::path::Path;

use crate::support;

/// Named closures in relation to functions; rust-analyzer, texlab and zizmor have about none.
const MOST_NAMED_CLOSURES: f64 = 0.03;
const MOST_LINES: usize = 350;
/// Tables that a test writes.
const GENERATED: [&str; 2] = [
    "server/catalog/src/scopes/table.rs",
    "server/schema/src/tables.rs",
];

/// The sources of all crates, without their tests and what is generated.
fn sources() -> Vec<(String, String)> {
    let mut sources = Vec::new();
    for folder in ["server", "schemas", "templates"] {
        for path in support::files(&support::root().join(folder)) {
            let name = path_of(&path);
            let is_test = name.ends_with("/tests.rs") || name.contains("/tests/");
            if !name.ends_with(".rs") || is_test || GENERATED.contains(&name.as_str()) {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            sources.push((name, code.to_owned()));
        }
    }
    sources
}

fn path_of(file: &Path) -> String {
    let path = file.strip_prefix(support::root()).unwrap();
    path.to_str().unwrap().replace('\\', "/")
}

fn is_named_closure(line: &str) -> bool {
    let Some(binding) = line.trim_start().strip_prefix("let ") else {
        return false;
    };
    match binding.split_once(" = ") {
        Some((_, value)) => value.starts_with('|') || value.starts_with("move |"),
        None => false,
    }
}

#[test]
fn closures_have_a_name_only_where_they_are_used_twice() {
    let mut functions = 0;
    let mut closures = Vec::new();
    for (name, code) in sources() {
        for (at, line) in code.lines().enumerate() {
            if line.contains("fn ") {
                functions += 1;
            }
            if is_named_closure(line) {
                closures.push(format!("{name}:{}", at + 1));
            }
        }
    }
    assert!(functions > 1000, "the sources are read");
    let share = closures.len() as f64 / f64::from(functions);
    assert!(
        share <= MOST_NAMED_CLOSURES,
        "{} closures with a name in {functions} functions:\n{}",
        closures.len(),
        closures.join("\n")
    );
}

#[test]
fn files_are_short() {
    let mut long = Vec::new();
    for (name, code) in sources() {
        let lines = code.lines().count();
        if lines > MOST_LINES {
            long.push(format!("{name}: {lines} lines"));
        }
    }
    assert!(long.is_empty(), "split these: {long:#?}");
}
