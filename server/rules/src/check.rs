//! Checks a project: every rule over every file, in a fixed order. A pure function from its input to diagnostics; the
//! command line and the language server both print what it returns.

mod changes;
mod configured;
mod document;
mod eslint;
mod presentable;
mod reading;
mod syntax_errors;
mod uncertain_fixes;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::Check;
use crate::validate::remove_explained;
use analysis::code::{Code, CodeCounts};
use analysis::project_context::ProjectContext;
use analysis::secrets::{self, Secrets};
use catalog::ComponentType;
pub use configured::check_config;
use diagnostics::{Diagnostic, RelPath};
use document::{DocumentCheck, has_placeholders};
use eslint::Eslint;
use presentable::presentable;
use project::Project;
use project::config::Usage;
use project::document::Document;
use project::facts::ProfileFacts;
use project::index::Index;
use project::source_file::SourceFile;

/// The result of checking a project.
#[derive(Default)]
pub struct Report {
    /// Every diagnostic that its configuration does not leave out, sorted by file, span and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// Which parts of its configuration had an effect.
    pub usage: Usage,
    /// How much of its code is known.
    pub code: CodeCounts,
    /// The source files that its code reaches and that were not read.
    pub unread_sources: BTreeSet<RelPath>,
}

/// Every diagnostic about a project that its configuration does not leave out, sorted by file, span and rule.
pub fn check(project: &Project) -> Vec<Diagnostic> {
    report(project).diagnostics
}

/// The same with which parts of the configuration had an effect.
pub fn report(project: &Project) -> Report {
    Checker::for_once().report(project)
}

/// The same with the diagnostics about what the project changes compared with an earlier state of it.
pub fn report_since(project: &Project, before: &Project) -> Report {
    Checker::for_once().report_since(project, Some(before))
}

/// Only what the project changes compared with an earlier state of it.
pub fn changes_since(project: &Project, before: &Project) -> Vec<Diagnostic> {
    let diagnostics = changes::check(before, &Index::checked(project));
    configured::apply(project, sorted(diagnostics)).0
}

/// The diagnostics of the rules that look at one file: for files outside a folder, such as unsaved ones.
pub fn check_alone(project: &Project) -> Vec<Diagnostic> {
    let index = Index::new(project);
    let mut checker = Checker::default();
    checker.update_files(project);
    checker.update_inputs(&index);
    let mut diagnostics = sorted(checker.check_files(&index, |_| true));
    remove_explained(&mut diagnostics);
    diagnostics
}

/// By file, span and rule, without duplicates.
fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostics.sort_by(|a, b| {
        (&a.file, a.span, a.rule, &a.message).cmp(&(&b.file, b.span, b.rule, &b.message))
    });
    diagnostics.dedup();
    diagnostics
}

/// Checks one project repeatedly. Diagnostics about a file are kept until the file changes, or anything else that they
/// depend on; all of that is compared, so the result is that of `check`.
#[derive(Default)]
pub struct Checker {
    project: ProjectContext,
    profiles: Vec<ProfileFacts>,
    secrets: Secrets,
    files: BTreeMap<RelPath, File>,
    /// Whether diagnostics about a file are forgotten once they are reported.
    is_for_once: bool,
    sources: BTreeMap<RelPath, Source>,
}

/// A source file as it was last checked.
struct Source {
    file: Arc<SourceFile>,
    /// The secrets in it.
    secrets: Vec<String>,
}

/// A file as it was last checked.
struct File {
    document: Arc<Document>,
    folder: Option<&'static ComponentType>,
    /// The secrets in it.
    secrets: Vec<String>,
    /// The diagnostics about it, with secrets masked; `None` until it is checked.
    diagnostics: Option<Vec<Diagnostic>>,
}

impl Checker {
    /// A checker for a project that is checked once. It moves diagnostics out instead of copying them, which saves 1 % of the
    /// instructions of a run over 100 projects.
    pub fn for_once() -> Checker {
        Checker {
            is_for_once: true,
            ..Checker::default()
        }
    }

    /// Every diagnostic about the project as it is now, sorted by file, span and rule.
    pub fn check(&mut self, project: &Project) -> Vec<Diagnostic> {
        self.report(project).diagnostics
    }

    /// The same with which parts of the configuration had an effect.
    pub fn report(&mut self, project: &Project) -> Report {
        self.report_since(project, None)
    }

    /// The same with the diagnostics about what the project changes compared with an earlier state of it, if there is one.
    pub fn report_since(&mut self, project: &Project, before: Option<&Project>) -> Report {
        let index = Index::checked(project);
        self.update_files(project);
        self.update_inputs(&index);
        let mut diagnostics = self.check_files(&index, |path| index.reads(path));
        let mut of_project = check_project(&index);
        let (code, unread_sources) = check_code(&index, &mut of_project);
        let mut of_project = presentable(of_project, &self.secrets);
        if let Some(before) = before {
            of_project.extend(changes::check(before, &index));
        }
        let documents = project.documents.values().map(|document| &**document);
        uncertain_fixes::drop(&mut of_project, documents);
        diagnostics.extend(of_project);
        let (diagnostics, ignores) = configured::apply(project, sorted(diagnostics));
        Report {
            diagnostics,
            usage: configured::usage(project, ignores),
            code,
            unread_sources,
        }
    }

