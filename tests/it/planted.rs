//! One problem gives one diagnostic: problems are added to projects without any, one at a time.
//!
//! `fixtures/planted/<name>/` is a project without problems, and `<name>.txt` beside it a table of edits. A line is a rule,
//! a file and an edit; a line that begins with spaces adds an edit to the line before. The rule `-` marks an edit that
//! causes no problem; rules joined by `+` are all reported, such as at both components of a duplicate. For a rule about
//! changes, the project is compared with what it is without the edits, and only the differences are reported.
//!
//! | edit | does |
//! |---|---|
//! | `set /pointer JSON` | sets a value; `/list/-` appends an element |
//! | `remove /pointer` | removes a property or an element |
//! | `rename /pointer name` | renames a property |
//! | `write TEXT` | creates or replaces the file |
//! | `move path` | moves the file |
//! | `delete` | deletes the file |

use std::collections::BTreeSet;

use catalog::is_source;
use diagnostics::RelPath;
use project::document::Document;
use project::source_file::SourceFile;
use project::{Entry, Project};
use rules::Check;
use rules::check::{Checker, changes_since, check};
use serde_json::{Map, Value};

use crate::support;

/// The projects with their tables.
fn bases() -> Vec<(Project, String)> {
    let mut bases = Vec::new();
    for folder in support::folders(&support::root().join("fixtures/planted")) {
        let table = std::fs::read_to_string(folder.with_added_extension("txt")).unwrap();
        bases.push((support::load(&folder).0.remove(0), table));
    }
    bases
}

#[test]
fn projects_without_edits_have_no_problems() {
    for (project, _) in bases() {
        assert_eq!(
            support::show(&project, &check(&project)),
            "",
            "{}",
            project.root.display()
        );
    }
}

