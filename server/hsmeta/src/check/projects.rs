//! Checks, and fixes, what is on the disk: finds the projects, takes each on any core, and drops it as soon as its findings
//! are rendered.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use super::Run;
use super::end::Outcome;
use super::used::Configs;
use crate::fix::{self, Mode};
use crate::progress::Progress;
use crate::rendered::{Checked, Rendered};
use diagnostics::Diagnostic;
use project::Project;
use project::config::Usage;
use project::load::{self, Found, LoadError};
use rules::check::Checker;
use rules::fix::Fixed;

/// Checks the projects around and below `paths`.
pub(super) fn check(run: &Run<'_>, paths: &[PathBuf]) -> Outcome {
    let runner = Runner {
        run,
        rendered: Mutex::default(),
        checked: Mutex::default(),
        problems: Mutex::default(),
        empty: Mutex::default(),
        configs: Mutex::default(),
    };
    let progress = Progress::start(run.arguments.quiet);
    load::discover(paths, run.arguments.max_file_size.bytes(), &|found| {
        runner.take(found);
        progress.count();
    });
    // Its line is gone before anything is printed.
    drop(progress);
    runner.check_configs(paths);
    runner.outcome(paths)
}

struct Runner<'a> {
    run: &'a Run<'a>,
    rendered: Mutex<Rendered>,
    /// The folders of the projects.
    checked: Mutex<Vec<PathBuf>>,
    problems: Mutex<Vec<LoadError>>,
    /// Paths that lead to nothing.
    empty: Mutex<Vec<PathBuf>>,
    /// What the projects made of their configurations.
    configs: Mutex<Configs>,
}

impl Runner<'_> {
    fn take(&self, found: Found) {
        let problems = match found {
            Found::Error(problem) => vec![problem],
            Found::Nothing(path) => return lock(&self.empty).push(path),
            Found::Project(mut project, problems) => {
                project.config.command_line = self.run.command_line.clone();
                lock(&self.checked).push(project.root.clone());
                let checked = self.check(*project);
                lock(&self.rendered).take(checked, self.run.most);
                problems
            }
        };
        lock(&self.problems).extend(problems);
    }

    fn check(&self, project: Project) -> Checked {
        let mode = self.run.arguments.fixing.mode();
        let (mut checker, mut usage) = (Checker::default(), Usage::default());
        let mut check = |project: &Project| {
            let report = checker.report(project);
            usage = report.usage;
            report.findings
        };
        let is_reported =
            |project: &Project, found: &[Diagnostic]| self.run.are_reported(project, found);
        let mut fixed = fix::fix(project, mode, &|_| true, &is_reported, &mut check);
        let mut notes = fix::kept(&fixed);
        if let Mode::Make(_) = mode {
            notes.extend(fix::write(&mut fixed, &mut check));
        }
        lock(&self.configs).add(&fixed.project.config, usage);
        self.run.checked(&fixed, notes)
    }

    /// Checks the configuration files, each once, however many projects it is for.
    fn check_configs(&self, paths: &[PathBuf]) {
        for (config, found) in lock(&self.configs).check(paths, &self.run.bases) {
            let checked = self.run.checked(
                &Fixed::nothing(Project::of_config(config), found),
                Vec::new(),
            );
            lock(&self.rendered).take(checked, self.run.most);
        }
    }

    fn outcome(self, paths: &[PathBuf]) -> Outcome {
        let mut problems = inside(self.problems);
        problems.sort();
        problems.dedup();
        let mut empty = inside(self.empty);
        empty.retain(|_| !self.run.arguments.allow_empty);
        empty.sort();
        let configs = inside(self.configs);
        let mut checked = Vec::new();
        if self.run.baseline.is_some() {
            // Not the folder of a configuration: other projects may lie there.
            let all = paths
                .iter()
                .cloned()
                .chain(inside(self.checked))
                .chain(configs.files());
            checked.extend(all.map(|path| self.run.bases.real(&path)));
        }
        let no_profile = self
            .run
            .arguments
            .overrides
            .profile
            .as_ref()
            .and_then(|name| configs.lacks(name));
        Outcome {
            rendered: inside(self.rendered),
            problems,
            empty,
            no_profile,
            checked,
        }
    }
}

/// What a mutex holds.
fn inside<T>(mutex: Mutex<T>) -> T {
    mutex
        .into_inner()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A thread that panicked while holding the list has lost its own entry only.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(|poisoned| poisoned.into_inner())
}
