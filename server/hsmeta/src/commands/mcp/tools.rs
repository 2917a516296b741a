//! The tools: each runs what the command of its name runs.

use serde_json::{Map, Value, json};

use super::arguments::{ArgumentError, ToolArguments};
use super::boundary::{Boundary, BoundaryError, Location};
use super::command::{self, Ran};
use super::{definitions, fix, resources, text};
use crate::Exit;
use crate::arguments::Color;
use crate::commands::{add, explain, schema};
use crate::create::{CreateError, create};
use crate::error::Error;
use crate::output::Output;
use crate::paths::Bases;
use mcp::{Content, Host, Resources, Roots, ToolAnswer};

/// For the model, when it starts.
const INSTRUCTIONS: &str = "\
hsmeta checks HubSpot developer projects offline. After an edit of hsproject.json, a *-hsmeta.json file or the code of a \
component, call `check`; apply `fix` where it helps, and edit the rest as the problems say, until no errors are left. Before \
writing a component, ask `schema` for its properties, or let `add` create it. Ask `explain` about a rule, or about an error \
message of HubSpot.";

/// The check of a tool. More problems than these are of no use to a model before it has fixed some.
pub(super) const CHECK: [&str; 6] = [
    "check",
    "--format",
    "json",
    "--quiet",
    "--max-diagnostics",
    "1000",
];

