//! `hsmeta outlook`: what of a project ends, and when.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::{Bases, Folder};
use crate::today;
use crate::{Exit, discover, full_report, printable};
use project::Project;
use rules::check;
use tools::outlook::{self, Ending};

#[derive(clap::Args)]
pub(crate) struct OutlookArguments {
    /// A project, or a path in one
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = OutlookFormat::Text)]
    format: OutlookFormat,
    /// Also print how far each date is from this one (YYYY-MM-DD or YYYY-MM); the clock is never read
    #[arg(long, value_name = "DATE", value_parser = date)]
    today: Option<String>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum OutlookFormat {
    /// For people
    Text,
    /// For programs
    Json,
    /// For an issue tracker
    Markdown,
}

/// A day, or a month as in the tables.
fn date(text: &str) -> Result<String, String> {
    let is_month = text.len() == "2027-03".len() && outlook::months_between(text, text).is_some();
    if is_month {
        return Ok(text.to_owned());
    }
    today::parse_date(text)
}

pub(crate) fn run(arguments: &OutlookArguments, output: &mut Output) -> Exit {
    let (project, folder) = match project_at(&arguments.path) {
        Ok(found) => found,
        Err(error) => {
            output.error(&error.to_string());
            return Exit::Error;
        }
    };
    if project.config.file.skips_source() {
        output.note("source code is not read: hsmeta.toml has `source = false`");
    }
    let printer = Printer {
        endings: endings(project),
        folder,
        today: arguments.today.as_deref(),
    };
    match arguments.format {
        OutlookFormat::Text => output.print(&printer.text()),
        OutlookFormat::Markdown => output.print(&printer.markdown()),
        OutlookFormat::Json => output.print(&format!("{}\n", printable::json(&printer.json()))),
    }
    Exit::Clean
}

fn endings(mut project: Project) -> Vec<Ending> {
    full_report::configure(&mut project);
    let diagnostics = check::check(&project);
    outlook::endings(&project, &diagnostics, rules::named)
}

/// The one project at or below a path.
fn project_at(path: &Path) -> Result<(Project, Folder), Error> {
    let bases = Bases::of_working_directory();
    let mut found = discover::at_or_below(path);
    found.projects.retain(|project| project.manifest.is_some());
    if found.projects.len() > 1 {
        let folders = found.projects.iter().map(|project| &project.root);
        return Err(Error::several_projects(folders));
    }
    match found.projects.pop() {
        Some(project) => {
            let folder = bases.folder(&project.root);
            Ok((project, folder))
        }
        None => Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoProjectBelow {
                path: quoted_path(path),
            },
        }),
    }
}

const NOTHING: &str = "nothing that this project uses is known to end";

struct Printer<'a> {
    endings: Vec<Ending>,
    folder: Folder,
    today: Option<&'a str>,
}

impl Printer<'_> {
    /// One paragraph for each date.
    fn text(&self) -> String {
        if self.endings.is_empty() {
            return format!("{NOTHING}\n");
        }
        let mut text = String::new();
        let mut last = None;
        for ending in &self.endings {
            if last != Some(ending.ends) {
                let space = if last.is_some() { "\n" } else { "" };
                text.push_str(&format!("{space}{}\n", self.ends(ending)));
                last = Some(ending.ends);
            }
            text.push_str(&format!("  {}\n", printable::line(&ending.what)));
            if let Some(help) = &ending.help {
                text.push_str(&format!("    help: {}\n", printable::line(help)));
            }
            for place in self.positions(ending).into_iter().chain(unlisted(ending)) {
                text.push_str(&format!("    {}\n", printable::line(&place)));
            }
            if let Some(source) = ending.source {
                text.push_str(&format!("    see {source}\n"));
            }
        }
        text
    }

    fn markdown(&self) -> String {
        if self.endings.is_empty() {
            return format!("{NOTHING}\n");
        }
        let mut text =
            "| ends | what | what to do | where | source |\n|---|---|---|---|---|\n".to_owned();
        for ending in &self.endings {
            let mut places = Vec::new();
            for place in self.positions(ending) {
                places.push(format!("`{}`", printable::path(&place).replace('|', "\\|")));
            }
            places.extend(unlisted(ending));
            let source = match ending.source {
                Some(source) => format!("<{source}>"),
                None => String::new(),
            };
            let cells = [
                self.ends(ending),
                cell(&ending.what),
                cell(ending.help.as_deref().unwrap_or_default()),
                places.join("<br>"),
                source,
            ];
            text.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        text
    }

    /// The date, and how far it is.
    fn ends(&self, ending: &Ending) -> String {
        let Some(ends) = ending.ends else {
            return "no date".to_owned();
        };
        let Some(today) = self.today else {
            return ends.to_owned();
        };
        if outlook::is_over(ends, today) {
            return format!("{ends} (over)");
        }
        match outlook::months_between(today, ends) {
            None => ends.to_owned(),
            Some(0) => format!("{ends} (this month)"),
            Some(1) => format!("{ends} (next month)"),
            Some(months) => format!("{ends} (in {months} months)"),
        }
    }

    /// The places of an ending, as paths with positions.
    fn positions(&self, ending: &Ending) -> Vec<String> {
        let mut places = Vec::new();
        for place in &ending.places {
            let path = self.folder.file(&place.file);
            let position = place.position;
            places.push(format!("{path}:{}:{}", position.line, position.column));
        }
        places
    }

    fn json(&self) -> Value {
        let endings: Vec<Value> = self
            .endings
            .iter()
            .map(|ending| self.ending(ending))
            .collect();
        json!({ "version": 1, "endings": endings })
    }

    fn ending(&self, ending: &Ending) -> Value {
        let mut places = Vec::new();
        for place in &ending.places {
            places.push(json!({
                "path": self.folder.file(&place.file),
                "line": place.position.line,
                "column": place.position.column,
            }));
        }
        json!({
            "ends": ending.ends,
            "monthsLeft": match (self.today, ending.ends) {
                (Some(today), Some(ends)) => outlook::months_between(today, ends),
                _ => None,
            },
            "isOver": match (self.today, ending.ends) {
                (Some(today), Some(ends)) => Some(outlook::is_over(ends, today)),
                _ => None,
            },
            "what": ending.what,
            "help": ending.help,
            "rule": ending.rule,
            "source": ending.source,
            "places": places,
            "unlistedPlaces": ending.unlisted,
        })
    }
}

/// How many places are not listed.
fn unlisted(ending: &Ending) -> Option<String> {
    match ending.unlisted {
        0 => None,
        more => Some(format!("and {more} more")),
    }
}

/// A text as a cell of a Markdown table.
fn cell(text: &str) -> String {
    printable::line(text).replace('|', "\\|")
}
