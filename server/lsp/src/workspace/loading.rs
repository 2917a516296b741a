//! Updates from the loader.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use diagnostics::RelPath;
use project::Project;
use project::load::Link;

use super::{ProjectState, Workspace};
use crate::loader::{Generation, ReadSource, Scope};

impl Workspace {
    /// Takes a project that was read, unless a later generation of it is known. Open documents
    /// replace its files.
    pub(crate) fn loaded(&mut self, project: Project, generation: Generation) {
        let root = project.root.clone();
        if let Some(known) = self.projects.get(&root)
            && known.generation > generation
        {
            return;
        }
        let old = self.projects.remove(&root);
        let mut state = ProjectState::new(project, generation);
        for open in self.open.values_mut() {
            let Some(path) = &open.path else { continue };
            let Some(relative) = state.relative(path) else {
                continue;
            };
            open.is_ready = true;
            open.has_mark = state.has_mark(&relative);
            if self.open_paths.get(path) == Some(&open.uri) {
                state.overlay(&relative, open);
            }
            self.standalone.remove(&open.uri);
        }
        self.configure(&mut state.project);
        if let Some(old) = old {
            state.carry_over(old);
        }
        self.dirty.insert(root.clone());
        self.projects.insert(root, state);
    }

    /// Takes source files that were read because of an edit. Those that are known by now are newer.
    pub(crate) fn add_sources(&mut self, root: &Path, sources: Vec<ReadSource>) {
        let Some(state) = self.projects.get_mut(root) else {
            return;
        };
        for (path, read) in sources {
            if !state.project.has_read(&path) {
                state.put_source(path, read);
            }
        }
        self.dirty.insert(root.to_owned());
    }

    /// The source files to read because of edits, by the folders of their projects.
    pub(crate) fn take_unread_sources(&mut self) -> Vec<(PathBuf, BTreeSet<RelPath>)> {
        let mut unread = Vec::new();
        for (root, state) in &mut self.projects {
            let paths = std::mem::take(&mut state.unread_sources);
            if !paths.is_empty() {
                unread.push((root.clone(), paths));
            }
        }
        unread
    }

    /// Forgets the projects in these scopes that were not found.
    pub(crate) fn finished(
        &mut self,
        scopes: &BTreeSet<Scope>,
        roots: &BTreeSet<PathBuf>,
        generation: Generation,
    ) {
        let found: BTreeSet<PathBuf> = roots.iter().map(|root| self.resolved(root)).collect();
        let searched: Vec<Scope> = scopes
            .iter()
            .map(|scope| scope.map_path(|path| self.resolved(path)))
            .collect();
        let mut gone = Vec::new();
        for (root, state) in &self.projects {
            if state.generation >= generation || found.contains(root) {
                continue;
            }
            let is_loose = state.project.manifest.is_none();
            if searched
                .iter()
                .any(|scope| scope.covers(root, is_loose, &found))
            {
                gone.push(root.clone());
            }
        }
        for root in gone {
            self.forget(&root);
        }
        for scope in searched {
            if let Scope::Below(folder) = scope {
                self.searched.insert(folder);
            }
        }
        for open in self.open.values_mut() {
            // A file whose path changed in the meantime is read by its new path.
            if let Some(path) = open.path.clone()
                && scopes.contains(&Scope::Around(path))
            {
                open.is_ready = true;
                // It may no longer be in a project.
                open.is_changed = true;
            }
        }
    }

    pub(crate) fn forget(&mut self, root: &Path) {
        let Some(state) = self.projects.remove(root) else {
            return;
        };
        for path in state.diagnostics.keys() {
            self.stale.extend(self.uri(&root.join(path.as_str())));
        }
        for open in self.open.values_mut() {
            if let Some(path) = &open.path
                && path.starts_with(root)
            {
                open.is_changed = true;
            }
        }
    }

    /// Learns the link that the path of a project leads through. Returns what has to be read
    /// because of it.
    pub(crate) fn locate(
        &mut self,
        project: &Project,
        link: Option<Link>,
        folders: &[PathBuf],
    ) -> BTreeSet<Scope> {
        let is_new = self.names.links.learn(&project.root, link);
        if is_new {
            self.relocate(folders)
        } else {
            BTreeSet::new()
        }
    }

    /// Forgets removed links. Returns what has to be read because of it.
    pub(crate) fn unlink(&mut self, removed: &[Link], folders: &[PathBuf]) -> BTreeSet<Scope> {
        if self.names.links.forget(removed) {
            self.relocate(folders)
        } else {
            BTreeSet::new()
        }
    }

    pub(crate) fn links(&self) -> Vec<Link> {
        self.names.links.known()
    }

    /// The path by which a file or folder is known.
    pub(crate) fn resolved(&self, path: &Path) -> PathBuf {
        self.names.links.resolved(path)
    }

    /// Updates all paths for these workspace folders and the known links. Returns what has to be
    /// read because of it.
    pub(crate) fn relocate(&mut self, folders: &[PathBuf]) -> BTreeSet<Scope> {
        // Both the old and the new URIs of files are stale.
        self.publish_all();
        self.names.links.choose(folders, self.projects.keys());
        let mut scopes = BTreeSet::new();
        let roots: Vec<PathBuf> = self.projects.keys().cloned().collect();
        for root in roots {
            let resolved = self.resolved(&root);
            if resolved != root {
                self.forget(&root);
                scopes.insert(Scope::Below(resolved));
            }
        }
        self.relocate_open(&mut scopes);
        self.publish_all();
        scopes
    }

    fn relocate_open(&mut self, scopes: &mut BTreeSet<Scope>) {
        let mut documents = std::mem::take(&mut self.open);
        for open in documents.values_mut() {
            let path = self.names.path(&open.uri);
            if path != open.path {
                open.path = path;
                open.is_changed = true;
            }
            if let Some(path) = open.path.clone()
                && open.is_changed
            {
                self.update_open(open, &path);
                if !open.is_ready {
                    scopes.insert(Scope::Around(path));
                }
            }
        }
        // The URI that was used last wins.
        let mut by_use: Vec<_> = documents.values().collect();
        by_use.sort_by_key(|open| open.last_used);
        self.open_paths.clear();
        for open in by_use {
            if let Some(path) = &open.path {
                self.open_paths.insert(path.clone(), open.uri.clone());
            }
        }
        self.open = documents;
    }
}
