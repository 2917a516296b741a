//! `hsmeta check`: one run, from its arguments to its exit code. `projects` checks files on disk and `stdin` an unsaved
//! text; `finish` reports their problems.

mod configurations;
mod finish;
mod in_memory;
mod next_command;
mod projects;
mod stdin;
mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use in_memory::report;

use crate::arguments::CheckArguments;
use crate::baseline::Baseline;
use crate::error::{Error, quoted_path};
use crate::fingerprint::Fingerprints;
use crate::fix::{self, Mode, Note};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::output::Output;
use crate::output_buffer::{RenderedProblem, RenderedProject};
use crate::paths::Bases;
use crate::since::Since;
use crate::summary::{FixedProblem, Summary};
use crate::{Exit, diff, watch};
use diagnostics::{Diagnostic, Severity};
use fixer::Fixed;
use project::Project;
use project::config::CommandLine;
use schema::official::OfficialVersions;

pub(crate) fn run(arguments: &CheckArguments, output: &mut Output) -> Exit {
    arguments.overrides.warn_about_old_ids(output);
    if let Some(path) = &arguments.stdin_filename {
        return stdin::run(arguments, path, output);
    }
    let paths = if arguments.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        arguments.paths.clone()
    };
    if let Some(path) = paths.iter().find(|path| is_stream(path)) {
        output.error(&format!(
            "{} is not a file in a project; check stdin with --stdin-filename PATH",
            quoted_path(path)
        ));
        return Exit::Error;
    }
    if !arguments.watch {
        return check_once(arguments, &paths, output);
    }
    if arguments.format.is_document {
        output.error("--watch requires --format text, compact, agent or github");
        return Exit::Error;
    }
    let other: Vec<&Path> = arguments.baseline.iter().map(PathBuf::as_path).collect();
    watch::run(&paths, &other, output, |output| {
        check_once(arguments, &paths, output)
    })
}

/// Whether a path names stdin or another open stream, which are refused because the kind of a file depends on its name.
fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
        || ["/dev/stdin", "/dev/fd", "/proc/self/fd"]
            .iter()
            .any(|stream| path.starts_with(stream))
}

/// Applies the fixes that were selected, or shows what they would change. Prints the problems that are left, and returns the
/// diff.
pub(crate) fn run_selected_fixes(
    arguments: &CheckArguments,
    output: &mut Output,
) -> (Exit, String) {
    let run = match Run::start(arguments, output) {
        Ok(run) => run,
        Err(error) => {
            output.error(&error.to_string());
            return (Exit::Error, String::new());
        }
    };
    let outcome = projects::check(&run, &arguments.paths, output);
    let mut diff = Vec::new();
    // Memory does not fail.
    let _ = outcome.buffer.write_diff(&mut diff);
    let diff = String::from_utf8_lossy(&diff).into_owned();
    (run.finish(outcome, output), diff)
}

