//! Checks, and fixes, what is on the disk: finds the projects, takes each on any core, and drops it as soon as its findings
//! are rendered.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard};

use super::Run;
use super::end::Outcome;
use crate::check::Checker;
use crate::cli::fix::{self, Mode};
use crate::cli::located::normalized;
use crate::cli::progress::Progress;
use crate::cli::rendered::{Checked, Rendered};
use crate::project::Project;
use crate::project::load::{self, Found, Problem};

/// Checks the projects around and below `paths`.
pub(super) fn check(run: &Run<'_>, paths: &[PathBuf]) -> Outcome {
    let runner = Runner { run, rendered: Mutex::default(), problems: Mutex::default(), empty: Mutex::default() };
    let progress = Progress::start(run.arguments.quiet);
    load::discover(paths, &|found| {
        runner.take(found);
        progress.count();
    });
    // Its line is gone before anything is printed.
    drop(progress);
    runner.outcome(paths)
}

struct Runner<'a> {
    run: &'a Run<'a>,
    rendered: Mutex<Rendered>,
    problems: Mutex<Vec<Problem>>,
    /// Paths that lead to nothing.
    empty: Mutex<Vec<PathBuf>>,
}

impl Runner<'_> {
    fn take(&self, found: Found) {
        let problems = match found {
            Found::Problem(problem) => vec![problem],
            Found::Nothing(path) => return lock(&self.empty).push(path),
            Found::Project(project, problems) => {
                let checked = self.check(*project);
                lock(&self.rendered).take(checked, self.run.most);
                problems
            }
        };
        lock(&self.problems).extend(problems);
    }

    fn check(&self, project: Project) -> Checked {
        let mode = self.run.arguments.fixing.mode();
        let mut checker = Checker::default();
        let mut check = |project: &Project| checker.check(project);
        let mut fixed = fix::fix(project, mode, &|_| true, &mut check);
        let mut notes = fix::kept(&fixed);
        if let Mode::Make(_) = mode {
            notes.extend(fix::write(&mut fixed, &mut check));
        }
        self.run.checked(&fixed, notes)
    }

    fn outcome(self, paths: &[PathBuf]) -> Outcome {
        let rendered = inside(self.rendered);
        let mut problems = inside(self.problems);
        problems.sort();
        problems.dedup();
        let mut empty = inside(self.empty);
        empty.sort();
        let asked = paths.iter().map(|path| normalized(&self.run.here.join(path)));
        let checked = rendered.projects.iter().map(|project| project.root.clone()).chain(asked).collect();
        Outcome { rendered, problems, empty, checked }
    }
}

/// What a mutex holds.
fn inside<T>(mutex: Mutex<T>) -> T {
    mutex.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// A thread that panicked while holding the list has lost its own entry only.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
