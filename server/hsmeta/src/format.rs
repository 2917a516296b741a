//! The report formats: one file and one row of the table each. A report is written as a stream (a header, the problems one by
//! one in a fixed order, a footer), so no format needs more than one problem in memory.

mod agent;
mod compact;
mod github;
mod gitlab;
mod json;
mod junit;
mod sarif;
mod text;

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::locations::{ProjectReport, ReportedDiagnostic};
use crate::summary::Totals;

pub(crate) struct Format {
    /// On the command line.
    name: &'static str,
    /// In the help.
    about: &'static str,
    /// Whether a program reads the report as one document, which `--watch` cannot repeat.
    pub(crate) is_document: bool,
    /// How many problems are printed without `--max-diagnostics`.
    pub(crate) max_diagnostics: usize,
    /// The variable with the root of the repository, if the service that reads the report expects paths relative to it.
    repository: Option<&'static str>,
    /// Whether each problem has a fingerprint, unique in the report.
    pub(crate) has_fingerprints: bool,
    pub(crate) header: Header,
    /// One problem. The last argument says whether to use colors.
    pub(crate) problem: fn(&ProjectReport<'_>, &ReportedDiagnostic<'_>, bool) -> String,
    /// Before the first problem.
    pub(crate) before_first: &'static str,
    /// Between two problems.
    pub(crate) separator: &'static str,
    pub(crate) footer: fn(&Totals) -> String,
}

pub(crate) enum Header {
    /// Known before the run ends, so that the problems of finished projects can be printed during it.
    Fixed(&'static str),
    OfTotals(fn(&Totals) -> String),
}

impl Format {
    /// Whether people read it as it is printed.
    pub(crate) fn is_text(&self) -> bool {
        self.name == DEFAULT
    }

    /// The folder that paths are relative to, if the environment has it.
    pub(crate) fn repository(&self) -> Option<PathBuf> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the command line may read the environment, the core may not"
        )]
        let root = std::env::var_os(self.repository?)?;
        Some(PathBuf::from(root))
    }
}

/// The default first.
static ALL: [&Format; 8] = [
    &text::FORMAT,
    &compact::FORMAT,
    &agent::FORMAT,
    &json::FORMAT,
    &sarif::FORMAT,
    &github::FORMAT,
    &gitlab::FORMAT,
    &junit::FORMAT,
];

pub(crate) const DEFAULT: &str = "text";

/// Reads the name of a format.
pub(crate) fn parser() -> impl TypedValueParser<Value = &'static Format> {
    let names = ALL
        .iter()
        .map(|format| PossibleValue::new(format.name).help(format.about));
    PossibleValuesParser::new(names).try_map(|name| {
        ALL.into_iter()
            .find(|format| format.name == name)
            .ok_or("unknown format")
    })
}

/// How many problems were left out; empty if none.
fn omitted(totals: &Totals) -> String {
    match totals.omitted {
        0 => String::new(),
        omitted => format!("… and {omitted} more; raise the limit with --max-diagnostics\n"),
    }
}
