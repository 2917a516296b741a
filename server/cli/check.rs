//! `hsmeta check`: finds projects, checks each on any core, prints them in the order of their paths. A project is
//! dropped as soon as its findings are rendered.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::baseline::Baseline;
use super::identity::identify;
use super::located::{Finding, Report, normalized, shown_path};
use super::output::Output;
use super::progress::Progress;
use super::rendered::{Checked, Rendered};
use super::summary::{Known, Summary, Totals};
use super::{CheckArguments, Exit, watch, write};
use crate::check;
use crate::diagnostic::Diagnostic;
use crate::project::Project;
use crate::project::load::{self, Found, Problem};
use crate::words;

/// Findings that a format for people prints at most, unless `--max-diagnostics` says otherwise.
const MOST_FINDINGS: usize = 10_000;

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> Exit {
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    if !arguments.watch {
        return once(arguments, &paths, output);
    }
    if arguments.format.is_document {
        output.complain("--watch repeats its report: it takes --format text, compact or github");
        return Exit::Failure;
    }
    let other: Vec<&Path> = arguments.baseline.iter().map(PathBuf::as_path).collect();
    watch::run(&paths, &other, output, |output| once(arguments, &paths, output))
}

/// Checks and reports.
fn once(arguments: &CheckArguments, paths: &[PathBuf], output: &mut Output) -> Exit {
    // Without a working directory (it may have been deleted) absolute paths still work, and are printed as they are.
    #[expect(clippy::disallowed_methods, reason = "paths are printed relative to the working directory")]
    let here = std::env::current_dir().unwrap_or_default();
    let read = |path: &PathBuf| Baseline::read(path, &here, arguments.update_baseline);
    let baseline = match arguments.baseline.as_ref().map(read).transpose() {
        Ok(baseline) => baseline,
        Err(message) => {
            output.complain(&message);
            return Exit::Failure;
        }
    };
    let most = if arguments.format.is_document { usize::MAX } else { MOST_FINDINGS };
    let runner = Runner {
        arguments,
        here,
        baseline,
        color: output.color(arguments.output.is_none()),
        most: arguments.max_diagnostics.unwrap_or(most),
        rendered: Mutex::default(),
        problems: Mutex::default(),
        empty: Mutex::default(),
    };
    let progress = Progress::start(arguments.quiet);
    load::discover(paths, &|found| {
        runner.take(found);
        progress.count();
    });
    // Its line is gone before anything is printed.
    drop(progress);
    runner.finish(paths, output)
}

struct Runner<'a> {
    arguments: &'a CheckArguments,
    here: PathBuf,
    baseline: Option<Baseline>,
    color: bool,
    /// Findings to print at most.
    most: usize,
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
                let checked = self.check(&project);
                lock(&self.rendered).take(checked, self.most);
                problems
            }
        };
        lock(&self.problems).extend(problems);
    }

    fn check(&self, project: &Project) -> Checked {
        let found = check::check(project);
        let findings = self.new_findings(project, &found);
        let summary = Summary::of(project, findings.iter().map(|finding| finding.diagnostic));
        let least = self.arguments.min_severity.severity();
        let printed = findings.into_iter().filter(|finding| finding.diagnostic.severity >= least).take(self.most);
        let report = Report::new(project, printed.collect(), &self.here);
        let render = |finding| (self.arguments.format.finding)(&report, finding, self.color);
        Checked {
            root: normalized(&self.here.join(&project.root)),
            path: shown_path(&project.root, &self.here),
            findings: report.findings.iter().map(render).collect(),
            printable: summary.from(least),
            summary,
        }
    }

    /// The findings that the baseline does not hide.
    fn new_findings<'d>(&self, project: &Project, found: &'d [Diagnostic]) -> Vec<Finding<'d>> {
        let identities = identify(project, found);
        let hidden = match &self.baseline {
            Some(baseline) => baseline.hides(&self.here.join(&project.root), found, &identities),
            None => vec![false; found.len()],
        };
        let findings = found.iter().zip(identities).zip(hidden).filter(|(_, is_hidden)| !is_hidden);
        findings.map(|((diagnostic, identity), _)| Finding { diagnostic, identity }).collect()
    }

    fn finish(self, paths: &[PathBuf], output: &mut Output) -> Exit {
        let mut rendered = inside(self.rendered);
        rendered.trim(self.most);
        let mut problems = inside(self.problems);
        problems.sort();
        problems.dedup();
        let mut empty = inside(self.empty);
        empty.sort();
        let all_read = problems.is_empty();
        let asked = paths.iter().map(|path| normalized(&self.here.join(path)));
        let checked: Vec<PathBuf> = rendered.projects.iter().map(|project| project.root.clone()).chain(asked).collect();
        let known = self.baseline.as_ref().map(|baseline| baseline.known(&checked));
        let totals = self.arguments.totals(&rendered, known, all_read);
        let mut is_done = all_read && empty.is_empty();
        is_done &= print(self.arguments, &rendered, &totals, output);
        complain(&problems, &empty, &self.here, output);
        if let Some(baseline) = self.baseline.filter(|_| self.arguments.update_baseline) {
            is_done &= update(&baseline, is_done, &checked, output);
        }
        let failing = self.arguments.fail_on.severity().is_some_and(|least| totals.summary.from(least) > 0);
        match (is_done, failing) {
            (false, _) => Exit::Failure,
            (true, true) => Exit::Findings,
            (true, false) => Exit::Clean,
        }
    }
}

impl CheckArguments {
    fn totals(&self, rendered: &Rendered, known: Option<Known>, all_read: bool) -> Totals {
        Totals {
            summary: rendered.summary(),
            shown: rendered.findings,
            omitted: rendered.omitted(),
            // What could not be read is not fixed.
            baseline: known.map(|known| Known { fixed: if all_read { known.fixed } else { 0 }, ..known }),
            least: self.min_severity.severity(),
            all_read,
            quiet: self.quiet || rendered.projects.is_empty(),
        }
    }
}

/// Prints the report, or writes it to its file. Says whether that went well; stdout tells only at its end.
fn print(arguments: &CheckArguments, rendered: &Rendered, totals: &Totals, output: &mut Output) -> bool {
    let Some(path) = &arguments.output else {
        output.print_with(|out| rendered.write(arguments.format, totals, out));
        return true;
    };
    let written = write::atomically(path, |out| rendered.write(arguments.format, totals, out));
    output.expect_written(path, written)
}

/// Writes the baseline. One that would lack what could not be read is worse than the old one.
fn update(baseline: &Baseline, is_done: bool, checked: &[PathBuf], output: &mut Output) -> bool {
    if !is_done {
        output.complain("the baseline was left as it is, because the run failed");
        return false;
    }
    output.expect_written(baseline.path(), baseline.write(checked))
}

/// Says what could not be read, and which paths led to nothing.
fn complain(problems: &[Problem], empty: &[PathBuf], here: &Path, output: &mut Output) {
    for problem in problems {
        let path: String = shown_path(&problem.path, here).chars().map(words::visible).collect();
        output.complain(&format!("cannot read {path}: {}", problem.message));
    }
    for path in empty {
        let path = words::quoted(&path.to_string_lossy());
        output.complain(&format!("no hsproject.json and no *-hsmeta.json file found in {path}"));
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
