//! `--format json`: one diagnostic a line, described by `schemas/output.json`.

use serde_json::{Map, Value, json};

use super::check::Summary;
use super::located::Report;
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::path::RelPath;
use crate::rules::Rule;
use crate::text::{Position, Span};

/// The findings of one project, separated by commas.
pub(super) fn project(report: &Report<'_>) -> String {
    let lines: Vec<String> = report.findings.iter().map(|finding| diagnostic(report, finding).to_string()).collect();
    lines.join(",\n")
}

/// What was fixed in one project, separated by commas. The places were those of another text, and are left out.
pub(super) fn fixed(report: &Report<'_>, mended: &[Diagnostic]) -> String {
    let one = |diagnostic: &Diagnostic| {
        let fix = diagnostic.fixes.first();
        let line = json!({
            "rule": diagnostic.rule,
            "severity": diagnostic.severity.as_str(),
            "message": diagnostic.message,
            "project": report.folder(),
            "file": report.path(&diagnostic.file),
            "fix": fix.map(|fix| fix.title.as_str()),
            "safety": fix.map(|fix| safety(fix.safety)),
        });
        line.to_string()
    };
    mended.iter().map(one).collect::<Vec<_>>().join(",\n")
}

/// The whole document, of what `project` and `fixed` made.
pub(super) fn all<'a>(
    projects: impl Iterator<Item = &'a str>,
    fixed: impl Iterator<Item = &'a str>,
    summary: &Summary,
) -> String {
    let (diagnostics, fixed) = (list(projects), list(fixed));
    let summary = json!({
        "projects": summary.projects,
        "files": summary.files,
        "errors": summary.errors,
        "warnings": summary.warnings,
        "infos": summary.infos,
        "fixed": summary.fixed,
        "fixable": summary.fixable,
        "fixableUnsafely": summary.fixable_unsafely,
    });
    format!("{{\"version\":1,\"diagnostics\":{diagnostics},\"fixed\":{fixed},\"summary\":{summary}}}\n")
}

/// A list of lines that are JSON already.
fn list<'a>(projects: impl Iterator<Item = &'a str>) -> String {
    let lines: Vec<&str> = projects.collect();
    let open = if lines.is_empty() { "[" } else { "[\n" };
    format!("{open}{}]", lines.join(",\n"))
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

/// The page of HubSpot's documentation that a finding rests on.
pub(super) fn url(diagnostic: &Diagnostic) -> Option<&'static str> {
    diagnostic.url.or_else(|| Some(Rule::named(diagnostic.rule)?.source))
}

fn fix(report: &Report<'_>, fix: &Fix) -> Value {
    let edits = fix.edits.iter().map(|edit| {
        let mut object = place(report, &edit.file, edit.span);
        object.insert("newText".into(), edit.new_text.clone().into());
        Value::Object(object)
    });
    json!({ "title": fix.title, "safety": safety(fix.safety), "edits": edits.collect::<Value>() })
}

fn safety(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "safe",
        Safety::Unsafe => "unsafe",
    }
}

/// File, range and offset. A file that is no text of ours has its findings at its beginning.
fn place(report: &Report<'_>, file: &RelPath, span: Span) -> Map<String, Value> {
    let beginning = Position { line: 1, column: 1 };
    let (start, end) = report.range(file, span).unwrap_or((beginning, beginning));
    let position = |position: Position| json!({ "line": position.line, "column": position.column });
    let mut object = Map::new();
    object.insert("file".into(), report.path(file).into());
    object.insert("range".into(), json!({ "start": position(start), "end": position(end) }));
    object.insert("offset".into(), json!({ "start": span.start, "end": span.end }));
    object
}
