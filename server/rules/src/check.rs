//! Checks a project: every rule over every file, in a fixed order. A pure function from its input to diagnostics; the
//! command line and the language server both print what it returns.

mod broken;
mod configured;
mod document;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::Check;
use analysis::project_context::ProjectContext;
use analysis::secrets::{self, Secrets};
use catalog::ComponentType;
pub use configured::check_config;
use diagnostics::{Diagnostic, Fix, RelPath, message};
use document::{DocumentCheck, has_placeholders};
use project::Project;
use project::config::Usage;
use project::document::Document;
use project::facts::ProfileFacts;
use project::index::Index;

/// What was found in a project.
#[derive(Default)]
pub struct Report {
    /// Every diagnostic that its configuration does not leave out, sorted by file, place and rule.
    pub findings: Vec<Diagnostic>,
    /// What it made of its configuration.
    pub usage: Usage,
}

/// Every diagnostic about a project that its configuration does not leave out, sorted by file, place and rule.
pub fn check(project: &Project) -> Vec<Diagnostic> {
    report(project).findings
}

/// The same with what the project made of its configuration.
pub fn report(project: &Project) -> Report {
    Checker::default().report(project)
}

/// The diagnostics of the rules that look at one file: for files outside a folder, such as unsaved ones.
pub fn check_alone(project: &Project) -> Vec<Diagnostic> {
    let index = Index::new(project);
    let mut checker = Checker::default();
    checker.take_files(project);
    checker.take_surroundings(&index);
    sorted(checker.check_files(&index, |_| true))
}

/// By file, place and rule; what two rules say alike is said once.
fn sorted(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.sort_by(|a, b| {
        (&a.file, a.span, a.rule, &a.message).cmp(&(&b.file, b.span, b.rule, &b.message))
    });
    found.dedup();
    found
}

/// Checks one project again and again. Findings about a file are kept until the file changes, or anything else that
/// they depend on; all of that is compared, so the outcome is that of `check`.
#[derive(Default)]
pub struct Checker {
    project: ProjectContext,
    profiles: Vec<ProfileFacts>,
    secrets: Secrets,
    files: BTreeMap<RelPath, File>,
}

/// A file as it was when it was checked last.
struct File {
    document: Arc<Document>,
    folder: Option<&'static ComponentType>,
    /// The secrets in it.
    secrets: Vec<String>,
    /// What is wrong with it, without secrets; `None` until it is checked.
    found: Option<Vec<Diagnostic>>,
}

impl Checker {
    /// Every diagnostic about the project as it is now, sorted by file, place and rule.
    pub fn check(&mut self, project: &Project) -> Vec<Diagnostic> {
        self.report(project).findings
    }

    /// The same with what the project made of its configuration.
    pub fn report(&mut self, project: &Project) -> Report {
        let index = Index::checked(project);
        self.take_files(project);
        self.take_surroundings(&index);
        let mut found = self.check_files(&index, |path| index.reads(path));
        let mut of_project = presentable(check_project(&index), &self.secrets);
        broken::drop_guesses(
            &mut of_project,
            project.documents.values().map(|document| &**document),
        );
        found.extend(of_project);
        let (findings, ignores) = configured::apply(project, sorted(found));
        Report {
            findings,
            usage: configured::usage(project, ignores),
        }
    }

    /// The diagnostics about each file that is read, in the order of the paths.
    fn check_files(
        &mut self,
        index: &Index<'_>,
        is_read: impl Fn(&RelPath) -> bool,
    ) -> Vec<Diagnostic> {
        let Checker {
            project,
            profiles,
            secrets,
            files,
        } = self;
        let mut read = Vec::new();
        for (path, file) in files.iter_mut().filter(|(path, _)| is_read(path)) {
            let folder = index.component(path).map(|component| component.folder);
            if file.folder != folder {
                (file.folder, file.found) = (folder, None);
            }
            read.push(file);
        }
        let unchecked = read
            .iter()
            .map(|file| &**file)
            .filter(|file| file.found.is_none());
        let found = document::check_all(
            &unchecked
                .map(|file| file.to_check(project, profiles))
                .collect::<Vec<_>>(),
        );
        for (file, found) in read
            .iter_mut()
            .filter(|file| file.found.is_none())
            .zip(found)
        {
            let mut found = presentable(found, secrets);
            broken::drop_guesses(&mut found, std::iter::once(&*file.document));
            file.found = Some(found);
        }
        read.iter()
            .flat_map(|file| file.found.iter().flatten())
            .cloned()
            .collect()
    }

