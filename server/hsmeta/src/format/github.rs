//! `--format github`: workflow commands, which GitHub Actions shows in the log and as annotations of a pull request. The
//! grammar and its escapes are those of `@actions/core`, `command.ts`.

use super::{Format, Header, omitted};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::Totals;
use diagnostics::Severity;
use rules::page_of;

pub(super) static FORMAT: Format = Format {
    name: "github",
    about: "GitHub Actions annotations",
    is_document: false,
    max_diagnostics: 10_000,
    repository: Some("GITHUB_WORKSPACE"),
    has_fingerprints: false,
    header: Header::Fixed(""),
    problem,
    before_first: "",
    separator: "",
    footer,
};

fn footer(totals: &Totals) -> String {
    let omitted = omitted(totals);
    if omitted.is_empty() {
        return omitted;
    }
    format!("::notice title=hsmeta::{}\n", escaped(omitted.trim_end()))
}

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let (start, end) = report.range_or_start(&diagnostic.file, diagnostic.span);
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = printable::line(&report.path(&diagnostic.file));
    // The log shows the message alone, so the message has the location too.
    let mut message = format!(
        "{path}:{}:{}: {}",
        start.line,
        start.column,
        printable::line(&diagnostic.message)
    );
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {}", printable::line(help)));
    }
    if let Some(url) = page_of(diagnostic) {
        message.push_str(&format!("\nsee {url}"));
    }
    let mut properties = vec![
        ("title", format!("hsmeta[{}]", diagnostic.rule)),
        ("file", path),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // GitHub refuses columns of a range over several lines.
    if start.line == end.line {
        properties.push(("col", start.column.to_string()));
        properties.push(("endColumn", end.column.to_string()));
    }
    let properties: Vec<String> = properties
        .iter()
        .map(|(name, value)| format!("{name}={}", escaped_property(value)))
        .collect();
    format!(
        "::{command} {}::{}\n",
        properties.join(","),
        escaped(&message)
    )
}

/// The message of a command.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property of a command.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
