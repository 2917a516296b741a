//! What happens to the properties of converted files.

use diagnostics::{RelPath, message};

use super::{Detail, Page, Style, grouped};
use crate::plan::{Field, Outcome, Plan};

pub(super) fn show(plan: &Plan, detail: Detail, page: &mut Page) {
    if plan.fields.is_empty() {
        return;
    }
    page.section("Properties", &counts(&plan.fields));
    match detail {
        Detail::All => all(&plan.fields, page),
        Detail::Short => short(&plan.fields, page),
    }
}

fn counts(fields: &[Field]) -> String {
    let (mut kept, mut converted, mut dropped, mut left) = (0, 0, 0, 0);
    for field in fields {
        match field.outcome {
            Outcome::Moved { .. } => kept += 1,
            Outcome::Converted { .. } => converted += 1,
            Outcome::Dropped { .. } => dropped += 1,
            Outcome::Stays { .. } => left += 1,
        }
    }
    let mut parts = Vec::new();
    for (number, what) in [
        (kept, "with the same value"),
        (converted, "converted"),
        (dropped, "dropped"),
        (left, "in files that are not converted"),
    ] {
        if number > 0 {
            parts.push(format!("{number} {what}"));
        }
    }
    parts.join(", ")
}

fn all(fields: &[Field], page: &mut Page) {
    let mut file = None;
    for field in fields {
        if file != Some(&field.file) {
            page.line(2, Style::Plain, field.file.as_str());
            file = Some(&field.file);
        }
        let path = &field.path;
        let text = match &field.outcome {
            Outcome::Moved { file, path: to } => format!("{path} → {}: {to}", file.file_name()),
            Outcome::Converted { file, path: to } => {
                format!("{path} → {}: {to} (converted)", file.file_name())
            }
            Outcome::Dropped { reason } => format!("{path} dropped: {reason}"),
            Outcome::Stays { reason } => format!("{path} stays: {reason}"),
        };
        page.line(4, Style::Plain, &text);
    }
}

/// Those that are not in a new file, by reason.
fn short(fields: &[Field], page: &mut Page) {
    let mut rows: Vec<Row<'_>> = Vec::new();
    for field in fields {
        let (word, reason) = match &field.outcome {
            Outcome::Moved { .. } | Outcome::Converted { .. } => continue,
            Outcome::Dropped { reason } => ("drop", reason.as_str()),
            Outcome::Stays { reason } => ("leave", reason.as_str()),
        };
        rows.push(Row {
            file: &field.file,
            word,
            reason,
            path: &field.path,
        });
    }
    for of_file in grouped(&rows, |row| row.file) {
        if let Some(row) = of_file.first() {
            page.line(2, Style::Plain, row.file.as_str());
        }
        for same in grouped(of_file, |row| (row.word, row.reason)) {
            show_rows(&same, page);
        }
    }
}

struct Row<'f> {
    file: &'f RelPath,
    word: &'static str,
    reason: &'f str,
    path: &'f str,
}

fn show_rows(rows: &[&Row<'_>], page: &mut Page) {
    let [first, ..] = rows else {
        return;
    };
    let style = match first.word {
        "drop" => Style::Removed,
        _ => Style::Warning,
    };
    let paths = message::all_of(rows.iter().map(|row| row.path));
    page.row(4, style, first.word, &format!("{paths}: {}", first.reason));
}
