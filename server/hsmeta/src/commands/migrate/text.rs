//! The plan for people.

use super::Migration;
use crate::output::Output;
use crate::printable;
use migration::{Detail, Line, Stage, Style};

/// What to run after a plan was printed.
const NEXT: &str = "Nothing was written. `--write` converts the files, `--diff` prints the texts, and `--verbose` \
    lists every file and property.";

const NOTHING: &str = "nothing to migrate: no file of the old layout was found\n";

/// Prints a plan without its refusals. `done` is what was written, if it was.
pub(super) fn print(migration: &Migration, verbose: bool, done: Option<&str>, output: &mut Output) {
    let plan = &migration.plan;
    if !plan.refusals.is_empty() {
        return;
    }
    if plan.is_empty() {
        output.print(NOTHING);
        return;
    }
    let detail = if verbose { Detail::All } else { Detail::Short };
    let (stage, next) = match done {
        Some(done) => (Stage::Written, done),
        None if plan.changes_anything() => (Stage::Planned, NEXT),
        None => (Stage::Planned, ""),
    };
    let color = output.color(true);
    let folder = migration.folder.shown();
    if folder != "." {
        let label = painted(Style::Heading, "Project", color);
        output.print(&format!("{label}: {}\n", printable::line(&folder)));
    }
    for line in plan.lines(detail, stage, next) {
        output.print(&shown(&line, color));
    }
}

pub(super) fn shown(line: &Line, color: bool) -> String {
    let label = painted(line.style, &line.label, color);
    format!("{:indent$}{label}{}\n", "", line.rest, indent = line.indent)
}

/// With the colors that problems have.
fn painted(style: Style, text: &str, color: bool) -> String {
    let code = match style {
        _ if !color || text.is_empty() => return text.to_owned(),
        Style::Plain => return text.to_owned(),
        Style::Heading => "1",
        Style::Created => "1;32",
        Style::Changed => "1;36",
        Style::Removed => "1;31",
        Style::Warning => "1;33",
        Style::Dimmed => "2",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}
