//! The errors that `hsmeta check` reports for files in memory.

use std::fmt::Write;

use diagnostics::Severity;
use migration::ProjectFiles;

pub(crate) fn errors(files: &ProjectFiles) -> String {
    let project = files.to_project("");
    let mut text = String::new();
    for diagnostic in rules::check::check(&project) {
        if diagnostic.severity == Severity::Error {
            let (file, rule) = (&diagnostic.file, diagnostic.rule);
            writeln!(text, "{file} [{rule}] {}", diagnostic.message).unwrap();
        }
    }
    text
}
