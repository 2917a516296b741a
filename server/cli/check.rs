//! `hsmeta check`: finds projects, checks each on any core, prints them in the order of their paths. A project is
//! dropped as soon as its findings are rendered.

use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use super::located::{Report, shown_path};
use super::output::Output;
use super::used::Configs;
use super::{CheckArguments, Exit, Format, json, text};
use crate::check;
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Project;
use crate::project::config::CommandLine;
use crate::project::load::{self, Found, Problem};
use crate::words;

/// What a run found, for its last line.
#[derive(Clone, Copy, Default)]
pub(super) struct Summary {
    pub(super) projects: usize,
    pub(super) files: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) infos: usize,
}

/// One checked project.
struct Checked {
    path: String,
    rendered: String,
    summary: Summary,
}

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> Exit {
    // Without a working directory (it may have been deleted) absolute paths still work, and are printed as they are.
    #[expect(clippy::disallowed_methods, reason = "paths are printed relative to the working directory")]
    let here = std::env::current_dir().unwrap_or_default();
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let runner = Runner {
        arguments,
        here,
        color: output.color(),
        done: Mutex::default(),
        problems: Mutex::default(),
        empty: Mutex::default(),
        command_line: arguments.overrides.command_line(),
        configs: Mutex::default(),
    };
    load::discover(&paths, &|found| runner.take(found));
    runner.check_configs(&paths);
    runner.report(output)
}

struct Runner<'a> {
    arguments: &'a CheckArguments,
    here: PathBuf,
    color: bool,
    done: Mutex<Vec<Checked>>,
    problems: Mutex<Vec<Problem>>,
    /// Paths that lead to nothing.
    empty: Mutex<Vec<PathBuf>>,
    command_line: Arc<CommandLine>,
    /// What the projects made of their configurations.
    configs: Mutex<Configs>,
}

impl Runner<'_> {
    fn take(&self, found: Found) {
        let problems = match found {
            Found::Problem(problem) => vec![problem],
            Found::Nothing(path) => return lock(&self.empty).push(path),
            Found::Project(mut project, problems) => {
                project.config.command_line = self.command_line.clone();
                let checked = self.check(&project);
                lock(&self.done).push(checked);
                problems
            }
        };
        lock(&self.problems).extend(problems);
    }

    fn check(&self, project: &Project) -> Checked {
        let check::Report { findings, usage } = check::report(project);
        lock(&self.configs).add(&project.config, usage);
        self.render(project, &findings)
    }

    /// Checks the configuration files, each once, however many projects it is for.
    fn check_configs(&self, paths: &[PathBuf]) {
        for (config, found) in lock(&self.configs).check(paths, &self.here) {
            lock(&self.done).push(self.render(&Project::of_config(config), &found));
        }
    }

    fn render(&self, project: &Project, found: &[Diagnostic]) -> Checked {
        let report = Report::new(project, found, &self.here, |diagnostic| self.prints(diagnostic));
        let rendered = match self.arguments.format {
            Format::Text => text::project(&report, self.color),
            Format::Json => json::project(&report),
        };
        Checked { path: shown_path(&project.root, &self.here), rendered, summary: Summary::of(project, found) }
    }

    fn prints(&self, diagnostic: &Diagnostic) -> bool {
        diagnostic.severity >= self.arguments.min_severity.severity()
    }

    fn report(self, output: &mut Output) -> Exit {
        let mut done = inside(self.done);
        done.sort_by(|a, b| (&a.path, &a.rendered).cmp(&(&b.path, &b.rendered)));
        let mut problems = inside(self.problems);
        problems.sort();
        problems.dedup();
        let mut empty = inside(self.empty);
        empty.sort();
        let configs = inside(self.configs);
        let summary = done.iter().fold(Summary::default(), |sum, checked| sum.plus(checked.summary));
        let rendered = done.iter().map(|checked| checked.rendered.as_str()).filter(|rendered| !rendered.is_empty());
        match self.arguments.format {
            Format::Json => output.print(&json::all(rendered, &summary)),
            Format::Text => {
                rendered.for_each(|rendered| output.print(rendered));
                if !self.arguments.quiet && !done.is_empty() {
                    let least = self.arguments.min_severity.severity();
                    output.print(&text::summary(&summary, least, problems.is_empty()));
                }
            }
        }
        for problem in &problems {
            let path: String = shown_path(&problem.path, &self.here).chars().map(words::visible).collect();
            output.complain(&format!("cannot read {path}: {}", problem.message));
        }
        let unknown = self.arguments.overrides.profile.as_ref().and_then(|name| configs.lacks(name));
        unknown.iter().for_each(|complaint| output.complain(complaint));
        empty.retain(|_| !self.arguments.allow_empty);
        for path in &empty {
            let path = words::quoted(&path.to_string_lossy());
            output.complain(&format!("no hsproject.json and no *-hsmeta.json file found in {path}"));
        }
        let failing = self.arguments.fail_on.severity().is_some_and(|severity| summary.worst() >= Some(severity));
        match (problems.is_empty() && empty.is_empty() && unknown.is_none(), failing) {
            (false, _) => Exit::Failure,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Clean,
        }
    }
}

/// What a mutex holds.
fn inside<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A thread that panicked while holding the list has lost its own entry only.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

impl Summary {
    fn of(project: &Project, found: &[Diagnostic]) -> Summary {
        let number = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        Summary {
            projects: usize::from(project.manifest.is_some()),
            files: project.documents.len(),
            errors: number(Severity::Error),
            warnings: number(Severity::Warning),
            infos: number(Severity::Info),
        }
    }

    fn plus(self, other: Summary) -> Summary {
        Summary {
            projects: self.projects + other.projects,
            files: self.files + other.files,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
        }
    }

    fn worst(&self) -> Option<Severity> {
        let numbers =
            [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.infos, Severity::Info)];
        numbers.into_iter().find(|(number, _)| *number > 0).map(|(_, severity)| severity)
    }
}
