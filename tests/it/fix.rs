//! Fixes in memory: over every fixture, over random projects, and with constructed diagnostics.

use std::cell::Cell;
use std::path::PathBuf;

use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, Safety, Severity, Span};
use fixer::{Fixed, Selection, line_edits};
use project::Project;
use project::document::Document;
use proptest::prelude::*;
use proptest::test_runner::RngAlgorithm;
use rules::check::check;
use syntax::edit;

use crate::properties::fix::{fixed, fixes_are_sound, fixes_lose_no_value};
use crate::{checker, support};

fn fixtures() -> Vec<Project> {
    let folders = ["fixtures/rules", "fixtures/projects"];
    folders
        .iter()
        .flat_map(|folder| support::load(&support::root().join(folder)).0)
        .collect()
}

#[test]
fn one_run_applies_all_fixes_of_the_fixtures() {
    let (mut safe, mut all) = (0, 0);
    for project in fixtures() {
        safe += fixes_are_sound(&project, Safety::Safe).applied.len();
        all += fixes_are_sound(&project, Safety::Unsafe).applied.len();
        fixes_lose_no_value(&project);
    }
    assert!(safe > 30 && all > 200, "{safe} safe fixes, {all} fixes");
}

#[test]
fn a_misplaced_property_is_moved_instead_of_added() {
    let folder = support::root().join("fixtures/rules/missing-property/stands-above");
    let after = fixed(&support::load(&folder).0[0], Safety::Unsafe);
    assert_eq!(after.diagnostics, []);
    let texts: String = after
        .project
        .documents
        .values()
        .map(|document| document.syntax.source())
        .collect();
    for value in [
        r#""name": "Fleet""#,
        r#""targetUrl": "https://fleet.acme.io/hooks""#,
        r#""crm.objects.companies.read""#,
    ] {
        assert!(texts.contains(value), "{value} is lost in {texts}");
    }
}

#[test]
fn a_moved_object_is_indented_at_its_new_position() {
    let folder = support::root().join("fixtures/rules/unexpected-top-level-property");
    let text = |case: &str, file: &str| {
        let after = fixed(&support::load(&folder.join(case)).0[0], Safety::Unsafe);
        after.project.documents[&RelPath::new(file)]
            .syntax
            .source()
            .to_owned()
    };
    let app = text("permitted-urls", "src/app/app-hsmeta.json");
    let end = r#"
    },
    "permittedUrls": {
      "fetch": [
        "https://api.acme.io"
      ],
      "iframe": [],
      "img": []
    }
  }
}
"#;
    assert!(app.ends_with(end), "{app}");
    let webhooks = text(
        "webhooks-beside-config",
        "src/app/webhooks/webhooks-hsmeta.json",
    );
    let end = r#"
    "config": {
        "subscriptions": { "crmObjects": [] },
        "settings": {
            "targetUrl": "https://harbor.acme.io/hooks",
            "maxConcurrentRequests": 10
        }
    }
}
"#;
    assert!(webhooks.ends_with(end), "{webhooks}");
}

#[test]
fn files_without_problems_are_unchanged() {
    let mut silent = 0;
    for project in fixtures()
        .iter()
        .filter(|project| check(project).is_empty())
    {
        let after = fixes_are_sound(project, Safety::Unsafe);
        assert!(
            after.applied.is_empty() && after.before.is_empty() && after.changes().next().is_none()
        );
        silent += 1;
    }
    assert!(silent > 50, "{silent}");
}

/// The project with the text of each valid file rewritten.
fn rewritten(project: &Project, rewrite: impl Fn(&str) -> String) -> Project {
    let mut project = project.clone();
    let documents: Vec<_> = project.documents.values().cloned().collect();
    for document in documents
        .iter()
        .filter(|document| document.syntax.errors.is_empty())
    {
        project.insert(document.with_text(rewrite(document.syntax.source())));
    }
    project
}

/// The text indented by tabs, with CRLF and without a line break at its end.
fn with_tabs_and_crlf(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.trim_end().lines() {
        let trimmed = line.trim_start();
        lines.push("\t".repeat((line.len() - trimmed.len()) / 2) + trimmed);
    }
    lines.join("\r\n")
}

#[test]
fn line_breaks_indentation_and_the_end_of_the_file_are_preserved() {
    let mut changed = 0;
    for project in fixtures() {
        let after = fixes_are_sound(&rewritten(&project, with_tabs_and_crlf), Safety::Unsafe);
        for (old, new) in after
            .changes()
            .filter(|(old, _)| old.text().contains("\r\n"))
        {
            let text = new.text();
            assert_eq!(
                text.matches('\n').count(),
                text.matches("\r\n").count(),
                "{} {text}",
                old.path()
            );
            assert!(
                !text.ends_with('\n') && !text.contains("\n ") && !text.contains("\t "),
                "{text}"
            );
            let old = old.text();
            assert!(
                text.lines()
                    .filter(|line| !old.contains(line.trim()))
                    .count()
                    < 20,
                "{text}"
            );
            changed += 1;
        }
        let with_line_break = rewritten(&project, |text| text.trim_end().to_owned() + "\n");
        let after = fixes_are_sound(&with_line_break, Safety::Unsafe);
        let mut ends = after.changes().filter(|(old, _)| !old.is_invalid());
        assert!(ends.all(|(_, new)| new.text().ends_with('\n')));
    }
    assert!(changed > 50, "{changed}");
}

