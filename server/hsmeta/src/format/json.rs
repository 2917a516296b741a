//! `--format json`: one diagnostic a line, described by `schemas/output.json`.

use serde::Serialize;
use serde_json::json;

use super::Format;
use crate::locations::{ProjectReport, ReportedDiagnostic, url};
use crate::printable;
use crate::summary::{FixedProblem, Totals};
use diagnostics::{Fix, Position, RelPath, RuleId, Span};

pub(super) static FORMAT: Format = Format {
    name: "json",
    about: "All details, for programs",
    is_document: true,
    repository: None,
    has_fingerprints: false,
    header,
    problem,
    separator: ",\n",
    footer,
};

fn header(totals: &Totals) -> String {
    let line_break = if totals.printed == 0 { "" } else { "\n" };
    format!("{{\"version\":1,\"diagnostics\":[{line_break}")
}

fn footer(totals: &Totals) -> String {
    let summary = &totals.summary;
    let summary = json!({
        "projects": summary.projects,
        "files": summary.files,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "fixed": summary.fixed,
        "fixable": summary.fixable,
        "fixableUnsafely": summary.fixable_unsafely,
        "omitted": totals.omitted,
        "baseline": totals.baseline.map(|counts| json!({ "hidden": counts.hidden, "fixed": counts.fixed })),
    });
    let fixed: Vec<String> = totals.fixed.iter().map(fixed_problem).collect();
    let line_break = if fixed.is_empty() { "" } else { "\n" };
    format!(
        "],\"fixed\":[{line_break}{}],\"summary\":{summary}}}\n",
        fixed.join(",\n")
    )
}

fn fixed_problem(fixed: &FixedProblem) -> String {
    printable::json(&json!({
        "rule": fixed.rule,
        "severity": fixed.severity.as_str(),
        "message": fixed.message,
        "project": fixed.project,
        "file": fixed.path,
        "fix": fixed.fix,
        "safety": fixed.safety.as_str(),
    }))
}

/// The fields are printed in this order.
#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    rule: RuleId,
    severity: &'static str,
    message: &'a str,
    project: Option<String>,
    #[serde(flatten)]
    location: JsonLocation,
    offset: JsonOffset,
    help: Option<&'a str>,
    url: Option<&'static str>,
    related: Vec<JsonRelated<'a>>,
    fixes: Vec<JsonFix<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(flatten)]
    location: JsonLocation,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    #[serde(flatten)]
    location: JsonLocation,
    offset: JsonOffset,
    #[serde(rename = "newText")]
    new_text: &'a str,
}

#[derive(Serialize)]
struct JsonLocation {
    file: String,
    /// The beginning of a file that was not read.
    range: JsonRange,
}

#[derive(Serialize)]
struct JsonRange {
    start: JsonPosition,
    end: JsonPosition,
}

/// From 1.
#[derive(Serialize)]
struct JsonPosition {
    line: usize,
    column: usize,
}

/// In bytes.
#[derive(Serialize)]
struct JsonOffset {
    start: u32,
    end: u32,
}

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    printable::json(&JsonDiagnostic {
        rule: diagnostic.rule,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        project: report.folder(),
        location: location(report, &diagnostic.file, diagnostic.span),
        offset: offset(diagnostic.span),
        help: diagnostic.help.as_deref(),
        url: url(diagnostic),
        related: diagnostic
            .related
            .iter()
            .map(|related| JsonRelated {
                location: location(report, &related.file, related.span),
                message: &related.message,
            })
            .collect(),
        fixes: diagnostic
            .fixes
            .iter()
            .map(|one| fix(report, one))
            .collect(),
    })
}

fn fix<'a>(report: &ProjectReport<'_>, fix: &'a Fix) -> JsonFix<'a> {
    let edits = fix.edits.iter().map(|edit| JsonEdit {
        location: location(report, &edit.file, edit.span),
        offset: offset(edit.span),
        new_text: &edit.new_text,
    });
    JsonFix {
        title: &fix.title,
        safety: fix.safety.as_str(),
        edits: edits.collect(),
    }
}

fn location(report: &ProjectReport<'_>, file: &RelPath, span: Span) -> JsonLocation {
    let (start, end) = report.range_or_start(file, span);
    JsonLocation {
        file: report.path(file),
        range: JsonRange {
            start: position(start),
            end: position(end),
        },
    }
}

fn position(position: Position) -> JsonPosition {
    JsonPosition {
        line: position.line,
        column: position.column,
    }
}

fn offset(span: Span) -> JsonOffset {
    JsonOffset {
        start: span.start,
        end: span.end,
    }
}