/// Checks one project, and not those in it: whoever has changed it has not changed them.
pub(crate) fn run_project(arguments: &CheckArguments, root: &Path, output: &mut Output) -> Exit {
    match Run::start(arguments, output) {
        Ok(mut run) => {
            run.only = Some(root.to_owned());
            let outcome = projects::check(&run, &[root.to_owned()], output);
            run.finish(outcome, output)
        }
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

fn check_once(arguments: &CheckArguments, paths: &[PathBuf], output: &mut Output) -> Exit {
    match Run::start(arguments, output) {
        Ok(run) => {
            let outcome = projects::check(&run, paths, output);
            run.finish(outcome, output)
        }
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

/// The settings and shared state of a run.
struct Run<'a> {
    arguments: &'a CheckArguments,
    bases: Bases,
    command_line: Arc<CommandLine>,
    baseline: Option<Baseline>,
    /// What to compare with.
    since: Option<Arc<Since>>,
    color: bool,
    max_diagnostics: usize,
    /// The folder of the one project to check; `None` for all that are found.
    only: Option<PathBuf>,
    /// The schemas of `--schemas`, instead of those that each project has.
    official: Option<Arc<OfficialVersions>>,
}

impl<'a> Run<'a> {
    fn start(arguments: &'a CheckArguments, output: &mut Output) -> Result<Run<'a>, Error> {
        let bases = Bases::new(output.folder(), arguments.format.repository());
        let mut baseline = None;
        if let Some(path) = &arguments.baseline {
            let read = Baseline::read(path, &bases, arguments.update_baseline)?;
            for notice in read.notices() {
                output.note(&notice);
            }
            baseline = Some(read);
        }
        let is_on_stdout = arguments.output().is_none() && !arguments.is_filter();
        Ok(Run {
            arguments,
            bases,
            command_line: arguments.overrides.command_line(),
            baseline,
            since: arguments.since(),
            color: output.color(is_on_stdout),
            max_diagnostics: arguments
                .max_diagnostics
                .unwrap_or(arguments.format.max_diagnostics),
            only: None,
            official: arguments.schemas.read()?,
        })
    }

    /// What the command line says about a project.
    fn configure(&self, project: &mut Project) {
        project.config.command_line = self.command_line.clone();
        if let Some(official) = &self.official {
            project.official = Arc::clone(official);
        }
    }

    /// Whether the report can be printed in parts: a file is replaced as a whole.
    fn can_stream(&self) -> bool {
        self.arguments.output().is_none()
            && self.arguments.selected_fixes.is_none()
            && !matches!(self.arguments.fixing.mode(), Mode::Diff(_))
    }

    fn min_severity(&self) -> Severity {
        self.arguments.min_severity.severity()
    }

    /// Whether each diagnostic is reported.
    fn are_reported(&self, project: &Project, diagnostics: &[Diagnostic]) -> Vec<bool> {
        let mut reported: Vec<bool> = diagnostics
            .iter()
            .map(|diagnostic| diagnostic.severity >= self.min_severity())
            .collect();
        if let Some(baseline) = &self.baseline {
            let fingerprints = Fingerprints::of(project, diagnostics);
            let folder = self.bases.real(&project.root);
            let hidden = baseline.would_hide(&folder, diagnostics, fingerprints.all());
            for (is_reported, is_hidden) in reported.iter_mut().zip(hidden) {
                *is_reported &= !is_hidden;
            }
        }
        if let Some(selected) = &self.arguments.selected_fixes {
            for (is_reported, diagnostic) in reported.iter_mut().zip(diagnostics) {
                *is_reported &= selected.include(diagnostic);
            }
        }
        reported
    }

    /// Renders the diagnostics of a project after its fixes.
    fn render(&self, fixed: &Fixed, notes: Vec<Note>) -> RenderedProject {
        let fingerprints = Fingerprints::of(&fixed.project, &fixed.diagnostics);
        let mut new = self.not_in_baseline(fixed, &fingerprints);
        let summary = Summary::new(fixed, &new);
        new.retain(|reported| reported.diagnostic.severity >= self.min_severity());
        new.truncate(self.max_diagnostics);
        let report = ProjectReport::new(&fixed.project, fingerprints, new, &self.bases);
        let mut rendered = RenderedProject {
            path: report.sort_key().to_owned(),
            problems: Vec::new(),
            printable: summary.at_least(self.min_severity()),
            diff: String::new(),
            fixed: Vec::new(),
            notes: Vec::new(),
            summary,
        };
        for diagnostic in &fixed.applied {
            rendered
                .fixed
                .extend(FixedProblem::new(&report, diagnostic));
        }
        for note in notes {
            rendered.notes.push((report.path(&note.file), note));
        }
        let prints_diff = matches!(self.arguments.fixing.mode(), Mode::Diff(_));
        let prints_both = self.arguments.selected_fixes.is_some();
        if prints_diff || prints_both {
            for (old, new) in fixed.changes() {
                let path = report.path(old.path());
                rendered.diff.push_str(&diff::unified(&path, old, &new));
            }
        }
        if !prints_diff || prints_both {
            for reported in &report.diagnostics {
                rendered
                    .problems
                    .push(self.render_problem(&report, reported));
            }
        }
        rendered
    }

    fn render_problem(
        &self,
        report: &ProjectReport<'_>,
        reported: &ReportedDiagnostic<'_>,
    ) -> RenderedProblem {
        let format = self.arguments.format;
        let text = (format.problem)(report, reported, self.color);
        let fingerprint = if format.has_fingerprints {
            Some(report.fingerprint(reported))
        } else {
            None
        };
        RenderedProblem { text, fingerprint }
    }

    fn not_in_baseline<'f>(
        &self,
        fixed: &'f Fixed,
        fingerprints: &Fingerprints<'_>,
    ) -> Vec<ReportedDiagnostic<'f>> {
        let (project, diagnostics) = (&fixed.project, &fixed.diagnostics);
        let hidden = match &self.baseline {
            Some(baseline) => {
                let folder = self.bases.real(&project.root);
                baseline.hides(&folder, diagnostics, fingerprints.all())
            }
            None => vec![false; diagnostics.len()],
        };
        let mut reported = Vec::new();
        for (index, (diagnostic, is_hidden)) in diagnostics.iter().zip(hidden).enumerate() {
            if is_hidden {
                continue;
            }
            // Problems that are not printed are neither fixed nor counted as fixable.
            let (mut fix, mut choices) = (None, Vec::new());
            if diagnostic.severity >= self.min_severity() {
                fix = fix::offered(project, diagnostic);
                choices = fix::choices(project, diagnostic);
            }
            reported.push(ReportedDiagnostic {
                diagnostic,
                index,
                fix,
                choices,
            });
        }
        reported
    }
}

impl CheckArguments {
    fn since(&self) -> Option<Arc<Since>> {
        if let Some(asked) = &self.asked {
            return Some(Arc::clone(asked));
        }
        let since = Since::new(self.since.as_deref()?, self.max_file_size.bytes());
        Some(Arc::new(since))
    }

    /// The file that the report is written to; `-` is stdout.
    fn output(&self) -> Option<&Path> {
        match self.output.as_deref() {
            Some(path) if path != Path::new("-") => Some(path),
            _ => None,
        }
    }

    /// Whether the text from stdin goes to stdout.
    fn is_filter(&self) -> bool {
        self.stdin_filename.is_some() && matches!(self.fixing.mode(), Mode::Apply(_))
    }
}
