//! `hsmeta check`: one run, from its arguments to its exit code. `projects` checks what is on the disk and `stdin` one text
//! that is not; `end` reports what they found.

mod alone;
mod end;
mod projects;
mod stdin;
mod used;

use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(super) use alone::report;

use super::baseline::Baseline;
use super::fix::{self, Mode, Note};
use super::identity::Identities;
use super::located::{Finding, Report};
use super::output::Output;
use super::paths::Bases;
use super::rendered::{Checked, Printed};
use super::summary::{Mended, Summary};
use super::{CheckArguments, Exit, diff, watch};
use diagnostics::{Diagnostic, Severity, message};
use project::Project;
use project::config::CommandLine;
use rules::fix::Fixed;

/// Findings that a format for people prints at most, unless `--max-diagnostics` says otherwise.
const MOST_FINDINGS: usize = 10_000;

pub(super) fn run(arguments: &CheckArguments, output: &mut Output) -> Exit {
    work_along();
    if let Some(path) = &arguments.stdin_filename {
        return stdin::run(arguments, path, output);
    }
    let paths = if arguments.paths.is_empty() {
        vec![PathBuf::from(".")]
    } else {
        arguments.paths.clone()
    };
    if let Some(path) = paths.iter().find(|path| is_stream(path)) {
        let path = message::quoted(&path.to_string_lossy());
        output.complain(&format!(
            "{path} is not a file in a project; check stdin with --stdin-filename PATH"
        ));
        return Exit::Failure;
    }
    if !arguments.watch {
        return once(arguments, &paths, output);
    }
    if arguments.format.is_document {
        output.complain("--watch repeats its report: it takes --format text, compact or github");
        return Exit::Failure;
    }
    let other: Vec<&Path> = arguments.baseline.iter().map(PathBuf::as_path).collect();
    watch::run(&paths, &other, output, |output| {
        once(arguments, &paths, output)
    })
}

/// Whether a path is a name of stdin or of another open stream. Only the name of a file tells what its text is for.
fn is_stream(path: &Path) -> bool {
    path == Path::new("-")
        || ["/dev/stdin", "/dev/fd", "/proc/self/fd"]
            .iter()
            .any(|stream| path.starts_with(stream))
}

/// Has this thread read and check too, instead of waiting for others that do: for one project it does nearly all, and a
/// thread less has to be started. A process has one such pool, and does this once.
fn work_along() {
    // It fails where there is a pool already, which works as well.
    let _ = rayon::ThreadPoolBuilder::new()
        .use_current_thread()
        .build_global();
}

/// Checks what is on the disk, and reports.
fn once(arguments: &CheckArguments, paths: &[PathBuf], output: &mut Output) -> Exit {
    match Run::start(arguments, output) {
        Ok(run) => run.end(projects::check(&run, paths), output),
        Err(message) => {
            output.complain(&message);
            Exit::Failure
        }
    }
}

/// What is the same for all projects of a run.
struct Run<'a> {
    arguments: &'a CheckArguments,
    /// What printed paths are relative to.
    bases: Bases,
    /// What the arguments say about rules and profiles.
    command_line: Arc<CommandLine>,
    baseline: Option<Baseline>,
    color: bool,
    /// Findings to print at most.
    most: usize,
}

