//! `--format junit`: a JUnit report for Jenkins and others. Each problem is a failed test: its class is the file, its name
//! the rule. A run without problems has one test that passed, because Jenkins refuses a report without tests.

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::{Format, Header};
use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::printable;
use crate::summary::Totals;
use rules::page_of;

pub(super) static FORMAT: Format = Format {
    name: "junit",
    about: "JUnit XML report",
    is_document: true,
    max_diagnostics: usize::MAX,
    repository: None,
    has_fingerprints: false,
    header: Header::OfTotals(header),
    problem,
    before_first: "",
    separator: "\n",
    footer,
};

fn header(totals: &Totals) -> String {
    let unread = usize::from(!totals.all_read);
    let tests = (totals.printed + unread).max(1);
    let attributes = format!(
        "name=\"hsmeta\" tests=\"{tests}\" failures=\"{}\" errors=\"{unread}\"",
        totals.printed
    );
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {attributes}>\n<testsuite {attributes}>\n"
    )
}

fn problem(report: &ProjectReport<'_>, reported: &ReportedDiagnostic<'_>, _: bool) -> String {
    let diagnostic = reported.diagnostic;
    let (start, _) = report.range_or_start(&diagnostic.file, diagnostic.span);
    let path = text(&report.path(&diagnostic.file));
    let message = text(&diagnostic.message);
    let mut body = format!("{path}:{}:{}: {message}", start.line, start.column);
    if let Some(help) = &diagnostic.help {
        body.push_str(&format!("\nhelp: {}", text(help)));
    }
    if let Some(url) = page_of(diagnostic) {
        body.push_str(&format!("\nsee {url}"));
    }
    let outcome = Outcome {
        element: "failure",
        kind: diagnostic.severity.as_str(),
        message: &message,
        body: &body,
    };
    test_case(&path, diagnostic.rule, Some(outcome))
}

fn footer(totals: &Totals) -> String {
    let mut last = String::new();
    if !totals.all_read {
        let message = "some files could not be read; stderr lists them";
        last = test_case("hsmeta", "read", Some(Outcome::error(message)));
        if totals.printed > 0 {
            last.insert(0, '\n');
        }
    } else if totals.printed == 0 {
        last = test_case("hsmeta", "no problems", None);
    }
    format!("{last}\n</testsuite>\n</testsuites>\n")
}

/// Why a test did not pass.
struct Outcome<'a> {
    /// `failure` or `error`.
    element: &'a str,
    kind: &'a str,
    message: &'a str,
    body: &'a str,
}

impl Outcome<'_> {
    fn error(message: &str) -> Outcome<'_> {
        Outcome {
            element: "error",
            kind: "unreadable",
            message,
            body: "",
        }
    }
}

fn test_case(class: &str, name: &str, outcome: Option<Outcome<'_>>) -> String {
    let mut writer = Writer::new(Vec::new());
    let element = writer
        .create_element("testcase")
        .with_attributes([("classname", class), ("name", name)]);
    let written = match outcome {
        None => element.write_empty(),
        Some(outcome) => element.write_inner_content(|writer| {
            writer
                .create_element(outcome.element)
                .with_attributes([("type", outcome.kind), ("message", outcome.message)])
                .write_text_content(BytesText::new(outcome.body))?;
            Ok(())
        }),
    };
    debug_assert!(written.is_ok(), "writing to a vector cannot fail");
    String::from_utf8_lossy(&writer.into_inner()).into_owned()
}

/// Without the characters that XML 1.0 cannot contain, not even escaped.
fn text(text: &str) -> String {
    printable::line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
