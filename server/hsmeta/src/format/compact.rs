//! `--format compact`: `path:line:column: severity[rule] message`, one line a finding, as grep and the problem matchers
//! of editors read it.

use super::{Format, more, nothing};
use crate::located::{Finding, Report};
use crate::printable;

pub(super) static FORMAT: Format = Format {
    name: "compact",
    about: "One line a finding, for grep and the problem matchers of editors",
    is_document: false,
    repository: None,
    has_fingerprints: false,
    open: nothing,
    finding,
    between: "",
    close: more,
};

fn finding(report: &Report<'_>, finding: &Finding<'_>, _: bool) -> String {
    let diagnostic = finding.diagnostic;
    let (start, _) = report.region(&diagnostic.file, diagnostic.span);
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
