//! `--format json`: one diagnostic a line, described by `schemas/output.json`.

use serde::Serialize;
use serde_json::json;

use super::Format;
use crate::located::{Finding, Report, url};
use crate::printable;
use crate::summary::{Mended, Totals};
use diagnostics::{Diagnostic, Edit, Fix, Position, RelPath, Related, RuleId, Span};

pub(super) static FORMAT: Format = Format {
    name: "json",
    about: "Everything, for programs",
    is_document: true,
    repository: None,
    has_fingerprints: false,
    open,
    finding: |report: &Report<'_>, finding: &Finding<'_>, _: bool| {
        printable::json(&diagnostic(report, finding.diagnostic))
    },
    between: ",\n",
    close,
};

fn open(totals: &Totals) -> String {
    let line_break = if totals.shown == 0 { "" } else { "\n" };
    format!("{{\"version\":1,\"diagnostics\":[{line_break}")
}

fn close(totals: &Totals) -> String {
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
        "baseline": totals.baseline.map(|known| json!({ "hidden": known.hidden, "fixed": known.fixed })),
    });
    let fixed: Vec<String> = totals.fixed.iter().map(mended).collect();
    let line_break = if fixed.is_empty() { "" } else { "\n" };
    format!(
        "],\"fixed\":[{line_break}{}],\"summary\":{summary}}}\n",
        fixed.join(",\n")
    )
}

fn mended(mended: &Mended) -> String {
    printable::json(&json!({
        "rule": mended.rule,
        "severity": mended.severity.as_str(),
        "message": mended.message,
        "project": mended.project,
        "file": mended.path,
        "fix": mended.fix,
        "safety": mended.safety.as_str(),
    }))
}

/// One finding as it is printed, in this order.
#[derive(Serialize)]
struct Printed<'a> {
    rule: RuleId,
    severity: &'static str,
    message: &'a str,
    project: Option<String>,
    #[serde(flatten)]
    place: Place,
    offset: Offset,
    help: Option<&'a str>,
    url: Option<&'static str>,
    related: Vec<PrintedRelated<'a>>,
    fixes: Vec<PrintedFix<'a>>,
}

#[derive(Serialize)]
struct PrintedRelated<'a> {
    #[serde(flatten)]
    place: Place,
    message: &'a str,
}

#[derive(Serialize)]
struct PrintedFix<'a> {
    title: &'a str,
    safety: &'static str,
    edits: Vec<PrintedEdit<'a>>,
}

#[derive(Serialize)]
struct PrintedEdit<'a> {
    #[serde(flatten)]
    place: Place,
    offset: Offset,
    #[serde(rename = "newText")]
    new_text: &'a str,
}

/// File and range. A file that is no text of ours has its findings at its beginning.
#[derive(Serialize)]
struct Place {
    file: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Point,
    end: Point,
}

/// Line and column, from 1.
#[derive(Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// Bytes.
#[derive(Serialize)]
struct Offset {
    start: u32,
    end: u32,
}

fn diagnostic<'a>(report: &'a Report<'_>, diagnostic: &'a Diagnostic) -> Printed<'a> {
    let related = |one: &'a Related| PrintedRelated {
        place: place(report, &one.file, one.span),
        message: &one.message,
    };
    Printed {
        rule: diagnostic.rule,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        project: report.folder(),
        place: place(report, &diagnostic.file, diagnostic.span),
        offset: offset(diagnostic.span),
        help: diagnostic.help.as_deref(),
        url: url(diagnostic),
        related: diagnostic.related.iter().map(related).collect(),
        fixes: diagnostic
            .fixes
            .iter()
            .map(|one| fix(report, one))
            .collect(),
    }
}

fn fix<'a>(report: &Report<'_>, fix: &'a Fix) -> PrintedFix<'a> {
    let edit = |edit: &'a Edit| PrintedEdit {
        place: place(report, &edit.file, edit.span),
        offset: offset(edit.span),
        new_text: &edit.new_text,
    };
    PrintedFix {
        title: &fix.title,
        safety: fix.safety.as_str(),
        edits: fix.edits.iter().map(edit).collect(),
    }
}

fn place(report: &Report<'_>, file: &RelPath, span: Span) -> Place {
    let (start, end) = report.region(file, span);
    let point = |position: Position| Point {
        line: position.line,
        column: position.column,
    };
    Place {
        file: report.path(file),
        range: Range {
            start: point(start),
            end: point(end),
        },
    }
}

fn offset(span: Span) -> Offset {
    Offset {
        start: span.start,
        end: span.end,
    }
}
