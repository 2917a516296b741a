//! `migrate --write`: asks, writes, and checks the result.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use clap::Parser;

use super::{MigrateArguments, Migration, ask, json, print_refusals, project, text};
use crate::Exit;
use crate::arguments::{Arguments, Command, ListFormat};
use crate::commands::check;
use crate::error::Error;
use crate::git::{self, GitError, WorkTree};
use crate::output::Output;
use crate::transaction::{self, Recovered, Removed, WriteError, Written};
use diagnostics::{RelPath, message};
use migration::Plan;

pub(super) fn run(arguments: &MigrateArguments, output: &mut Output) -> Result<Exit, Error> {
    let project = project(&arguments.path)?;
    recover(&project.root, output)?;
    // Asked before the files are read: what is committed must not be older than what is read.
    let work_tree = git::work_tree(&project.root);
    let mut migration = Migration::read(&project, arguments.options(), output)?;
    if migration.plan.changes_anything() {
        require_clean(&work_tree, &migration.plan, arguments)?;
        migration.refuse_unused_answers()?;
        if arguments.format == ListFormat::Text && ask::is_possible(&migration, output) {
            text::print(&migration, arguments.verbose, text::When::Asked, output);
            ask::open_decisions(&mut migration, output)?;
        }
    }
    if !migration.plan.refusals.is_empty() {
        if arguments.format == ListFormat::Json {
            output.print(&json::document(&migration, None));
        }
        print_refusals(&migration.plan, output);
        return Ok(Exit::Error);
    }
    if migration.plan.is_empty() && arguments.format == ListFormat::Text {
        text::print(&migration, arguments.verbose, text::When::Planned, output);
        return Ok(Exit::Clean);
    }
    let mut written = None;
    if migration.plan.changes_anything() {
        written = Some(write(&migration, work_tree.ok())?);
    }
    finish(arguments, &migration, written.as_ref(), output)
}

fn recover(root: &Path, output: &mut Output) -> Result<(), Error> {
    match transaction::recover(root)? {
        Recovered::Nothing => {}
        Recovered::Finished => output.note("an interrupted migration was finished"),
        Recovered::Restored { not_found } if not_found.is_empty() => {
            output
                .note("an interrupted migration was undone: all files are as they were before it");
        }
        Recovered::Restored { not_found } => {
            let files = message::all_of(not_found.iter().map(RelPath::as_str));
            output.note(&format!(
                "an interrupted migration was undone; these files were removed since: {files}"
            ));
        }
    }
    Ok(())
}

/// Without `--allow-dirty`, git must be able to bring back everything.
fn require_clean(
    work_tree: &Result<WorkTree, GitError>,
    plan: &Plan,
    arguments: &MigrateArguments,
) -> Result<(), Error> {
    if arguments.allow_dirty {
        return Ok(());
    }
    match work_tree {
        Ok(WorkTree::Outside) => Err(Error::NoRepository),
        Ok(WorkTree::Inside { changed, .. }) if !changed.is_empty() => Err(Error::Uncommitted {
            files: message::all_of(changed.iter().map(RelPath::as_str)),
        }),
        Ok(work_tree) => match &work_tree.not_committed(plan)[..] {
            [] => Ok(()),
            files => Err(Error::NotCommitted {
                files: message::all_of(files.iter().map(RelPath::as_str)),
            }),
        },
        Err(error) => Err(Error::Git {
            reason: error.to_string(),
        }),
    }
}

fn write(migration: &Migration, work_tree: Option<WorkTree>) -> Result<Written, WriteError> {
    let committed = match work_tree {
        Some(WorkTree::Inside { committed, .. }) => committed,
        _ => BTreeSet::new(),
    };
    let removed = Removed {
        committed: &committed,
        folder: leftover(migration),
    };
    transaction::write(&migration.root, &migration.files, &migration.plan, &removed)
}

/// Beside the source folder. If that is the folder of the project, the name begins with a dot: HubSpot's CLI uploads no
/// hidden folders.
fn leftover(migration: &Migration) -> &'static str {
    if migration.plan.src.as_str().is_empty() {
        ".migrate-leftover"
    } else {
        "migrate-leftover"
    }
}

/// Prints what was done, and checks the result.
fn finish(
    arguments: &MigrateArguments,
    migration: &Migration,
    written: Option<&Written>,
    output: &mut Output,
) -> Result<Exit, Error> {
    let checked = match arguments.format {
        ListFormat::Text => {
            let done = written.map(|written| done(migration, written));
            let when = match &done {
                Some(done) => text::When::Written(done),
                None => text::When::Planned,
            };
            text::print(migration, arguments.verbose, when, output);
            output.print("\n");
            check_result(&migration.root, "text", output)
        }
        ListFormat::Json => {
            let (checked, report) =
                output.capture(|output| check_result(&migration.root, "json", output));
            let result = json::Result {
                written,
                check: &report,
            };
            output.print(&json::document(migration, Some(&result)));
            checked
        }
    };
    Ok(checked.max(migration.exit()))
}

/// What the plan does not say about what was written.
fn done(migration: &Migration, written: &Written) -> String {
    let mut text = "The files are written.".to_owned();
    if !migration.plan.by_hand.is_empty() {
        text.push_str(" What is listed under \"By hand\" is not done.");
    }
    if let Some((_, to)) = written.set_aside.first() {
        let files = message::count(written.set_aside.len(), "old file");
        let folder = to.as_str().split('/').next().unwrap_or_default();
        text.push_str(&format!(
            " In `{folder}`: {files} that git cannot bring back."
        ));
    }
    if !written.folders_left.is_empty() {
        let folders = message::all_of(written.folders_left.iter().map(RelPath::as_str));
        text.push_str(&format!(" Old folders that are not empty: {folders}."));
    }
    if let Some(reason) = &written.not_deleted {
        text.push_str(&format!(" Not deleted: {reason}."));
    }
    text
}

/// `hsmeta check` of a project, with its default options.
fn check_result(root: &Path, format: &str, output: &mut Output) -> Exit {
    let arguments: [&OsStr; 6] = [
        "hsmeta".as_ref(),
        "check".as_ref(),
        "--format".as_ref(),
        format.as_ref(),
        "--".as_ref(),
        root.as_os_str(),
    ];
    match Arguments::try_parse_from(arguments) {
        Ok(Arguments {
            command: Command::Check(arguments),
            ..
        }) => check::run_project(&arguments, root, output),
        _ => Exit::Error,
    }
}
