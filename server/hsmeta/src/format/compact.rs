//! `--format compact`: `path:line:column: severity[rule] message`, one line per problem, for grep and problem matchers.

use super::{Format, Header, omitted};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;

pub(super) static FORMAT: Format = Format {
    name: "compact",
    about: "One line per problem, for grep and problem matchers",
    is_document: false,
    max_diagnostics: 10_000,
    repository: None,
    has_fingerprints: false,
    header: Header::Fixed(""),
    problem,
    before_first: "",
    separator: "",
    footer: omitted,
};

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let (start, _) = report.range_or_start(&diagnostic.file, diagnostic.span);
    format!(
        "{}:{}:{}: {}[{}] {}\n",
        printable::line(&report.path(&diagnostic.file)),
        start.line,
        start.column,
        diagnostic.severity.as_str(),
        diagnostic.rule,
        printable::line(&diagnostic.message),
    )
}
