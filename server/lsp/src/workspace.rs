//! The state of all files: the projects as they were read, with the texts of open documents in
//! place of those on disk, and their diagnostics. Nothing here reads files, sends messages or
//! waits.

mod configs;
mod file_names;
mod loading;
mod open_documents;
mod project_state;
mod symlinks;
mod view;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalog::FileKind;
use diagnostics::{Diagnostic, RelPath};
use project::is_set_aside;
use tower_lsp_server::ls_types::Uri;

use crate::document::OpenDocument;
use crate::loader::Scope;
use crate::uri;

pub(crate) use configs::is_config;
use file_names::FileNames;
use project_state::ProjectState;
pub(crate) use view::{ProjectView, TextCache};

#[derive(Default)]
pub(crate) struct Workspace {
    /// By their folders.
    projects: BTreeMap<PathBuf, ProjectState>,
    /// The configuration files of these projects, by their folders.
    configs: BTreeMap<PathBuf, ProjectState>,
    /// Folders below which everything has been read.
    searched: BTreeSet<PathBuf>,
    /// Open documents that are in no project, each in one of its own.
    standalone: BTreeMap<Uri, ProjectState>,
    open: BTreeMap<Uri, OpenDocument>,
    /// The URIs of open files. If a file is open under several URIs, the one that was used last.
    open_paths: BTreeMap<PathBuf, Uri>,
    /// Counts the uses of open documents.
    clock: u64,
    names: FileNames,
    /// The folders of projects that have to be checked.
    dirty: BTreeSet<PathBuf>,
    /// Documents whose diagnostics may differ from those published.
    stale: BTreeSet<Uri>,
}

impl Workspace {
    /// What to read to know the project of a file: the outermost known project that contains it, or
    /// else its surroundings.
    pub(crate) fn scope_of(&self, path: PathBuf) -> Scope {
        match self.outermost(&path) {
            Some(root) => Scope::Below(root.clone()),
            None => Scope::Around(path),
        }
    }

    /// The URI of a file: that of the client if it is open.
    fn uri(&self, path: &Path) -> Option<Uri> {
        match self.open_paths.get(path) {
            Some(uri) => Some(uri.clone()),
            None => self.names.uri(path),
        }
    }

    pub(crate) fn path(&self, uri: &Uri) -> Option<PathBuf> {
        self.names.path(uri)
    }

    /// Learns how the client spells the URI of a folder. Diagnostics that were published under
    /// other URIs move.
    pub(crate) fn learn_spelling(&mut self, folder: &str) {
        let unknown = self.names.unknown_folders(folder);
        if !unknown.is_empty() {
            self.publish_all();
            self.names.learn(unknown);
            self.publish_all();
        }
    }

    /// The projects that contain a file, innermost first, with its path in each.
    fn containing(&self, path: &Path) -> Vec<(ProjectView<'_>, RelPath)> {
        let mut containing = Vec::new();
        for root in path.ancestors().skip(1) {
            if let Some(state) = self.projects.get(root)
                && let Some(path) = state.relative(path)
            {
                containing.push((self.view_of(state), path));
            }
        }
        containing
    }

    /// The folder of the innermost project with `hsproject.json` that contains a file.
    pub(crate) fn project_root(&self, uri: &Uri) -> Option<PathBuf> {
        for (view, _) in self.containing(&self.path(uri)?) {
            let project = &view.state.project;
            if project.manifest.is_some() {
                return Some(project.root.clone());
            }
        }
        None
    }

