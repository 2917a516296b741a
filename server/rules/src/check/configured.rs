//! Applies the configuration to diagnostics: which are suppressed, which severities they get, and what is wrong with
//! `hsmeta.toml` itself.

use std::collections::{BTreeMap, BTreeSet};

use super::{presentable, sorted};
use crate::validate::remove_explained;
use crate::{Check, ConfigCx, renamed};
use analysis::secrets::Secrets;
use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath, Span};
use project::config::{Config, Ignore, Usage, Usages};
use project::facts::Facts;
use project::{Entry, Project};

/// The diagnostics about the configuration file; `usages` are the parts of it that had an effect on projects.
pub fn check_config(config: &Config, usages: &Usages) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if config.file.text.is_none() {
        return diagnostics;
    }
    let cx = ConfigCx {
        config: &config.file,
        usages,
    };
    for check in crate::checks() {
        if let Check::Config(check) = check {
            check(&cx, &mut diagnostics);
        }
    }
    let diagnostics = presentable(diagnostics, &Secrets::default());
    with_severities(config, sorted(diagnostics))
}

/// Removes the diagnostics that are ignored and gives the others the severities that are configured. `diagnostics` is sorted
/// by file. Returns with it the indices of the ignores that suppressed something.
pub(super) fn apply(
    project: &Project,
    diagnostics: Vec<Diagnostic>,
) -> (Vec<Diagnostic>, BTreeSet<usize>) {
    let mut used = BTreeSet::new();
    if project.config.is_default() {
        let mut diagnostics = diagnostics;
        remove_explained(&mut diagnostics);
        return (diagnostics, used);
    }
    let mut reported = Vec::new();
    for of_file in diagnostics.chunk_by(|one, other| one.file == other.file) {
        let ignores = ignores_of_file(project, &of_file[0].file);
        for diagnostic in of_file {
            let mut is_ignored = false;
            for ignore in &ignores {
                if ignore.suppresses(diagnostic) {
                    is_ignored = true;
                    used.insert(ignore.index);
                }
            }
            if !is_ignored {
                reported.push(diagnostic.clone());
            }
        }
    }
    let mut reported = with_severities(&project.config, reported);
    remove_explained(&mut reported);
    (reported, used)
}

/// Which parts of the configuration had an effect on a project; `ignores` suppressed something.
pub(super) fn usage(project: &Project, ignores: BTreeSet<usize>) -> Usage {
    let mut profiles = BTreeSet::new();
    for document in project.documents.values() {
        if let Facts::Profile(facts) = &document.facts {
            profiles.insert(facts.name.clone());
        }
    }
    Usage {
        folder: project
            .manifest
            .as_ref()
            .map(|_| project.path_from_config.clone()),
        ignores,
        unescaped_names: unescaped_names(project),
        profiles,
        is_sound: is_sound(project),
    }
}

/// The paths in the project, or to it, that the pattern of an ignore spells without matching them.
fn unescaped_names(project: &Project) -> BTreeMap<usize, RelPath> {
    let mut names = BTreeMap::new();
    for (index, ignore) in project.config.file.ignores.iter().enumerate() {
        let name = ignore.path.unescaped_name(|path| exists(project, path));
        if let Some(name) = name {
            names.insert(index, name);
        }
    }
    names
}

/// Whether a path, relative to the configuration, is in the project, the project itself, or a parent folder of it.
fn exists(project: &Project, path: &RelPath) -> bool {
    let project_path = &project.path_from_config;
    if path == project_path || project_path.below(path.as_str()).is_some() {
        return true;
    }
    path.below(project_path.as_str())
        .is_some_and(|path| project.entry(RelPath::new(path)).is_some())
}

/// Whether every file could be read and parsed, and no profile was chosen on the command line.
fn is_sound(project: &Project) -> bool {
    project.config.command_line.profile.is_none()
        && project
            .documents
            .values()
            .all(|document| document.syntax.errors.is_empty() || !document.kind.is_of_hubspot())
        && project
            .sources
            .values()
            .all(|source| !source.facts.is_incomplete)
        && project
            .entries
            .iter()
            .all(|(path, entry)| is_read(project, path, entry))
}

fn is_read(project: &Project, path: &RelPath, entry: &Entry) -> bool {
    match entry {
        Entry::Unreadable => false,
        Entry::File => {
            let is_of_hubspot = project.kind_of(path).is_some_and(FileKind::is_of_hubspot);
            !is_of_hubspot || project.documents.contains_key(path)
        }
        _ => true,
    }
}

/// An ignore whose path matches a file, with the part of the file that it is about.
struct FileIgnore<'c> {
    /// Its index in the configuration.
    index: usize,
    ignore: &'c Ignore,
    part: Span,
}

impl FileIgnore<'_> {
    fn suppresses(&self, diagnostic: &Diagnostic) -> bool {
        self.part.start <= diagnostic.span.start
            && diagnostic.span.end <= self.part.end
            && renamed::is_named(self.ignore, diagnostic.rule)
    }
}

fn ignores_of_file<'p>(project: &'p Project, file: &RelPath) -> Vec<FileIgnore<'p>> {
    let path = project
        .path_from_config
        .join(file.as_str())
        .unwrap_or_default();
    let syntax = project.documents.get(file).map(|document| &document.syntax);
    let mut ignores = Vec::new();
    for (index, ignore) in project.config.file.ignores.iter().enumerate() {
        if ignore.path.matches(&path)
            && let Some(part) = ignore.part_of(syntax)
        {
            ignores.push(FileIgnore {
                index,
                ignore,
                part,
            });
        }
    }
    ignores
}

/// The diagnostics with their configured severities, without those of rules that are turned off.
fn with_severities(config: &Config, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let severities = renamed::severities(config);
    diagnostics.retain_mut(|diagnostic| match severities.get(diagnostic.rule) {
        Some((Some(severity), _)) => {
            diagnostic.severity = *severity;
            true
        }
        Some((None, _)) => false,
        None => true,
    });
    diagnostics
}
