//! What the configuration makes of diagnostics: which are left out, which severities they get, and what is wrong with
//! `hsmeta.toml` itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{presentable, sorted};
use crate::{Check, ConfigCx, renamed};
use analysis::secrets::Secrets;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{Config, Ignore, Usage, Usages};
use project::facts::Facts;
use project::{Entry, Project};

/// What is wrong with the configuration file itself, and with what it says, after `usages` is all that projects made of it.
pub fn check_config(config: &Config, usages: &Usages) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if config.file.text.is_none() {
        return found;
    }
    let cx = ConfigCx {
        config: &config.file,
        usages,
    };
    for check in crate::checks() {
        if let Check::Config(check) = check {
            check(&cx, &mut found);
        }
    }
    with_severities(config, sorted(presentable(found, &Secrets::default())))
}

/// Leaves out what is ignored and gives the rest the severities that are configured. `found` is sorted by file. Returns
/// with it which ignores were of use, by their places in the list.
pub(super) fn apply(
    project: &Project,
    found: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let mut used = BTreeSet::new();
    if project.config.is_default() {
        return (found, used);
    }
    let mut left = Vec::new();
    for of_file in found.chunk_by(|one, other| one.file == other.file) {
        let bearing = bearing_on(project, &of_file[0].file);
        for finding in of_file {
            let ignoring = bearing
                .iter()
                .filter(|one| one.is_about(finding))
                .map(|one| one.number);
            let ignoring: Vec<usize> = ignoring.collect();
            if ignoring.is_empty() {
                left.push(finding.clone());
            }
            used.extend(ignoring);
        }
    }
    (with_severities(&project.config, left), used)
}

/// What a project says about its configuration, after these ignores were of use.
pub(super) fn usage(project: &Project, ignores: BTreeSet<usize>) -> Usage {
    let profiles = project
        .documents
        .values()
        .filter_map(|document| match &document.facts {
            Facts::Profile(facts) => Some(facts.name.clone()),
            _ => None,
        });
    Usage {
        folder: project
            .manifest
            .as_ref()
            .map(|_| project.path_from_config.clone()),
        ignores,
        unescaped_names: unescaped_names(project),
        profiles: profiles.collect(),
        is_sound: is_sound(project),
    }
}

/// What is in the project, or is a folder around it, and looks like the pattern of an ignore.
fn unescaped_names(project: &Project) -> BTreeMap<usize, RelPath> {
    let way = &project.path_from_config;
    let is_there = |path: &RelPath| {
        let is_around = path == way || way.below(path.as_str()).is_some();
        is_around
            || path
                .below(way.as_str())
                .is_some_and(|path| project.entry(&RelPath::new(path)).is_some())
    };
    let ignores = project.config.file.ignores.iter().enumerate();
    ignores
        .filter_map(|(number, ignore)| Some((number, ignore.path.unescaped_name(is_there)?)))
        .collect()
}

/// Whether every file could be read and understood, with every profile that is configured.
fn is_sound(project: &Project) -> bool {
    let is_read = |(path, entry): (&RelPath, &Entry)| match entry {
        Entry::Unreadable => false,
        Entry::File => {
            let is_wanted = project.kind_of(path).is_some_and(FileKind::is_of_hubspot);
            !is_wanted || project.documents.contains_key(path)
        }
        _ => true,
    };
    project.config.command_line.profile.is_none()
        && project
            .documents
            .values()
            .all(|document| document.syntax.errors.is_empty() || !document.kind.is_of_hubspot())
        && project.entries.iter().all(is_read)
}

/// An ignore that bears on a file, with the part of the file that it is about.
struct Bearing<'c> {
    number: usize,
    ignore: &'c Ignore,
    part: Span,
}

impl Bearing<'_> {
    fn is_about(&self, finding: &Diagnostic) -> bool {
        let is_within = self.part.start <= finding.span.start && finding.span.end <= self.part.end;
        is_within && renamed::is_named(self.ignore, finding.rule)
    }
}

fn bearing_on<'p>(project: &'p Project, file: &RelPath) -> Vec<Bearing<'p>> {
    let path = project
        .path_from_config
        .join(file.as_str())
        .unwrap_or_default();
    let syntax = project.documents.get(file).map(|document| &document.syntax);
    let ignores = project
        .config
        .file
        .ignores
        .iter()
        .enumerate()
        .filter(|(_, ignore)| ignore.path.matches(&path));
    let bearing = |(number, ignore): (usize, &'p Ignore)| {
        Some(Bearing {
            number,
            ignore,
            part: ignore.part_of(syntax)?,
        })
    };
    ignores.filter_map(bearing).collect()
}

fn with_severities(config: &Config, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let severities = renamed::severities(config);
    let configured = |finding: Diagnostic| match severities.get(finding.rule) {
        Some((severity, _)) => severity.map(|severity| Diagnostic {
            severity,
            ..finding
        }),
        None => Some(finding),
    };
    found.into_iter().filter_map(configured).collect()
}
