//! The plan for people.

use super::Migration;
use super::result::Problem;
use crate::output::Output;
use diagnostics::{Severity, message};
use migration::{Detail, Line, Page, Stage, Style};

/// What to run after a plan was printed.
const NEXT: &str = "Nothing was written. `--write` converts the files, `--diff` prints the texts, and `--verbose` \
    lists every file and property.";

const NOTHING: &str = "nothing to migrate: no file of the old layout was found\n";

/// The most problems that are listed without `--verbose`.
const MOST_PROBLEMS: usize = 20;

/// What has happened when a plan is printed.
#[derive(Clone, Copy)]
pub(super) enum When<'d> {
    Planned,
    /// It will be written if the answers to questions say so.
    Asked,
    /// With what the plan does not say about it.
    Written(&'d str),
}

/// Prints a plan without its refusals.
pub(super) fn print(migration: &Migration, verbose: bool, when: When<'_>, output: &mut Output) {
    let plan = &migration.plan;
    if !plan.refusals.is_empty() {
        return;
    }
    if plan.is_empty() {
        output.print(NOTHING);
        return;
    }
    let mut page = Page::default();
    let folder = migration.folder.shown();
    if folder != "." {
        page.heading("Project", &folder);
    }
    plan.show(if verbose { Detail::All } else { Detail::Short }, &mut page);
    show_problems(&migration.problems, verbose, &mut page);
    let (stage, next) = match when {
        When::Written(done) => (Stage::Written, done),
        When::Planned if plan.changes_anything() => (Stage::Planned, NEXT),
        When::Planned | When::Asked => (Stage::Planned, ""),
    };
    if !next.is_empty() {
        page.blank();
        page.prose(0, next);
    }
    plan.show_end(stage, &mut page);
    let color = output.color(true);
    for line in &page.lines {
        output.print(&shown(line, color));
    }
}

fn show_problems(problems: &[Problem], verbose: bool, page: &mut Page) {
    if problems.is_empty() {
        return;
    }
    let number = message::count(problems.len(), "problem");
    page.section("After that", &format!("`hsmeta check` reports {number}"));
    let most = if verbose { usize::MAX } else { MOST_PROBLEMS };
    for problem in problems.iter().take(most) {
        let diagnostic = &problem.diagnostic;
        let style = match diagnostic.severity {
            Severity::Error => Style::Removed,
            _ => Style::Warning,
        };
        let text = format!(
            "{}:{}: {} [{}]",
            diagnostic.file, problem.position.line, diagnostic.message, diagnostic.rule
        );
        page.row(2, style, diagnostic.severity.as_str(), &text);
    }
    if problems.len() > most {
        let more = problems.len() - most;
        page.line(2, Style::Dimmed, &format!("and {more} more (--verbose)"));
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
