//! `--format sarif`: SARIF 2.1.0, which GitHub code scanning and many editors read.
//!
//! Columns are code points, as in every other format, and declared so. Paths are relative to the repository on GitHub
//! Actions, else to the working directory; what lies outside has a `file:` address, because a reader may refuse one that
//! leads upwards.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::Format;
use crate::located::{Finding, Report, url};
use crate::printable;
use crate::summary::{Failure, Totals};
use diagnostics::{Edit, Fix, RelPath, Severity, Span};
use rules::Rule;

pub(super) static FORMAT: Format = Format {
    name: "sarif",
    about: "SARIF 2.1.0, for GitHub code scanning and other services",
    is_document: true,
    repository: Some("GITHUB_WORKSPACE"),
    has_fingerprints: true,
    open,
    finding,
    between: ",\n",
    close: |_: &Totals| "\n]}]}\n".to_owned(),
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The name of our fingerprints. GitHub computes its own, `primaryLocationLineHash`, and warns of any other value there.
const FINGERPRINT: &str = "hsmetaFinding/v2";

/// Everything but the results, which come last: the tool with all of its rules.
fn open(totals: &Totals) -> String {
    let driver = json!({
        "name": "hsmeta",
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules::all().iter().map(|one| rule(one)).collect::<Value>(),
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
        let location =
            json!({ "physicalLocation": { "artifactLocation": { "uri": address(path) } } });
        notification["locations"] = json!([location]);
    }
    notification
}

fn rule(rule: &Rule) -> Value {
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

fn finding(report: &Report<'_>, finding: &Finding<'_>, _: bool) -> String {
    let diagnostic = finding.diagnostic;
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
        "partialFingerprints": { FINGERPRINT: report.fingerprint(finding) },
    });
    if let Some(index) = rules::all()
        .iter()
        .position(|rule| rule.id == diagnostic.rule)
    {
        result["ruleIndex"] = index.into();
    }
    if let Some(url) = url(diagnostic) {
        result["properties"] = json!({ "url": url });
    }
    printable::json(&result)
}

fn location(report: &Report<'_>, file: &RelPath, span: Span) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact(report, file), "region": region(report, file, span) } })
}

fn region(report: &Report<'_>, file: &RelPath, span: Span) -> Value {
    let (start, end) = report.region(file, span);
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}

fn fix(report: &Report<'_>, fix: &Fix) -> Value {
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

fn artifact(report: &Report<'_>, file: &RelPath) -> Value {
    let mut location = Map::new();
    location.insert(
        "uri".into(),
        address(&report.path_without_way_up(file)).into(),
    );
    location.into()
}

/// What stays as it is in an address. `:` in a relative one would look like the end of a scheme.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// A path as an address.
fn address(path: &str) -> String {
    let encoded = utf8_percent_encode(path, KEPT);
    match (path.starts_with('/'), path.as_bytes().get(1..3)) {
        (true, _) => format!("file://{encoded}"),
        (false, Some(b":/")) => format!("file:///{encoded}").replacen("%3A", ":", 1),
        (false, _) => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (path, expected) in [
            ("src/app/a b#?%.json", "src/app/a%20b%23%3F%25.json"),
            ("ab:/c:d", "ab%3A/c%3Ad"),
            ("é\n.json", "%C3%A9%0A.json"),
            ("/tmp/x", "file:///tmp/x"),
            ("C:/x", "file:///C:/x"),
        ] {
            assert_eq!(address(path), expected);
        }
    }
}
