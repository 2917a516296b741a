//! The result: files to create, checked as a part of the project.

use std::collections::BTreeSet;

use analysis::rule_ids;
use diagnostics::{Diagnostic, RelPath, RuleId, Severity, Text, message};
use project::Project;
use project::document::Document;
use templates::TemplateFile;

use super::names::Names;
use super::{CheckFn, ScaffoldError, placeholders};

/// A file to create.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewFile {
    /// Relative to the project folder.
    pub path: RelPath,
    pub text: String,
    /// The lines with an example that the author replaces, and what to do about each.
    pub placeholders: Vec<(usize, &'static str)>,
}

impl NewFile {
    pub(super) fn new(path: RelPath, file: &TemplateFile, names: &Names) -> NewFile {
        let text = if file.path.ends_with(".json") {
            names.json(file.text)
        } else {
            names.plain(file.text)
        };
        NewFile {
            path,
            text,
            placeholders: placeholders::of(file).collect(),
        }
    }
}

#[derive(Debug)]
pub struct Plan {
    /// The files to create, each after those that it refers to.
    pub files: Vec<NewFile>,
    /// Files of the template that exist already.
    pub existing: Vec<RelPath>,
    /// The diagnostics that the new files cause, warnings at most.
    pub diagnostics: Vec<Diagnostic>,
    /// What is left to the author: those diagnostics, and the placeholders on other lines.
    pub todos: Vec<Todo>,
}

#[derive(PartialEq, Eq, Debug)]
pub struct Todo {
    pub file: RelPath,
    pub line: usize,
    pub text: String,
}

/// The plan, unless HubSpot would refuse the files.
pub(super) fn checked(
    project: &Project,
    files: Vec<NewFile>,
    existing: Vec<RelPath>,
    check: CheckFn,
) -> Result<Plan, ScaffoldError> {
    for file in &files {
        if !project.reaches(&file.path) {
            let path = message::quoted(file.path.as_str());
            return Err(ScaffoldError::Unreachable { path });
        }
    }
    let after = with_files(project, &files);
    let diagnostics = new_diagnostics(project, &after, check);
    for diagnostic in &diagnostics {
        // The author adds the scope of a card to the app afterwards; a todo says so.
        if diagnostic.severity == Severity::Error && diagnostic.rule != rule_ids::MISSING_CARD_SCOPE
        {
            return Err(rejected(diagnostic));
        }
    }
    Ok(Plan {
        todos: todos(&after, &files, &diagnostics),
        files,
        existing,
        diagnostics,
    })
}

fn rejected(error: &Diagnostic) -> ScaffoldError {
    let problem = error.message.clone();
    if error.rule == rule_ids::INCOMPATIBLE_APP {
        ScaffoldError::IncompatibleApp { problem }
    } else {
        ScaffoldError::Rejected { problem }
    }
}

fn with_files(project: &Project, files: &[NewFile]) -> Project {
    let mut project = project.clone();
    for file in files {
        match project.kind_of(&file.path) {
            Some(kind) => {
                let (path, text) = (file.path.clone(), file.text.clone());
                project.insert_unsaved(Document::parse(path, kind, text));
            }
            None => project.insert_file(&file.path),
        }
    }
    project
}

/// The warnings and errors that the project does not have before.
fn new_diagnostics(before: &Project, after: &Project, check: CheckFn) -> Vec<Diagnostic> {
    let known: BTreeSet<Key> = check(before).iter().map(key).collect();
    let mut diagnostics = check(after);
    diagnostics.retain(|diagnostic| {
        diagnostic.severity > Severity::Info && !known.contains(&key(diagnostic))
    });
    diagnostics
}

/// Identifies a diagnostic whose span moves.
type Key = (RuleId, RelPath, String);

fn key(diagnostic: &Diagnostic) -> Key {
    (
        diagnostic.rule,
        diagnostic.file.clone(),
        diagnostic.message.clone(),
    )
}

fn todos(project: &Project, files: &[NewFile], diagnostics: &[Diagnostic]) -> Vec<Todo> {
    let mut todos: Vec<Todo> = diagnostics
        .iter()
        .map(|diagnostic| todo(project, diagnostic))
        .collect();
    let reported: BTreeSet<(RelPath, usize)> = todos
        .iter()
        .map(|todo| (todo.file.clone(), todo.line))
        .collect();
    for file in files {
        for (line, advice) in &file.placeholders {
            if !reported.contains(&(file.path.clone(), *line)) {
                todos.push(Todo {
                    file: file.path.clone(),
                    line: *line,
                    text: (*advice).to_owned(),
                });
            }
        }
    }
    todos
}

fn todo(project: &Project, diagnostic: &Diagnostic) -> Todo {
    let source = project.text(&diagnostic.file).unwrap_or_default();
    let text = match &diagnostic.help {
        Some(help) => format!("{}; {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    Todo {
        file: diagnostic.file.clone(),
        line: Text::new(source).position(diagnostic.span.start).line,
        text,
    }
}
