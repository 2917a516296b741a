//! `hsmeta scopes`: the scopes of an app, and what uses them.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::arguments::ListFormat;
use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::{Bases, Folder};
use crate::{Exit, discover, printable};
use tools::scopes::{
    self, CallRow, CallToken, Place, ScopeRow, ScopeTable, Unlisted, Unread, UnresolvedRow,
};

#[derive(clap::Args)]
pub(crate) struct ScopesArguments {
    /// A project, or a path in one
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Output format
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    format: ListFormat,
}

/// Said of a scope that nothing uses: the code may be elsewhere.
const NO_USE: &str = "no known call in the code here; a back end may use it";

pub(crate) fn run(arguments: &ScopesArguments, output: &mut Output) -> Exit {
    match table(&arguments.path) {
        Ok((table, folder)) => {
            if let Some(note) = note(&table) {
                output.note(note);
            }
            let printer = Printer { table, folder };
            match arguments.format {
                ListFormat::Text => output.print(&printer.text()),
                ListFormat::Json => {
                    output.print(&format!("{}\n", printable::json(&printer.json())))
                }
            }
            Exit::Clean
        }
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

/// What the table does not say.
fn note(table: &ScopeTable) -> Option<&'static str> {
    match table.unread {
        Some(Unread::SwitchedOff) => {
            Some("source code is not read: hsmeta.toml has `source = false`")
        }
        Some(Unread::NoProject) => Some("source code is not read: there is no hsproject.json"),
        None if table.scopes.is_empty() && table.unresolved.is_empty() => {
            Some("the app requests no scopes, and no calls of HubSpot's API are known")
        }
        None => None,
    }
}

/// The table of the one project with an app, and its folder.
fn table(path: &Path) -> Result<(ScopeTable, Folder), Error> {
    let bases = Bases::of_working_directory();
    let found = discover::at_or_below(path);
    let mut tables = Vec::new();
    for project in &found.projects {
        if let Some(table) = scopes::table(project).transpose() {
            tables.push((table, &project.root));
        }
    }
    if tables.len() > 1 {
        return Err(Error::several_apps(tables.iter().map(|(_, root)| *root)));
    }
    match tables.pop() {
        Some((table, root)) => Ok((table?, bases.folder(root))),
        None => Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoApp {
                path: quoted_path(path),
            },
        }),
    }
}

struct Printer {
    table: ScopeTable,
    folder: Folder,
}

impl Printer {
    fn text(&self) -> String {
        let names = self.table.scopes.iter().map(|row| row.name.chars().count());
        let width = names.max().unwrap_or_default();
        let mut text = String::new();
        for row in &self.table.scopes {
            let listed = self.listed(row);
            let name = printable::line(&row.name);
            text.push_str(&format!("{name:width$}  {listed}\n"));
            for line in self.uses(row) {
                text.push_str(&format!("    {line}\n"));
            }
        }
        if !self.table.unresolved.is_empty() {
            text.push_str("\nOther calls:\n");
        }
        for row in &self.table.unresolved {
            let (place, call) = (self.place(&row.place), printable::line(&row.call));
            text.push_str(&format!("    {place}  {call}: {}\n", row.reason));
        }
        text
    }

    fn listed(&self, row: &ScopeRow) -> String {
        if row.listed_in.is_empty() {
            return match row.unlisted {
                Unlisted::NotListed => "not listed",
                Unlisted::InSomeProfiles => "not listed in every profile",
                Unlisted::Unknown => "not known whether it is listed",
            }
            .to_owned();
        }
        let mut listed = row.listed_in.join(", ");
        if self.table.is_static && !row.listed_in.contains(&"requiredScopes") {
            listed.push_str(" (no effect with static auth)");
        }
        listed
    }

    /// The lines about what uses a scope.
    fn uses(&self, row: &ScopeRow) -> Vec<String> {
        let mut lines = Vec::new();
        for place in &row.components {
            lines.push(format!("{}  required by this component", self.place(place)));
        }
        for call in &row.calls {
            let place = self.place(&call.place);
            let note = match call.token {
                CallToken::App => "",
                CallToken::AddedByHubSpot => " (the scopes of its token are not documented)",
                CallToken::Unknown => " (the token is not known)",
            };
            lines.push(format!("{place}  {}{note}", printable::line(&call.call)));
        }
        if lines.is_empty() && row.name == "oauth" {
            lines.push("HubSpot adds it to every app".to_owned());
        } else if lines.is_empty() {
            lines.push(NO_USE.to_owned());
        }
        lines
    }

    fn place(&self, place: &Place) -> String {
        let path = printable::line(&self.folder.file(&place.file));
        format!("{path}:{}:{}", place.position.line, place.position.column)
    }

    fn json(&self) -> Value {
        let scopes: Vec<Value> = self
            .table
            .scopes
            .iter()
            .map(|row| self.scope(row))
            .collect();
        let unresolved: Vec<Value> = self
            .table
            .unresolved
            .iter()
            .map(|row| self.unresolved(row))
            .collect();
        json!({ "scopes": scopes, "unresolvedCalls": unresolved })
    }

    fn scope(&self, row: &ScopeRow) -> Value {
        let calls: Vec<Value> = row.calls.iter().map(|call| self.call(call)).collect();
        let components: Vec<Value> = row
            .components
            .iter()
            .map(|place| self.json_place(place))
            .collect();
        json!({
            "name": row.name,
            "listedIn": row.listed_in,
            "isListed": match row.unlisted {
                _ if !row.listed_in.is_empty() => Some(true),
                Unlisted::Unknown => None,
                Unlisted::NotListed | Unlisted::InSomeProfiles => Some(false),
            },
            "calls": calls,
            "components": components,
        })
    }

    fn call(&self, call: &CallRow) -> Value {
        let mut value = self.json_place(&call.place);
        value["call"] = call.call.as_str().into();
        value["sendsAppToken"] = match call.token {
            CallToken::App => true.into(),
            CallToken::AddedByHubSpot | CallToken::Unknown => Value::Null,
        };
        value["alternatives"] = call.alternatives.clone().into();
        value
    }

    fn unresolved(&self, row: &UnresolvedRow) -> Value {
        let mut value = self.json_place(&row.place);
        value["call"] = row.call.as_str().into();
        value["reason"] = row.reason.as_str().into();
        value
    }

    fn json_place(&self, place: &Place) -> Value {
        json!({
            "path": self.folder.file(&place.file),
            "line": place.position.line,
            "column": place.position.column,
        })
    }
}
