//! `check --stdin-filename PATH`: checks the text on stdin as the content of a file, which need not exist, in the project of
//! that file; for editors that check before they save. Diagnostics are those in this file. With `--fix` the fixed text
//! goes to stdout and the report to stderr; nothing is written.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::Run;
use super::finish::Outcome;
use crate::Exit;
use crate::arguments::CheckArguments;
use crate::error::Error;
use crate::fix;
use crate::output::Output;
use crate::output_buffer::OutputBuffer;
use crate::paths::normalized;
use crate::printable;
use analysis::code::CodeCounts;
use catalog::{FileKind, is_source};
use diagnostics::RelPath;
use fixer::Fixed;
use project::Project;
use project::document::Document;
use project::index::Index;
use project::load::{self, Found, LoadError};
use project::source_file::SourceFile;
use rules::check::{Checker, check_alone};

pub(super) fn run(arguments: &CheckArguments, path: &Path, output: &mut Output) -> Exit {
    let bytes = match read(arguments.max_file_size.bytes()) {
        Ok(bytes) => bytes,
        Err(error) => {
            output.error(&error.to_string());
            return Exit::Error;
        }
    };
    let checked = Run::start(arguments, output).and_then(|run| {
        let path = normalized(&run.bases.working_directory.join(path));
        let context = StdinFile::new(&run, &path, &bytes)?;
        Ok(check(&run, path, context, &bytes, output))
    });
    match checked {
        Ok(exit) => exit,
        Err(error) => {
            if arguments.is_filter() {
                output.pass_through(&bytes);
            }
            output.error(&error.to_string());
            Exit::Error
        }
    }
}

/// Checks the text, and reports. A filter prints the text first, so that the report goes to stderr.
fn check(
    run: &Run<'_>,
    path: PathBuf,
    stdin: StdinFile,
    bytes: &[u8],
    output: &mut Output,
) -> Exit {
    let (mut fixed, code) = stdin.fix(run);
    fixed
        .diagnostics
        .retain(|diagnostic| diagnostic.file == stdin.file);
    if run.arguments.is_filter() {
        match fixed.changes().next() {
            Some((_, new)) => output.pass_through(new.text().as_bytes()),
            None => output.pass_through(bytes),
        }
    }
    let mut rendered = run.render(&fixed, fix::skipped(&fixed));
    rendered.summary.files = 1;
    rendered.summary.code = code;
    let mut buffer = OutputBuffer::new(run.max_diagnostics);
    buffer.push(rendered);
    let outcome = Outcome {
        problems: stdin.problems,
        checked: vec![path],
        ..Outcome::new(buffer)
    };
    run.finish(outcome, output)
}

fn read(limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Error::StdinTooLong { limit });
    }
    Ok(bytes)
}

/// The project of the file, with the text of stdin.
struct StdinFile {
    project: Project,
    file: RelPath,
    /// Other files of the project that could not be read.
    problems: Vec<LoadError>,
    /// Whether the file is in no project and next to no other file.
    is_alone: bool,
}

impl StdinFile {
    fn new(run: &Run<'_>, path: &Path, bytes: &[u8]) -> Result<StdinFile, Error> {
        let limit = run.arguments.max_file_size.bytes();
        match StdinFile::load(path, bytes, limit) {
            Some(mut stdin) => {
                run.configure(&mut stdin.project);
                Ok(stdin)
            }
            None => Err(Error::NotRead {
                path: printable::path(&run.bases.shown(path)),
            }),
        }
    }

    /// In the innermost project; `None` if HubSpot would not read such a file.
    fn load(path: &Path, bytes: &[u8], limit: u64) -> Option<StdinFile> {
        let found = innermost(path, limit);
        let is_alone = found.is_none();
        let (file, mut project, mut problems) = match found {
            Some(found) => found,
            None => {
                let (file, project) = alone(path)?;
                (file, project, Vec::new())
            }
        };
        if !project.reaches(&file) {
            return None;
        }
        if is_source(file.file_name()) && !is_alone {
            project.insert_file(&file);
            project.insert_source(file.clone(), SourceFile::from_bytes(file.clone(), bytes));
        } else {
            let kind = project.kind_of(&file)?;
            project.insert_unsaved(Document::from_bytes(file.clone(), kind, bytes));
            if !kind.is_of_hubspot() && !Index::new(&project).looks_at(&file) {
                return None;
            }
        }
        // The text may import files that the file on disk does not.
        load::read_sources(&mut project, limit);
        problems.retain(|problem| problem.path != path);
        Some(StdinFile {
            project,
            file,
            problems,
            is_alone,
        })
    }

    /// Checks the project, and fixes this file only.
    fn fix(&self, run: &Run<'_>) -> (Fixed, CodeCounts) {
        let mut checker = Checker::default();
        let mut code = CodeCounts::default();
        let mut check = |project: &Project| {
            if self.is_alone {
                check_alone(project)
            } else {
                let report = checker.report(project);
                code = report.code;
                report.diagnostics
            }
        };
        let fixed = fix::fix(
            self.project.clone(),
            run.arguments.fixing.mode(),
            &|file| *file == self.file,
            &|project, diagnostics| run.are_reported(project, diagnostics),
            &mut check,
        );
        (fixed, code)
    }
}

type FileInProject = (RelPath, Project, Vec<LoadError>);

/// The innermost project that contains a file, with the problems of loading it.
fn innermost(path: &Path, limit: u64) -> Option<FileInProject> {
    let found = Mutex::new(Vec::new());
    load::discover_for_file(path, limit, &|one| {
        if let Found::Project(project, problems) = one
            && let Some(file) = path_in(&project, path)
        {
            let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
            found.push((file, *project, problems));
        }
    });
    let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found
        .into_iter()
        .min_by_key(|(file, ..)| file.as_str().len())
}

/// The path of a file in a project. Files outside of projects are grouped by folder only.
fn path_in(project: &Project, path: &Path) -> Option<RelPath> {
    let file = RelPath::relative(&project.root, path)?;
    if project.manifest.is_some() || file.folder().is_empty() {
        Some(file)
    } else {
        None
    }
}

/// A project of this file alone. A profile says nothing without a project.
fn alone(path: &Path) -> Option<(RelPath, Project)> {
    let file = RelPath::new(path.file_name()?.to_str()?);
    let manifest = match FileKind::of(file.file_name())? {
        FileKind::Profile => return None,
        FileKind::Project => Some(file.clone()),
        _ => None,
    };
    let project = Project {
        root: path.parent()?.to_owned(),
        manifest,
        ..Project::default()
    };
    Some((file, project))
}
