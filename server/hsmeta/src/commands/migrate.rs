//! `hsmeta migrate`: the files of an old project in the current layout. `migration` plans, this prints the plan, asks, and has
//! it carried out.

mod compare;
mod compare_json;
mod options;

use std::path::{Path, PathBuf};

pub(crate) use options::MigrateArguments;

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::{Exit, discover};
use migration::{Plan, ProjectFiles};

pub(crate) fn run(arguments: &MigrateArguments, output: &mut Output) -> Exit {
    if let Some(folders) = &arguments.compare {
        let compared = compare::run(arguments, folders, output);
        return compared.unwrap_or_else(|error| {
            output.error(&error.to_string());
            Exit::Error
        });
    }
    match read(&arguments.path) {
        Ok((_, files)) => {
            let plan = migration::plan(&files, &arguments.options());
            output.print(&plan.to_string());
            if arguments.write {
                output.error("the plan is not written: --write is not built yet");
                return Exit::Error;
            }
            exit(&plan)
        }
        Err(error) => {
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

fn exit(plan: &Plan) -> Exit {
    if !plan.refusals.is_empty() {
        Exit::Error
    } else if plan.has_open_decisions() {
        Exit::Problems
    } else {
        Exit::Clean
    }
}

/// The folder of the one project at or below a path.
fn root(path: &Path) -> Result<PathBuf, Error> {
    let found = discover::at_or_below(path);
    let mut roots = found
        .projects
        .into_iter()
        .filter(|project| project.manifest.is_some())
        .map(|project| project.root);
    let Some(root) = roots.next() else {
        return Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoProjectBelow {
                path: quoted_path(path),
            },
        });
    };
    let others: Vec<PathBuf> = roots.collect();
    if others.is_empty() {
        Ok(root)
    } else {
        Err(Error::several_projects([&root].into_iter().chain(&others)))
    }
}

/// The folder and all files of the one project at or below a path.
fn read(path: &Path) -> Result<(PathBuf, ProjectFiles), Error> {
    let root = root(path)?;
    let files = project::load::snapshot(&root).map_err(|problem| Error::from(&problem))?;
    Ok((root, files))
}
