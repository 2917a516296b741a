//! A report about one project that need not be on disk, rendered like every other report.

use clap::Parser;

use super::Run;
use super::finish::Outcome;
use crate::arguments::{Arguments, Command};
use crate::output_buffer::OutputBuffer;
use crate::paths::Bases;
use fixer::Fixed;
use project::Project;
use rules::check::check;

/// With infos; `None` if the format is unknown.
pub(crate) fn report(project: &Project, format: &str) -> Option<String> {
    let arguments = [
        "hsmeta",
        "check",
        "--format",
        format,
        "--min-severity",
        "info",
    ];
    let Command::Check(arguments) = Arguments::try_parse_from(arguments).ok()?.command else {
        return None;
    };
    let run = Run {
        bases: Bases::default(),
        command_line: arguments.overrides.command_line(),
        baseline: None,
        since: None,
        color: false,
        max_diagnostics: usize::MAX,
        arguments: &arguments,
        only: None,
        official: None,
    };
    let fixed = Fixed::unchanged(project.clone(), check(project));
    let mut buffer = OutputBuffer::new(run.max_diagnostics);
    buffer.push(run.render(&fixed, Vec::new()));
    let mut outcome = Outcome::new(buffer);
    let totals = run.totals(&mut outcome);
    let mut report = Vec::new();
    outcome
        .buffer
        .write_report(arguments.format, &totals, &mut report)
        .ok()?;
    String::from_utf8(report).ok()
}
