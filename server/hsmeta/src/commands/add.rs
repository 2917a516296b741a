//! `hsmeta add`: a new component in the current project.

use std::path::{Path, PathBuf};

use crate::create::create;
use crate::error::{Error, did_you_mean};
use crate::output::Output;
use crate::{Exit, discover, printable};
use catalog::{COMPONENTS, ComponentType};
use diagnostics::{RelPath, message};
use rules::check::check;
use tools::scaffold::{self, Plan};

#[derive(clap::Args)]
pub(crate) struct AddArguments {
    /// The component type, one of those below
    #[arg(value_name = "TYPE")]
    component: String,
    /// Its name, such as `order-history`, used in file names and labels [default: the type]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(crate) fn run(arguments: &AddArguments, output: &mut Output) -> Exit {
    let planned = plan(
        Path::new("."),
        &arguments.component,
        arguments.name.as_deref(),
    );
    finish(planned, "next: `hsmeta check`", output)
}

/// The folder of the project around `folder`, and the files of a new component in it.
pub(super) fn plan(
    folder: &Path,
    type_name: &str,
    name: Option<&str>,
) -> Result<(PathBuf, Plan), Error> {
    let component = component(type_name)?;
    let found = discover::containing(folder);
    if let Some(problem) = found.problems.first() {
        return Err(problem.into());
    }
    let project = found.projects.into_iter().next().ok_or(Error::NoProject)?;
    let plan = scaffold::component(&project, component, name, check)?;
    Ok((project.root, plan))
}

fn component(name: &str) -> Result<&'static ComponentType, Error> {
    if let Some(component) = ComponentType::named(name) {
        return Ok(component);
    }
    let meant = COMPONENTS
        .iter()
        .find(|component| component.mistaken_for.contains(&name));
    let hint = match meant {
        Some(component) => format!("did you mean {}?", message::quoted(component.name)),
        None => {
            let names = COMPONENTS
                .iter()
                .flat_map(|component| [component.name].into_iter().chain(component.alias));
            did_you_mean(name, names, format!("available: {}", component_types()))
        }
    };
    Err(Error::UnknownComponentType {
        name: message::quoted(name),
        hint,
    })
}

/// The names of all component types.
pub(crate) fn component_types() -> String {
    let names: Vec<&str> = COMPONENTS.iter().map(|component| component.name).collect();
    names.join(", ")
}

/// Creates the planned files and prints them, the remaining tasks, and the next command.
pub(super) fn finish(
    plan: Result<(PathBuf, Plan), Error>,
    next: &str,
    output: &mut Output,
) -> Exit {
    let created = plan.and_then(|(root, plan)| {
        create(&root, &plan.files)?;
        Ok((root, plan))
    });
    match created {
        Ok((root, plan)) => {
            print_plan(&root, &plan, output);
            output.print(&format!("{next}\n"));
            Exit::Clean
        }
        Err(error) => {
            output.error(&format!("{error}\nno files were changed"));
            Exit::Error
        }
    }
}

fn print_plan(root: &Path, plan: &Plan, output: &mut Output) {
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let working_directory = std::env::current_dir().unwrap_or_default();
    let shown = |file: &RelPath| {
        let path = root.join(file.as_str());
        let path = path.strip_prefix(&working_directory).unwrap_or(&path);
        printable::path(&path.to_string_lossy())
    };
    for file in &plan.files {
        output.print(&format!("created {}\n", shown(&file.path)));
    }
    for path in &plan.existing {
        output.print(&format!("kept    {}\n", shown(path)));
    }
    for todo in &plan.todos {
        let path = shown(&todo.file);
        output.print(&format!("to do:  {path}:{}: {}\n", todo.line, todo.text));
    }
}