    /// The folders of all projects.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &PathBuf> {
        self.projects.keys()
    }

    /// The folders of all projects with `hsproject.json`.
    pub(crate) fn project_roots(&self) -> impl Iterator<Item = &PathBuf> {
        self.projects
            .iter()
            .filter(|(_, state)| state.project.manifest.is_some())
            .map(|(root, _)| root)
    }

    /// The folder of the outermost project that contains a file. Files without `hsproject.json`
    /// above them have none.
    pub(crate) fn outermost(&self, path: &Path) -> Option<&PathBuf> {
        let mut outermost: Option<&PathBuf> = None;
        for folder in path.ancestors().skip(1) {
            let Some((root, state)) = self.projects.get_key_value(folder) else {
                continue;
            };
            if let Some(inner) = outermost
                && is_set_aside(inner, root)
            {
                break;
            }
            if state.project.manifest.is_some() {
                outermost = Some(root);
            }
        }
        outermost
    }

    /// The source folder of a project.
    pub(crate) fn source_folder(&self, root: &Path) -> Option<RelPath> {
        self.projects.get(root)?.source_folder()
    }

    /// The source folders of all projects.
    pub(crate) fn source_folders(&self) -> BTreeSet<String> {
        let mut folders = BTreeSet::new();
        for state in self.projects.values() {
            if let Some(folder) = state.source_folder() {
                folders.insert(folder.to_string());
            }
        }
        folders
    }

    /// Marks all documents as stale.
    pub(crate) fn publish_all(&mut self) {
        let mut stale = Vec::new();
        for (root, state) in self.projects.iter().chain(&self.configs) {
            for path in state.diagnostics.keys() {
                stale.extend(self.uri(&root.join(path.as_str())));
            }
        }
        self.stale.extend(stale);
        self.stale.extend(self.open.keys().cloned());
    }

    pub(crate) fn projects(&self) -> impl Iterator<Item = ProjectView<'_>> {
        self.projects.values().map(|state| self.view_of(state))
    }

    fn view_of<'w>(&'w self, state: &'w ProjectState) -> ProjectView<'w> {
        ProjectView {
            workspace: self,
            state,
            uri: None,
        }
    }

    fn standalone_view(&self, uri: &Uri) -> Option<(ProjectView<'_>, RelPath)> {
        let (uri, state) = self.standalone.get_key_value(uri)?;
        let path = state.project.documents.keys().next()?.clone();
        let view = ProjectView {
            workspace: self,
            state,
            uri: Some(uri),
        };
        Some((view, path))
    }

    /// The innermost project with a document, or the document alone.
    pub(crate) fn view(&self, uri: &Uri) -> Option<(ProjectView<'_>, RelPath)> {
        if let Some(path) = self.path(uri)
            && let Some(found) = self.innermost(&path)
        {
            return Some(found);
        }
        self.standalone_view(uri)
    }

    /// The innermost project that has read a file.
    fn innermost(&self, path: &Path) -> Option<(ProjectView<'_>, RelPath)> {
        self.containing(path).into_iter().find(|(view, path)| {
            let project = &view.state.project;
            project.documents.contains_key(path) || project.sources.contains_key(path)
        })
    }

    /// Parses the open documents that were edited.
    pub(crate) fn parse(&mut self) {
        self.parse_configs();
        for open in self.open.values_mut() {
            if !open.is_changed {
                continue;
            }
            open.is_changed = false;
            self.stale.insert(open.uri.clone());
            let mut is_in_project = false;
            if let Some(path) = &open.path {
                if self.open_paths.get(path) != Some(&open.uri) {
                    self.standalone.remove(&open.uri);
                    continue;
                }
                for root in path.ancestors().skip(1) {
                    if let Some(state) = self.projects.get_mut(root)
                        && let Some(path) = state.relative(path)
                    {
                        state.overlay(&path, open);
                        self.dirty.insert(root.to_owned());
                        is_in_project = true;
                    }
                }
            }
            if is_in_project {
                self.standalone.remove(&open.uri);
            } else if open.is_ready {
                parse_standalone(&mut self.standalone, open);
            }
        }
    }

    /// Checks the dirty projects, then the configuration files and standalone documents.
    pub(crate) fn check(&mut self) {
        let mut changed = Vec::new();
        for root in std::mem::take(&mut self.dirty) {
            if let Some(state) = self.projects.get_mut(&root) {
                for path in state.check() {
                    changed.push(root.join(path.as_str()));
                }
            }
        }
        changed.extend(self.check_configs());
        for path in changed {
            self.stale.extend(self.uri(&path));
        }
        for state in self.standalone.values_mut() {
            if state.is_dirty {
                state.check_standalone();
            }
        }
    }

    /// Takes the stale documents, except those whose project is not known yet.
    pub(crate) fn take_stale(&mut self) -> Vec<Uri> {
        let mut stale = Vec::new();
        for uri in std::mem::take(&mut self.stale) {
            match self.open.get(&uri) {
                Some(open) if !open.is_ready => {
                    self.stale.insert(uri);
                }
                _ => stale.push(uri),
            }
        }
        stale
    }

    /// The diagnostics of a document, with the projects that they come from. An open file has them
    /// only under its current URI.
    pub(crate) fn diagnostics(&self, uri: &Uri) -> Vec<(ProjectView<'_>, &Diagnostic)> {
        let mut views = Vec::new();
        if let Some(path) = self.path(uri) {
            if self.uri(&path).as_ref() != Some(uri) {
                return Vec::new();
            }
            views = self.containing(&path);
            views.extend(self.config_at(&path));
        }
        if views.is_empty() {
            views.extend(self.standalone_view(uri));
        }
        let mut diagnostics = Vec::new();
        for (view, path) in views {
            for diagnostic in view.state.diagnostics.get(&path).into_iter().flatten() {
                diagnostics.push((view, diagnostic));
            }
        }
        diagnostics
    }

    /// Parses all open documents again, because a panic may have left inconsistent state.
    pub(crate) fn reset(&mut self) {
        for open in self.open.values_mut() {
            open.is_changed = true;
        }
    }
}

fn parse_standalone(standalone: &mut BTreeMap<Uri, ProjectState>, open: &OpenDocument) {
    let name = match &open.path {
        Some(path) => path.to_string_lossy().into_owned(),
        None => uri::document_name(&open.uri),
    };
    let path = RelPath::new("")
        .join_written(&name)
        .unwrap_or_else(|| RelPath::new("unnamed"));
    let Some(kind) = FileKind::of(path.file_name()) else {
        return;
    };
    // The command line does not check profiles outside of a project either.
    if kind == FileKind::Profile && open.path.is_some() {
        return;
    }
    let state = standalone.entry(open.uri.clone()).or_default();
    state.put(open.parse(path, kind));
}
