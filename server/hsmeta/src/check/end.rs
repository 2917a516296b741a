//! The end of a run: its report, what has to be said beside it, the baseline, the exit code.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use super::Run;
use crate::baseline::Baseline;
use crate::fix::{self, Mode, Note};
use crate::output::Output;
use crate::rendered::Rendered;
use crate::summary::{Failure, Known, Summary, Totals};
use crate::{Exit, write};
use diagnostics::{RelPath, message};
use project::load::LoadError;

/// What a run found.
pub(super) struct Outcome {
    pub(super) rendered: Rendered,
    /// What could not be read.
    pub(super) problems: Vec<LoadError>,
    /// Paths that lead to nothing.
    pub(super) empty: Vec<PathBuf>,
    /// What to say if no project has the profile that was asked for.
    pub(super) no_profile: Option<String>,
    /// Files and folders of whose findings nothing was left out.
    pub(super) checked: Vec<PathBuf>,
}

impl Run<'_> {
    /// Reports what was found.
    pub(super) fn end(&self, mut outcome: Outcome, output: &mut Output) -> Exit {
        outcome.rendered.trim(self.most);
        let totals = self.totals(&mut outcome);
        let mut is_done = self.print(&outcome.rendered, &totals, output);
        is_done &= self.speak_of_fixes(&outcome.rendered, &totals.summary, output);
        for failure in &totals.failures {
            output.complain(&failure.message);
        }
        is_done &= totals.failures.is_empty();
        if let Some(baseline) = self
            .baseline
            .as_ref()
            .filter(|_| self.arguments.update_baseline)
        {
            is_done &= update(baseline, is_done, &outcome.checked, output);
        }
        if is_done {
            self.exit(&totals.summary)
        } else {
            Exit::Failure
        }
    }

    pub(super) fn totals(&self, outcome: &mut Outcome) -> Totals {
        let known = self
            .baseline
            .as_ref()
            .map(|baseline| baseline.known(&outcome.checked));
        let all_read = outcome.problems.is_empty();
        let failures = self.failures(outcome);
        let rendered = &mut outcome.rendered;
        Totals {
            summary: rendered.summary(),
            shown: rendered.findings,
            omitted: rendered.omitted(),
            mode: self.arguments.fixing.mode(),
            fixed: rendered.take_fixed(),
            // What could not be read is not fixed.
            baseline: known.map(|known| Known {
                fixed: if all_read { known.fixed } else { 0 },
                ..known
            }),
            least: self.least(),
            all_read,
            failures,
            quiet: self.arguments.quiet || rendered.projects.is_empty(),
        }
    }

    /// Prints the report, or writes it to its file. Says whether that went well; stdout tells only at its end.
    fn print(&self, rendered: &Rendered, totals: &Totals, output: &mut Output) -> bool {
        let write = |out: &mut dyn Write| -> io::Result<()> {
            match totals.mode {
                Mode::Show(_) => rendered.write_diff(out),
                _ => rendered.write(self.arguments.format, totals, out),
            }
        };
        let Some(path) = self.arguments.output() else {
            output.print_with(write);
            return true;
        };
        output.expect_written(path, write::atomically(path, write))
    }

    /// Says which files stay as they are and, beside a diff, what it would fix. Says whether all was written that had to be.
    fn speak_of_fixes(&self, rendered: &Rendered, summary: &Summary, output: &mut Output) -> bool {
        let notes: BTreeSet<&(String, Note)> = rendered
            .projects
            .iter()
            .flat_map(|project| &project.notes)
            .collect();
        notes
            .iter()
            .for_each(|(path, note)| output.complain(&note.shown(path)));
        let mode = self.arguments.fixing.mode();
        if let (Mode::Show(_), false, Some(line)) =
            (mode, self.arguments.quiet, fix::summary(summary, mode))
        {
            output.complain(&line);
        }
        !notes.iter().any(|(_, note)| note.is_failure)
    }

    /// What could not be read, and what was asked for and is not there.
    fn failures(&self, outcome: &Outcome) -> Vec<Failure> {
        let mut failures = Vec::new();
        for problem in &outcome.problems {
            let shown: String = self
                .bases
                .shown(&problem.path)
                .chars()
                .map(message::visible)
                .collect();
            let message = format!("cannot read {shown}: {}", problem.message);
            let path = self
                .bases
                .folder(&problem.path)
                .file_without_way_up(&RelPath::default());
            failures.push(Failure {
                message,
                path: Some(path),
            });
        }
        if let Some(message) = &outcome.no_profile {
            failures.push(Failure {
                message: message.clone(),
                path: None,
            });
        }
        for path in &outcome.empty {
            let path = message::quoted(&path.to_string_lossy());
            let message = format!("no hsproject.json and no *-hsmeta.json file found in {path}");
            failures.push(Failure {
                message,
                path: None,
            });
        }
        failures
    }

    /// How a run ends in which everything could be read and written.
    fn exit(&self, summary: &Summary) -> Exit {
        let fails = match self.arguments.fixing.mode() {
            Mode::Show(_) => summary.fixed > 0,
            _ => self
                .arguments
                .fail_on
                .severity()
                .is_some_and(|least| summary.from(least) > 0),
        };
        if fails { Exit::Findings } else { Exit::Clean }
    }
}

/// Writes the baseline. One that would lack what could not be read is worse than the old one.
fn update(baseline: &Baseline, is_done: bool, checked: &[PathBuf], output: &mut Output) -> bool {
    if !is_done {
        output.complain("the baseline was left as it is, because the run failed");
        return false;
    }
    output.expect_written(baseline.path(), baseline.write(checked))
}
