//! `--format json`: one diagnostic a line, described by `schemas/output.json`.

mod object;

use analysis::code::{CallCount, CodeCounts};
use serde_json::{Value, json};

use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::{FixedProblem, Totals};
use diagnostics::{Position, RelPath, Span};
use object::Object;
use rules::page_of;

pub(super) static FORMAT: Format = Format {
    name: "json",
    about: "All details, for programs",
    is_document: true,
    max_diagnostics: usize::MAX,
    repository: None,
    has_fingerprints: false,
    header: Header::Fixed("{\"version\":1,\"diagnostics\":["),
    problem,
    before_first: "\n",
    separator: ",\n",
    footer,
};

/// Of a problem, in bytes; most are shorter.
const TYPICAL_LENGTH: usize = 1024;

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
        "source": source(&summary.code),
        "baseline": totals.baseline.map(|counts| json!({ "hidden": counts.hidden, "fixed": counts.fixed })),
    });
    let fixed: Vec<String> = totals.fixed.iter().map(fixed_problem).collect();
    let line_break = if fixed.is_empty() { "" } else { "\n" };
    format!(
        "],\"fixed\":[{line_break}{}],\"summary\":{summary}}}\n",
        fixed.join(",\n")
    )
}

/// How much of the source code is known.
fn source(code: &CodeCounts) -> Value {
    let count = |count: CallCount| json!({ "total": count.total, "resolved": count.resolved });
    json!({
        "files": code.files,
        "skipped": code.skipped,
        "fetchCalls": count(code.fetch),
        "serverlessCalls": count(code.serverless),
        "otherRequests": count(code.requests),
    })
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

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let mut out = String::with_capacity(TYPICAL_LENGTH);
    let mut object = Object::start(&mut out);
    object.string("rule", diagnostic.rule);
    object.string("severity", diagnostic.severity.as_str());
    object.string("message", &diagnostic.message);
    object.optional("project", report.folder().as_deref());
    location(&mut object, report, &diagnostic.file, diagnostic.span);
    offset(&mut object, diagnostic.span);
    object.optional("help", diagnostic.help.as_deref());
    object.optional("url", page_of(diagnostic).as_deref());
    object.array("related", &diagnostic.related, |object, related| {
        location(object, report, &related.file, related.span);
        object.string("message", &related.message);
    });
    object.array("fixes", &diagnostic.fixes, |object, fix| {
        object.string("title", &fix.title);
        object.string("safety", fix.safety.as_str());
        object.array("edits", &fix.edits, |object, edit| {
            location(object, report, &edit.file, edit.span);
            offset(object, edit.span);
            object.string("newText", &edit.new_text);
        });
    });
    object.end();
    out
}

/// A path, and lines and columns from 1: those of the beginning if the file was not read.
fn location(object: &mut Object<'_>, report: &ProjectReport<'_>, file: &RelPath, span: Span) {
    let (start, end) = report.range_or_start(file, span);
    object.string("file", &report.path(file));
    object.object("range", |range| {
        range.object("start", |object| position(object, start));
        range.object("end", |object| position(object, end));
    });
}

fn position(object: &mut Object<'_>, position: Position) {
    object.number("line", position.line);
    object.number("column", position.column);
}

/// In bytes.
fn offset(object: &mut Object<'_>, span: Span) {
    object.object("offset", |offset| {
        offset.number("start", span.start as usize);
        offset.number("end", span.end as usize);
    });
}
