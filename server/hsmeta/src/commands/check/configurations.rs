//! The configuration files of a run, with their usage by its projects.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::error::did_you_mean;
use crate::paths::Bases;
use diagnostics::{Diagnostic, message};
use project::config::{Config, Usage, Usages};
use rules::check::check_config;

/// By the folders of the files.
#[derive(Default)]
pub(super) struct Configurations {
    known: BTreeMap<PathBuf, (Config, Usages)>,
}

impl Configurations {
    /// Adds the usage by a project.
    pub(super) fn add(&mut self, config: &Config, usage: Usage) {
        let (_, usages) = self
            .known
            .entry(config.file.folder.clone())
            .or_insert_with(|| (config.clone(), Usages::default()));
        usages.projects.push(usage);
    }

    /// The files with problems. The run has checked everything below `paths`.
    pub(super) fn check(
        &mut self,
        paths: &[PathBuf],
        bases: &Bases,
    ) -> Vec<(Config, Vec<Diagnostic>)> {
        let searched: Vec<PathBuf> = paths.iter().map(|path| bases.real(path)).collect();
        let mut checked = Vec::new();
        for (folder, (config, usages)) in &mut self.known {
            let folder = bases.real(folder);
            usages.is_whole = searched.iter().any(|path| folder.starts_with(path));
            let diagnostics = check_config(config, usages);
            if !diagnostics.is_empty() {
                checked.push((config.clone(), diagnostics));
            }
        }
        checked
    }

    pub(super) fn files(&self) -> impl Iterator<Item = PathBuf> {
        self.known
            .values()
            .filter_map(|(config, _)| config.file.path())
    }

    /// The message if no project has a profile of this name.
    pub(super) fn unknown_profile(&self, profile: &str) -> Option<String> {
        let names: BTreeSet<&str> = self
            .known
            .values()
            .flat_map(|(_, usages)| &usages.projects)
            .flat_map(|project| &project.profiles)
            .map(String::as_str)
            .collect();
        if names.contains(profile) || self.known.is_empty() {
            return None;
        }
        let available = if names.is_empty() {
            "no hsprofile.<name>.json found".to_owned()
        } else {
            format!("available: {}", message::all_of(names.iter().copied()))
        };
        let hint = did_you_mean(profile, names, available);
        let profile = message::quoted(profile);
        Some(format!("unknown profile {profile}; {hint}"))
    }
}
