//! The end of a run: its report, messages about it, the baseline, the exit code.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::PathBuf;

use super::Run;
use crate::baseline::Baseline;
use crate::error::quoted_path;
use crate::fix::{self, Mode};
use crate::output::Output;
use crate::output_buffer::OutputBuffer;
use crate::paths::Folder;
use crate::summary::{Failure, Summary, Totals};
use crate::{Exit, printable, write};
use analysis::changes::has_components;
use diagnostics::{RelPath, message};
use project::Project;
use project::index::Index;
use project::load::LoadError;

/// What a run found.
pub(super) struct Outcome {
    pub(super) buffer: OutputBuffer,
    /// Files and folders that could not be read.
    pub(super) problems: Vec<LoadError>,
    /// Paths with nothing to check.
    pub(super) empty: Vec<PathBuf>,
    /// The message if no project has the profile of `--profile`.
    pub(super) unknown_profile: Option<String>,
    /// Files and folders that were checked completely.
    pub(super) checked: Vec<PathBuf>,
    /// The folders of projects whose migration was interrupted.
    pub(super) interrupted: Vec<PathBuf>,
    pub(super) comparison: Comparison,
}

/// What has to be said about the comparison with a git ref.
#[derive(Default)]
pub(super) struct Comparison {
    pub(super) notes: BTreeSet<String>,
    /// Why projects could not be compared.
    pub(super) failures: BTreeSet<String>,
    /// Projects that have nothing that could be compared.
    pub(super) not_compared: BTreeSet<String>,
    /// Whether any project was compared.
    pub(super) is_any: bool,
    /// Whether a file was left out.
    pub(super) is_partial: bool,
}

impl Comparison {
    /// Notes what cannot be compared: component files that are not valid JSON, and so may be any component, and a project that
    /// has none which could be uploaded.
    /// `state` says in which state of the project that is.
    pub(super) fn add_uncertain(&mut self, project: &Project, folder: &Folder, state: &str) {
        let index = Index::new(project);
        if !has_components(&index) {
            let folder = message::quoted(&folder.shown());
            let note =
                format!("components of {folder} are not compared: there are none to upload{state}");
            self.notes.insert(note);
            self.is_partial = true;
        }
        for component in &index.components {
            if !component.facts.is_well_formed {
                let file = message::quoted(&folder.file(component.path));
                let note = format!("{file} is not compared: it has syntax errors{state}");
                self.notes.insert(note);
                self.is_partial = true;
            }
        }
    }

    /// Notes that component files are not in a project: nothing deploys them.
    pub(super) fn add_files_without_project(&mut self) {
        let note = "component files without a project (`hsproject.json`) are not compared";
        self.not_compared.insert(note.to_owned());
        self.is_partial = true;
    }

    /// A run that was only to compare has failed if it compared nothing. Otherwise a pull request that converts a project to
    /// the current layout could never pass.
    pub(super) fn finish(&mut self, changes_only: bool) {
        if changes_only && !self.is_any {
            self.failures.append(&mut self.not_compared);
        } else {
            self.notes.append(&mut self.not_compared);
        }
    }
}

impl Outcome {
    pub(super) fn new(buffer: OutputBuffer) -> Outcome {
        Outcome {
            buffer,
            problems: Vec::new(),
            empty: Vec::new(),
            unknown_profile: None,
            checked: Vec::new(),
            interrupted: Vec::new(),
            comparison: Comparison::default(),
        }
    }
}

