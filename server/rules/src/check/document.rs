//! The diagnostics about one file: a pure function of the file and of its inputs from the project, so that they can be kept
//! until one of these changes.

use super::reading::{self, Reading};
use super::syntax_errors;
use crate::components::not_a_component;
use crate::json::not_an_object;
use crate::layout::legacy_content;
use crate::validate;
use analysis::components::{Component, FileView};
use analysis::file_context::{FileContext, Judged};
use analysis::project_context::ProjectContext;
use catalog::ComponentType;
use diagnostics::Diagnostic;
use project::document::Document;
use project::facts::{Facts, ProfileFacts, Target, TypeMismatch};
use project::placeholders;
use syntax::{Kind, Syntax, Value};

/// A file to be checked, with everything that the diagnostics about it depend on.
pub(super) struct DocumentCheck<'a> {
    /// What the rules may know of the project.
    pub(super) project: &'a ProjectContext,
    /// The profiles that can be read; only files with placeholders depend on them.
    pub(super) profiles: &'a [ProfileFacts],
    /// The type that belongs in the folder of the file, where HubSpot reads it.
    pub(super) folder: Option<&'static ComponentType>,
    pub(super) document: &'a Document,
}

/// Every diagnostic about each of these files, unsorted.
pub(super) fn check_all(checks: &[DocumentCheck<'_>]) -> Vec<Vec<Diagnostic>> {
    let mut all: Vec<Vec<Diagnostic>> = vec![Vec::new(); checks.len()];
    let mut without_placeholders = Vec::new();
    for (check, diagnostics) in checks.iter().zip(&mut all) {
        syntax_errors::check(check.document, diagnostics);
        match check.value_for_rules(diagnostics) {
            Some(_) if has_placeholders(check.document) => {
                diagnostics.extend(check.check_readings());
            }
            Some(root) => without_placeholders.push((check.cx(root), diagnostics)),
            None => {}
        }
    }
    apply_rules(&mut without_placeholders);
    all
}

/// Rule by rule, each to all files that it is for: the code of the rules is ten times the size of a processor's instruction
/// cache, and the files are small.
fn apply_rules(files: &mut [(FileContext<'_>, &mut Vec<Diagnostic>)]) {
    for (cx, diagnostics) in files.iter_mut() {
        validate::validate(cx, diagnostics);
    }
    files.sort_by_key(|(cx, _)| cx.view.kind());
    for files in files.chunk_by_mut(|(one, _), (other, _)| one.view.kind() == other.view.kind()) {
        let Some((first, _)) = files.first() else {
            continue;
        };
        for check in crate::checks_of(first.view.kind()) {
            for (cx, diagnostics) in files.iter_mut() {
                check.file(cx, diagnostics);
            }
        }
    }
    for (cx, diagnostics) in files.iter_mut() {
        if cx.project.official.is_some() {
            validate::reconcile(cx, diagnostics);
        }
    }
}

impl DocumentCheck<'_> {
    /// The value that the rules look at. If there is none, the one diagnostic that says so is added.
    fn value_for_rules(&self, out: &mut Vec<Diagnostic>) -> Option<Value<'_>> {
        let root = self.document.syntax.root()?;
        if !self.document.kind.is_of_hubspot() {
            return None;
        }
        if root.kind() != Kind::Object {
            out.extend(not_an_object::describe(self.document, root));
            return None;
        }
        let Facts::Component(facts) = &self.document.facts else {
            return Some(root);
        };
        if let Some(legacy) = &facts.legacy {
            if self.project.is_legacy {
                return None;
            }
            let is_in_project = self.folder.is_some();
            out.push(legacy_content::describe(
                &self.document.path,
                legacy,
                is_in_project,
            ));
            return None;
        }
        if !facts.is_component && !root.is_incomplete() {
            out.push(not_a_component::describe(self.document, root));
            return None;
        }
        Some(root)
    }

    /// The diagnostics about a file with placeholders. The readings are checked one at a time, as a project may have many
    /// profiles.
    fn check_readings(&self) -> Vec<Diagnostic> {
        let readings = reading::readings(self.profiles);
        let diagnostics = readings
            .iter()
            .map(|reading| self.check_reading(*reading))
            .collect();
        reading::merge(self.document, &readings, diagnostics)
    }

    fn check_reading(&self, reading: Reading<'_>) -> Vec<Diagnostic> {
        let syntax: Syntax = placeholders::expand(&self.document.syntax, reading);
        let mut diagnostics = Vec::new();
        if let Some(root) = syntax.root() {
            apply_rules(&mut [(self.cx(root), &mut diagnostics)]);
        }
        diagnostics
    }

    fn cx<'c>(&'c self, root: Value<'c>) -> FileContext<'c> {
        let (component, is_ambiguous) = match &self.document.facts {
            Facts::Component(facts) => (
                facts.component.or(self.folder),
                facts.type_mismatch == Some(TypeMismatch::Ambiguous),
            ),
            _ => (None, false),
        };
        let config = if is_ambiguous {
            None
        } else {
            root.get("config")
        };
        let DocumentCheck {
            project,
            folder,
            document,
            ..
        } = *self;
        FileContext {
            project,
            folder,
            document,
            root,
            component,
            config,
            view: FileView::of(document.kind, root, Component::of(component, config)),
            judged: Judged::default(),
        }
    }
}

/// Whether a file has placeholders that profiles replace.
pub(super) fn has_placeholders(document: &Document) -> bool {
    match &document.facts {
        Facts::Component(facts) => facts
            .references
            .iter()
            .any(|reference| reference.target == Target::Variable),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;
    use std::sync::mpsc;

    use super::*;
    use analysis::components::ViewKind;
    use project::Project;
    use project::index::Index;
    use project::load::{self, Found};

    #[test]
    fn no_check_reports_in_a_file_that_it_is_not_registered_for() {
        let mut heard = BTreeSet::new();
        for project in fixtures() {
            let index = Index::checked(&project);
            let context = ProjectContext::of(&index);
            let profiles: Vec<ProfileFacts> =
                super::super::readable_profiles(&index).cloned().collect();
            for document in project.documents.values() {
                let component = index.component(&document.path);
                let check = DocumentCheck {
                    project: &context,
                    profiles: &profiles,
                    folder: component.map(|component| component.folder),
                    document,
                };
                add_rules_that_report(&check, &mut heard);
            }
        }
        let registered = crate::all().iter().filter(|rule| looks_at_files(rule.id));
        let unheard: Vec<&str> = registered
            .map(|rule| rule.id)
            .filter(|id| !heard.contains(id))
            .collect();
        assert!(unheard.is_empty(), "no fixture for {unheard:?}");
    }

    /// Runs all checks on a file, whatever its view.
    fn add_rules_that_report(check: &DocumentCheck<'_>, heard: &mut BTreeSet<&'static str>) {
        if check.value_for_rules(&mut Vec::new()).is_none() {
            return;
        }
        for reading in reading::readings(check.profiles) {
            let syntax = placeholders::expand(&check.document.syntax, reading);
            let Some(root) = syntax.root() else { continue };
            let cx = check.cx(root);
            let dispatched = crate::checks_of(cx.view.kind());
            for check in crate::checks() {
                let mut diagnostics = Vec::new();
                check.file(&cx, &mut diagnostics);
                for diagnostic in diagnostics {
                    let (rule, path) = (diagnostic.rule, &diagnostic.file);
                    assert!(
                        dispatched.iter().any(|other| std::ptr::eq(*other, check)),
                        "{rule} reports in {path}"
                    );
                    heard.insert(rule);
                }
            }
        }
    }

    fn looks_at_files(rule: &str) -> bool {
        let checks = crate::registered(rule).map_or(&[][..], |registered| registered.checks);
        checks
            .iter()
            .any(|check| ViewKind::ALL.iter().any(|kind| check.is_for(*kind)))
    }

    fn fixtures() -> Vec<Project> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
        let paths = [folder.join("rules"), folder.join("projects")];
        let (sender, projects) = mpsc::channel();
        load::discover(&paths, load::MAX_FILE_SIZE, &|found| {
            if let Found::Project(project, _) = found {
                assert!(sender.send(*project).is_ok());
            }
        });
        drop(sender);
        projects.into_iter().collect()
    }
}
