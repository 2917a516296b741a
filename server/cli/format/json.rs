//! `--format json`: one diagnostic a line, described by `schemas/output.json`.

use serde_json::{Map, Value, json};

use super::Format;
use crate::cli::located::{Finding, Report, url};
use crate::cli::printable;
use crate::cli::summary::{Mended, Totals};
use crate::diagnostic::{Diagnostic, Fix};
use crate::path::RelPath;
use crate::text::{Position, Span};

pub(super) static FORMAT: Format = Format {
    name: "json",
    about: "Everything, for programs",
    is_document: true,
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
    format!("],\"fixed\":[{line_break}{}],\"summary\":{summary}}}\n", fixed.join(",\n"))
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

fn diagnostic(report: &Report<'_>, diagnostic: &Diagnostic) -> Value {
    let related = diagnostic.related.iter().map(|related| {
        let mut object = place(report, &related.file, related.span);
        object.insert("message".into(), related.message.clone().into());
        object.remove("offset");
        Value::Object(object)
    });
    let mut object = Map::new();
    object.insert("rule".into(), diagnostic.rule.into());
    object.insert("severity".into(), diagnostic.severity.as_str().into());
    object.insert("message".into(), diagnostic.message.clone().into());
    object.insert("project".into(), report.folder().into());
    object.append(&mut place(report, &diagnostic.file, diagnostic.span));
    object.insert("help".into(), diagnostic.help.clone().into());
    object.insert("url".into(), url(diagnostic).into());
    object.insert("related".into(), related.collect());
    object.insert("fixes".into(), diagnostic.fixes.iter().map(|one| fix(report, one)).collect());
    object.into()
}

fn fix(report: &Report<'_>, fix: &Fix) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        let mut object = place(report, &edit.file, edit.span);
        object.insert("newText".into(), edit.new_text.clone().into());
        Value::Object(object)
    });
    json!({ "title": fix.title, "safety": fix.safety.as_str(), "edits": edits.collect::<Value>() })
}

/// File, range and offset. A file that is no text of ours has its findings at its beginning.
fn place(report: &Report<'_>, file: &RelPath, span: Span) -> Map<String, Value> {
    let (start, end) = report.region(file, span);
    let position = |position: Position| json!({ "line": position.line, "column": position.column });
    let mut object = Map::new();
    object.insert("file".into(), report.path(file).into());
    object.insert("range".into(), json!({ "start": position(start), "end": position(end) }));
    object.insert("offset".into(), json!({ "start": span.start, "end": span.end }));
    object
}