impl Run<'_> {
    pub(super) fn finish(&self, mut outcome: Outcome, output: &mut Output) -> Exit {
        let totals = self.totals(&mut outcome);
        let mut is_done = self.print(&mut outcome.buffer, &totals, output);
        for note in &outcome.comparison.notes {
            output.note(note);
        }
        is_done &= self.print_fix_notes(&outcome.buffer, &totals.summary, output);
        outcome.interrupted.sort();
        for root in &outcome.interrupted {
            output.note(&format!(
                "a migration of {} was interrupted or is running; run `hsmeta migrate --write` there to restore its files, or finish it",
                quoted_path(root)
            ));
        }
        for failure in &totals.failures {
            output.error(&failure.message);
        }
        is_done &= totals.failures.is_empty();
        if self.arguments.update_baseline
            && let Some(baseline) = &self.baseline
        {
            is_done &= update(baseline, is_done, &outcome.checked, output);
        }
        if is_done {
            self.exit(&totals.summary)
        } else {
            Exit::Error
        }
    }

    pub(super) fn totals(&self, outcome: &mut Outcome) -> Totals {
        let all_read = outcome.problems.is_empty() && outcome.comparison.failures.is_empty();
        let mut baseline = None;
        if let Some(read) = &self.baseline {
            let mut counts = read.counts(&outcome.checked);
            if !all_read {
                // Problems in files that could not be read are not fixed.
                counts.fixed = 0;
            }
            baseline = Some(counts);
        }
        let failures = self.failures(outcome);
        let buffer = &mut outcome.buffer;
        Totals {
            summary: buffer.summary,
            printed: buffer.reported(),
            omitted: buffer.omitted(),
            mode: self.arguments.fixing.mode(),
            fixed: buffer.take_fixed(),
            baseline,
            min_severity: self.min_severity(),
            all_read,
            failures,
            quiet: self.arguments.quiet || buffer.is_empty,
            verbose: self.arguments.verbose,
            changes_only: self.arguments.changes_only,
            all_compared: !outcome.comparison.is_partial,
            repeated_arguments: self.arguments.repeated(),
        }
    }

    /// Prints the report, or writes it to its file. Returns whether it was written; stdout tells at its end only.
    fn print(&self, buffer: &mut OutputBuffer, totals: &Totals, output: &mut Output) -> bool {
        let write = |out: &mut dyn Write| -> io::Result<()> {
            match totals.mode {
                Mode::Diff(_) if self.arguments.selected_fixes.is_none() => buffer.write_diff(out),
                _ => buffer.write_report(self.arguments.format, totals, out),
            }
        };
        match self.arguments.output() {
            Some(path) => output.expect_written(path, write::atomically(path, write)),
            None => {
                output.print_with(write);
                true
            }
        }
    }

    /// Prints why fixes were not applied and, for `--diff`, what would be fixed. Returns whether all files were written
    /// that had to be.
    fn print_fix_notes(
        &self,
        buffer: &OutputBuffer,
        summary: &Summary,
        output: &mut Output,
    ) -> bool {
        for (path, note) in &buffer.notes {
            output.note(&note.shown(path));
        }
        let mode = self.arguments.fixing.mode();
        if matches!(mode, Mode::Diff(_))
            && !self.arguments.quiet
            && let Some(line) = fix::summary(summary, mode, false)
        {
            output.note(&line);
        }
        !buffer.notes.iter().any(|(_, note)| note.is_error)
    }

    fn failures(&self, outcome: &Outcome) -> Vec<Failure> {
        let mut failures = Vec::new();
        for problem in &outcome.problems {
            let shown = printable::path(&self.bases.shown(&problem.path));
            let folder = self.bases.folder(&problem.path);
            failures.push(Failure {
                message: format!("cannot read {shown}: {}", problem.message),
                path: Some(folder.file_without_parents(&RelPath::default())),
            });
        }
        for message in &outcome.comparison.failures {
            failures.push(Failure {
                message: message.clone(),
                path: None,
            });
        }
        if let Some(message) = &outcome.unknown_profile {
            failures.push(Failure {
                message: message.clone(),
                path: None,
            });
        }
        for path in &outcome.empty {
            let path = quoted_path(path);
            failures.push(Failure {
                message: format!("no hsproject.json or *-hsmeta.json found in {path}"),
                path: None,
            });
        }
        failures
    }

    /// The exit code if everything could be read and written.
    fn exit(&self, summary: &Summary) -> Exit {
        let has_problems = match self.arguments.fixing.mode() {
            Mode::Diff(_) => summary.fixed > 0,
            _ => match self.arguments.fail_on.severity() {
                Some(min_severity) => summary.at_least(min_severity) > 0,
                None => false,
            },
        };
        if has_problems {
            Exit::Problems
        } else {
            Exit::Clean
        }
    }
}

/// Writes the baseline, unless something could not be read: its problems would be missing.
fn update(baseline: &Baseline, is_done: bool, checked: &[PathBuf], output: &mut Output) -> bool {
    if !is_done {
        output.error("the baseline was not updated because the run failed");
        return false;
    }
    output.expect_written(baseline.path(), baseline.write(checked))
}
