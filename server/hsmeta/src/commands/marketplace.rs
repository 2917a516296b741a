//! `hsmeta marketplace`: a project compared with what HubSpot requires of apps in its marketplace.

mod json;
mod markdown;
mod text;

use std::path::{Path, PathBuf};

use diagnostics::Diagnostic;
use project::Project;
use rules::check;
use tools::marketplace::{self, Evidence, Report, Row, Verdict};

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::{Bases, Folder};
use crate::{Exit, discover, full_report, printable};

#[derive(clap::Args)]
pub(crate) struct MarketplaceArguments {
    /// A project, or a path in one
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = MarketplaceFormat::Text)]
    format: MarketplaceFormat,
    /// Exit with 1 if a requirement fails, or never
    #[arg(long, value_enum, default_value_t = FailOn::Fail, value_name = "RESULT")]
    fail_on: FailOn,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum MarketplaceFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For an issue tracker
    Markdown,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum FailOn {
    Fail,
    Never,
}

/// Said before all else of an app with another distribution.
const NOT_MARKETPLACE: &str =
    "This is not a marketplace app; it is compared as if its distribution were `marketplace`.";

pub(crate) fn run(arguments: &MarketplaceArguments, output: &mut Output) -> Exit {
    let (report, folder) = match report(&arguments.path) {
        Ok(found) => found,
        Err(error) => {
            output.error(&error.to_string());
            return Exit::Error;
        }
    };
    let printer = Printer { report, folder };
    match arguments.format {
        MarketplaceFormat::Text => output.print(&printer.text()),
        MarketplaceFormat::Markdown => output.print(&printer.markdown()),
        MarketplaceFormat::Json => {
            output.print(&format!("{}\n", printable::json(&printer.json())));
        }
    }
    if arguments.fail_on == FailOn::Fail && printer.report.count(Verdict::Fail) > 0 {
        Exit::Problems
    } else {
        Exit::Clean
    }
}

/// The report about the one project with an app, and its folder.
fn report(path: &Path) -> Result<(Report, Folder), Error> {
    let bases = Bases::of_working_directory();
    let mut found = discover::at_or_below(path);
    let mut reports = Vec::new();
    for project in &mut found.projects {
        full_report::configure(project);
        if let Some(report) = marketplace::report(project, all_problems).transpose() {
            reports.push((report, &project.root));
        }
    }
    if reports.len() > 1 {
        return Err(Error::several_apps(reports.iter().map(|(_, root)| *root)));
    }
    match reports.pop() {
        Some((report, root)) => Ok((report?, bases.folder(root))),
        None => Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoApp {
                path: quoted_path(path),
            },
        }),
    }
}

fn all_problems(project: &Project) -> Vec<Diagnostic> {
    check::check(project)
}

/// The verdicts in the order of the report, with their headings.
const VERDICTS: [(Verdict, &str); 3] = [
    (Verdict::Fail, "Fail"),
    (Verdict::Review, "Manual review"),
    (Verdict::Pass, "Pass"),
];

struct Printer {
    report: Report,
    folder: Folder,
}

impl Printer {
    fn rows(&self, verdict: Verdict) -> impl Iterator<Item = &Row> {
        let rows = self.report.rows.iter();
        rows.filter(move |row| row.verdict == verdict)
    }

    fn summary(&self) -> String {
        let counts = VERDICTS.map(|(verdict, name)| {
            format!("{} {}", self.report.count(verdict), name.to_lowercase())
        });
        counts.join(", ")
    }

    fn place(&self, evidence: &Evidence) -> String {
        let path = self.folder.file(&evidence.place.file);
        let position = evidence.place.position;
        format!("{path}:{}:{}", position.line, position.column)
    }
}

/// The lines about a row besides its evidence: what was looked at, what the project shows, and what is left.
fn remarks(row: &Row) -> Vec<String> {
    let requirement = row.requirement;
    let mut lines = Vec::new();
    if let Some(looked_at) = &requirement.looked_at {
        lines.push(format!("looked at: {looked_at}"));
    }
    if let Some(seen) = &row.seen {
        lines.push(format!("seen: {seen}"));
    }
    if row.verdict != Verdict::Pass
        && let Some(review) = &requirement.review
    {
        lines.push(format!("to review: {review}"));
    }
    if let Some(note) = &requirement.note {
        lines.push(format!("note: {note}"));
    }
    lines
}

/// What is not known about the shared data.
const OPEN_DATA: &str = "There may be others: not all requested scopes are known.";
