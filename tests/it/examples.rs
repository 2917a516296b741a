//! The examples of rule pages: a bad example gives one diagnostic, that of the rule, and a good one gives none.
//!
//! The files of an example are added to a project without problems, `fixtures/examples/project/`, or
//! `fixtures/examples/static-project/` if the example is about functions or static auth, which an app with OAuth cannot
//! have. A JSON object is merged into the file of that path; `(whole file)` after the path replaces the file. A good
//! example is the bad one after the fix: files that it does not name are those of the bad example. Rules about changes
//! have a third part, `Before:`: both examples are compared with it.
//! `HSMETA_RULE=<id>` runs the examples of one rule. `HSMETA_EXAMPLES=<folder>` writes the project of each example into
//! `<rule>/bad/` and `<rule>/good/` there, but for those that a list of files cannot describe; the site links to them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;
use project::Project;
use serde_json::Value;
use tempfile::TempDir;

use crate::support;

/// Rules whose examples cannot be run, and why.
const NOT_RUN: [(&str, &str); 5] = [
    ("app-limit-exceeded", "more than a thousand subscriptions"),
    ("byte-order-mark", "an invisible character"),
    ("event-before-first-deploy", "a git ref without the project"),
    ("invalid-utf8", "invalid bytes"),
    ("skipped-link", "a symbolic link"),
];

/// Rules that report every affected component.
const ONCE_PER_COMPONENT: [&str; 3] = ["duplicate-component", "duplicate-uid", "missing-hsproject"];