#[test]
fn each_planted_problem_gives_its_own_diagnostic_only() {
    let mut wrong = String::new();
    for (base, table) in bases() {
        // Reused, because most files of a project are the same in each case.
        let mut checker = Checker::default();
        for case in cases(&table) {
            let mut project = base.clone();
            for line in &case {
                edit(&mut project, line);
            }
            let rules = case[0].split_whitespace().next().unwrap();
            let expected: Vec<&str> = if rules == "-" {
                Vec::new()
            } else {
                rules.split('+').collect()
            };
            let found = if expected.iter().any(|id| is_about_changes(id)) {
                changes_since(&project, &base)
            } else {
                checker.check(&project)
            };
            let mut ids: Vec<&str> = found.iter().map(|diagnostic| diagnostic.rule).collect();
            ids.sort_unstable();
            if ids != expected {
                let shown = support::show(&project, &found);
                wrong += &format!(
                    "fixtures/planted/{}.txt: {}\nexpected {expected:?}, got {ids:?}\n{shown}\n",
                    base.root.file_name().unwrap().display(),
                    case.join("\n")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn is_about_changes(id: &str) -> bool {
    let rule = rules::registered(id).unwrap();
    rule.checks
        .iter()
        .any(|check| matches!(check, Check::Changes(_)))
}

/// The rules without a line in `fixtures/planted/`, by the reason why no edit of a document causes their problem.
const NOT_PLANTED: [(&str, &[&str]); 4] = [
    (
        "is about hsmeta.toml, which is not a document of the project",
        &[
            "invalid-config",
            "misplaced-config",
            "missing-ignore-reason",
            "unknown-config-key",
            "unknown-profile",
            "unknown-rule",
            "unused-ignore",
        ],
    ),
    (
        "depends on what only loading from disk finds",
        &[
            "empty-src-dir",
            "inside-node-modules",
            "invalid-utf8",
            "missing-hsproject",
            "nested-project",
            "skipped-link",
            "unexpected-property",
            "unusable-imported-schema",
            "variable-with-ignored-profile",
        ],
    ),
    (
        "requires a git ref without the project",
        &["event-before-first-deploy"],
    ),
    (
        "requires hundreds of entries, or a project on an older platform version",
        &["app-limit-exceeded", "profile-needs-newer-platform"],
    ),
];

#[test]
fn every_rule_has_a_planted_line() {
    let bases = bases();
    let planted: BTreeSet<&str> = bases
        .iter()
        .flat_map(|(_, table)| cases(table))
        .flat_map(|case| case[0].split_whitespace().next().unwrap().split('+'))
        .collect();
    let exceptions: BTreeSet<&str> = NOT_PLANTED
        .iter()
        .flat_map(|(_, ids)| ids.iter().copied())
        .collect();
    let missing: Vec<&str> = rules::all()
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !planted.contains(id) && !exceptions.contains(id))
        .collect();
    assert!(
        missing.is_empty(),
        "rules without a line in a table of fixtures/planted/: {missing:?}"
    );
    let outdated: Vec<&str> = exceptions
        .into_iter()
        .filter(|id| planted.contains(id) || rules::named(id).is_none())
        .collect();
    assert!(
        outdated.is_empty(),
        "no exceptions any more, or no rules: {outdated:?}"
    );
}

/// The cases of a table, each with the lines of its edits.
fn cases(table: &str) -> Vec<Vec<&str>> {
    let lines = table
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let mut cases: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        match cases.last_mut() {
            Some(case) if line.starts_with(' ') => case.push(line),
            _ => cases.push(vec![line]),
        }
    }
    cases
}

/// Applies the edit of a line to a project.
fn edit(project: &mut Project, line: &str) {
    let words = line.trim_start();
    let edit = if line.starts_with(' ') {
        words
    } else {
        rest_after(words, 1)
    };
    let mut words = edit.split_whitespace();
    let (file, verb) = (words.next().unwrap(), words.next().unwrap());
    let (path, argument) = (RelPath::new(file), rest_after(edit, 2));
    match verb {
        "delete" => {
            remove(project, &path);
        }
        "write" => write(project, path, argument.to_owned()),
        "move" => {
            let text = remove(project, &path).unwrap_or_else(|| panic!("{line}: no such file"));
            write(project, RelPath::new(argument), text);
        }
        _ => {
            let document = project
                .documents
                .get(&path)
                .unwrap_or_else(|| panic!("{line}: no such file"));
            let root: Value = serde_json::from_str(document.syntax.source()).unwrap();
            let (pointer, value) = argument.split_once(' ').unwrap_or((argument, ""));
            let root = changed(root, verb, pointer, value.trim())
                .unwrap_or_else(|| panic!("{line}: no such value"));
            write(project, path, format!("{root:#}"));
        }
    }
}

fn rest_after(text: &str, words: usize) -> &str {
    let mut rest = text;
    for _ in 0..words {
        rest = rest
            .split_once(' ')
            .map_or("", |(_, rest)| rest)
            .trim_start();
    }
    rest
}

/// Removes a file and returns its text, which is empty if it was not read.
fn remove(project: &mut Project, path: &RelPath) -> Option<String> {
    let text = project.text(path).unwrap_or_default().to_owned();
    project.entries.remove(path)?;
    project.documents.remove(path);
    project.sources.remove(path);
    Some(text)
}

fn write(project: &mut Project, path: RelPath, text: String) {
    let mut folder = path.folder();
    while !folder.is_empty() {
        project
            .entries
            .entry(RelPath::new(folder))
            .or_insert(Entry::Folder);
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    project.entries.insert(path.clone(), Entry::File);
    if let Some(kind) = project.kind_of(&path) {
        project.insert(Document::parse(path, kind, text));
    } else if is_source(path.file_name()) {
        let source = SourceFile::parse(path.clone(), text);
        project.insert_source(path, source);
    }
}

/// The document after an edit; `None` if there is no value at the pointer.
fn changed(mut root: Value, verb: &str, pointer: &str, argument: &str) -> Option<Value> {
    let (parent, last) = pointer.rsplit_once('/')?;
    match (root.pointer_mut(parent)?, verb) {
        (Value::Object(map), "set") => {
            map.insert(last.to_owned(), parse(argument));
        }
        (Value::Array(list), "set") if last == "-" => list.push(parse(argument)),
        (Value::Array(list), "set") => {
            *list.get_mut(last.parse::<usize>().ok()?)? = parse(argument)
        }
        (Value::Object(map), "remove") => {
            map.shift_remove(last)?;
        }
        (Value::Array(list), "remove") => {
            list.remove(last.parse().ok()?);
        }
        (Value::Object(map), "rename") => {
            if !map.contains_key(last) {
                return None;
            }
            let mut renamed = Map::new();
            for (key, value) in std::mem::take(map) {
                let is_renamed = key == last;
                renamed.insert(if is_renamed { argument.to_owned() } else { key }, value);
            }
            *map = renamed;
        }
        _ => return None,
    }
    Some(root)
}

fn parse(json: &str) -> Value {
    serde_json::from_str(json).unwrap_or_else(|error| panic!("{json}: {error}"))
}
