//! Every fixture project gives exactly the recorded diagnostics, every rule has a case that is reported and one that is
//! silent, and every fix removes its diagnostic.
//!
//! `fixtures/rules/<rule>/<case>/` and `fixtures/projects/<name>/` are projects; `<case>.out` beside each has its
//! diagnostics, and is empty if there are none. Those about an `hsmeta.toml` come last. If a folder has several projects,
//! they are listed one after the other. `<case>.before/` is an earlier state of the project, with which it is compared.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::{Diagnostic, Fix, Safety, Severity};
use fixer::applicable;
use project::Project;
use project::document::Document;
use project::source_file::SourceFile;
use rules::Fixes;
use rules::check::{report, report_since};
use syntax::edit;

use crate::support;

fn rule_cases() -> Vec<PathBuf> {
    support::folders(&support::root().join("fixtures/rules"))
        .iter()
        .flat_map(|rule| support::folders(rule))
        .filter(|case| {
            case.extension()
                .is_none_or(|extension| extension != "before")
        })
        .collect()
}

/// The projects of a case with their diagnostics.
fn checked(case: &Path) -> Vec<(Project, Vec<Diagnostic>)> {
    let (mut projects, problems) = support::load(case);
    assert_eq!(problems, [], "{}", case.display());
    match support::before(case) {
        Some(before) => support::checked_since(projects.remove(0), case, &before),
        None => support::checked(projects, case),
    }
}

/// The diagnostics of a project of a case.
fn check(project: &Project, case: &Path) -> Vec<Diagnostic> {
    match support::before(case) {
        Some(before) => report_since(project, &before).diagnostics,
        None => report(project).diagnostics,
    }
}

fn all_cases() -> Vec<PathBuf> {
    let mut cases = rule_cases();
    cases.extend(support::folders(&support::root().join("fixtures/projects")));
    cases
}

#[test]
fn fixtures_give_exactly_the_expected_diagnostics() {
    let mut wrong = Vec::new();
    for case in all_cases() {
        let checked = checked(&case);
        assert!(
            !checked.is_empty(),
            "{} has nothing to check",
            case.display()
        );
        let shown: String = checked
            .iter()
            .map(|(project, found)| support::show(project, found))
            .collect();
        wrong.extend(support::unexpected(
            &case.with_added_extension("out"),
            &shown,
        ));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_fires_in_one_case_and_stays_silent_in_another() {
    let mut cases: BTreeMap<String, Vec<bool>> = BTreeMap::new();
    for case in rule_cases() {
        let rule = case
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let mut found = checked(&case).into_iter().flat_map(|(_, found)| found);
        let fires = found.any(|diagnostic| diagnostic.rule == rule);
        cases.entry(rule).or_default().push(fires);
    }
    let wrong: Vec<&str> = (rules::all().iter().map(|rule| rule.id))
        .filter(|id| {
            !cases
                .get(*id)
                .is_some_and(|fires| fires.contains(&true) && fires.contains(&false))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "rules without a case that fires and a case that stays silent: {wrong:?}"
    );
    let unknown: Vec<&String> = cases
        .keys()
        .filter(|id| rules::named(id).is_none())
        .collect();
    assert!(
        unknown.is_empty(),
        "fixture folders without a rule: {unknown:?}"
    );
}

/// `docs/rules/README.md` says which rules have fixes.
#[test]
fn every_rule_declares_the_fixes_of_its_problems() {
    let mut seen: BTreeMap<&str, Fixes> = BTreeMap::new();
    for case in all_cases() {
        for (_, found) in checked(&case) {
            for diagnostic in &found {
                let best = seen.entry(diagnostic.rule).or_insert(Fixes::None);
                *best = (*best).max(fixes_of(diagnostic));
            }
        }
    }
    for rule in rules::all() {
        let declared = rules::registered(rule.id).unwrap().fixes;
        let Some(best) = seen.get(rule.id) else {
            panic!("no fixture has a problem of `{}`", rule.id);
        };
        assert_eq!(
            declared, *best,
            "`{}` declares `fixes` as on the left, its fixtures have those on the right",
            rule.id
        );
    }
}

fn fixes_of(diagnostic: &Diagnostic) -> Fixes {
    match applicable(diagnostic, Safety::Unsafe) {
        Some(fix) if fix.safety == Safety::Safe => Fixes::Safe,
        Some(_) => Fixes::Unsafe,
        None if diagnostic.fixes.is_empty() => Fixes::None,
        None => Fixes::EditorOnly,
    }
}

#[test]
fn every_fix_removes_its_diagnostic_and_adds_no_syntax_error() {
    for case in all_cases() {
        for project in support::load(&case).0 {
            let diagnostics = check(&project, &case);
            for diagnostic in &diagnostics {
                for fix in &diagnostic.fixes {
                    assert_fixes(&project, &diagnostics, diagnostic, fix, &case);
                }
            }
        }
    }
}

fn assert_fixes(
    project: &Project,
    before: &[Diagnostic],
    diagnostic: &Diagnostic,
    fix: &Fix,
    case: &Path,
) {
    let label = format!(
        "{}: {} {}: {}",
        case.display(),
        diagnostic.file,
        diagnostic.rule,
        fix.title
    );
    let mut fixed = project.clone();
    assert!(!fix.edits.is_empty(), "{label} changes nothing");
    let mut by_file: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for change in &fix.edits {
        by_file
            .entry(&change.file)
            .or_default()
            .push((change.span, change.new_text.clone()));
    }
    for (file, edits) in by_file {
        if let Some(source) = project.sources.get(file) {
            let text = edit::apply(&source.text, &edits);
            let again = SourceFile::parse(file.clone(), text);
            let is_broken = match &again {
                Ok(again) => again.facts.is_incomplete && !source.facts.is_incomplete,
                Err(_) => true,
            };
            assert!(!is_broken, "{label} breaks the source");
            fixed.insert_source(file.clone(), again);
            continue;
        }
        let document = &project.documents[file];
        let text = edit::apply(document.syntax.source(), &edits);
        let again = Document::parse(file.clone(), document.kind, text);
        let errors = (document.syntax.errors.len(), again.syntax.errors.len());
        assert!(
            errors.1 <= errors.0,
            "{label} breaks the text:\n{}",
            again.syntax.source()
        );
        fixed.documents.insert(file.clone(), Arc::new(again));
    }
    let same = |other: &&Diagnostic| {
        (other.rule, &other.message) == (diagnostic.rule, &diagnostic.message)
    };
    let after = check(&fixed, case);
    let (was, is) = (
        before.iter().filter(same).count(),
        after.iter().filter(same).count(),
    );
    assert!(is < was, "{label} does not remove its diagnostic");
}

#[test]
fn clean_projects_have_no_errors_and_no_warnings() {
    for name in [
        "private-static-functions",
        "private-oauth-cards",
        "marketplace-objects",
        "cms-theme",
        "documented-app",
    ] {
        let (projects, _) = support::load(&support::root().join("fixtures/projects").join(name));
        for project in projects {
            let severe: Vec<Diagnostic> = report(&project)
                .diagnostics
                .into_iter()
                .filter(|d| d.severity > Severity::Info)
                .collect();
            assert_eq!(support::show(&project, &severe), "", "{name}");
        }
    }
}
