//! `hsmeta changes`: what a deploy changes, and nothing else that `check --since` reports.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::check;
use crate::arguments::{CheckArguments, FailOn, MinSeverity};
use crate::error::Error;
use crate::output::Output;
use crate::overrides::Overrides;
use crate::schemas_folder::SchemasOption;
use crate::since::Since;
use crate::size::Size;
use crate::{Exit, fix, format, printable};
use project::load;

pub(crate) const HELP: &str = "Print only what a deploy of the current project changes, compared with a git ref

The ref has to be what is deployed. Who has installed the app is not known: the severities assume that somebody has. \
`hsmeta check --since` reports the same with all other problems.";

#[derive(clap::Args)]
pub(crate) struct ChangesArguments {
    /// A branch, a tag or a commit: what is deployed
    #[arg(value_name = "REF")]
    reference: String,
    /// A project, a path in one, or a folder with projects
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,
    /// Output format
    #[arg(long, value_parser = format::parser(), default_value = format::DEFAULT)]
    format: &'static format::Format,
    /// Print changes of this severity and above
    #[arg(long, value_enum, default_value_t = MinSeverity::Info, value_name = "SEVERITY")]
    min_severity: MinSeverity,
    /// Exit with 1 if there are changes of this severity and above
    #[arg(long, value_enum, default_value_t = FailOn::Warning, value_name = "SEVERITY")]
    fail_on: FailOn,
    #[command(flatten)]
    overrides: Overrides,
}

pub(crate) fn run(arguments: ChangesArguments, output: &mut Output) -> Exit {
    let since = Since::new(&arguments.reference, Size::DEFAULT.bytes());
    match compared_with(&since, &arguments.path) {
        Ok(line) if arguments.format.is_text() => output.print(&line),
        Ok(_) => {}
        Err(error) => {
            output.error(&error.to_string());
            return Exit::Error;
        }
    }
    let arguments = CheckArguments {
        paths: vec![arguments.path],
        stdin_filename: None,
        since: Some(arguments.reference),
        changes_only: true,
        selected_fixes: None,
        asked: Some(Arc::new(since)),
        fixing: fix::FixArguments::default(),
        format: arguments.format,
        output: None,
        max_diagnostics: None,
        max_file_size: Size::DEFAULT,
        min_severity: arguments.min_severity,
        fail_on: arguments.fail_on,
        overrides: arguments.overrides,
        schemas: SchemasOption::default(),
        allow_empty: false,
        baseline: None,
        update_baseline: false,
        watch: false,
        quiet: false,
        verbose: false,
    };
    check::run(&arguments, output)
}

/// The line about the ref, before anything is compared with it.
fn compared_with(since: &Since, path: &Path) -> Result<String, Error> {
    let folder = load::canonical(path).map_err(|problem| Error::from(&problem))?;
    let at = since.at(&folder)?;
    let shown = printable::line(&since.shown());
    let commit = at.short_commit();
    Ok(format!(
        "compared with {shown} ({commit}), which has to be what is deployed\n\n"
    ))
}
