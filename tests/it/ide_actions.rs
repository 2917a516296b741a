//! Code actions over the fixtures and over small texts.

use std::sync::Arc;

use diagnostics::{RelPath, Safety, Span};
use expect_test::expect;
use ide::{Cx, actions};
use project::Project;
use project::document::Document;
use project::index::Index;
use rules::check::check;
use syntax::edit;

use crate::support;

fn projects() -> Vec<Project> {
    let folders = ["fixtures/rules", "fixtures/projects"];
    folders
        .iter()
        .flat_map(|folder| support::load(&support::root().join(folder)).0)
        .collect()
}

/// The crates below `rules` name these rules by id only.
#[test]
fn rule_ids_in_analysis_are_those_of_rules() {
    for id in analysis::rule_ids::ALL {
        assert!(rules::named(id).is_some(), "{id}");
    }
}

/// The project after an action.
fn applied(project: &Project, file: &RelPath, action: &actions::Action) -> Project {
    let document = &project.documents[file];
    let mut spans: Vec<Span> = action.edits.iter().map(|edit| edit.span).collect();
    spans.sort_unstable();
    assert!(
        spans
            .windows(2)
            .all(|pair| pair[0].end <= pair[1].start && pair[0] != pair[1]),
        "{spans:?} overlap"
    );
    let edits: Vec<_> = action
        .edits
        .iter()
        .map(|edit| (edit.span, edit.new_text.clone()))
        .collect();
    let text = edit::apply(document.syntax.source(), &edits);
    let mut changed = project.clone();
    changed.documents.insert(
        file.clone(),
        Arc::new(Document::parse(file.clone(), document.kind, text)),
    );
    changed
}

fn fix_all(project: &Project, file: &RelPath) -> Option<actions::Action> {
    let diagnostics = check(project);
    let index = Index::new(project);
    actions::fix_all(
        &Cx {
            index: &index,
            document: &project.documents[file],
        },
        &diagnostics,
        &mut check,
    )
}

#[test]
fn fix_all_applies_every_safe_fix() {
    let mut fixed = 0;
    for project in projects() {
        for file in project.documents.keys() {
            let mut now = project.clone();
            if let Some(action) = fix_all(&now, file) {
                assert_eq!(fix_all(&now, file), Some(action.clone()), "the same twice");
                let errors = now.documents[file].syntax.errors.len();
                now = applied(&now, file, &action);
                assert!(
                    now.documents[file].syntax.errors.len() <= errors,
                    "{file} breaks"
                );
                assert_eq!(
                    fix_all(&now, file),
                    None,
                    "{} {file} is not fixed in one step",
                    project.root.display()
                );
                fixed += 1;
            }
            let diagnostics = check(&now);
            let mut safe = diagnostics
                .iter()
                .filter(|diagnostic| diagnostic.file == *file)
                .flat_map(|diagnostic| &diagnostic.fixes);
            assert!(
                !safe.any(|fix| fix.safety == Safety::Safe),
                "{} {file}",
                project.root.display()
            );
        }
    }
    assert!(fixed > 20, "{fixed} files");
}

#[test]
fn one_action_adds_all_missing_properties() {
    let mut seen = 0;
    for project in projects() {
        let diagnostics = check(&project);
        let index = Index::new(&project);
        for (file, document) in &project.documents {
            let cx = Cx {
                index: &index,
                document,
            };
            let all = actions::actions(
                &cx,
                &diagnostics,
                Span {
                    start: 0,
                    end: u32::MAX,
                },
            );
            for action in all
                .iter()
                .filter(|action| action.title.starts_with("Add all "))
            {
                let missing = |project: &Project| {
                    let found = check(project);
                    found
                        .iter()
                        .filter(|diagnostic| {
                            diagnostic.rule == "missing-property" && diagnostic.file == *file
                        })
                        .count()
                };
                let changed = applied(&project, file, action);
                assert!(
                    changed.documents[file].syntax.errors.is_empty(),
                    "{}",
                    changed.documents[file].syntax.source()
                );
                assert!(
                    missing(&changed) + 2 <= missing(&project),
                    "{}",
                    changed.documents[file].syntax.source()
                );
                seen += 1;
            }
        }
    }
    assert!(seen > 0, "{seen}");
}

#[test]
fn insertions_into_an_empty_object_are_joined() {
    let source = "{\n  \"a\": {}\n}";
    let syntax = syntax::parse(source);
    let object = syntax.root().unwrap().get("a").unwrap();
    let edits = [
        edit::insert_member(object, "x", "1"),
        edit::insert_member(object, "y", "[\n  2\n]"),
    ]
    .concat();
    let texts: Vec<&str> = edits.iter().map(|(_, text)| text.as_str()).collect();
    let joined = edit::merge_insertions(&texts).unwrap();
    expect![[r#"
        {
          "a": {
            "x": 1,
            "y": [
              2
            ]
          }
        }"#]]
    .assert_eq(&edit::apply(source, &[(edits[0].0, joined)]));
}

#[test]
fn actions_match_the_recorded_ones() {
    let (projects, _) = support::load(&support::root().join("fixtures/projects/broken-shop"));
    let project = &projects[0];
    let diagnostics = check(project);
    let index = Index::new(project);
    let mut shown = String::new();
    for (file, document) in &project.documents {
        let cx = Cx {
            index: &index,
            document,
        };
        for action in actions::actions(
            &cx,
            &diagnostics,
            Span {
                start: 0,
                end: u32::MAX,
            },
        ) {
            let preferred = if action.is_preferred {
                "preferred "
            } else {
                ""
            };
            let rule = action.fixes.map_or("", |at| diagnostics[at].rule);
            shown += &format!("{file} {preferred}{} ({rule})\n", action.title);
        }
    }
    support::expect_file(
        &support::root().join("fixtures/ide/actions/broken-shop.out"),
        &shown,
    );
}
