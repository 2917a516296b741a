//! What the loader has read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::Uri;

use super::super::loader::{Scope, Stamp};
use super::{Held, Workspace};
use diagnostics::RelPath;
use project::Project;
use project::load::Link;

impl Workspace {
    /// Takes a project that was read, unless a later reading came first. Open texts stay in their places.
    pub fn loaded(&mut self, project: Project, stamp: Stamp) {
        let root = project.root.clone();
        let old = self.projects.remove(&root);
        if old.as_ref().is_some_and(|old| old.stamp > stamp) {
            self.projects.extend(old.map(|old| (root, old)));
            return;
        }
        let mut held = Held::new(project, stamp);
        for open in self.open.values_mut() {
            let Some(place) = &open.path else { continue };
            let Some(path) = RelPath::relative(&root, place) else {
                continue;
            };
            if held.may_hold(&path) {
                open.is_settled = true;
                open.has_mark = held.has_mark(&path);
                if self.open_paths.get(place) == Some(&open.uri) {
                    held.overlay(&path, open);
                }
                self.alone.remove(&open.uri);
            }
        }
        self.configure(&mut held.project);
        held.follow(old);
        self.dirty.insert(root.clone());
        self.projects.insert(root, held);
    }

    /// Everything in these scopes was read: what was not found is gone.
    pub fn finished(&mut self, scopes: &BTreeSet<Scope>, roots: &BTreeSet<PathBuf>, stamp: Stamp) {
        let found: BTreeSet<PathBuf> = roots.iter().map(|root| self.resolved(root)).collect();
        let searched: BTreeSet<Scope> = scopes
            .iter()
            .map(|scope| scope.at(|path| self.resolved(path)))
            .collect();
        let is_gone = |root: &PathBuf, held: &Held| {
            let is_loose = held.project.manifest.is_none();
            held.stamp < stamp
                && !found.contains(root)
                && searched
                    .iter()
                    .any(|scope| scope.covers(root, is_loose, &found))
        };
        let gone: Vec<PathBuf> = self
            .projects
            .iter()
            .filter(|(root, held)| is_gone(root, held))
            .map(|(root, _)| root.clone())
            .collect();
        for root in gone {
            self.forget(&root);
        }
        self.searched
            .extend(searched.into_iter().filter_map(|scope| match scope {
                Scope::Below(folder) => Some(folder),
                Scope::Around(_) => None,
            }));
        // A file that has another path now is read by that one.
        for open in self.open.values_mut() {
            if let Some(path) = open.path.clone()
                && scopes.contains(&Scope::Around(path))
            {
                open.is_settled = true;
                // It may have lost its project, or have none.
                open.is_changed = true;
            }
        }
    }

    /// Gives up a project.
    pub fn forget(&mut self, root: &Path) {
        let Some(held) = self.projects.remove(root) else {
            return;
        };
        let files = held
            .findings
            .keys()
            .filter_map(|path| self.uri(&root.join(path.as_str())));
        let files: Vec<Uri> = files.collect();
        self.stale.extend(files);
        // What is open in it has another home now, or none.
        let within = self.open.values_mut().filter(|open| {
            open.path
                .as_ref()
                .is_some_and(|path| path.starts_with(root))
        });
        within.for_each(|open| open.is_changed = true);
    }

    /// Takes the link that was seen on the way to a project. Returns what to read because of it.
    pub fn locate(
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

    /// Forgets links that are gone. Returns what to read because of it.
    pub fn unlink(&mut self, gone: &[Link], folders: &[PathBuf]) -> BTreeSet<Scope> {
        if self.names.links.forget(gone) {
            self.relocate(folders)
        } else {
            BTreeSet::new()
        }
    }

    /// The links that are known.
    pub fn links(&self) -> Vec<Link> {
        self.names.links.known()
    }

    /// The one path of a file or folder.
    pub fn resolved(&self, path: &Path) -> PathBuf {
        self.names.links.resolved(path)
    }

    /// Gives every file the path that it has now, with these workspace folders and the links that are known. Returns what
    /// to read because of it.
    pub fn relocate(&mut self, folders: &[PathBuf]) -> BTreeSet<Scope> {
        // Under their names of before nothing is left, and under those of then everything is new.
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
        let mut open = std::mem::take(&mut self.open);
        for one in open.values_mut() {
            let path = self.names.path(&one.uri);
            if path != one.path {
                one.path = path;
                one.is_changed = true;
            }
            if let Some(path) = one.path.clone()
                && one.is_changed
            {
                self.settle(one, &path);
                if !one.is_settled {
                    scopes.insert(Scope::Around(path));
                }
            }
        }
        let mut by_use: Vec<_> = open.values().collect();
        by_use.sort_by_key(|one| one.used);
        let paths = by_use
            .into_iter()
            .filter_map(|one| Some((one.path.clone()?, one.uri.clone())));
        self.open_paths = paths.collect();
        self.open = open;
        self.publish_all();
        scopes
    }
}
