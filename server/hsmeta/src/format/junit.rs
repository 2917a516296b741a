//! `--format junit`: a JUnit report for Jenkins and others. Each finding is a failed test: its class is the file, its name
//! the rule. A run without findings has one test that passed, because Jenkins takes a report without tests for a mistake.

use std::io;

use quick_xml::Writer;
use quick_xml::events::BytesText;

use super::Format;
use crate::located::{Finding, Report, url};
use crate::printable;
use crate::summary::Totals;

pub(super) static FORMAT: Format = Format {
    name: "junit",
    about: "JUnit report",
    is_document: true,
    repository: None,
    has_fingerprints: false,
    open,
    finding,
    between: "\n",
    close,
};

fn open(totals: &Totals) -> String {
    let unread = usize::from(!totals.all_read);
    let tests = (totals.shown + unread).max(1);
    let attributes = format!(
        "name=\"hsmeta\" tests=\"{tests}\" failures=\"{}\" errors=\"{unread}\"",
        totals.shown
    );
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {attributes}>\n<testsuite {attributes}>\n"
    )
}

fn finding(report: &Report<'_>, finding: &Finding<'_>, _: bool) -> String {
    let diagnostic = finding.diagnostic;
    let (start, _) = report.region(&diagnostic.file, diagnostic.span);
    let path = text(&report.path(&diagnostic.file));
    let message = text(&diagnostic.message);
    let mut body = format!("{path}:{}:{}: {message}", start.line, start.column);
    if let Some(help) = &diagnostic.help {
        body.push_str(&format!("\nhelp: {}", text(help)));
    }
    if let Some(url) = url(diagnostic) {
        body.push_str(&format!("\nsee {url}"));
    }
    test(
        &path,
        diagnostic.rule,
        Some(("failure", diagnostic.severity.as_str(), &message, &body)),
    )
}

fn close(totals: &Totals) -> String {
    let unread = "something could not be read; the messages of hsmeta say what";
    let last = match (totals.all_read, totals.shown) {
        (false, 0) => test("hsmeta", "read", Some(("error", "unreadable", unread, ""))),
        (false, _) => format!(
            "\n{}",
            test("hsmeta", "read", Some(("error", "unreadable", unread, "")))
        ),
        (true, 0) => test("hsmeta", "no findings", None),
        (true, _) => String::new(),
    };
    format!("{last}\n</testsuite>\n</testsuites>\n")
}

/// A test, with the element that says why it failed: its name, type, message and body.
fn test(class: &str, name: &str, outcome: Option<(&str, &str, &str, &str)>) -> String {
    let mut writer = Writer::new(Vec::new());
    let element = writer
        .create_element("testcase")
        .with_attributes([("classname", class), ("name", name)]);
    let written: io::Result<&mut Writer<Vec<u8>>> = match outcome {
        None => element.write_empty(),
        Some((kind, of_type, message, body)) => element.write_inner_content(|writer| {
            let outcome = writer
                .create_element(kind)
                .with_attributes([("type", of_type), ("message", message)]);
            outcome.write_text_content(BytesText::new(body)).map(drop)
        }),
    };
    debug_assert!(written.is_ok(), "a vector takes everything");
    String::from_utf8_lossy(&writer.into_inner()).into_owned()
}

/// Text without the characters that XML 1.0 cannot hold in any form.
fn text(text: &str) -> String {
    printable::line(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
