//! `hsmeta migrate`: the files of an old project in the current layout. `migration` plans; this prints the plan, asks, and has
//! it written.

mod ask;
mod compare;
mod compare_json;
mod diff;
mod json;
mod options;
mod result;
mod text;
mod write;

use std::path::{Path, PathBuf};

pub(crate) use options::MigrateArguments;

use crate::arguments::ListFormat;
use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::{Bases, Folder};
use crate::{Exit, discover, printable, transaction};
use diagnostics::message;
use migration::{Options, Plan, ProjectFiles};
use project::{Project, load};
use result::Problem;

pub(crate) fn run(arguments: &MigrateArguments, output: &mut Output) -> Exit {
    let migrated = if let Err(error) = arguments.refuse_contradictions() {
        Err(error)
    } else if let Some(folders) = &arguments.compare {
        compare::run(arguments, folders, output)
    } else if arguments.write {
        write::run(arguments, output)
    } else {
        print(arguments, output)
    };
    migrated.unwrap_or_else(|error| {
        output.error(&error.to_string());
        Exit::Error
    })
}

/// Prints the plan, and writes nothing.
fn print(arguments: &MigrateArguments, output: &mut Output) -> Result<Exit, Error> {
    let project = project(&arguments.path)?;
    if transaction::is_unfinished(&project.root) {
        return Err(Error::UnfinishedMigration);
    }
    let mut migration = Migration::read(&project, arguments.options(), output)?;
    migration.refuse_unused_answers()?;
    if !migration.plan.is_empty() {
        migration.problems = result::problems(&project, &migration.files, &migration.plan);
    }
    let plan = &migration.plan;
    if arguments.diff {
        output.print(&diff::of(&migration));
        print_what_a_diff_has_not(plan, output);
    } else {
        match arguments.format {
            ListFormat::Text => {
                text::print(&migration, arguments.verbose, text::When::Planned, output)
            }
            ListFormat::Json => output.print(&json::document(&migration, None)),
        }
    }
    print_refusals(plan, output);
    Ok(migration.exit())
}

fn print_what_a_diff_has_not(plan: &Plan, output: &mut Output) {
    let open = plan.decisions.iter().filter(|one| !one.is_answered).count();
    let are_open = match open {
        0 => String::new(),
        1 => "1 decision is open; ".to_owned(),
        _ => format!("{open} decisions are open; "),
    };
    if plan.changes_anything() {
        output.note(&format!(
            "{are_open}run it without --diff for the plan; only `hs project migrate` migrates a deployed app"
        ));
    }
}

fn print_refusals(plan: &Plan, output: &mut Output) {
    for refusal in &plan.refusals {
        let file = printable::path(refusal.file.as_str());
        let (reason, help) = (&refusal.reason, &refusal.help);
        output.error(&format!("{file}: {reason}\n  help: {help}"));
    }
}

/// A project and the plan for it.
struct Migration {
    root: PathBuf,
    folder: Folder,
    files: ProjectFiles,
    options: Options,
    plan: Plan,
    /// What `check` will report, if nothing is written now.
    problems: Vec<Problem>,
}

impl Migration {
    fn read(project: &Project, options: Options, output: &Output) -> Result<Migration, Error> {
        let folder = Bases::new(output.folder(), None).folder(&project.root);
        let files = load::snapshot(&project.root).map_err(|problem| Error::from(&problem))?;
        let plan = migration::plan(&files, &options);
        Ok(Migration {
            root: project.root.clone(),
            folder,
            files,
            options,
            plan,
            problems: Vec::new(),
        })
    }

    fn exit(&self) -> Exit {
        if !self.plan.refusals.is_empty() {
            Exit::Error
        } else if self.plan.has_open_decisions() || !self.problems.is_empty() {
            Exit::Problems
        } else {
            Exit::Clean
        }
    }

    /// Makes the plan again, with more answers.
    fn answer(&mut self, options: Options) {
        self.plan = migration::plan(&self.files, &options);
        self.options = options;
    }

    /// An answer that changes nothing is probably misspelled, and a uid cannot be changed later. In a project that is
    /// converted already, and in one that is refused, none has an effect.
    fn refuse_unused_answers(&self) -> Result<(), Error> {
        if !self.plan.changes_anything() {
            return Ok(());
        }
        let mut unused = Vec::new();
        for (old, new) in &self.options.uids {
            let mut others = self.options.clone();
            others.uids.remove(old);
            if migration::plan(&self.files, &others) == self.plan {
                unused.push(printable::path(&format!("--uid {old}={new}")));
            }
        }
        if unused.is_empty() {
            return Ok(());
        }
        Err(Error::UnusedUid {
            flags: message::all_of(unused.iter().map(String::as_str)),
        })
    }
}

/// The folder of the one project at or below a path.
fn root(path: &Path) -> Result<PathBuf, Error> {
    project(path).map(|project| project.root)
}

/// The one project at or below a path.
fn project(path: &Path) -> Result<Project, Error> {
    let found = discover::at_or_below(path);
    let mut projects = found.projects;
    projects.retain(|project| project.manifest.is_some());
    if projects.len() > 1 {
        let roots = projects.iter().map(|project| &project.root);
        return Err(Error::several_projects(roots));
    }
    match (projects.pop(), found.problems.first()) {
        (Some(project), _) => Ok(project),
        (None, Some(problem)) => Err(problem.into()),
        (None, None) => Err(Error::NoProjectBelow {
            path: quoted_path(path),
        }),
    }
}
