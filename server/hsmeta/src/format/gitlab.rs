//! `--format gitlab`: the code quality report of GitLab, a list of findings with the documented fields.

use serde_json::json;

use super::Format;
use crate::located::{Finding, Report};
use crate::printable;
use crate::summary::Totals;
use diagnostics::Severity;

pub(super) static FORMAT: Format = Format {
    name: "gitlab",
    about: "Code quality report of GitLab",
    is_document: true,
    repository: Some("CI_PROJECT_DIR"),
    has_fingerprints: true,
    open: |_: &Totals| "[\n".to_owned(),
    finding,
    between: ",\n",
    close: |_: &Totals| "\n]\n".to_owned(),
};

fn finding(report: &Report<'_>, finding: &Finding<'_>, _: bool) -> String {
    let diagnostic = finding.diagnostic;
    let (start, end) = report.region(&diagnostic.file, diagnostic.span);
    // GitLab knows info, minor, major, critical and blocker; the last two are for what is worse than a failed build.
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
        "fingerprint": report.fingerprint(finding),
        "severity": severity,
        "location": {
            "path": report.path(&diagnostic.file),
            "lines": { "begin": start.line, "end": end.line },
        },
    }))
}
