//! A report about one project that need not be on the disk, as a text: the way of every other report, without a process.

use clap::Parser;

use super::Run;
use super::end::Outcome;
use crate::paths::Bases;
use crate::rendered::Rendered;
use crate::{Arguments, Command};
use project::Project;
use rules::check::check;
use rules::fix::Fixed;

/// With all infos; `None` where there is no such format.
pub fn report(project: &Project, format: &str) -> Option<String> {
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
        color: false,
        most: usize::MAX,
        arguments: &arguments,
    };
    let mut rendered = Rendered::default();
    rendered.take(
        run.checked(&Fixed::nothing(project.clone(), check(project)), Vec::new()),
        run.most,
    );
    let mut outcome = Outcome {
        rendered,
        problems: Vec::new(),
        empty: Vec::new(),
        no_profile: None,
        checked: Vec::new(),
    };
    let totals = run.totals(&mut outcome);
    let mut report = Vec::new();
    outcome
        .rendered
        .write(arguments.format, &totals, &mut report)
        .ok()?;
    String::from_utf8(report).ok()
}
