//! Hovers: their texts in the fixtures, one for every property of the schemas, and no panic at any position.
//!
//! A case is a text with several files, each after a line `//- path`, and a cursor `▮` at each position to hover over;
//! `<case>.md` beside it has the hovers as Markdown, `<case>.plain` as plain text.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::Arc;

use catalog::FileKind;
use diagnostics::RelPath;
use ide::hover::{Hover, Options, hover};
use ide::{Cx, SourceCx, code};
use project::document::Document;
use project::index::Index;
use project::source_file::SourceFile;
use project::{Entry, Project, SCHEMAS_FOLDER};
use schema::official::{OfficialSchemas, OfficialVersions};
use schema::{Node, schemas};
use syntax::edit;

use crate::properties::ide::hover_at;
use crate::support;

const CURSOR: char = '▮';

fn empty() -> Project {
    Project {
        root: PathBuf::new(),
        manifest: None,
        parent_project: None,
        below_node_modules: None,
        entries: Default::default(),
        documents: Default::default(),
        image_sizes: std::collections::BTreeMap::new(),
        hsignore: None,
        ..Project::default()
    }
}

/// A project from a text, and the cursors in it.
fn project(text: &str) -> (Project, Vec<(RelPath, u32)>) {
    let mut project = empty();
    let mut cursors = Vec::new();
    for part in text.split("//- ").skip(1) {
        let (name, content) = part.split_once('\n').unwrap();
        let path = RelPath::new(name);
        let mut source = String::new();
        for piece in content.split_inclusive(CURSOR) {
            source.push_str(piece.trim_end_matches(CURSOR));
            if piece.ends_with(CURSOR) {
                cursors.push((path.clone(), source.len() as u32));
            }
        }
        if name.starts_with(SCHEMAS_FOLDER) {
            let mut versions = OfficialVersions::default();
            versions.add(OfficialSchemas::parse(&source).unwrap());
            project.official = Arc::new(versions);
        }
        for (at, _) in name.match_indices('/') {
            project
                .entries
                .insert(RelPath::new(&name[..at]), Entry::Folder);
        }
        project.entries.insert(path.clone(), Entry::File);
        if catalog::is_source(path.file_name()) {
            let read = SourceFile::parse(path.clone(), source);
            project.insert_source(path.clone(), read);
        } else if let Some(kind) = FileKind::of(path.file_name()).or(project.kind_of(&path)) {
            project.insert(Document::parse(path.clone(), kind, source));
        }
        if name == "hsproject.json" {
            project.manifest = Some(path);
        }
    }
    (project, cursors)
}

fn at(index: &Index<'_>, file: &RelPath, offset: u32, options: &Options) -> Option<Hover> {
    if let Some(file) = index.project.sources.get(file) {
        return code::hover(&SourceCx { index, file }, offset);
    }
    hover(
        &Cx {
            index,
            document: &index.project.documents[file],
        },
        offset,
        options,
    )
}

