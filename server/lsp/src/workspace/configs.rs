//! Configuration files. An open one replaces the file on disk for all projects below it. Its
//! diagnostics are known when all of these are checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use diagnostics::RelPath;
use project::Project;
use project::config::{Config, ConfigFile, NAMES, Usages};
use rules::check::check_config;
use tower_lsp_server::ls_types::Uri;

use super::{ProjectState, ProjectView, Workspace};
use crate::loader::Scope;

/// Whether a file is a configuration file of hsmeta.
pub(crate) fn is_config(path: &Path) -> bool {
    match path.file_name() {
        Some(name) => NAMES.iter().any(|known| name == *known),
        None => false,
    }
}

impl Workspace {
    /// What has to be read when a configuration file is created, changed or deleted: the projects
    /// below it.
    pub(crate) fn scopes_of_config(&self, path: &Path) -> BTreeSet<Scope> {
        let folder = path.parent().unwrap_or(path);
        let mut scopes = BTreeSet::new();
        for (root, state) in &self.projects {
            if root.starts_with(folder) {
                scopes.insert(self.scope_of_project(root, state));
            }
        }
        scopes
    }

    /// What has to be read when a file of imported schemas, or a folder of them, is created, changed or deleted: the projects
    /// whose `hsmeta.toml` is beside it. Those that it is in are read whichever of their files changes.
    pub(crate) fn scopes_of_schemas(&self, path: &Path) -> BTreeSet<Scope> {
        let mut scopes = BTreeSet::new();
        for (root, state) in &self.projects {
            let folder = state.project.config.file.schemas_folder();
            if path.parent() == Some(&folder) || folder.starts_with(path) {
                scopes.insert(self.scope_of_project(root, state));
            }
        }
        scopes
    }

    fn scope_of_project(&self, root: &Path, state: &ProjectState) -> Scope {
        match state.project.documents.keys().next() {
            Some(file) => self.scope_of(root.join(file.as_str())),
            None => Scope::Below(root.to_owned()),
        }
    }

    /// The folders of imported schemas that `hsmeta.toml` files name, relative to these files.
    pub(crate) fn schema_folders(&self) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        for state in self.projects.values() {
            if let Some((folder, _)) = &state.project.config.file.schemas {
                folders.insert(folder.to_string());
            }
        }
        folders
    }

    /// The URI of a file, with its version if it is open.
    pub(crate) fn file_uri(&self, path: &Path) -> Option<(Uri, Option<i32>)> {
        let version = self.open_at(path).map(|open| open.version);
        Some((self.uri(path)?, version))
    }

    /// Whether a document is checked: others never have diagnostics.
    pub(crate) fn is_checked(&self, uri: &Uri) -> bool {
        if self.view(uri).is_some() {
            return true;
        }
        let Some(path) = self.path(uri) else {
            return false;
        };
        let is_source = self
            .containing(&path)
            .iter()
            .any(|(view, path)| view.state.project.sources.contains_key(path));
        is_source || self.config_at(&path).is_some()
    }

    /// Forgets that everything below these folders has been read.
    pub(crate) fn forget_searched(&mut self, folders: &[PathBuf]) {
        self.searched
            .retain(|searched| !folders.iter().any(|folder| searched.starts_with(folder)));
    }

    /// Replaces the configuration of a project by that of an open document.
    pub(super) fn configure(&self, project: &mut Project) {
        if let Some(file) = self.open_config(project)
            && let Some(below) = RelPath::relative(&file.folder, &project.root)
        {
            project.configure(Arc::new(file), below);
        }
    }

    /// The open configuration file that is innermost for a project. The search ends at the one on
    /// disk.
    fn open_config(&self, project: &Project) -> Option<ConfigFile> {
        for folder in project.root.ancestors() {
            if !folder.starts_with(&project.config.file.folder) {
                break;
            }
            for name in NAMES {
                if let Some(open) = self.open_at(&folder.join(name)) {
                    let file = ConfigFile::parse(folder.to_owned(), open.text.contents());
                    return Some(file.named(name));
                }
            }
        }
        None
    }

    /// Configures the projects again whose configuration file was edited.
    pub(super) fn parse_configs(&mut self) {
        let mut folders = Vec::new();
        for open in self.open.values() {
            if open.is_changed
                && let Some(path) = &open.path
                && is_config(path)
                && let Some(folder) = path.parent()
            {
                folders.push(folder.to_owned());
            }
        }
        let mut projects = std::mem::take(&mut self.projects);
        for (root, state) in &mut projects {
            if folders.iter().any(|folder| root.starts_with(folder)) {
                self.configure(&mut state.project);
                state.is_dirty = true;
                self.dirty.insert(root.clone());
            }
        }
        self.projects = projects;
    }

    /// Checks the configuration files. Returns those whose diagnostics may have changed.
    pub(super) fn check_configs(&mut self) -> BTreeSet<PathBuf> {
        let mut new = BTreeMap::new();
        for (folder, (config, usages)) in self.config_usages() {
            let diagnostics = check_config(config, &usages);
            let state = ProjectState::of_config(config.clone(), diagnostics);
            new.insert(folder.clone(), state);
        }
        let old = std::mem::replace(&mut self.configs, new);
        let folders: BTreeSet<&PathBuf> = old.keys().chain(self.configs.keys()).collect();
        let mut changed = BTreeSet::new();
        for folder in folders {
            let (old, new) = (old.get(folder), self.configs.get(folder));
            if !is_same_config(old, new) {
                // Two paths if the file was renamed from `hsmeta.toml` to `.hsmeta.toml`, or the
                // other way around.
                for state in [old, new].into_iter().flatten() {
                    changed.extend(state.project.config.file.path());
                }
            }
        }
        changed
    }

    /// The configuration files of all projects by their folders, with their use in the last checks.
    fn config_usages(&self) -> BTreeMap<&PathBuf, (&Config, Usages)> {
        let mut configs: BTreeMap<&PathBuf, (&Config, Usages)> = BTreeMap::new();
        for state in self.projects.values() {
            let config = &state.project.config;
            if config.file.text.is_none() {
                continue;
            }
            let folder = &config.file.folder;
            let (_, usages) = configs.entry(folder).or_insert_with(|| {
                let usages = Usages {
                    projects: Vec::new(),
                    is_whole: self
                        .searched
                        .iter()
                        .any(|searched| folder.starts_with(searched)),
                };
                (config, usages)
            });
            usages.projects.push(state.usage.clone());
        }
        configs
    }

    /// The configuration file at a path, with its path in a project of its own.
    pub(super) fn config_at(&self, path: &Path) -> Option<(ProjectView<'_>, RelPath)> {
        let state = self.configs.get(path.parent()?)?;
        let file = &state.project.config.file;
        if file.path().as_deref() != Some(path) {
            return None;
        }
        Some((self.view_of(state), RelPath::new(file.name())))
    }
}

fn is_same_config(old: Option<&ProjectState>, new: Option<&ProjectState>) -> bool {
    match (old, new) {
        (Some(old), Some(new)) => {
            old.diagnostics == new.diagnostics
                && old.project.config.file.text == new.project.config.file.text
        }
        (None, None) => true,
        _ => false,
    }
}
