//! `--format github`: workflow commands, which GitHub Actions shows in the log and beside the lines of a pull request.
//!
//! The grammar and its escapes are those of `@actions/core`, `command.ts`.

use super::{Format, more, nothing};
use crate::located::{Finding, Report, url};
use crate::printable;
use crate::summary::Totals;
use diagnostics::Severity;

pub(super) static FORMAT: Format = Format {
    name: "github",
    about: "Annotations of GitHub Actions",
    is_document: false,
    repository: Some("GITHUB_WORKSPACE"),
    has_fingerprints: false,
    open: nothing,
    finding,
    between: "",
    close,
};

fn close(totals: &Totals) -> String {
    match more(totals) {
        none if none.is_empty() => none,
        more => format!("::notice title=hsmeta::{}\n", escaped(more.trim_end())),
    }
}

fn finding(report: &Report<'_>, finding: &Finding<'_>, _: bool) -> String {
    let diagnostic = finding.diagnostic;
    let (start, end) = report.region(&diagnostic.file, diagnostic.span);
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let path = printable::line(&report.path(&diagnostic.file));
    // The log shows the message alone, so it says again where.
    let mut message = format!(
        "{path}:{}:{}: {}",
        start.line,
        start.column,
        printable::line(&diagnostic.message)
    );
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {}", printable::line(help)));
    }
    if let Some(url) = url(diagnostic) {
        message.push_str(&format!("\nsee {url}"));
    }
    let mut properties = vec![
        ("title", format!("hsmeta[{}]", diagnostic.rule)),
        ("file", path),
        ("line", start.line.to_string()),
        ("endLine", end.line.to_string()),
    ];
    // GitHub refuses columns of a place that goes over several lines.
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

/// What the message of a command may not hold.
fn escaped(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// What a property of a command may not hold.
fn escaped_property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}
