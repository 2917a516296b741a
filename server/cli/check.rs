//! `hsmeta check`: finds projects, checks each on any core, prints them in the order of their paths. A project is
//! dropped as soon as its findings are rendered.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;

use super::fix::{Mode, Note};
use super::located::{Report, shown_path};
use super::output::Output;
use super::{CheckArguments, Exit, Format, diff, fix, json, text};
use crate::check::Checker;
use crate::diagnostic::{Diagnostic, Safety, Severity};
use crate::fix::Fixed;
use crate::project::Project;
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
    /// Findings that were fixed, or would be with `--diff`.
    pub(super) fixed: usize,
    /// Findings that could be fixed safely.
    pub(super) fixable: usize,
    /// Findings that could be fixed with --unsafe-fixes only.
    pub(super) fixable_unsafely: usize,
}

/// One checked project.
struct Checked {
    path: String,
    rendered: Rendered,
    summary: Summary,
    notes: Vec<(String, Note)>,
}

/// What is printed of a project.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rendered {
    pub(super) findings: String,
    /// What was fixed; only programs are told one by one.
    pub(super) fixed: String,
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
    };
    load::discover(&paths, &|found| runner.take(found));
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
}

impl Runner<'_> {
    fn take(&self, found: Found) {
        let problems = match found {
            Found::Problem(problem) => vec![problem],
            Found::Nothing(path) => return lock(&self.empty).push(path),
            Found::Project(project, problems) => {
                let checked = self.check(*project);
                lock(&self.done).push(checked);
                problems
            }
        };
        lock(&self.problems).extend(problems);
    }

    fn check(&self, project: Project) -> Checked {
        let mode = self.arguments.fixing.mode();
        let mut checker = Checker::default();
        let mut check = |project: &Project| checker.check(project);
        let mut fixed = fix::fix(project, mode, &|_| true, &mut check);
        let mut notes = fix::kept(&fixed);
        if let Mode::Make(_) = mode {
            notes.extend(fix::write(&mut fixed, &mut check));
        }
        let report = Report::new(&fixed.project, &fixed.findings, &self.here, |diagnostic| self.prints(diagnostic));
        Checked {
            path: shown_path(&fixed.project.root, &self.here),
            rendered: rendered(self.arguments, &report, &fixed, self.color),
            summary: Summary::of(&fixed, &fixed.findings.iter().collect::<Vec<_>>()),
            notes: notes.into_iter().map(|note| (report.path(&note.file), note)).collect(),
        }
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
        let summary = done.iter().fold(Summary::default(), |sum, checked| sum.plus(checked.summary));
        let pieces: Vec<&Rendered> = done.iter().map(|checked| &checked.rendered).collect();
        output.print(&whole(self.arguments, &pieces, &summary, problems.is_empty()));
        let notes: BTreeSet<&(String, Note)> = done.iter().flat_map(|checked| &checked.notes).collect();
        notes.iter().for_each(|(path, note)| output.complain(&note.shown(path)));
        if let Mode::Show(_) = self.arguments.fixing.mode()
            && !self.arguments.quiet
        {
            output.complain(&text::fixes(&summary, self.arguments.fixing.mode()).unwrap_or_default());
        }
        for problem in &problems {
            let path: String = shown_path(&problem.path, &self.here).chars().map(words::visible).collect();
            output.complain(&format!("cannot read {path}: {}", problem.message));
        }
        for path in &empty {
            let path = words::quoted(&path.to_string_lossy());
            output.complain(&format!("no hsproject.json and no *-hsmeta.json file found in {path}"));
        }
        let all_written = !notes.iter().any(|(_, note)| note.is_failure);
        if problems.is_empty() && empty.is_empty() && all_written {
            exit(self.arguments, &summary)
        } else {
            Exit::Failure
        }
    }
}

/// One project in the format that is asked for.
pub(super) fn rendered(arguments: &CheckArguments, report: &Report<'_>, fixed: &Fixed, color: bool) -> Rendered {
    let diff = || fixed.changes().map(|(old, new)| diff::file(&report.path(&old.path), old, new)).collect();
    match (arguments.fixing.mode(), arguments.format) {
        (Mode::Show(_), _) => Rendered { findings: diff(), fixed: String::new() },
        (_, Format::Text) => Rendered { findings: text::project(report, color), fixed: String::new() },
        (_, Format::Json) => Rendered { findings: json::project(report), fixed: json::fixed(report, &fixed.mended) },
    }
}

/// Everything that a run prints.
pub(super) fn whole(arguments: &CheckArguments, pieces: &[&Rendered], summary: &Summary, all_read: bool) -> String {
    let findings = pieces.iter().map(|piece| piece.findings.as_str()).filter(|findings| !findings.is_empty());
    let mode = arguments.fixing.mode();
    match arguments.format {
        _ if matches!(mode, Mode::Show(_)) => findings.collect(),
        Format::Json => {
            let fixed = pieces.iter().map(|piece| piece.fixed.as_str()).filter(|fixed| !fixed.is_empty());
            json::all(findings, fixed, summary)
        }
        Format::Text if arguments.quiet || pieces.is_empty() => findings.collect(),
        Format::Text => {
            let least = arguments.min_severity.severity();
            let fixes = text::fixes(summary, mode).map(|line| line + "\n").unwrap_or_default();
            findings.collect::<String>() + &text::summary(summary, least, all_read) + &fixes
        }
    }
}

/// How a run ends in which everything could be read and written.
pub(super) fn exit(arguments: &CheckArguments, summary: &Summary) -> Exit {
    let fails = match arguments.fixing.mode() {
        Mode::Show(_) => summary.fixed > 0,
        _ => arguments.fail_on.severity().is_some_and(|severity| summary.worst() >= Some(severity)),
    };
    if fails { Exit::Findings } else { Exit::Clean }
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
    /// Of a project, by `found`, some of its findings.
    pub(super) fn of(fixed: &Fixed, found: &[&Diagnostic]) -> Summary {
        let number = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let offered = |safety| {
            let offered = found.iter().filter_map(|diagnostic| fix::offered(&fixed.project, diagnostic));
            offered.filter(|fix| fix.safety == safety).count()
        };
        Summary {
            projects: usize::from(fixed.project.manifest.is_some()),
            files: fixed.project.documents.len(),
            errors: number(Severity::Error),
            warnings: number(Severity::Warning),
            infos: number(Severity::Info),
            fixed: fixed.mended.len(),
            fixable: offered(Safety::Safe),
            fixable_unsafely: offered(Safety::Unsafe),
        }
    }

    fn plus(self, other: Summary) -> Summary {
        Summary {
            projects: self.projects + other.projects,
            files: self.files + other.files,
            errors: self.errors + other.errors,
            warnings: self.warnings + other.warnings,
            infos: self.infos + other.infos,
            fixed: self.fixed + other.fixed,
            fixable: self.fixable + other.fixable,
            fixable_unsafely: self.fixable_unsafely + other.fixable_unsafely,
        }
    }

    fn worst(&self) -> Option<Severity> {
        let numbers =
            [(self.errors, Severity::Error), (self.warnings, Severity::Warning), (self.infos, Severity::Info)];
        numbers.into_iter().find(|(number, _)| *number > 0).map(|(_, severity)| severity)
    }
}
