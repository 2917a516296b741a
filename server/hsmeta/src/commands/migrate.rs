//! `hsmeta migrate`: the files of an old project in the current layout. `migration` plans; this prints the plan, asks, and has
//! it written.

mod ask;
mod compare;
mod compare_json;
mod diff;
mod json;
mod options;
mod text;
mod write;

use std::path::{Path, PathBuf};

pub(crate) use options::MigrateArguments;

use crate::arguments::ListFormat;
use crate::error::{Error, quoted_path};
use crate::output::Output;
use crate::paths::{Bases, Folder};
use crate::{Exit, discover, printable, transaction};
use migration::{Options, Plan, ProjectFiles};

pub(crate) fn run(arguments: &MigrateArguments, output: &mut Output) -> Exit {
    let migrated = if let Some(folders) = &arguments.compare {
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
    let root = root(&arguments.path)?;
    if transaction::is_unfinished(&root) {
        return Err(Error::UnfinishedMigration);
    }
    let migration = Migration::read(root, arguments.options())?;
    let plan = &migration.plan;
    migration.print_unused_answers(output);
    if arguments.diff {
        output.print(&diff::of(&migration));
        print_what_a_diff_has_not(plan, output);
    } else {
        match arguments.format {
            ListFormat::Text => text::print(&migration, arguments.verbose, None, output),
            ListFormat::Json => output.print(&json::document(&migration, None)),
        }
    }
    print_refusals(plan, output);
    Ok(exit(plan))
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
}

impl Migration {
    fn read(root: PathBuf, options: Options) -> Result<Migration, Error> {
        #[expect(
            clippy::disallowed_methods,
            reason = "paths are printed relative to the working directory"
        )]
        let working_directory = std::env::current_dir().unwrap_or_default();
        let folder = Bases::new(working_directory, None).folder(&root);
        let files = project::load::snapshot(&root).map_err(|problem| Error::from(&problem))?;
        let plan = migration::plan(&files, &options);
        Ok(Migration {
            root,
            folder,
            files,
            options,
            plan,
        })
    }

    /// Makes the plan again, with more answers.
    fn answer(&mut self, options: Options) {
        self.plan = migration::plan(&self.files, &options);
        self.options = options;
    }

    /// An answer that changes nothing is probably misspelled.
    fn print_unused_answers(&self, output: &mut Output) {
        for (old, new) in &self.options.uids {
            let mut others = self.options.clone();
            others.uids.remove(old);
            if migration::plan(&self.files, &others) == self.plan {
                let flag = printable::path(&format!("--uid {old}={new}"));
                output.note(&format!(
                    "`{flag}` has no effect: no converted component has this uid or path"
                ));
            }
        }
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
