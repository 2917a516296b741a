#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

mod properties;
mod references;
mod skeletons;
mod values;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use expect_test::{Expect, expect};

use super::*;
use diagnostics::RelPath;
use project::document::Document;
use project::index::Index;
use project::source_file::SourceFile;
use project::{Entry, Project};
use syntax::{edit, parse};

const HSPROJECT: (&str, &str) = (
    "hsproject.json",
    r#"{"name": "Harbour", "srcDir": "src", "platformVersion": "2026.09"}"#,
);
const APP: &str = "src/app/app-hsmeta.json";
const CARD: &str = "src/app/cards/tide-hsmeta.json";

/// A project in memory. Only configuration and source files have a text.
fn project(files: &[(&str, &str)]) -> Project {
    let mut project = Project {
        root: PathBuf::from("/harbour"),
        manifest: Some(RelPath::new("hsproject.json")),
        parent_project: None,
        below_node_modules: None,
        entries: BTreeMap::new(),
        documents: BTreeMap::new(),
        image_sizes: BTreeMap::new(),
        hsignore: None,
        ..Project::default()
    };
    for (path, text) in files {
        let path = RelPath::new(path);
        let folders = path
            .as_str()
            .match_indices('/')
            .map(|(at, _)| RelPath::new(&path.as_str()[..at]));
        project
            .entries
            .extend(folders.map(|folder| (folder, Entry::Folder)));
        project.entries.insert(path.clone(), Entry::File);
        if let Some(kind) = FileKind::of(path.file_name()) {
            project.insert(Document::parse(path, kind, text.replace('▮', "")));
        } else if catalog::is_source(path.file_name()) {
            let file = SourceFile::parse(path.clone(), *text);
            project.insert_source(path, file);
        }
    }
    project
}

fn items(files: &[(&str, &str)], snippets: bool) -> (String, Vec<Item>) {
    let (path, text) = files.iter().find(|(_, text)| text.contains('▮')).unwrap();
    let project = project(files);
    let index = Index::new(&project);
    let document = &project.documents[&RelPath::new(path)];
    let cx = Cx {
        index: &index,
        document,
    };
    let items = complete(&cx, text.find('▮').unwrap() as u32, Options { snippets });
    (document.syntax.source().to_owned(), items)
}

/// The items at `▮` in a file of a small project.
fn at(path: &str, text: &str) -> Vec<Item> {
    items(&[HSPROJECT, (path, text)], true).1
}

/// The labels in the order of the list, the first `most` of them.
fn labels(items: &[Item], most: usize) -> String {
    let labels: Vec<String> = items.iter().take(most).map(marked_label).collect();
    labels.join(" ")
}

/// `*` marks a preselected item, `†` a deprecated one.
fn marked_label(item: &Item) -> String {
    match (item.preselect, item.deprecated) {
        (true, _) => format!("{}*", item.label),
        (_, true) => format!("{}†", item.label),
        _ => item.label.clone(),
    }
}

fn item(items: &[Item], label: &str) -> Item {
    items
        .iter()
        .find(|item| item.label == label)
        .unwrap_or_else(|| panic!("no {label}"))
        .clone()
}

/// The text after one item was accepted.
fn accepted(source: &str, item: &Item) -> String {
    let mut edits = vec![(item.span, item.new_text.clone())];
    edits.extend(item.also.clone());
    edit::apply(source, &edits)
}

/// `label` accepted at `▮` in a file of a small project without snippets.
fn accept(path: &str, text: &str, label: &str) -> String {
    let (source, items) = items(&[HSPROJECT, (path, text)], false);
    accepted(&source, &item(&items, label))
}

/// The values of `location` in the schema of a card: tests are independent of new ones.
fn locations(separator: &str) -> String {
    let root = schema::schema("card").unwrap().root();
    let location = ["properties", "config", "properties", "location"]
        .iter()
        .fold(root, |schema, key| schema.get(key).unwrap());
    let values: Vec<&str> = schema::strings(location.get("enum")).collect();
    assert!(values.len() > 3, "{values:?}");
    values.join(separator)
}

fn check(files: &[(&str, &str)], expected: Expect) {
    let (_, items) = items(files, true);
    let mut shown = String::new();
    for item in items {
        let detail = item.detail.as_deref().unwrap_or_default();
        writeln!(
            shown,
            "{:?} {} | {} | {detail}",
            item.kind, item.label, item.new_text
        )
        .unwrap();
    }
    expected.assert_eq(&shown.replace(&locations(","), "LOCATIONS"));
}
