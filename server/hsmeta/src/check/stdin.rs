//! `check --stdin-filename PATH`: checks the text on stdin in the place of a file, which need not be there yet, in the
//! project of that file. For editors that save nothing before they check. Findings are those that stand in this file; what
//! they have to do with other files they say as always. With `--fix` the fixed text goes to stdout and the findings to
//! stderr; nothing is written.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::Run;
use super::end::Outcome;
use crate::output::Output;
use crate::paths::{Bases, normalized};
use crate::rendered::Rendered;
use crate::{CheckArguments, Exit, fix};
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, message};
use project::Project;
use project::document::Document;
use project::index::Index;
use project::load::{self, Found, LoadError};
use rules::check::{Checker, check_alone};
use rules::fix::Fixed;

pub(super) fn run(arguments: &CheckArguments, path: &Path, output: &mut Output) -> Exit {
    let limit = arguments.max_file_size.bytes();
    let bytes = match read(limit) {
        Ok(bytes) => bytes,
        Err(message) => {
            output.complain(&format!("cannot read stdin: {message}"));
            return Exit::Failure;
        }
    };
    let ready = Run::start(arguments, output).and_then(|run| {
        let path = normalized(&run.bases.here.join(path));
        let mut home =
            Home::of(&path, &bytes, limit).ok_or_else(|| nothing_to_check(&path, &run.bases))?;
        home.project.config.command_line = run.command_line.clone();
        Ok((run, path, home))
    });
    match ready {
        Ok((run, path, home)) => check(&run, path, home, &bytes, output),
        Err(message) => {
            if arguments.is_filter() {
                output.pass_on(&bytes);
            }
            output.complain(&message);
            Exit::Failure
        }
    }
}

fn nothing_to_check(path: &Path, bases: &Bases) -> String {
    let path: String = bases.shown(path).chars().map(message::visible).collect();
    format!("nothing to check: {path} is no file that HubSpot reads")
}

/// Checks the text, and reports. A filter passes it on first, so that the report goes to stderr.
fn check(run: &Run<'_>, path: PathBuf, home: Home, bytes: &[u8], output: &mut Output) -> Exit {
    let mut fixed = home.fixed(run);
    fixed
        .findings
        .retain(|diagnostic| diagnostic.file == home.file);
    if run.arguments.is_filter() {
        output.pass_on(text_of(&fixed).unwrap_or(bytes));
    }
    let mut checked = run.checked(&fixed, fix::kept(&fixed));
    checked.summary.files = 1;
    let mut rendered = Rendered::default();
    rendered.take(checked, run.most);
    let problems = home.problems;
    run.end(
        Outcome {
            rendered,
            problems,
            empty: Vec::new(),
            no_profile: None,
            checked: vec![path],
        },
        output,
    )
}

/// What has become of the text; `None` where it is as it came.
fn text_of(fixed: &Fixed) -> Option<&[u8]> {
    fixed
        .changes()
        .next()
        .map(|(_, new)| new.syntax.source().as_bytes())
}

/// Reads stdin, as far as a file would be read.
fn read(limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    io::stdin()
        .lock()
        .take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| error.to_string())?;
    if bytes.len() as u64 > limit {
        return Err(format!(
            "the text is longer than {limit} bytes; --max-file-size allows more"
        ));
    }
    Ok(bytes)
}

/// The project of the file, with the text in its place.
struct Home {
    project: Project,
    file: RelPath,
    /// Other files of the project that cannot be read.
    problems: Vec<LoadError>,
    /// Whether nothing is known of what lies around the file.
    is_alone: bool,
}

impl Home {
    /// Of the innermost project; `None` if it would not read such a file.
    fn of(path: &Path, bytes: &[u8], limit: u64) -> Option<Home> {
        let found = Mutex::new(Vec::new());
        load::discover_for_file(path, limit, &|one| {
            if let (Found::Project(project, problems), Ok(mut found)) = (one, found.lock()) {
                found.push((*project, problems));
            }
        });
        let around = found.into_inner().unwrap_or_default().into_iter();
        let around = around
            .filter_map(|(project, problems)| Some((relative(&project, path)?, project, problems)));
        let innermost = around.min_by_key(|(file, ..)| file.as_str().len());
        let is_alone = innermost.is_none();
        let (file, mut project, problems) = innermost.or_else(|| alone(path))?;
        let kind = project.kind_of(&file).filter(|_| project.reaches(&file))?;
        project.insert_unsaved(Document::from_bytes(file.clone(), kind, bytes.to_vec()));
        if !kind.is_of_hubspot() && !Index::new(&project).looks_at(&file) {
            return None;
        }
        let problems = problems
            .into_iter()
            .filter(|problem| problem.path != path)
            .collect();
        Some(Home {
            project,
            file,
            problems,
            is_alone,
        })
    }

    /// Checks the project, and mends the one file as asked.
    fn fixed(&self, run: &Run<'_>) -> Fixed {
        let mode = run.arguments.fixing.mode();
        let mut checker = Checker::default();
        let mut check = |project: &Project| {
            if self.is_alone {
                check_alone(project)
            } else {
                checker.check(project)
            }
        };
        let is_concerned = |file: &RelPath| *file == self.file;
        let is_reported =
            |project: &Project, found: &[Diagnostic]| run.are_reported(project, found);
        fix::fix(
            self.project.clone(),
            mode,
            &is_concerned,
            &is_reported,
            &mut check,
        )
    }
}

/// The place of a file in a project; loose files have only their own folder in common.
fn relative(project: &Project, path: &Path) -> Option<RelPath> {
    let file = RelPath::relative(&project.root, path)?;
    (project.manifest.is_some() || file.folder().is_empty()).then_some(file)
}

/// A file in a folder where nothing of ours is. A profile alone says nothing.
fn alone(path: &Path) -> Option<(RelPath, Project, Vec<LoadError>)> {
    let file = RelPath::new(path.file_name()?.to_str()?);
    let kind = FileKind::of(file.file_name()).filter(|kind| *kind != FileKind::Profile)?;
    let manifest = (kind == FileKind::Project).then(|| file.clone());
    Some((
        file,
        Project {
            root: path.parent()?.to_owned(),
            manifest,
            ..Project::default()
        },
        Vec::new(),
    ))
}
