//! `--format agent`: one block per problem, for coding assistants. A block has all that is required to act on the problem
//! (what is wrong, where, what to write instead) and nothing that has to be counted in bytes: an edit is whole lines to
//! replace, or a string at a line and column where a line cannot be printed.

mod block;
mod edits;
mod next;

use super::text::excerpt::Excerpt;
use super::text::{says_the_same, summary};
use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::Totals;
use block::Block;
use diagnostics::path::is_absolute;
use diagnostics::{Diagnostic, Fix, Safety};

pub(super) static FORMAT: Format = Format {
    name: "agent",
    about: "Terse, with exact edits, for coding assistants",
    is_document: false,
    // A hundred blocks are about 10,000 tokens; whoever fixes that many checks again anyway.
    max_diagnostics: 100,
    repository: None,
    has_fingerprints: false,
    header: Header::Fixed(""),
    problem,
    before_first: "",
    separator: "",
    footer,
};

/// Related locations that are listed; the rest is counted.
const MAX_RELATED: usize = 3;
/// Titles of other choices, and of suggestions, that are listed.
const MAX_TITLES: usize = 3;

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let path = at_line_start(printable::line(&report.path(&diagnostic.file)));
    let (start, _) = report.range_or_start(&diagnostic.file, diagnostic.span);
    let best = reported.fix.or(reported.choices.first().copied());
    let mut fix_block = Block::default();
    let mut is_line_shown = false;
    if let Some(fix) = best {
        fix_block.line(&title(fix, reported.choices.len()));
        let place = (&diagnostic.file, start.line);
        let command = command(reported);
        is_line_shown = edits::push(&mut fix_block, report, fix, command, place);
    }
    let mut block = Block::default();
    let head = format!(
        "{path}:{}:{}: {}[{}] {}",
        start.line,
        start.column,
        diagnostic.severity.as_str(),
        diagnostic.rule,
        printable::line(&diagnostic.message),
    );
    block.head(&head, &fix_block);
    if !is_line_shown && let Some(line) = excerpt(report, diagnostic) {
        block.excerpt(&line);
    }
    if let Some(help) = &diagnostic.help
        && best.is_none_or(|fix| !says_the_same(help, &fix.title))
        && !is_in_message(help, &diagnostic.message)
        && !is_suggested(help, diagnostic)
    {
        block.line_beside(&format!("help: {}", printable::line(help)), &fix_block);
    }
    block.append(fix_block);
    let others = reported.choices.iter().skip(1);
    for other in others.take(MAX_TITLES) {
        block.line_if_short(&format!("or: {}", printable::line(&other.title)));
    }
    for fix in suggestions(diagnostic).take(MAX_TITLES) {
        block.line_if_short(&format!("suggestion: {}", printable::line(&fix.title)));
    }
    push_related(&mut block, report, diagnostic);
    block.finish()
}

/// A path that cannot be read as another line of a report. Whoever names the files of a repository must not tell an assistant
/// what to run: `next: …`.
fn at_line_start(path: String) -> String {
    let is_ambiguous = path.contains(' ') || path.starts_with(['-', '+', '|']);
    if is_ambiguous && !path.starts_with('.') && !is_absolute(&path) {
        format!("./{path}")
    } else {
        path
    }
}

/// Whether the message has the values that the help only repeats.
fn is_in_message(help: &str, message: &str) -> bool {
    match help.strip_prefix("use ") {
        Some(values) => message.contains(values),
        None => false,
    }
}

/// The line that introduces the edits of a fix.
fn title(fix: &Fix, choices: usize) -> String {
    let how = match (fix.safety, choices) {
        (Safety::Safe, 0..=1) => "safe".to_owned(),
        (Safety::Safe, _) => format!("safe, one of {choices}"),
        (_, 0..=1) => "unsafe".to_owned(),
        _ => format!("unsafe, one of {choices}"),
    };
    format!("fix ({how}): {}", printable::line(&fix.title))
}

/// The command that applies the fix; `None` if one of several has to be chosen.
fn command(reported: &ReportedDiagnostic<'_>) -> Option<&'static str> {
    match reported.fix?.safety {
        Safety::Safe => Some("hsmeta check --fix"),
        _ => Some("hsmeta check --fix --unsafe-fixes"),
    }
}

/// Whether the help says what a suggestion says, which leaves the decision to the user.
fn is_suggested(help: &str, diagnostic: &Diagnostic) -> bool {
    let mut suggestions = suggestions(diagnostic);
    suggestions.any(|fix| says_the_same(&help.replacen("change it to", "change to", 1), &fix.title))
}

/// The fixes that nothing applies.
fn suggestions(diagnostic: &Diagnostic) -> impl Iterator<Item = &Fix> {
    let fixes = diagnostic.fixes.iter();
    fixes.filter(|fix| fix.safety == Safety::DisplayOnly)
}

/// The other locations, as many as fit.
fn push_related(block: &mut Block, report: &ProjectReport<'_>, diagnostic: &Diagnostic) {
    let all = diagnostic.related.len() + diagnostic.unlisted_related;
    let mut listed = 0;
    for related in diagnostic.related.iter().take(MAX_RELATED) {
        let (start, _) = report.range_or_start(&related.file, related.span);
        let line = format!(
            "related: {}:{}:{}: {}",
            printable::line(&report.path(&related.file)),
            start.line,
            start.column,
            printable::line(&related.message),
        );
        if !block.line_if_short(&line) {
            break;
        }
        listed += 1;
    }
    if listed < all {
        block.line_if_short(&format!("related: {} more", all - listed));
    }
}

/// The line of a problem, if it says anything and can be printed.
fn excerpt(report: &ProjectReport<'_>, diagnostic: &Diagnostic) -> Option<String> {
    const BEFORE: usize = 40;
    const LENGTH: usize = 120;
    let (text, lines, secrets) = report.source(&diagnostic.file)?;
    let line = lines.position(diagnostic.span.start).line;
    let excerpt = Excerpt::new(text, lines.line_span(line), diagnostic.span, secrets);
    let shown = &excerpt.text;
    let mut from = 0;
    if shown.len() > LENGTH {
        from = shown.floor_char_boundary(excerpt.start.saturating_sub(BEFORE));
    }
    let to = shown.floor_char_boundary((from + LENGTH).min(shown.len()));
    let part = shown.get(from..to)?;
    // A bracket says nothing.
    if part.trim().len() <= 2 || report.contains_secret(part) {
        return None;
    }
    let before = if from > 0 { "…" } else { "" };
    let after = if to < shown.len() { "…" } else { "" };
    Some(format!("{before}{}{after}", part.trim()))
}

fn footer(totals: &Totals) -> String {
    let mut text = summary::footer(totals);
    if !totals.quiet {
        text.push_str(&next::line(totals));
    }
    text
}
