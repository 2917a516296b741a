//! Configuration files: the open text of one stands in the place of the file for all projects below it, and the findings
//! about it are known when all of these are checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::Uri;

use super::super::loader::Scope;
use super::{Held, View, Workspace};
use diagnostics::RelPath;
use project::Project;
use project::config::{Config, ConfigFile, NAMES, Usages};
use rules::check::check_config;

/// Whether a file is one of configuration.
pub fn is_config(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| NAMES.iter().any(|known| name == *known))
}

impl Workspace {
    /// What to read again when a configuration file came, changed or went: the projects that it may be for.
    pub fn below(&self, path: &Path) -> BTreeSet<Scope> {
        let folder = path.parent().unwrap_or(path);
        let below = self
            .projects
            .iter()
            .filter(|(root, _)| root.starts_with(folder));
        let scope = |(root, held): (&PathBuf, &Held)| match held.project.documents.keys().next() {
            Some(file) => self.scope_of(root.join(file.as_str())),
            None => Scope::Below(root.clone()),
        };
        below.map(scope).collect()
    }

    /// The name of a file, with its version where it is open.
    pub fn named(&self, path: &Path) -> Option<(Uri, Option<i32>)> {
        Some((
            self.uri(path)?,
            self.opened_at(path).map(|open| open.version),
        ))
    }

    /// Whether anything is ever said about this file.
    pub fn is_ours(&self, uri: &Uri) -> bool {
        let is_config = || {
            self.path(uri)
                .is_some_and(|path| self.config_at(&path).is_some())
        };
        self.view(uri).is_some() || is_config()
    }

    /// Forgets that everything below these folders was read.
    pub fn leave(&mut self, folders: &[PathBuf]) {
        self.searched
            .retain(|searched| !folders.iter().any(|folder| searched.starts_with(folder)));
    }

    /// Gives a project the open text that stands in the place of its configuration file, or nearer than that.
    pub(super) fn configure(&self, project: &mut Project) {
        let Some(file) = self.open_config(project) else {
            return;
        };
        let Some(below) = RelPath::relative(&file.folder, &project.root) else {
            return;
        };
        project.configure(Arc::new(file), below);
    }

    /// The open configuration file that is nearest to a project, and not further away than the one on the disk.
    fn open_config(&self, project: &Project) -> Option<ConfigFile> {
        let end = &project.config.file.folder;
        for folder in project
            .root
            .ancestors()
            .take_while(|folder| folder.starts_with(end))
        {
            for name in NAMES {
                if let Some(open) = self.opened_at(&folder.join(name)) {
                    return Some(
                        ConfigFile::parse(folder.to_owned(), open.text.contents()).named(name),
                    );
                }
            }
        }
        None
    }

    /// Puts configuration files that were typed in into the projects.
    pub(super) fn parse_configs(&mut self) {
        let changed = self
            .open
            .values()
            .filter(|open| open.is_changed)
            .filter_map(|open| open.path.as_deref());
        let folders: Vec<PathBuf> = changed
            .filter(|path| is_config(path))
            .filter_map(|path| Some(path.parent()?.to_owned()))
            .collect();
        let mut projects = std::mem::take(&mut self.projects);
        for folder in &folders {
            for (root, held) in projects
                .iter_mut()
                .filter(|(root, _)| root.starts_with(folder))
            {
                self.configure(&mut held.project);
                held.is_dirty = true;
                self.dirty.insert(root.clone());
            }
        }
        self.projects = projects;
    }

    /// Checks the configuration files. Returns those whose findings may be others than before.
    pub(super) fn check_configs(&mut self) -> Vec<PathBuf> {
        let mut wanted: BTreeMap<&PathBuf, (&Config, Usages)> = BTreeMap::new();
        for held in self
            .projects
            .values()
            .filter(|held| held.project.config.file.text.is_some())
        {
            let config = &held.project.config;
            let folder = &config.file.folder;
            let is_whole = self
                .searched
                .iter()
                .any(|searched| folder.starts_with(searched));
            let new = || {
                (
                    config,
                    Usages {
                        projects: Vec::new(),
                        is_whole,
                    },
                )
            };
            wanted
                .entry(folder)
                .or_insert_with(new)
                .1
                .projects
                .push(held.usage.clone());
        }
        let held = |(folder, (config, usages)): (&PathBuf, (&Config, Usages))| {
            (
                folder.clone(),
                Held::of_config(config.clone(), check_config(config, &usages)),
            )
        };
        let new = wanted.into_iter().map(held).collect();
        let old = std::mem::replace(&mut self.configs, new);
        let folders: BTreeSet<&PathBuf> = old.keys().chain(self.configs.keys()).collect();
        let text =
            |held: Option<&Held>| held.and_then(|held| held.project.config.file.text.clone());
        let mut changed = BTreeSet::new();
        for folder in folders {
            let (old, new) = (old.get(folder), self.configs.get(folder));
            if old.map(|held| &held.findings) != new.map(|held| &held.findings)
                || text(old) != text(new)
            {
                // Two where the file has got its other name.
                let both = [old, new].into_iter().flatten();
                changed.extend(both.filter_map(|held| held.project.config.file.path()));
            }
        }
        changed.into_iter().collect()
    }

    /// The configuration file at this place, with the path of it in its own project.
    pub(super) fn config_at(&self, path: &Path) -> Option<(View<'_>, RelPath)> {
        let held = self.configs.get(path.parent()?)?;
        let file = &held.project.config.file;
        if file.path().as_deref() != Some(path) {
            return None;
        }
        Some((
            View {
                workspace: self,
                held,
                uri: None,
            },
            RelPath::new(file.name()),
        ))
    }
}
