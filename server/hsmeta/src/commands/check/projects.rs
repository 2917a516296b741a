//! Checks and fixes files on disk: finds the projects, checks them in parallel, and drops each when it is rendered.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Run;
use super::configurations::Configurations;
use super::finish::{Comparison, Outcome};
use super::stream::Stream;
use crate::fix::{self, Mode};
use crate::output::Output;
use crate::output_buffer::{OutputBuffer, RenderedProject};
use crate::paths::Folder;
use crate::progress::Progress;
use crate::since::Before;
use crate::transaction;
use analysis::code::CodeCounts;
use diagnostics::message;
use fixer::Fixed;
use project::Project;
use project::config::Usage;
use project::load::{self, Found, LoadError, Step};
use rules::check::{self, Checker};

/// Checks the projects that contain `paths`, and those below them.
pub(super) fn check(run: &Run<'_>, paths: &[PathBuf], output: &mut Output) -> Outcome {
    let progress = Progress::start(run.arguments.quiet);
    let mut out = None;
    if run.can_stream() && !(progress.is_shown() && output.is_terminal()) {
        out = Some((run.arguments.format, output));
    }
    let buffer = OutputBuffer::new(run.max_diagnostics);
    let runner = Runner {
        run,
        stream: Mutex::new(Stream::new(buffer, &run.bases, out)),
        roots: Mutex::default(),
        problems: Mutex::default(),
        empty: Mutex::default(),
        configurations: Mutex::default(),
        interrupted: Mutex::default(),
        comparison: Mutex::default(),
    };
    load::discover_in_steps(
        paths,
        run.arguments.max_file_size.bytes(),
        &|found| {
            runner.take(found);
            progress.count();
        },
        &|step| lock(&runner.stream).follow(step),
    );
    // Its line has to be erased before anything is printed.
    drop(progress);
    runner.check_configurations(paths);
    runner.outcome(paths)
}

struct Runner<'a> {
    run: &'a Run<'a>,
    stream: Mutex<Stream<'a>>,
    /// The folders of the projects.
    roots: Mutex<Vec<PathBuf>>,
    problems: Mutex<Vec<LoadError>>,
    /// Paths with nothing to check.
    empty: Mutex<Vec<PathBuf>>,
    configurations: Mutex<Configurations>,
    /// The folders of projects whose migration was interrupted.
    interrupted: Mutex<Vec<PathBuf>>,
    comparison: Mutex<Comparison>,
}

impl Runner<'_> {
    fn take(&self, found: Found) {
        match found {
            Found::Error(problem) => lock(&self.problems).push(problem),
            Found::Nothing(path) => lock(&self.empty).push(path),
            Found::Project(project, _) if self.is_another(&project) => {}
            Found::Project(mut project, problems) => {
                if transaction::is_unfinished(&project.root) {
                    lock(&self.interrupted).push(project.root.clone());
                }
                self.run.configure(&mut project);
                lock(&self.roots).push(project.root.clone());
                lock(&self.stream).follow(Step::Configured(&project.config.file));
                let rendered = self.check(*project);
                lock(&self.stream).push(rendered);
                lock(&self.problems).extend(problems);
            }
        }
    }

    fn is_another(&self, project: &Project) -> bool {
        let only = self.run.only.as_ref();
        only.is_some_and(|only| *only != project.root)
    }

    fn check(&self, project: Project) -> RenderedProject {
        let before = self.before(&project);
        let before = before.as_ref();
        let changes_only = self.run.arguments.changes_only;
        let mode = self.run.arguments.fixing.mode();
        let mut checker = match mode {
            Mode::Offer => Checker::for_once(),
            Mode::Apply(_) | Mode::Diff(_) => Checker::default(),
        };
        let mut usage = Usage::default();
        let mut code = CodeCounts::default();
        let mut check = |project: &Project| {
            if changes_only {
                return match before {
                    Some(before) => check::changes_since(project, before),
                    None => Vec::new(),
                };
            }
            let report = checker.report_since(project, before);
            usage = report.usage;
            code = report.code;
            report.diagnostics
        };
        let mut fixed = fix::fix(
            project,
            mode,
            &|_| true,
            &|project, diagnostics| self.run.are_reported(project, diagnostics),
            &mut check,
        );
        let mut notes = fix::skipped(&fixed);
        if let Mode::Apply(_) = mode {
            notes.extend(fix::write(&mut fixed, &mut check));
        }
        lock(&self.configurations).add(&fixed.project.config, usage);
        let mut rendered = self.run.render(&fixed, notes);
        rendered.summary.code = code;
        rendered
    }

    /// What the project is compared with, if anything.
    fn before(&self, project: &Project) -> Option<Project> {
        let since = self.run.since.as_ref()?;
        if project.manifest.is_none() {
            if self.run.arguments.changes_only {
                lock(&self.comparison).add_files_without_project();
            }
            return None;
        }
        let before = since.before(project);
        let mut comparison = lock(&self.comparison);
        let folder = self.run.bases.folder(&project.root);
        let reference = since.shown();
        // Without the option, the errors themselves are reported.
        if self.run.arguments.changes_only {
            comparison.add_uncertain(project, &folder, "");
        }
        match before {
            Ok(Before::State(before)) => {
                comparison.is_any = true;
                comparison.add_uncertain(&before, &folder, &format!(" at {reference}"));
                return Some(*before);
            }
            Ok(Before::Nothing) => {
                comparison.is_any = true;
                let note = format!("{} is new since {reference}", quoted(&folder));
                comparison.notes.insert(note);
                return Some(Project::default());
            }
            Ok(Before::OldLayout) => {
                comparison.not_compared.insert(format!(
                    "{} is not compared: at {reference} it has the layout before 2025.2",
                    quoted(&folder)
                ));
            }
            Err(error) => {
                comparison.failures.insert(error.to_string());
            }
        }
        None
    }

    /// Checks each configuration file once, however many projects use it.
    fn check_configurations(&self, paths: &[PathBuf]) {
        if self.run.arguments.changes_only {
            return;
        }
        let checked = lock(&self.configurations).check(paths, &self.run.bases);
        for (config, diagnostics) in checked {
            let fixed = Fixed::unchanged(Project::of_config(config), diagnostics);
            let rendered = self.run.render(&fixed, Vec::new());
            lock(&self.stream).push(rendered);
        }
    }

    fn outcome(self, paths: &[PathBuf]) -> Outcome {
        let arguments = self.run.arguments;
        let mut problems = into_inner(self.problems);
        problems.sort();
        problems.dedup();
        let mut empty = into_inner(self.empty);
        if arguments.allow_empty {
            empty.clear();
        }
        empty.sort();
        let configurations = into_inner(self.configurations);
        let mut checked = Vec::new();
        if self.run.baseline.is_some() {
            // The files of the configurations, not their folders: other projects may be there.
            let roots = into_inner(self.roots).into_iter();
            for path in paths
                .iter()
                .cloned()
                .chain(roots)
                .chain(configurations.files())
            {
                checked.push(self.run.bases.real(&path));
            }
        }
        let mut comparison = into_inner(self.comparison);
        comparison.finish(arguments.changes_only);
        let profile = arguments.overrides.profile.as_ref();
        Outcome {
            buffer: into_inner(self.stream).buffer,
            problems,
            empty,
            unknown_profile: profile.and_then(|name| configurations.unknown_profile(name)),
            checked,
            interrupted: into_inner(self.interrupted),
            comparison,
        }
    }
}

fn into_inner<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// Ignores poisoning: a thread that panicked has lost its own entry only.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn quoted(folder: &Folder) -> String {
    message::quoted(&folder.shown())
}