fn cases() -> Vec<(PathBuf, String)> {
    let entries = std::fs::read_dir(support::root().join("fixtures/ide/hover")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut cases: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    cases.sort();
    cases
        .into_iter()
        .map(|path| (path.clone(), std::fs::read_to_string(path).unwrap()))
        .collect()
}

#[test]
fn hovers_match_the_recorded_ones() {
    let options = Options {
        profile: Some("live".to_owned()),
    };
    for (path, text) in cases() {
        let (project, cursors) = project(&text);
        let index = Index::new(&project);
        let (mut markdown, mut plain) = (String::new(), String::new());
        assert!(!cursors.is_empty(), "{} has no cursor", path.display());
        for (file, offset) in cursors {
            let found = at(&index, &file, offset, &options);
            let span = found.as_ref().map_or(
                diagnostics::Span {
                    start: offset,
                    end: offset,
                },
                |found| found.span,
            );
            let source = project.text(&file).unwrap();
            let title = format!(
                "{} {}",
                support::location(&project, &file, span),
                &source[span.range()]
            );
            if let Some(hover) = &found {
                let has_secret = hover.text.markdown().contains("0123456789abcdef");
                assert!(!has_secret, "{title} shows a secret");
            }
            let shown = |as_text: fn(&Hover) -> String| {
                found.as_ref().map_or("nothing".to_owned(), as_text)
            };
            writeln!(
                markdown,
                "# {title}\n\n{}\n",
                shown(|hover| hover.text.markdown())
            )
            .unwrap();
            writeln!(
                plain,
                "=== {title}\n\n{}\n",
                shown(|hover| hover.text.plain())
            )
            .unwrap();
        }
        support::expect_file(&path.with_extension("md"), &markdown);
        support::expect_file(&path.with_extension("plain"), &plain);
    }
}

/// Hovers at every offset.
fn hover_everywhere(index: &Index<'_>, file: &RelPath) {
    let document = &index.project.documents[file];
    let length = document.syntax.source().len() as u32;
    (0..=length + 2).for_each(|offset| hover_at(&Cx { index, document }, offset));
}

#[test]
fn hovers_contain_the_position() {
    for (_, text) in cases() {
        let (project, _) = project(&text.replace(CURSOR, ""));
        let index = Index::new(&project);
        project
            .documents
            .keys()
            .for_each(|file| hover_everywhere(&index, file));
    }
}

#[test]
fn deep_nesting_does_not_overflow_the_stack() {
    let deep = format!(
        "{{\"type\":\"app\",\"config\":{}",
        "[{\"a\":".repeat(50_000)
    );
    let mut project = empty();
    let file = RelPath::new("src/app/app-hsmeta.json");
    let length = deep.len() as u32;
    project.insert(Document::parse(file.clone(), FileKind::Component, deep));
    let index = Index::new(&project);
    for offset in [0, 2, 20, length / 2, length - 1, length, u32::MAX] {
        at(&index, &file, offset, &Options::default());
    }
}

/// Collects the paths of all properties of a schema; `[` is an array.
fn every_property(root: Node, above: &[String], found: &mut Vec<Vec<String>>) {
    let lists = ["allOf", "oneOf", "anyOf"]
        .into_iter()
        .filter_map(|keyword| root.get(keyword));
    let branches: Vec<Node> = lists.flat_map(|list| list.elements()).collect();
    let conditional = branches.iter().filter_map(|one| one.get("then"));
    for node in branches.iter().copied().chain(conditional) {
        every_property(node, above, found);
    }
    for property in root
        .get("properties")
        .into_iter()
        .flat_map(|properties| properties.members())
    {
        let property_path = [above, &[property.key.text.to_owned()]].concat();
        every_property(property.value, &property_path, found);
        found.push(property_path);
    }
    if let Some(items) = root.get("items") {
        every_property(items, &[above, &["[".to_owned()]].concat(), found);
    }
}

#[test]
fn every_property_of_every_schema_has_a_hover() {
    for schema in schemas() {
        let path = match schema.fact("directory").and_then(|folder| folder.as_str()) {
            Some(folder) => RelPath::new(format!("src/{folder}/x-hsmeta.json")),
            None if schema.name == "hsprofile" => RelPath::new("src/hsprofile.x.json"),
            None => RelPath::new("hsproject.json"),
        };
        let mut property_paths = Vec::new();
        every_property(schema.root(), &[], &mut property_paths);
        assert!(property_paths.len() > 1, "{}", schema.name);
        for property_path in property_paths {
            let (mut text, mut last) = (String::new(), 0);
            for step in &property_path {
                if step == "[" {
                    text.push('[');
                } else {
                    last = text.len() + 2;
                    write!(text, "{{{}:", edit::quote(step)).unwrap();
                }
            }
            let mut project = empty();
            project.insert(Document::parse(
                path.clone(),
                FileKind::of(path.file_name()).unwrap(),
                text.clone(),
            ));
            let index = Index::new(&project);
            let found = at(&index, &path, last as u32, &Options::default());
            let found = found.unwrap_or_else(|| {
                panic!("{}: nothing about {property_path:?} in {text}", schema.name)
            });
            assert_eq!(
                &text[found.span.range()],
                edit::quote(property_path.last().unwrap())
            );
            assert!(
                found.text.plain().len() > 40,
                "{}: {property_path:?}",
                schema.name
            );
        }
    }
}
