//! What `hsmeta check` reports about the files after a plan, before they are written.

use std::collections::{BTreeMap, BTreeSet};

use diagnostics::{Diagnostic, LinePositions, Position, RelPath, Severity};

use migration::{Action, Content, Plan, ProjectFiles};
use project::document::Document;
use project::source_file::SourceFile;
use project::sources::{CodeComponents, Resolver};
use project::{Entry, Project};
use rules::check::check;

/// A problem that a plan leaves.
pub(super) struct Problem {
    pub(super) diagnostic: Diagnostic,
    pub(super) position: Position,
}

/// The problems of the files after a plan, from warnings up, as `check` reports them. `before` is the loaded project.
pub(super) fn problems(before: &Project, files: &ProjectFiles, plan: &Plan) -> Vec<Problem> {
    let project = after(before, files, plan);
    let mut lines: BTreeMap<RelPath, LinePositions<'_>> = BTreeMap::new();
    let mut problems = Vec::new();
    for diagnostic in check(&project) {
        if diagnostic.severity < Severity::Warning {
            continue;
        }
        let file = &diagnostic.file;
        let text = project.text(file).unwrap_or_default();
        let lines = lines
            .entry(file.clone())
            .or_insert_with(|| LinePositions::new(text));
        let position = lines.position(diagnostic.span.start);
        problems.push(Problem {
            diagnostic,
            position,
        });
    }
    problems
}

/// The loaded project after a plan.
fn after(before: &Project, files: &ProjectFiles, plan: &Plan) -> Project {
    let mut project = Project {
        root: before.root.clone(),
        canonical_root: before.canonical_root.clone(),
        manifest: before.manifest.clone(),
        parent_project: before.parent_project.clone(),
        below_node_modules: before.below_node_modules.clone(),
        entries: entries(before, plan),
        sdk_versions: moved(&before.sdk_versions, plan),
        image_sizes: moved(&before.image_sizes, plan),
        hsignore: before.hsignore.clone(),
        gitignores: before.gitignores.clone(),
        config: before.config.clone(),
        path_from_config: before.path_from_config.clone(),
        ..Project::default()
    };
    let after = migration::apply(files, plan);
    for (path, content) in &after.files {
        if *content != Content::Link {
            project.insert_file(path);
        }
    }
    let nested: Vec<String> = project.nested().map(str::to_owned).collect();
    for (path, content) in &after.files {
        let is_nested = nested.iter().any(|folder| path.below(folder).is_some());
        let (kind, bytes) = (project.kind_of(path), bytes(content));
        if let (Some(kind), Some(bytes), false) = (kind, bytes, is_nested) {
            project.insert(Document::from_bytes(path.clone(), kind, bytes));
        }
    }
    read_sources(&mut project, &after);
    project
}

fn bytes(content: &Content) -> Option<&[u8]> {
    match content {
        Content::Bytes(bytes) => Some(bytes),
        Content::Link | Content::Unread => None,
    }
}

/// What is not a file, except folders whose files have moved: links, and folders that nothing is read from.
fn entries(before: &Project, plan: &Plan) -> BTreeMap<RelPath, Entry> {
    let mut entries = before.entries.clone();
    entries.retain(|path, entry| *entry != Entry::File || !plan.files.contains_key(path));
    let mut old: BTreeSet<&str> = plan.files.keys().flat_map(RelPath::parents).collect();
    for path in entries.keys() {
        if before.entries.get(path) != Some(&Entry::Folder) {
            for folder in path.parents() {
                old.remove(folder);
            }
        }
    }
    entries.retain(|path, entry| *entry != Entry::Folder || !old.contains(path.as_str()));
    entries
}

/// Facts about files, by their paths after a plan.
fn moved<T: Clone>(facts: &BTreeMap<RelPath, T>, plan: &Plan) -> BTreeMap<RelPath, T> {
    let mut moved = BTreeMap::new();
    for (path, fact) in facts {
        let to = match plan.files.get(path) {
            Some(Action::Remove { .. }) => continue,
            Some(Action::Move { to } | Action::Leave { to, .. } | Action::Change { to, .. }) => to,
            Some(Action::Keep) | None => path,
        };
        moved.insert(to.clone(), fact.clone());
    }
    moved
}

/// The source files that the reader of projects reads, in the same order.
fn read_sources(project: &mut Project, files: &ProjectFiles) {
    let Some(components) = CodeComponents::of(project) else {
        return;
    };
    let beside = components.beside();
    let reached = components.entrypoints();
    read_all(project, files, reached);
    let may_have_code = beside.iter().filter(|(path, folders)| {
        let content = files.files.get(*path).and_then(bytes);
        content.is_some_and(|bytes| folders.may_have_code(bytes))
    });
    let beside: BTreeSet<RelPath> = may_have_code.map(|(path, _)| path.clone()).collect();
    read_all(project, files, beside);
}

/// Reads files, and what they import.
fn read_all(project: &mut Project, files: &ProjectFiles, mut unread: BTreeSet<RelPath>) {
    while !unread.is_empty() {
        let mut read = Vec::new();
        for path in unread {
            if !project.has_read(&path)
                && let Some(bytes) = files.files.get(&path).and_then(bytes)
            {
                project.insert_source(path.clone(), SourceFile::from_bytes(path.clone(), bytes));
                read.push(path);
            }
        }
        let sources = read.iter().filter_map(|path| project.sources.get(path));
        unread = Resolver::new(project).unread(sources.map(|source| &**source));
        // A file that is not in memory is not read in the next round either.
        unread.retain(|path| files.contains(path.as_str()) && !project.has_read(path));
    }
}
