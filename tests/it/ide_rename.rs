//! Renames and moved files: all references are updated, and no diagnostic is new.

use std::collections::BTreeMap;
use std::fmt::Write;

use diagnostics::{RelPath, Span};
use expect_test::expect;
use ide::{Cx, file_rename, rename};
use project::document::Document;
use project::facts::{Facts, Reference};
use project::index::Index;
use project::{Entry, Project};
use rules::check::check;

use crate::ide_case::{ACTION, APP, CARD, Case, KIOSK, OBJECT, moved};
use crate::support;

fn renamed(case: &Case, name: &str) -> Result<rename::Renaming, String> {
    case.ask(|cx, offset| rename::rename(cx, offset, name))
        .map_err(|error| error.to_string())
}

#[test]
fn renames_update_all_references_without_new_diagnostics() {
    for (file, marked, new, expected) in [
        (
            OBJECT,
            "\"uid\": \"▮paper",
            "news.paper",
            expect![[r#"
            src/app/app-objects/paper-hsmeta.json:2:11-2:16 paper -> news.paper
            src/app/cards/paper-hsmeta.json:8:34-8:39 paper -> news.paper
            src/app/cards/paper-hsmeta.json:11:32-11:37 paper -> news.paper
            src/app/cards/paper-hsmeta.json:11:50-11:55 paper -> news.paper
            HubSpot identifies a component by its uid. If `paper` is already in an account, HubSpot most likely creates a new component `news.paper`. Rename it?"#]],
        ),
        (
            "src/hsprofile.dev.json",
            "HO▮ST",
            "URL \"é\"",
            expect![[r#"
            src/app/app-hsmeta.json:10:27-10:31 HOST -> URL \"é\"
            src/app/app-hsmeta.json:15:37-15:41 HOST -> URL \"é\"
            src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST -> URL \"é\"
            src/hsprofile.dev.json:1:40-1:44 HOST -> URL \"é\"
            src/hsprofile.prod.json:1:40-1:44 HOST -> URL \"é\"
        "#]],
        ),
        (
            ACTION,
            "\"{{amo▮unt}}",
            "number_of_papers",
            expect![[r#"
            src/app/workflow-actions/order-hsmeta.json:11:38-11:44 amount -> number_of_papers
            src/app/workflow-actions/order-hsmeta.json:23:41-23:47 amount -> number_of_papers
            src/app/workflow-actions/order-hsmeta.json:24:32-24:38 amount -> number_of_papers
        "#]],
        ),
        (
            ACTION,
            "\"labelName\": \"▮done",
            "ready",
            expect![[r#"
            src/app/workflow-actions/order-hsmeta.json:16:40-16:44 done -> ready
            src/app/workflow-actions/order-hsmeta.json:26:30-26:34 done -> ready
        "#]],
        ),
        (
            OBJECT,
            "[\"pri▮ce",
            "cost",
            expect![[r#"
            src/app/app-objects/paper-hsmeta.json:10:45-10:50 price -> cost
            src/app/app-objects/paper-hsmeta.json:13:18-13:23 price -> cost
        "#]],
        ),
    ] {
        let case = Case::kiosk(file, marked);
        let found = renamed(&case, new).unwrap();
        expected.assert_eq(&(case.edits(&found.edits) + &found.confirm.unwrap_or_default()));
        assert_eq!(
            support::show(&case.project, &check(&case.after(&found.edits, &[]))),
            "",
            "{new}"
        );
    }
}

#[test]
fn invalid_renames_are_refused_with_a_reason() {
    let mut shown = String::new();
    for (file, marked, new) in [
        (OBJECT, "\"uid\": \"▮paper", "news paper"),
        (OBJECT, "\"uid\": \"▮paper", "kiosk"),
        (OBJECT, "\"uid\": \"▮paper", "constructor"),
        (
            OBJECT,
            "\"uid\": \"▮paper",
            "hubspot-serverless-package-uid",
        ),
        ("src/hsprofile.dev.json", "HO▮ST", "A}"),
        ("src/hsprofile.dev.json", "HO▮ST", "A\nB"),
        ("src/hsprofile.dev.json", "HO▮ST", ""),
        ("src/hsprofile.dev.json", "HO▮ST", "PORT"),
        (OBJECT, "[\"pri▮ce", "title"),
        (ACTION, "\"{{amo▮unt}}", "a }} b"),
        (CARD, "/app/▮cards", "x"),
        (CARD, "\"con▮fig\"", "x"),
    ] {
        writeln!(
            shown,
            "{}",
            renamed(&Case::kiosk(file, marked), new).unwrap_err()
        )
        .unwrap();
    }
    let text = KIOSK.replace("\"uid\": \"paper\"", "\"uid\": \"${PORT}\"");
    writeln!(
        shown,
        "{}",
        renamed(&Case::new(&text, OBJECT, "\"uid\": ▮\""), "x").unwrap_err()
    )
    .unwrap();
    let text = KIOSK.replace("paper_card", "paper");
    writeln!(
        shown,
        "{}",
        renamed(&Case::new(&text, OBJECT, "\"uid\": ▮\""), "x").unwrap_err()
    )
    .unwrap();
    let text = KIOSK.replace("\"uid\": \"order\"", "\"uid\": \"o${PORT}\"");
    writeln!(
        shown,
        "{}",
        renamed(&Case::new(&text, OBJECT, "\"uid\": ▮\""), "o443").unwrap_err()
    )
    .unwrap();
    expect![[r#"
            uid `news paper` contains a space, which HubSpot does not allow
            uid `kiosk` is already used by another component
            uid `constructor` is a built-in name of JavaScript: HubSpot's tools report it as a duplicate
            uid `hubspot-serverless-package-uid` is reserved by HubSpot
            invalid variable name `A}`: contains `}` or a line break
            invalid variable name `A␊B`: contains `}` or a line break
            variable name is empty
            variable `PORT` already exists
            `title` already exists
            used within `{{` and `}}`: use only letters, digits, `_`, and `-`
            cannot rename this element
            cannot rename this element
            name contains the placeholder `${PORT}`: rename the variable instead
            uid `paper` is used by 2 components: change one of them first
            uid `o443` is already used by another component
        "#]]
    .assert_eq(&shown);
}

#[test]
fn only_defined_names_can_be_renamed() {
    let prepare = |text: &str, file: &str, marked: &str| {
        Case::new(text, file, marked).ask(|cx, offset| rename::prepare(cx, offset))
    };
    let name = |found: Option<(Span, String)>| found.map(|(_, name)| name);
    assert_eq!(
        name(prepare(KIOSK, OBJECT, "\"uid\": ▮\"")).as_deref(),
        Some("paper")
    );
    assert_eq!(
        name(prepare(KIOSK, APP, "${▮HOST}:")).as_deref(),
        Some("HOST")
    );
    assert_eq!(prepare(KIOSK, CARD, "/app/▮cards"), None);
    assert_eq!(
        prepare(
            &KIOSK.replace("\"uid\": \"kiosk\"", "\"uid\": \"k\""),
            CARD,
            "\"ki▮osk"
        ),
        None
    );
}

#[test]
fn a_variable_in_a_string_with_escapes_is_renamed_once() {
    let text = KIOSK.replace("${HOST}:${PORT}/callback", r"${HOST}\u003a${PORT}/${HOST}");
    let case = Case::new(&text, APP, r"${HO▮ST}\u003a");
    let found = renamed(&case, "URL").unwrap();
    expect![[r#"
        src/app/app-hsmeta.json:10:25-10:53 ${HOST}\u003a${PORT}/${HOST} -> ${URL}:${PORT}/${URL}
        src/app/app-hsmeta.json:15:37-15:41 HOST -> URL
        src/app/workflow-actions/order-hsmeta.json:5:21-5:25 HOST -> URL
        src/hsprofile.dev.json:1:40-1:44 HOST -> URL
        src/hsprofile.prod.json:1:40-1:44 HOST -> URL
    "#]]
    .assert_eq(&case.edits(&found.edits));
}

#[test]
fn moves_update_paths_to_the_moved_files() {
    let case = Case::kiosk(CARD, "uid");
    let path = RelPath::new;
    for (from, to, expected) in [
        (
            "src/app/cards/Paper.tsx",
            "src/app/cards/News.tsx",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:7:19-7:41 "/app/cards/Paper.tsx" -> "/app/cards/News.tsx"
        "#]],
        ),
        (
            "src/app/cards/assets",
            "src/app/images",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:9:31-9:51 "./assets/paper.png" -> "../images/paper.png"
        "#]],
        ),
        (
            "src/app/cards/paper-hsmeta.json",
            "src/app/settings/paper-hsmeta.json",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:9:31-9:51 "./assets/paper.png" -> "../cards/assets/paper.png"
        "#]],
        ),
        (
            "src",
            "packages/source",
            expect![[r#"
            hsproject.json:1:30-1:37 "./src" -> "./packages/source"
        "#]],
        ),
        ("src/app/cards/Paper.tsx", "Paper.tsx", expect![[r#""#]]),
        (
            "src/app/cards/paper-hsmeta.json",
            "paper-hsmeta.json",
            expect![[r#""#]],
        ),
        (
            "src/app/cards",
            "src/app/extensions",
            expect![[r#"
            src/app/cards/paper-hsmeta.json:7:19-7:41 "/app/cards/Paper.tsx" -> "/app/extensions/Paper.tsx"
        "#]],
        ),
    ] {
        let moved = [(path(from), path(to))];
        let edits = case.ask(|cx, _| file_rename::edits(cx.index, &moved));
        expected.assert_eq(&case.edits(&edits));
    }
}

#[test]
fn moves_keep_all_paths_valid_without_new_diagnostics() {
    let case = Case::kiosk(CARD, "uid");
    for (from, to) in [
        ("src", "packages/source"),
        ("src/app/cards/Paper.tsx", "src/app/cards/News.tsx"),
        ("src/app/cards/assets", "src/app/images"),
        (
            "src/app/cards/paper-hsmeta.json",
            "src/app/cards/news-hsmeta.json",
        ),
    ] {
        let moved = [(RelPath::new(from), RelPath::new(to))];
        let edits = case.ask(|cx, _| file_rename::edits(cx.index, &moved));
        let after = case.after(&edits, &moved);
        assert_eq!(support::show(&after, &check(&after)), "", "{from} -> {to}");
        let index = Index::new(&after);
        let mut paths = 0;
        for component in &index.components {
            let references = component.facts.references.iter();
            for path in references.filter_map(|reference| index.path_of(component.path, reference))
            {
                assert_eq!(
                    index.entry(&path),
                    Some(Entry::File),
                    "{from} -> {to}: {path}"
                );
                paths += 1;
            }
        }
        assert_eq!(paths, 2, "{from} -> {to}");
    }
}

/// The number of diagnostics of each rule, without rules that a new name may trigger: a variable with an invalid name may be
/// unused once its name is valid, a misspelled name may no longer be similar to another, and tokens in messages are not
/// renamed with the input fields that they may name.
fn counts(project: &Project) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let excluded = [
        "unknown-message-token",
        "unlabeled-input-field",
        "unlabeled-output-field",
        "unused-execution-message",
        "unused-variable",
    ];
    for diagnostic in check(project) {
        if !excluded.contains(&diagnostic.rule) {
            *counts.entry(diagnostic.rule).or_default() += 1;
        }
    }
    counts
}

#[test]
fn renames_in_the_fixtures_give_no_new_diagnostics() {
    let mut done = 0;
    for folder in ["fixtures/rules", "fixtures/projects"] {
        let projects = support::load(&support::root().join(folder)).0.into_iter();
        for project in projects.filter(|project| project.documents.len() < 12) {
            let before = counts(&project);
            let index = Index::new(&project);
            // Each rename searches the whole file.
            for (file, document) in &project.documents {
                if document.syntax.source().len() >= 20_000 {
                    continue;
                }
                let cx = Cx {
                    index: &index,
                    document,
                };
                // Names begin after quotes and braces.
                let mut names = BTreeMap::new();
                for (at, _) in document.syntax.source().match_indices(['"', '{']) {
                    let offset = at as u32 + 1;
                    if let Some(name) = rename::prepare(&cx, offset) {
                        names.insert(name, offset);
                    }
                }
                for (name, offset) in names {
                    let Ok(found) = rename::rename(&cx, offset, "another_name") else {
                        continue;
                    };
                    let case = Case {
                        project: project.clone(),
                        file: file.clone(),
                        offset,
                    };
                    let after = case.after(&found.edits, &[]);
                    let more = counts(&after)
                        .into_iter()
                        .any(|(rule, count)| Some(&count) > before.get(rule));
                    assert!(
                        !more,
                        "{} {name:?}: {}",
                        project.root.display(),
                        support::show(&after, &check(&after))
                    );
                    done += 1;
                }
            }
        }
    }
    assert!(done > 100, "{done}");
}

fn references(document: &Document) -> Vec<Reference> {
    match &document.facts {
        Facts::Component(facts) => facts.references.clone(),
        _ => Vec::new(),
    }
}

#[test]
fn moves_in_the_fixtures_keep_all_paths_valid() {
    let mut changed = 0;
    for folder in ["fixtures/rules", "fixtures/projects"] {
        for project in support::load(&support::root().join(folder)).0 {
            let case = Case {
                file: RelPath::new(""),
                offset: 0,
                project,
            };
            let index = Index::new(&case.project);
            let Some(src) = &index.src_dir else { continue };
            for from in case
                .project
                .entries
                .keys()
                .filter(|path| path.below(src.as_str()).is_some())
            {
                // One folder deeper, where a file has the same kind.
                let to = RelPath::new(from.folder())
                    .join(&format!("deeper/{}", from.file_name()))
                    .unwrap();
                let moves = [(from.clone(), to.clone())];
                let edits = file_rename::edits(&index, &moves);
                let after = case.after(&edits, &moves);
                let new_index = Index::new(&after);
                let documents = case.project.documents.iter();
                for (path, document) in
                    documents.filter(|(path, _)| path.below(src.as_str()).is_some())
                {
                    // With such a mismatch, the component type depends on the folder.
                    if matches!(&document.facts, Facts::Component(facts) if facts.type_mismatch.is_some())
                    {
                        continue;
                    }
                    let new_path = moved(path, &moves);
                    let (old, new) = (
                        references(document),
                        references(&after.documents[&new_path]),
                    );
                    assert_eq!(old.len(), new.len());
                    for (old, new) in old.iter().zip(&new) {
                        let was = index
                            .path_of(path, old)
                            .map(|target| moved(&target, &moves));
                        assert_eq!(
                            new_index.path_of(&new_path, new),
                            was,
                            "{} {from} -> {to}: {old:?}",
                            case.project.root.display()
                        );
                    }
                }
                changed += edits.len();
            }
        }
    }
    assert!(changed > 50, "{changed}");
}