    /// The diagnostics about each file that is read, in the order of the paths.
    fn check_files(
        &mut self,
        index: &Index<'_>,
        is_read: impl Fn(&RelPath) -> bool,
    ) -> Vec<Diagnostic> {
        let mut files: Vec<&mut File> = Vec::new();
        for (path, file) in &mut self.files {
            if is_read(path) {
                file.update_folder(index.component(path).map(|component| component.folder));
                files.push(file);
            }
        }
        let checks: Vec<DocumentCheck<'_>> = files
            .iter()
            .filter(|file| file.diagnostics.is_none())
            .map(|file| file.to_check(&self.project, &self.profiles))
            .collect();
        let results = document::check_all(&checks);
        let unchecked = files.iter_mut().filter(|file| file.diagnostics.is_none());
        for (file, diagnostics) in unchecked.zip(results) {
            let mut diagnostics = presentable(diagnostics, &self.secrets);
            uncertain_fixes::drop(&mut diagnostics, std::iter::once(&*file.document));
            file.diagnostics = Some(diagnostics);
        }
        let mut all = Vec::new();
        for file in files {
            if self.is_for_once {
                all.extend(file.diagnostics.take().unwrap_or_default());
            } else {
                all.extend(file.diagnostics.iter().flatten().cloned());
            }
        }
        all
    }

    /// Replaces the files that changed.
    fn update_files(&mut self, project: &Project) {
        self.files.retain(|path, file| {
            project
                .documents
                .get(path)
                .is_some_and(|document| Arc::ptr_eq(document, &file.document))
        });
        for (path, document) in &project.documents {
            self.files
                .entry(path.clone())
                .or_insert_with(|| File::new(document));
        }
        self.sources.retain(|path, source| {
            project
                .sources
                .get(path)
                .is_some_and(|file| Arc::ptr_eq(file, &source.file))
        });
        for (path, file) in &project.sources {
            self.sources.entry(path.clone()).or_insert_with(|| Source {
                file: file.clone(),
                secrets: secrets::named_in_source(&file.text).collect(),
            });
        }
    }

    /// Updates what else diagnostics about files depend on, and drops the diagnostics that depend on what changed.
    fn update_inputs(&mut self, index: &Index<'_>) {
        let project = ProjectContext::of(index);
        let of_documents = self.files.values().flat_map(|file| &file.secrets);
        let of_sources = self.sources.values().flat_map(|source| &source.secrets);
        let secrets: Secrets = of_documents.chain(of_sources).cloned().collect();
        if project != self.project || secrets != self.secrets {
            for file in self.files.values_mut() {
                file.diagnostics = None;
            }
            self.project = project;
            self.secrets = secrets;
        }
        if !readable_profiles(index).eq(&self.profiles) {
            for file in self.files.values_mut() {
                if has_placeholders(&file.document) {
                    file.diagnostics = None;
                }
            }
            self.profiles = readable_profiles(index).cloned().collect();
        }
    }
}

fn readable_profiles<'i>(index: &'i Index<'_>) -> impl Iterator<Item = &'i ProfileFacts> {
    index
        .profiles
        .iter()
        .map(|profile| profile.facts)
        .filter(|facts| facts.readable)
}

impl File {
    fn new(document: &Arc<Document>) -> File {
        // In `package.json` a name such as `csrf-token` is that of a package.
        let secrets = if document.kind.is_of_hubspot() {
            secrets::named_in(&document.syntax).collect()
        } else {
            Vec::new()
        };
        File {
            document: document.clone(),
            folder: None,
            secrets,
            diagnostics: None,
        }
    }

    fn update_folder(&mut self, folder: Option<&'static ComponentType>) {
        if self.folder != folder {
            self.folder = folder;
            self.diagnostics = None;
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

/// The diagnostics of the rules that look at the project.
fn check_project(index: &Index<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    let entrypoints: Vec<_> = analysis::entrypoints::of(index).collect();
    let missing_scopes = analysis::missing_scopes::of(index);
    for check in crate::checks() {
        match check {
            Check::Project(check) => check(index, &mut diagnostics),
            Check::Entrypoint(check) => {
                for entrypoint in &entrypoints {
                    check(index, entrypoint, &mut diagnostics);
                }
            }
            Check::MissingScope(check) => {
                for scope in &missing_scopes {
                    check(scope, &mut diagnostics);
                }
            }
            _ => {}
        }
    }
    diagnostics
}

/// Adds the diagnostics of the rules that look at source code, and returns how much of it is known and what is still to be
/// read.
fn check_code(index: &Index<'_>, out: &mut Vec<Diagnostic>) -> (CodeCounts, BTreeSet<RelPath>) {
    let code = Code::of(index);
    for check in crate::checks() {
        if let Check::ProjectAndCode(check) = check {
            check(index, code.as_ref(), out);
        }
    }
    let Some(code) = code else {
        return (CodeCounts::default(), BTreeSet::new());
    };
    let mut eslint = Eslint::of(index.project);
    for registered in crate::all_registered() {
        let start = out.len();
        for check in registered.checks {
            if let Check::Code(check) = check {
                check(&code, out);
            }
        }
        eslint.drop(registered, out, start);
    }
    (code.counts(), code.unread_sources())
}
