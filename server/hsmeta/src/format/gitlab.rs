//! `--format gitlab`: the code quality report of GitLab.

use serde_json::json;

use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::Totals;
use diagnostics::Severity;

pub(super) static FORMAT: Format = Format {
    name: "gitlab",
    about: "GitLab code quality report",
    is_document: true,
    max_diagnostics: usize::MAX,
    repository: Some("CI_PROJECT_DIR"),
    has_fingerprints: true,
    header: Header::Fixed("[\n"),
    problem,
    before_first: "",
    separator: ",\n",
    footer: |_: &Totals| "\n]\n".to_owned(),
};

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let (start, end) = report.range_or_start(&diagnostic.file, diagnostic.span);
    // GitLab knows info, minor, major, critical and blocker; the last two are for worse than a failed build.
    let severity = match diagnostic.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    printable::json(&json!({
        "description": match &diagnostic.help {
            Some(help) => format!("{}; {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        },
        "check_name": diagnostic.rule,
        "fingerprint": report.fingerprint(reported),
        "severity": severity,
        "location": {
            "path": report.path(&diagnostic.file),
            "lines": { "begin": start.line, "end": end.line },
        },
    }))
}