/// Why a tool could not do what it was called for.
#[derive(thiserror::Error, Debug)]
pub(super) enum ToolError {
    #[error(transparent)]
    Argument(#[from] ArgumentError),
    #[error(transparent)]
    Boundary(#[from] BoundaryError),
    #[error("{0}")]
    Command(#[from] Error),
    #[error("{0}; no files were changed")]
    Create(#[from] CreateError),
    /// A command printed it.
    #[error("{}", .0.trim_end())]
    Printed(String),
}

pub(super) type Answer = Result<ToolAnswer, ToolError>;

pub(super) struct Tools {
    definitions: Vec<Value>,
}

impl Tools {
    pub(super) fn new() -> Tools {
        Tools {
            definitions: definitions::all(),
        }
    }

    fn definition(&self, tool: &str) -> Option<&Value> {
        let mut definitions = self.definitions.iter();
        definitions.find(|definition| definition["name"] == tool)
    }

    fn answer(&self, tool: &str, arguments: &Map<String, Value>, roots: &Roots) -> Answer {
        let definition = self.definition(tool).unwrap_or(&Value::Null);
        let arguments = ToolArguments::new(arguments, definition)?;
        let path = || -> Result<Location, ToolError> {
            let path = arguments.string("path")?;
            Ok(Boundary::of(roots)?.resolve(path)?)
        };
        match tool {
            "check" => check(&path()?),
            "fix" => fix::fix(&path()?, arguments),
            "explain" => explain(arguments.string("query")?),
            "schema" => {
                let at = match arguments.optional("path")? {
                    Some(_) => Some(path()?),
                    None => first_folder(roots),
                };
                schema(arguments, at.as_ref())
            }
            "add" => add(&path()?, arguments),
            "migrate" => migrate(&path()?),
            "install_url" => install_url(&path()?),
            _ => Ok(ToolAnswer::error("unknown tool")),
        }
    }
}

impl Host for Tools {
    fn info(&self) -> Value {
        json!({ "name": "hsmeta", "title": "hsmeta", "version": env!("CARGO_PKG_VERSION") })
    }

    fn instructions(&self) -> &str {
        INSTRUCTIONS
    }

    fn tools(&self) -> &[Value] {
        &self.definitions
    }

    fn needs_roots(&self, tool: &str) -> bool {
        let Some(definition) = self.definition(tool) else {
            return false;
        };
        !definition["inputSchema"]["properties"]["path"].is_null()
    }

    fn call(&mut self, tool: &str, arguments: &Map<String, Value>, roots: &Roots) -> ToolAnswer {
        self.answer(tool, arguments, roots)
            .unwrap_or_else(|error| ToolAnswer::error(error.to_string()))
    }

    fn resources(&self) -> Resources {
        resources::all()
    }

    fn read(&self, uri: &str) -> Option<Content> {
        resources::read(uri)
    }
}

/// Where a tool that requires no path looks; `None` if it may read nothing there.
fn first_folder(roots: &Roots) -> Option<Location> {
    Boundary::of(roots).ok()?.resolve(".").ok()
}

fn check(at: &Location) -> Answer {
    let ran = command::run_at(at, &CHECK);
    let report = document(&ran)?;
    Ok(ToolAnswer {
        text: text::of_report(&report, &ran.output.notes),
        structured: report,
        is_error: ran.exit == Exit::Error,
    })
}

fn explain(query: &str) -> Answer {
    let mut output = Output::in_memory(Color::Never);
    let page = explain::find(query, &mut output);
    let Some(page) = page else {
        return Err(ToolError::Printed(output.captured().notes));
    };
    Ok(ToolAnswer {
        structured: json!({ "kind": page.kind, "id": page.id, "markdown": page.text }),
        text: page.text,
        is_error: false,
    })
}

fn schema(arguments: ToolArguments<'_>, at: Option<&Location>) -> Answer {
    let name = arguments.string("type")?;
    let found = schema::deciding(name, at.map(Location::folder))?;
    let schema: Value = serde_json::from_str(&found.text).unwrap_or_default();
    let mut text = found.text;
    let (mut source, mut describes) = ("hsmeta", "file");
    if let Some(official) = &found.official {
        (source, describes) = ("HubSpot", "config");
        text = format!("{}\n\n{text}", schema::what_it_is(official));
    }
    Ok(ToolAnswer {
        text,
        structured: json!({
            "type": name, "source": source, "describes": describes, "schema": schema,
        }),
        is_error: false,
    })
}

fn add(at: &Location, arguments: ToolArguments<'_>) -> Answer {
    let (name, write) = (arguments.optional("name")?, arguments.flag("write")?);
    let (root, plan) = add::plan(at.folder(), arguments.string("type")?, name)?;
    if write {
        create(&root, &plan.files)?;
    }
    let project = Bases::new(at.base.clone(), None).shown(&root);
    let structured = json!({
        "project": project,
        "written": write,
        "files": plan.files.iter().map(|file| json!({
            "path": file.path.as_str(), "text": file.text,
        })).collect::<Vec<_>>(),
        "existing": plan.existing.iter().map(|path| path.as_str()).collect::<Vec<_>>(),
        "todos": plan.todos.iter().map(|todo| json!({
            "file": todo.file.as_str(), "line": todo.line, "text": todo.text,
        })).collect::<Vec<_>>(),
    });
    Ok(ToolAnswer {
        text: text::of_plan(&project, &plan, write),
        structured,
        is_error: false,
    })
}

fn migrate(at: &Location) -> Answer {
    let ran = command::run_at(at, &["migrate", "--format", "json"]);
    let plan = document(&ran)?;
    let people = command::run_at(at, &["migrate"]);
    Ok(ToolAnswer {
        text: people.output.text + &people.output.notes,
        structured: plan,
        is_error: ran.exit == Exit::Error,
    })
}

fn install_url(at: &Location) -> Answer {
    let ran = command::run_at(at, &["install-url"]);
    if ran.exit == Exit::Error {
        return Err(ToolError::Printed(ran.output.notes));
    }
    let urls: Vec<&str> = ran.output.text.lines().collect();
    let notes: Vec<&str> = ran.output.notes.lines().collect();
    Ok(ToolAnswer {
        structured: json!({ "urls": urls, "notes": notes }),
        text: ran.output.text + &ran.output.notes,
        is_error: false,
    })
}

/// The JSON document that a command has printed, or why it printed none.
pub(super) fn document(ran: &Ran) -> Result<Value, ToolError> {
    match serde_json::from_str(&ran.output.text) {
        Ok(Value::Object(document)) => Ok(Value::Object(document)),
        _ => Err(ToolError::Printed(ran.output.notes.clone())),
    }
}