const CARD: &str = "src/app/cards/c-hsmeta.json";

fn project(text: &str) -> Project {
    let mut project = Project {
        root: PathBuf::from("/orders"),
        ..Project::default()
    };
    project.insert(Document::parse(
        RelPath::new(CARD),
        FileKind::Component,
        text.to_owned(),
    ));
    project
}

#[test]
fn a_thousand_syntax_errors_are_fixed_in_one_round() {
    let text = |comma: &str| format!("[{}]", vec![format!("[1{comma}]"); 5_000].join(",\n"));
    let project = project(&text(","));
    assert_eq!(
        project.documents[&RelPath::new(CARD)].syntax.errors.len(),
        50,
        "the parser stops after 50 errors"
    );
    let checks = Cell::new(0);
    let mut counted = |project: &Project| {
        checks.set(checks.get() + 1);
        check(project)
    };
    let after = fixer::fix(
        project.clone(),
        check(&project),
        Selection::all(Safety::Safe, &|_, _| true),
        &mut counted,
    );
    assert_eq!(
        after.project.documents[&RelPath::new(CARD)].syntax.source(),
        text("")
    );
    assert_eq!(
        (after.applied.len(), after.is_stable, checks.get()),
        (5_000, true, 2)
    );
    // If no file may be changed, the diagnostics are those of a check.
    let after = fixer::fix(
        project.clone(),
        check(&project),
        Selection::all(Safety::Safe, &|_, _| false),
        &mut check,
    );
    assert_eq!(after.diagnostics, check(&project));
}

/// A diagnostic at the first occurrence of `what`, with fixes that replace it.
fn diagnostic(project: &Project, what: &str, fixes: &[(Safety, &str)]) -> Diagnostic {
    let file = RelPath::new(CARD);
    let start = project.documents[&file].syntax.source().find(what).unwrap();
    let span = Span::new(start, start + what.len());
    let mut diagnostic = Diagnostic {
        rule: "rule",
        severity: Severity::Error,
        file,
        span,
        message: what.to_owned(),
        missing: None,
        explained_by: None,
        help: None,
        url: None,
        ends: None,
        related: Vec::new(),
        unlisted_related: 0,
        fixes: Vec::new(),
    };
    for (safety, new) in fixes {
        diagnostic = diagnostic.fix("fix it", *safety, [(span, (*new).to_owned())]);
    }
    diagnostic
}

/// The text after applying the fixes of the diagnostics that `find` reports.
fn text_after(
    text: &str,
    up_to: Safety,
    find: impl Fn(&Project) -> Vec<Diagnostic>,
) -> (String, Fixed) {
    let project = project(text);
    let found = find(&project);
    let after = fixer::fix(
        project,
        found,
        Selection::all(up_to, &|_, _| true),
        &mut |project: &Project| find(project),
    );
    (
        after.project.documents[&RelPath::new(CARD)]
            .syntax
            .source()
            .to_owned(),
        after,
    )
}

fn has(project: &Project, what: &str) -> bool {
    project.documents[&RelPath::new(CARD)]
        .syntax
        .source()
        .contains(what)
}

#[test]
fn one_of_several_fixes_is_not_applied() {
    use Safety::{Safe, Unsafe};
    let after = |fixes: &[(Safety, &str)], up_to| {
        let find = |project: &Project| {
            if has(project, "1") {
                vec![diagnostic(project, "1", fixes)]
            } else {
                Vec::new()
            }
        };
        text_after("[1]", up_to, find).0
    };
    assert_eq!(after(&[(Safe, "2")], Safe), "[2]");
    assert_eq!(after(&[(Unsafe, "2")], Safe), "[1]");
    assert_eq!(after(&[(Unsafe, "2")], Unsafe), "[2]");
    assert_eq!(after(&[(Unsafe, "2"), (Unsafe, "3")], Unsafe), "[1]");
    assert_eq!(after(&[(Unsafe, "2"), (Safe, "3")], Unsafe), "[3]");
    assert_eq!(after(&[(Safe, "2"), (Safe, "3")], Unsafe), "[1]");
}

