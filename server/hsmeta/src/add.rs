//! `hsmeta add`: a new component in the project around here.

use std::path::{Path, PathBuf};

use super::create::create;
use super::output::Output;
use super::{Exit, nearest};
use catalog::{COMPONENTS, ComponentType};
use diagnostics::{RelPath, message, suggest};
use tools::scaffold::{self, Plan};

/// Arguments of `hsmeta add`.
#[derive(clap::Args)]
pub(super) struct AddArguments {
    /// The component type, one of those below
    #[arg(value_name = "TYPE")]
    component: String,
    /// Its name, such as `order-history`, in file names and texts [default: the type]
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

pub(super) fn run(arguments: &AddArguments, output: &mut Output) -> Exit {
    let plan = plan(arguments);
    finish(plan, "next: `hsmeta check`", output)
}

fn plan(arguments: &AddArguments) -> Result<(PathBuf, Plan), String> {
    let component = component(&arguments.component)?;
    let found = nearest::above(Path::new("."));
    if let Some(message) = found.unreadable() {
        return Err(message);
    }
    let project = found.projects.into_iter().next();
    let project = project.ok_or(
        "there is no project here: no folder above has hsproject.json; `hsmeta init` makes one",
    )?;
    let plan = scaffold::component(&project, component, arguments.name.as_deref())?;
    Ok((project.root, plan))
}

fn component(name: &str) -> Result<&'static ComponentType, String> {
    let names = || {
        COMPONENTS
            .iter()
            .flat_map(|component| [component.name].into_iter().chain(component.alias))
    };
    let mistaken = || {
        COMPONENTS
            .iter()
            .find(|component| component.mistaken_for.contains(&name))
            .map(|own| own.name)
    };
    ComponentType::named(name).ok_or_else(|| {
        let hint = match mistaken().or_else(|| suggest::nearest(name, names())) {
            Some(near) => format!("did you mean {}?", message::quoted(near)),
            None => format!("there are {}", list()),
        };
        format!(
            "no component type is called {}; {hint}",
            message::quoted(name)
        )
    })
}

/// All component types.
pub(super) fn list() -> String {
    COMPONENTS
        .iter()
        .map(|component| component.name)
        .collect::<Vec<_>>()
        .join(", ")
}

/// Creates what is planned in a folder; says what was made, what is to be done, and what comes next.
pub(super) fn finish(
    plan: Result<(PathBuf, Plan), String>,
    next: &str,
    output: &mut Output,
) -> Exit {
    let made = plan.and_then(|(root, plan)| create(&root, &plan.files).map(|()| (root, plan)));
    let (root, plan) = match made {
        Ok(made) => made,
        Err(refusal) => {
            output.complain(&format!("{refusal}\nnothing was written"));
            return Exit::Failure;
        }
    };
    #[expect(
        clippy::disallowed_methods,
        reason = "paths are printed relative to the working directory"
    )]
    let here = std::env::current_dir().unwrap_or_default();
    let shown = |path: &RelPath| {
        let path = root.join(path.as_str());
        let path = path
            .strip_prefix(&here)
            .unwrap_or(&path)
            .to_string_lossy()
            .into_owned();
        path.chars().map(message::visible).collect::<String>()
    };
    for file in &plan.files {
        output.print(&format!("created {}\n", shown(&file.path)));
    }
    for path in &plan.kept {
        output.print(&format!("kept    {}\n", shown(path)));
    }
    for todo in &plan.todos {
        output.print(&format!(
            "to do:  {}:{}: {}\n",
            shown(&todo.file),
            todo.line,
            todo.text
        ));
    }
    output.print(&format!("{next}\n"));
    Exit::Clean
}
