//! `hsmeta migrate`: the files of an old project in the current layout.

use std::path::{Path, PathBuf};

use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::{Exit, discover};
use migration::{Options, Plan, ProjectFiles};

#[derive(clap::Args)]
pub(crate) struct MigrateArguments {
    /// A project, or a path in one
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// The platform version to convert to [default: the newest one]
    #[arg(long, value_name = "VERSION")]
    to: Option<String>,
}

pub(crate) fn run(arguments: &MigrateArguments, output: &mut Output) -> Exit {
    match read(&arguments.path) {
        Ok((_, files)) => {
            let options = Options {
                to: arguments.to.clone(),
                ..Options::default()
            };
            let plan = migration::plan(&files, &options);
            output.print(&plan.to_string());
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
