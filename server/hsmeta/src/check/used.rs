//! The configuration files of a run, and what its projects made of them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::paths::Bases;
use diagnostics::{Diagnostic, message, suggest};
use project::config::{Config, Usage, Usages};
use rules::check::check_config;

/// The configurations by the folders of their files.
#[derive(Default)]
pub(super) struct Configs {
    known: BTreeMap<PathBuf, (Config, Usages)>,
}

impl Configs {
    /// Takes what a project made of its configuration.
    pub(super) fn add(&mut self, config: &Config, usage: Usage) {
        let new = || (config.clone(), Usages::default());
        self.known
            .entry(config.file.folder.clone())
            .or_insert_with(new)
            .1
            .projects
            .push(usage);
    }

    /// What is wrong with each file. `paths` are those that the run was about: it has seen all that lies below them.
    pub(super) fn check(
        &mut self,
        paths: &[PathBuf],
        bases: &Bases,
    ) -> Vec<(Config, Vec<Diagnostic>)> {
        let searched: Vec<PathBuf> = paths.iter().map(|path| bases.real(path)).collect();
        let check = |(folder, (config, usages)): (&PathBuf, &mut (Config, Usages))| {
            let folder = bases.real(folder);
            usages.is_whole = searched.iter().any(|path| folder.starts_with(path));
            (config.clone(), check_config(config, usages))
        };
        let checked = self.known.iter_mut().map(check);
        checked.filter(|(_, found)| !found.is_empty()).collect()
    }

    /// The files.
    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.known
            .values()
            .filter_map(|(config, _)| config.file.path())
    }

    /// What to say where no project has a profile of this name.
    pub(super) fn lacks(&self, profile: &str) -> Option<String> {
        let projects = self.known.values().flat_map(|(_, usages)| &usages.projects);
        let names: BTreeSet<&str> = projects
            .flat_map(|project| &project.profiles)
            .map(String::as_str)
            .collect();
        if names.contains(profile) || self.known.is_empty() {
            return None;
        }
        let hint = match suggest::nearest(profile, names.iter().copied()) {
            Some(near) => format!("did you mean {}?", message::quoted(near)),
            None if names.is_empty() => "there is no hsprofile.<name>.json".to_owned(),
            None => format!("there are {}", message::all_of(names)),
        };
        Some(format!(
            "no project has a profile {}; {hint}",
            message::quoted(profile)
        ))
    }
}