    /// Takes the files of the project, and what is known of those that are the same as before.
    fn take_files(&mut self, project: &Project) {
        let is_same = |path: &RelPath, file: &File| {
            project
                .documents
                .get(path)
                .is_some_and(|document| Arc::ptr_eq(document, &file.document))
        };
        self.files.retain(|path, file| is_same(path, file));
        for (path, document) in &project.documents {
            self.files
                .entry(path.clone())
                .or_insert_with(|| File::new(document));
        }
    }

    /// Takes what else diagnostics about files depend on. What has changed makes the diagnostics void that it bears on.
    fn take_surroundings(&mut self, index: &Index<'_>) {
        let project = ProjectContext::of(index);
        let secrets: Secrets = self
            .files
            .values()
            .flat_map(|file| file.secrets.iter().cloned())
            .collect();
        if project != self.project || secrets != self.secrets {
            self.files.values_mut().for_each(|file| file.found = None);
            (self.project, self.secrets) = (project, secrets);
        }
        let profiles = || {
            index
                .profiles
                .iter()
                .map(|profile| profile.facts)
                .filter(|facts| facts.readable)
        };
        if !profiles().eq(&self.profiles) {
            let affected = self
                .files
                .values_mut()
                .filter(|file| has_placeholders(&file.document));
            affected.for_each(|file| file.found = None);
            self.profiles = profiles().cloned().collect();
        }
    }
}

impl File {
    fn new(document: &Arc<Document>) -> File {
        // In `package.json` a name such as `csrf-token` is that of a package.
        let is_configuration = document.kind.is_of_hubspot();
        let secrets = if is_configuration {
            secrets::named_in(&document.syntax).collect()
        } else {
            Vec::new()
        };
        File {
            document: document.clone(),
            folder: None,
            secrets,
            found: None,
        }
    }

    fn to_check<'a>(
        &'a self,
        project: &'a ProjectContext,
        profiles: &'a [ProfileFacts],
    ) -> DocumentCheck<'a> {
        DocumentCheck {
            project,
            profiles,
            folder: self.folder,
            document: &self.document,
        }
    }
}

/// The diagnostics that take more than one file.
fn check_project(index: &Index<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let entrypoints: Vec<_> = analysis::entrypoints::of(index).collect();
    let missing_scopes = analysis::missing_scopes::of(index);
    for check in crate::checks() {
        match check {
            Check::Project(check) => check(index, &mut found),
            Check::Entrypoint(check) => {
                for entrypoint in &entrypoints {
                    check(index, entrypoint, &mut found);
                }
            }
            Check::MissingScope(check) => {
                for scope in &missing_scopes {
                    check(scope, &mut found);
                }
            }
            _ => {}
        }
    }
    found
}

/// No message, help or fix may carry a secret, and no words anything invisible, whichever rule they come from.
fn presentable(mut found: Vec<Diagnostic>, secrets: &Secrets) -> Vec<Diagnostic> {
    let clean = |text: &mut String| {
        secrets.mask(text);
        message::reveal(text);
    };
    for diagnostic in &mut found {
        clean(&mut diagnostic.message);
        diagnostic.help.iter_mut().for_each(clean);
        diagnostic
            .related
            .iter_mut()
            .for_each(|related| clean(&mut related.message));
        let carries = |fix: &Fix| {
            secrets.are_in(&fix.title)
                || fix.edits.iter().any(|edit| secrets.are_in(&edit.new_text))
        };
        diagnostic.fixes.retain(|fix| !carries(fix));
        diagnostic
            .fixes
            .iter_mut()
            .for_each(|fix| message::reveal(&mut fix.title));
    }
    found
}
