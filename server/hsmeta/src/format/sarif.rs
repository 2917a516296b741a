//! `--format sarif`: SARIF 2.1.0, which GitHub code scanning and many editors read.
//!
//! Columns are code points, as in every other format, and declared so. Paths are relative to the repository on GitHub
//! Actions, else to the working directory; others are `file:` URIs, because readers may refuse `..`.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::{Failure, Totals};
use diagnostics::{Edit, Fix, RelPath, Severity, Span};
use rules::{Rule, page_of};

pub(super) static FORMAT: Format = Format {
    name: "sarif",
    about: "SARIF 2.1.0, for GitHub code scanning and other services",
    is_document: true,
    max_diagnostics: usize::MAX,
    repository: Some("GITHUB_WORKSPACE"),
    has_fingerprints: true,
    header: Header::OfTotals(header),
    problem,
    before_first: "",
    separator: ",\n",
    footer: |_: &Totals| "\n]}]}\n".to_owned(),
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// GitHub computes its own fingerprint, `primaryLocationLineHash`, and warns of any other value there.
const FINGERPRINT: &str = "hsmetaFinding/v2";

/// Everything but the results, which come last.
fn header(totals: &Totals) -> String {
    let driver = json!({
        "name": "hsmeta",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules::all().iter().map(|one| descriptor(one)).collect::<Value>(),
    });
    let mut run = json!({
        "tool": { "driver": driver },
        "columnKind": "unicodeCodePoints",
        "invocations": [{
            "executionSuccessful": totals.failures.is_empty(),
            "toolExecutionNotifications": totals.failures.iter().map(notification).collect::<Value>(),
        }],
    });
    if totals.omitted > 0 {
        run["properties"] = json!({ "omittedResults": totals.omitted });
    }
    let run = printable::json(&run);
    let run = run.strip_suffix('}').unwrap_or(&run);
    format!("{{\"$schema\":\"{SCHEMA}\",\"version\":\"2.1.0\",\"runs\":[{run},\"results\":[\n")
}

fn notification(failure: &Failure) -> Value {
    let mut notification = json!({ "level": "error", "message": { "text": failure.message } });
    if let Some(path) = &failure.path {
        let artifact = json!({ "uri": uri(path) });
        notification["locations"] =
            json!([{ "physicalLocation": { "artifactLocation": artifact } }]);
    }
    notification
}

fn descriptor(rule: &Rule) -> Value {
    let summary = rule.summary();
    let mut descriptor = json!({
        "id": rule.id,
        "shortDescription": { "text": summary },
        "help": { "text": summary, "markdown": rule.docs() },
        "defaultConfiguration": { "level": level(rule.severity) },
    });
    if let Some(page) = rule.page() {
        descriptor["help"]["text"] = format!("{summary} See {page}").into();
        descriptor["helpUri"] = page.into();
    }
    descriptor
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let related = diagnostic.related.iter().enumerate().map(|(id, related)| {
        let mut location = location(report, &related.file, related.span);
        location["id"] = id.into();
        location["message"] = json!({ "text": related.message });
        location
    });
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "level": level(diagnostic.severity),
        "message": { "text": message },
        "locations": [location(report, &diagnostic.file, diagnostic.span)],
        "relatedLocations": related.collect::<Value>(),
        "fixes": diagnostic.fixes.iter().map(|one| fix(report, one)).collect::<Value>(),
        "partialFingerprints": { FINGERPRINT: report.fingerprint(reported) },
    });
    if let Some(index) = rules::all()
        .iter()
        .position(|rule| rule.id == diagnostic.rule)
    {
        result["ruleIndex"] = index.into();
    }
    if let Some(url) = page_of(diagnostic) {
        result["properties"] = json!({ "url": url });
    }
    printable::json(&result)
}

fn location(report: &ProjectReport<'_>, file: &RelPath, span: Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(report, file), "region": region(report, file, span) } })
}

fn region(report: &ProjectReport<'_>, file: &RelPath, span: Span) -> Value {
    let (start, end) = report.range_or_start(file, span);
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn fix(report: &ProjectReport<'_>, fix: &Fix) -> Value {
    let changes = fix
        .edits
        .chunk_by(|one, next| one.file == next.file)
        .map(|edits| {
            let replacement = |edit: &Edit| {
                json!({
                    "deletedRegion": region(report, &edit.file, edit.span),
                    "insertedContent": { "text": edit.new_text },
                })
            };
            json!({
                "artifactLocation": artifact(report, &edits[0].file),
                "replacements": edits.iter().map(replacement).collect::<Value>(),
            })
        });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": changes.collect::<Value>(),
        "properties": { "safety": fix.safety.as_str() },
    })
}

fn artifact(report: &ProjectReport<'_>, file: &RelPath) -> Value {
    json!({ "uri": uri(&report.path_without_parents(file)) })
}

/// Not percent-encoded. `:` is, because in a relative URI it would look like the end of a scheme.
const UNENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

fn uri(path: &str) -> String {
    let encoded = utf8_percent_encode(path, UNENCODED);
    let is_windows = path.as_bytes().get(1..3) == Some(b":/");
    if path.starts_with('/') {
        format!("file://{encoded}")
    } else if is_windows {
        format!("file:///{encoded}").replacen("%3A", ":", 1)
    } else {
        encoded.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("src/app/a b#?%.json", "src/app/a%20b%23%3F%25.json"),
            ("ab:/c:d", "ab%3A/c%3Ad"),
            ("é\n.json", "%C3%A9%0A.json"),
            ("/tmp/x", "file:///tmp/x"),
            ("C:/x", "file:///C:/x"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
