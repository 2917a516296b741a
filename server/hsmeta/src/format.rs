//! The formats of a report: one file each, one row of the table here. A report is written as it comes: a beginning, the
//! findings one by one in a fixed order, an end. So no format holds more than one finding at a time.

mod compact;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod text;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::located::{Finding, Report};
use super::summary::Totals;

/// One format.
pub(super) struct Format {
    /// Its name on the command line.
    name: &'static str,
    /// What it is for, in the help.
    about: &'static str,
    /// Whether the report is one document that a program reads whole: it is never cut unless somebody asks for it, and
    /// `--watch` cannot repeat it.
    pub(super) is_document: bool,
    /// The variable in which the service that reads the report tells where the repository is, and whose root it takes
    /// paths to be relative to.
    repository: Option<&'static str>,
    /// Whether each finding has a fingerprint, which no other one may have.
    pub(super) has_fingerprints: bool,
    /// What stands before the findings.
    pub(super) open: fn(&Totals) -> String,
    /// One finding. The last argument says whether colours are wanted.
    pub(super) finding: fn(&Report<'_>, &Finding<'_>, bool) -> String,
    /// What stands between two findings.
    pub(super) between: &'static str,
    /// What stands behind the findings.
    pub(super) close: fn(&Totals) -> String,
}

impl Format {
    /// The folder that paths are relative to, as far as the environment tells.
    pub(super) fn repository(&self) -> Option<PathBuf> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the command line may read the environment, the core may not"
        )]
        self.repository
            .and_then(std::env::var_os)
            .map(PathBuf::from)
    }
}

/// Every format, the default first.
static ALL: &[&Format] = &[
    &text::FORMAT,
    &compact::FORMAT,
    &json::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
    &junit::FORMAT,
];

/// The format that is used when none is named.
pub(super) const DEFAULT: &str = "text";

/// Reads the name of a format.
pub(super) fn parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = ALL
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names).try_map(|name| {
        ALL.iter()
            .copied()
            .find(|format| format.name == name)
            .ok_or("there is no such format")
    })
}

/// Says how many findings were left out, if any were.
fn more(totals: &Totals) -> String {
    match totals.omitted {
        0 => String::new(),
        omitted => format!("… and {omitted} more; see them with --max-diagnostics\n"),
    }
}

/// For formats that are findings and nothing else.
fn nothing(_: &Totals) -> String {
    String::new()
}