/// Rules whose bad example also violates a second rule.
const ACCOMPANIED: [(&str, &str); 2] = [
    // The redirect URLs remain.
    ("changed-auth-type", "redirect-urls-with-static-auth"),
    // Functions require 2026.03, and support for every older version is limited.
    ("functions-need-newer-platform", "expiring-platform-version"),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Change {
    /// Merge JSON objects, or write the file.
    Overlay,
    Replace,
    Remove,
    /// Remove everything in a folder.
    Clear,
}

#[derive(Clone, Debug)]
struct File {
    path: String,
    change: Change,
    text: String,
}

impl File {
    /// Parses a line such as `` `src/a.json` (whole file) ``.
    fn from_line(line: &str) -> Option<File> {
        let (path, rest) = line.strip_prefix('`')?.split_once('`')?;
        let change = match rest {
            "" => Change::Overlay,
            " (whole file)" => Change::Replace,
            " is missing" | " is removed" => Change::Remove,
            " is empty" => Change::Clear,
            _ => return None,
        };
        Some(File {
            path: path.to_owned(),
            change,
            text: String::new(),
        })
    }

    fn apply(&self, project: &Path) {
        let path = project.join(&self.path);
        if self.change == Change::Remove {
            std::fs::remove_file(&path)
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            return;
        }
        if self.change == Change::Clear {
            std::fs::remove_dir_all(&path).unwrap();
            std::fs::create_dir(&path).unwrap();
            return;
        }
        let mut text = self.text.clone();
        if self.change == Change::Overlay
            && let Ok(Value::Object(over)) = serde_json::from_str(&self.text)
            && let Ok(base) = std::fs::read_to_string(&path)
        {
            let mut merged: Value = serde_json::from_str(&base).unwrap();
            merge(&mut merged, Value::Object(over));
            text = serde_json::to_string_pretty(&merged).unwrap() + "\n";
        }
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
    }
}

/// RFC 7396 without removal by `null`.
fn merge(base: &mut Value, over: Value) {
    match (base, over) {
        (Value::Object(base), Value::Object(over)) => {
            for (key, value) in over {
                merge(base.entry(key).or_insert(Value::Null), value);
            }
        }
        (base, over) => *base = over,
    }
}

#[derive(Clone, Copy)]
enum Part {
    Before,
    Bad,
    Good,
}

#[derive(Default, Debug)]
struct Examples {
    /// The earlier state, for rules about changes.
    before: Vec<File>,
    bad: Vec<File>,
    good: Vec<File>,
    /// Errors in the structure of the section.
    problems: Vec<String>,
}

impl Examples {
    /// The examples of a page, the leading `//!` block of a rule's file.
    fn of_page(page: &[&str]) -> Examples {
        let mut examples = Examples::default();
        let mut part: Option<Part> = None;
        let mut announced: Option<File> = None;
        let section = page
            .iter()
            .skip_while(|line| **line != "## Example")
            .skip(1);
        let mut lines = section.take_while(|line| !line.starts_with("## "));
        while let Some(line) = lines.next() {
            match *line {
                "" => {}
                "Before:" => part = Some(Part::Before),
                "Bad:" => part = Some(Part::Bad),
                "Good:" => part = Some(Part::Good),
                fence if fence.starts_with("```") => {
                    let mut text = String::new();
                    for line in lines.by_ref().take_while(|line| **line != "```") {
                        text.push_str(line);
                        text.push('\n');
                    }
                    match announced.take() {
                        Some(file) => examples.add(part, File { text, ..file }),
                        None => examples.problems.push("a fence without a path".to_owned()),
                    }
                }
                line => match File::from_line(line) {
                    Some(file) if matches!(file.change, Change::Remove | Change::Clear) => {
                        examples.add(part, file)
                    }
                    Some(file) => announced = Some(file),
                    None => examples.problems.push(format!("unexpected line `{line}`")),
                },
            }
        }
        for (name, files) in [("bad", &examples.bad), ("good", &examples.good)] {
            if files.is_empty() {
                examples.problems.push(format!("no {name} example"));
            }
        }
        examples
    }

    fn add(&mut self, part: Option<Part>, file: File) {
        match part {
            Some(Part::Before) => self.before.push(file),
            Some(Part::Bad) => self.bad.push(file),
            Some(Part::Good) => self.good.push(file),
            None => self.problems.push("a file before `Bad:`".to_owned()),
        }
    }

    /// Writes the projects of both examples, unless one has an earlier state or an empty folder.
    fn write(&self, folder: &Path) {
        let has_empty_folder = self.bad.iter().any(|file| file.change == Change::Clear);
        if self.before.is_empty() && !has_empty_folder {
            write(&base(&self.bad), &self.bad, &folder.join("bad"));
            let fixed = self.fixed();
            write(&base(&fixed), &fixed, &folder.join("good"));
        }
    }

    /// The files of the good example, and those of the bad one that it does not change.
    fn fixed(&self) -> Vec<File> {
        let mut files = Vec::new();
        for file in &self.bad {
            let is_replaced = self
                .good
                .iter()
                .any(|good| good.path == file.path && good.change != Change::Remove);
            if !is_replaced {
                files.push(file.clone());
            }
        }
        files.extend_from_slice(&self.good);
        files
    }
}

fn base(files: &[File]) -> PathBuf {
    // A replaced app file does not depend on the auth of the base project.
    let is_static = files.iter().any(|file| {
        file.path.starts_with("src/app/functions/")
            || file.change == Change::Overlay && file.text.contains(r#""type": "static""#)
    });
    let name = if is_static {
        "static-project"
    } else {
        "project"
    };
    support::root().join("fixtures/examples").join(name)
}

/// Writes the base project with these changes.
fn write(base: &Path, files: &[File], folder: &Path) {
    for file in support::files(base) {
        let to = folder.join(file.strip_prefix(base).unwrap());
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(&file, to).unwrap();
    }
    for file in files {
        file.apply(folder);
    }
}

/// The base project with these changes, in a temporary folder.
fn project(base: &Path, files: &[File]) -> (TempDir, Vec<Project>) {
    let folder = tempfile::tempdir().unwrap();
    write(base, files, folder.path());
    let (projects, problems) = support::load(folder.path());
    assert_eq!(problems, []);
    (folder, projects)
}

/// The diagnostics of the base project with these changes, compared with the state `before`, if it has files.
fn diagnostics(files: &[File], before: &[File]) -> Vec<Diagnostic> {
    let mut all = before.to_vec();
    all.extend_from_slice(files);
    let base = base(if before.is_empty() { files } else { before });
    let (folder, mut projects) = project(&base, &all);
    let checked = if before.is_empty() {
        support::checked(projects, folder.path())
    } else {
        let (_earlier, mut earlier) = project(&base, before);
        support::checked_since(projects.remove(0), folder.path(), &earlier.remove(0))
    };
    checked.into_iter().flat_map(|(_, found)| found).collect()
}

fn shown(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        write!(text, "\n    {}: {}", diagnostic.rule, diagnostic.message).unwrap();
    }
    text
}

/// The violations of one rule's page.
fn violations(id: &str, page: &[&str]) -> Vec<String> {
    let examples = Examples::of_page(page);
    if !examples.problems.is_empty() {
        return examples.problems;
    }
    if NOT_RUN.iter().any(|(rule, _)| *rule == id) {
        return Vec::new();
    }
    let mut violations = Vec::new();
    let mut bad = diagnostics(&examples.bad, &examples.before);
    for (_, second) in ACCOMPANIED.iter().filter(|(rule, _)| *rule == id) {
        bad.retain(|diagnostic| diagnostic.rule != *second);
    }
    let is_expected = if ONCE_PER_COMPONENT.contains(&id) {
        !bad.is_empty() && bad.iter().all(|diagnostic| diagnostic.rule == id)
    } else {
        bad.len() == 1 && bad[0].rule == id
    };
    if !is_expected {
        violations.push(format!("the bad example gives{}", shown(&bad)));
    }
    if let Some(folder) = std::env::var_os("HSMETA_EXAMPLES") {
        examples.write(&Path::new(&folder).join(id));
    }
    let good = diagnostics(&examples.fixed(), &examples.before);
    if !good.is_empty() {
        violations.push(format!("the good example gives{}", shown(&good)));
    }
    violations
}

#[test]
fn example_projects_have_no_problems() {
    for folder in support::folders(&support::root().join("fixtures/examples")) {
        let (projects, problems) = support::load(&folder);
        assert_eq!(problems, []);
        for (project, found) in support::checked(projects, &folder) {
            assert_eq!(support::show(&project, &found), "");
        }
    }
}

#[test]
fn every_rule_page_has_working_examples() {
    let only = std::env::var("HSMETA_RULE")
        .ok()
        .filter(|id| !id.is_empty());
    let mut report = String::new();
    let mut seen = BTreeSet::new();
    for path in support::files(&support::root().join("server")) {
        if path.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        if !text.contains("\nrule! {") {
            continue;
        }
        let id = path
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .replace('_', "-");
        if only.as_ref().is_some_and(|only| *only != id) {
            continue;
        }
        let page: Vec<&str> = text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        for violation in violations(&id, &page) {
            writeln!(report, "{id}: {violation}").unwrap();
        }
        seen.insert(id);
    }
    assert!(!seen.is_empty(), "no rule is called {only:?}");
    if only.is_none() {
        let exceptions = NOT_RUN.iter().chain(&ACCOMPANIED).map(|(id, _)| *id);
        for id in exceptions.chain(ONCE_PER_COMPONENT) {
            assert!(seen.contains(id), "no rule is called {id}");
        }
    }
    assert!(report.is_empty(), "\n{report}");
}
