//! `hsmeta migrate`: the files of an old project in the current layout. `migration` plans, this prints the plan, asks, and has
//! it carried out.

mod options;

use std::path::{Path, PathBuf};

pub(crate) use options::MigrateArguments;

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::{Exit, discover};
use migration::{Plan, ProjectFiles};

pub(crate) fn run(arguments: &MigrateArguments, output: &mut Output) -> Exit {
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

/// The folder and all files of the one project at or below a path.
fn read(path: &Path) -> Result<(PathBuf, ProjectFiles), Error> {
    let found = discover::at_or_below(path);
    let mut projects = found
        .projects
        .into_iter()
        .filter(|project| project.manifest.is_some());
    let Some(project) = projects.next() else {
        return Err(match found.problems.first() {
            Some(problem) => problem.into(),
            None => Error::NoProjectBelow {
                path: quoted_path(path),
            },
        });
    };
    let others: Vec<PathBuf> = projects.map(|project| project.root).collect();
    if !others.is_empty() {
        return Err(Error::several_projects(
            [&project.root].into_iter().chain(&others),
        ));
    }
    let files = project::load::snapshot(&project.root).map_err(|problem| Error::from(&problem))?;
    Ok((project.root, files))
}