impl<'a> Run<'a> {
    /// Reads what a run begins with. The error is in words for the user.
    fn start(arguments: &'a CheckArguments, output: &Output) -> Result<Run<'a>, String> {
        // Without a working directory (it may have been deleted) absolute paths still work, and are printed as they are.
        #[expect(
            clippy::disallowed_methods,
            reason = "paths are printed relative to the working directory"
        )]
        let here = std::env::current_dir().unwrap_or_default();
        let bases = Bases::new(here, arguments.format.repository());
        let read = |path: &PathBuf| Baseline::read(path, &bases, arguments.update_baseline);
        let baseline = arguments.baseline.as_ref().map(read).transpose()?;
        let most = if arguments.format.is_document {
            usize::MAX
        } else {
            MOST_FINDINGS
        };
        let is_on_stdout = arguments.output().is_none() && !arguments.is_filter();
        Ok(Run {
            arguments,
            bases,
            command_line: arguments.overrides.command_line(),
            baseline,
            color: output.color(is_on_stdout),
            most: arguments.max_diagnostics.unwrap_or(most),
        })
    }

    /// The lowest severity that is printed.
    fn least(&self) -> Severity {
        self.arguments.min_severity.severity()
    }

    /// Of each diagnostic whether the run reports it.
    fn are_reported(&self, project: &Project, found: &[Diagnostic]) -> Vec<bool> {
        let mut reported: Vec<bool> = found
            .iter()
            .map(|diagnostic| diagnostic.severity >= self.least())
            .collect();
        if let Some(baseline) = &self.baseline {
            let identities = Identities::of(project, found);
            let hidden =
                baseline.would_hide(&self.bases.real(&project.root), found, identities.all());
            for (is_reported, is_hidden) in reported.iter_mut().zip(hidden) {
                *is_reported &= !is_hidden;
            }
        }
        reported
    }

    /// Renders a project, as it is after its fixes.
    fn checked(&self, fixed: &Fixed, notes: Vec<Note>) -> Checked {
        let identities = Identities::of(&fixed.project, &fixed.findings);
        let findings = self.new_findings(fixed, &identities);
        let summary = Summary::of(fixed, &findings);
        let least = self.least();
        let printed = findings
            .into_iter()
            .filter(|finding| finding.diagnostic.severity >= least)
            .take(self.most);
        let report = Report::new(&fixed.project, identities, printed.collect(), &self.bases);
        let mut checked = Checked {
            path: report.order().to_owned(),
            findings: Vec::new(),
            printable: summary.from(least),
            diff: String::new(),
            fixed: fixed
                .mended
                .iter()
                .filter_map(|mended| Mended::new(&report, mended))
                .collect(),
            notes: notes
                .into_iter()
                .map(|note| (report.path(&note.file), note))
                .collect(),
            summary,
        };
        if let Mode::Show(_) = self.arguments.fixing.mode() {
            checked.diff = fixed
                .changes()
                .map(|(old, new)| diff::file(&report.path(&old.path), old, new))
                .collect();
        } else {
            checked.findings = report
                .findings
                .iter()
                .map(|finding| self.printed(&report, finding))
                .collect();
        }
        checked
    }

    fn printed(&self, report: &Report<'_>, finding: &Finding<'_>) -> Printed {
        let format = self.arguments.format;
        let text = (format.finding)(report, finding, self.color);
        let fingerprint = if format.has_fingerprints {
            Some(report.fingerprint(finding))
        } else {
            None
        };
        Printed { text, fingerprint }
    }

    /// The findings that the baseline does not hide.
    fn new_findings<'f>(&self, fixed: &'f Fixed, identities: &Identities<'_>) -> Vec<Finding<'f>> {
        let (project, found) = (&fixed.project, &fixed.findings);
        let hidden = match &self.baseline {
            Some(baseline) => {
                baseline.hides(&self.bases.real(&project.root), found, identities.all())
            }
            None => vec![false; found.len()],
        };
        let findings = found
            .iter()
            .enumerate()
            .zip(hidden)
            .filter(|(_, is_hidden)| !is_hidden);
        let finding = |((number, diagnostic), _): ((usize, &'f Diagnostic), bool)| {
            // What is not shown is not fixed, and not counted among what can be.
            let is_shown = diagnostic.severity >= self.least();
            let fix = if is_shown {
                fix::offered(project, diagnostic)
            } else {
                None
            };
            Finding {
                diagnostic,
                number,
                fix,
            }
        };
        findings.map(finding).collect()
    }
}

impl CheckArguments {
    /// The file that the report goes to; `-` is stdout, as in other programs.
    fn output(&self) -> Option<&Path> {
        self.output
            .as_deref()
            .filter(|path| *path != Path::new("-"))
    }

    /// Whether text goes through from stdin to stdout.
    fn is_filter(&self) -> bool {
        self.stdin_filename.is_some() && matches!(self.fixing.mode(), Mode::Make(_))
    }
}