#[test]
fn a_fix_that_breaks_a_valid_file_is_not_applied() {
    let find = |project: &Project| {
        let mut found = Vec::new();
        for (old, new) in [("1", "2"), ("true", "tru")] {
            if has(project, old) {
                found.push(diagnostic(project, old, &[(Safety::Safe, new)]));
            }
        }
        found
    };
    let (text, after) = text_after("[1, true]", Safety::Safe, find);
    assert_eq!(text, "[1, true]");
    assert!(
        after.broken.contains(&RelPath::new(CARD)) && after.applied.is_empty() && after.is_stable
    );
    assert_eq!(after.changes().count(), 0);
}

#[test]
fn fixes_that_do_not_converge_are_stopped() {
    let rounds = Cell::new(0);
    let find = |project: &Project| {
        rounds.set(rounds.get() + 1);
        let (now, next) = if has(project, "1") {
            ("1", "2")
        } else {
            ("2", "1")
        };
        vec![diagnostic(project, now, &[(Safety::Safe, next)])]
    };
    let (_, after) = text_after("[1]", Safety::Safe, find);
    assert!(!after.is_stable);
    assert_eq!(
        rounds.get(),
        101,
        "one check before, and one after each round"
    );
}

#[test]
fn one_of_two_fixes_for_one_problem_is_applied() {
    let find = |project: &Project| {
        if has(project, "\"c\"") {
            return Vec::new();
        }
        let [a, b] =
            ["\"a\"", "\"b\""].map(|what| diagnostic(project, what, &[(Safety::Unsafe, "\"c\"")]));
        let (of_a, of_b) = (a.span, b.span);
        vec![
            a.related(&RelPath::new(CARD), of_b, "the same"),
            b.related(&RelPath::new(CARD), of_a, "the same"),
        ]
    };
    let (text, after) = text_after("[\"a\", \"b\"]", Safety::Unsafe, find);
    assert_eq!((text.as_str(), after.applied.len()), ("[\"c\", \"b\"]", 1));
}

#[test]
fn overlapping_fixes_wait_for_another_round() {
    let rounds = Cell::new(0);
    let find = |project: &Project| {
        rounds.set(rounds.get() + 1);
        let mut found = Vec::new();
        for (old, new) in [("1", "10"), (",", ", ")] {
            if !has(project, new) {
                found.push(diagnostic(project, old, &[(Safety::Safe, new)]));
            }
        }
        found
    };
    let (text, after) = text_after("[1,2]", Safety::Safe, find);
    assert_eq!(
        (text.as_str(), after.applied.len(), rounds.get()),
        ("[10, 2]", 2, 3)
    );
}

#[test]
fn a_fix_of_several_problems_is_applied_once() {
    let find = |project: &Project| {
        let one = || diagnostic(project, "1", &[(Safety::Safe, "2")]);
        if has(project, "1") {
            vec![one(), one()]
        } else {
            Vec::new()
        }
    };
    let (text, after) = text_after("[1]", Safety::Safe, find);
    assert_eq!((text.as_str(), after.applied.len()), ("[2]", 2));
}

#[test]
fn duplicate_uids_get_one_new_name() {
    let (projects, _) = support::load(&support::root().join("fixtures/projects/broken-shop"));
    let uids = |project: &Project| {
        project
            .documents
            .values()
            .map(|document| document.syntax.source())
            .filter(|source| source.contains("\"uid\": \"order_history\""))
            .count()
    };
    assert_eq!(uids(&projects[0]), 2);
    assert_eq!(uids(&fixed(&projects[0], Safety::Unsafe).project), 1);
}

#[test]
fn a_byte_order_mark_that_the_editor_stores_separately_is_kept() {
    let text = "{\"uid\": \"c\",}";
    let document = Document::parse_after_byte_order_mark(
        RelPath::new(CARD),
        FileKind::Component,
        text.to_owned(),
    );
    let mut project = project("");
    project.insert(document);
    let after = fixed(&project, Safety::Safe);
    let document = &after.project.documents[&RelPath::new(CARD)];
    assert_eq!(
        (document.syntax.source(), document.has_byte_order_mark()),
        ("{\"uid\": \"c\"}", true)
    );
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        rng_algorithm: RngAlgorithm::ChaCha,
        rng_seed: proptest::test_runner::RngSeed::Fixed(20_260_302),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_run_applies_all_fixes_of_any_project(steps in prop::collection::vec(checker::step(), 1..12)) {
        let mut project = checker::project();
        steps.into_iter().for_each(|step| checker::apply(&mut project, step));
        fixes_are_sound(&project, Safety::Safe);
        fixes_are_sound(&project, Safety::Unsafe);
    }

    #[test]
    fn line_edits_produce_the_new_text(old in "[ab\r\né]{0,30}", new in "[ab\r\né]{0,30}") {
        let edits = line_edits(&RelPath::new(CARD), &old, &new);
        let edits: Vec<_> = edits.into_iter().map(|edit| (edit.span, edit.new_text)).collect();
        prop_assert_eq!(edit::apply(&old, &edits), new.clone());
        prop_assert_eq!(edits.is_empty(), old == new);
    }
}
