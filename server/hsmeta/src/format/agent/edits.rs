//! The edits of a fix. Lines that can be printed as they are become a hunk: `-` lines to find, `+` lines to write instead.
//! Everything else (long lines, control characters, unusual line breaks) is a JSON string at a line and column.

use std::collections::BTreeMap;

use super::block::Block;
use crate::locations::ProjectReport;
use crate::printable;
use analysis::secrets::overlap;
use diagnostics::{Edit, Fix, LinePositions, RelPath, Span, message};

/// The longest line in a hunk, in bytes.
const LONGEST_LINE: usize = 240;
/// The longest text of an edit that is printed, in bytes.
const LONGEST_EDIT: usize = 4_000;

/// Adds the edits of a fix to the block of a problem in a line of `file`, by files and lines. Line numbers are those before
/// the fix; `command` applies it, if one does. Returns whether the line is one of those that are replaced.
pub(super) fn push(
    block: &mut Block,
    report: &ProjectReport<'_>,
    fix: &Fix,
    command: Option<&str>,
    (file, line): (&RelPath, usize),
) -> bool {
    let mut is_line_shown = false;
    for (edited, edits) in by_file(fix) {
        let mut location = String::new();
        if edited != file {
            location = format!("{} ", printable::line(&report.path(edited)));
        }
        let Some((text, lines, secrets)) = report.source(edited) else {
            block.line(&format!("edit {location}is not known"));
            continue;
        };
        for group in groups(lines, edits) {
            match hunk(report, text, lines, secrets, &group) {
                Some(hunk) => {
                    hunk.push(block, &location);
                    let replaced = hunk.first..hunk.first + hunk.old.len();
                    is_line_shown |= edited == file && replaced.contains(&line);
                }
                None => {
                    for edit in group {
                        let place = lines.position(edit.span.start);
                        let at = format!("{location}line {} column {}", place.line, place.column);
                        let done = verbatim(report, text, secrets, edit)
                            .unwrap_or_else(|| not_printed(command));
                        block.line(&format!("edit {at}: {done}"));
                    }
                }
            }
        }
    }
    is_line_shown
}

fn by_file(fix: &Fix) -> BTreeMap<&RelPath, Vec<&Edit>> {
    let mut files: BTreeMap<&RelPath, Vec<&Edit>> = BTreeMap::new();
    for edit in &fix.edits {
        files.entry(&edit.file).or_default().push(edit);
    }
    for edits in files.values_mut() {
        edits.sort_by_key(|edit| edit.span);
    }
    files
}

/// Sorted edits in groups: those of the same or of adjacent lines.
fn groups<'e>(lines: &LinePositions<'_>, edits: Vec<&'e Edit>) -> Vec<Vec<&'e Edit>> {
    let mut groups: Vec<Vec<&Edit>> = Vec::new();
    let mut last_line = 0;
    for edit in edits {
        let (start, end) = lines.range(edit.span);
        match groups.last_mut() {
            Some(group) if start.line <= last_line + 1 => group.push(edit),
            _ => groups.push(vec![edit]),
        }
        last_line = end.line.max(last_line);
    }
    groups
}

/// Lines to replace, without their line breaks.
struct Hunk<'t> {
    /// The number of the first line.
    first: usize,
    old: Vec<&'t str>,
    new: Vec<String>,
}

impl Hunk<'_> {
    fn push(&self, block: &mut Block, location: &str) {
        let last = self.first + self.old.len() - 1;
        if last == self.first {
            block.line(&format!("edit {location}line {last}:"));
        } else {
            block.line(&format!("edit {location}lines {}-{last}:", self.first));
        }
        for line in &self.old {
            block.old_line(line);
        }
        for line in &self.new {
            block.new_line(line);
        }
    }
}

/// The lines that a group of edits changes; `None` if they cannot be printed as they are.
fn hunk<'t>(
    report: &ProjectReport<'_>,
    text: &'t str,
    lines: &LinePositions<'_>,
    secrets: &[Span],
    group: &[&Edit],
) -> Option<Hunk<'t>> {
    let (start, end) = (group.first()?.span.start, group.last()?.span.end);
    let mut first = lines.position(start).line;
    let first_line = lines.line_span(first).range();
    let last_line = lines.line_span(lines.position(end).line).range();
    let region = Span::new(first_line.start, last_line.end);
    // A long line is not worth an edited copy.
    if region.range().len() > LONGEST_EDIT || overlap(secrets, region) {
        return None;
    }
    let after = &text[first_line.end..];
    let line_break = ["\r\n", "\n", "\r"]
        .into_iter()
        .find(|line_break| after.starts_with(line_break))
        .unwrap_or("\n");
    let old_text = text.get(region.range())?;
    let new_text = edited(text, region, group)?;
    let mut old: Vec<&str> = old_text.split(line_break).collect();
    let mut new: Vec<&str> = new_text.split(line_break).collect();
    while old.len() > 1 && !new.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    while old.len() > 1 && !new.is_empty() && old.first() == new.first() {
        old.remove(0);
        new.remove(0);
        first += 1;
    }
    let is_printable = |line: &&str| {
        line.len() <= LONGEST_LINE && !line.contains(|c| c != '\t' && message::is_invisible(c))
    };
    if !old.iter().chain(&new).all(is_printable)
        || new_text.len() > LONGEST_EDIT
        || report.contains_secret(old_text)
        || report.contains_secret(&new_text)
    {
        return None;
    }
    Some(Hunk {
        first,
        old,
        new: new.into_iter().map(str::to_owned).collect(),
    })
}

/// A region of a text after sorted edits in it.
fn edited(text: &str, region: Span, edits: &[&Edit]) -> Option<String> {
    let mut new = String::new();
    let mut from = region.range().start;
    for edit in edits {
        let span = edit.span.range();
        new.push_str(text.get(from..span.start)?);
        new.push_str(&edit.new_text);
        from = span.end;
    }
    new.push_str(text.get(from..region.range().end)?);
    Some(new)
}

/// An edit as JSON strings; `None` if it is too long, or has a secret.
fn verbatim(
    report: &ProjectReport<'_>,
    text: &str,
    secrets: &[Span],
    edit: &Edit,
) -> Option<String> {
    let old = text.get(edit.span.range())?;
    let is_short = old.len() + edit.new_text.len() <= LONGEST_EDIT;
    if !is_short || overlap(secrets, edit.span) || report.contains_secret(old) {
        return None;
    }
    let (old, new) = (printable::json(&old), printable::json(&edit.new_text));
    Some(
        match (edit.span.start == edit.span.end, edit.new_text.is_empty()) {
            (true, _) => format!("insert {new}"),
            (false, true) => format!("delete {old}"),
            (false, false) => format!("replace {old} with {new}"),
        },
    )
}

/// Instead of an edit that is too long, or has a secret.
fn not_printed(command: Option<&str>) -> String {
    match command {
        Some(command) => format!("not printed; `{command}` applies it"),
        None => "not printed; it is long or has a secret".to_owned(),
    }
}
