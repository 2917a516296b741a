//! Workspace folders, and what happens in them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc::unbounded_channel;
use tower_lsp_server::ls_types::{FileChangeType, FileEvent, Uri, WorkspaceFoldersChangeEvent};

use super::super::loader::Scope;
use super::super::outbox::Message;
use super::super::uri;
use super::super::workspace::is_config;
use super::Server;
use catalog::FileKind;

impl Server {
    /// The paths of workspace folders. Others, such as those of a virtual file system, are named in the log.
    pub(super) fn folder_paths<'u>(
        &mut self,
        folders: impl Iterator<Item = &'u Uri>,
    ) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for folder in folders {
            match uri::path(folder) {
                Some(path) => {
                    self.workspace.learn(&uri::spelling(folder.as_str()));
                    paths.push(path);
                }
                None => tracing::warn!(
                    "skipped the workspace folder {}, which is not on the disk",
                    uri::shown(folder)
                ),
            }
        }
        paths
    }

    pub(super) fn change_folders(&mut self, change: &WorkspaceFoldersChangeEvent) {
        let removed = self.folder_paths(change.removed.iter().map(|folder| &folder.uri));
        let added = self.folder_paths(change.added.iter().map(|folder| &folder.uri));
        self.leave(&removed);
        self.enter(added);
        if !self.workspace.links().is_empty() {
            // What has two paths may have to be known by the other one.
            let scopes = self.workspace.relocate(&self.folders);
            self.urgent(scopes);
        }
    }

    pub(super) fn read_folders(&mut self) {
        let folders = std::mem::take(&mut self.folders);
        if self.client.shows_progress && !folders.is_empty() {
            let (counts, receiver) = unbounded_channel();
            self.outbox.send(Message::Progress(receiver));
            self.progress = Some((counts, 0));
        }
        self.enter(folders);
    }

    pub(super) fn read_open(&self) {
        self.urgent(
            self.workspace
                .open_paths()
                .map(|path| Scope::Around(path.clone())),
        );
    }

    /// Reads everything again, whatever the client said of changes.
    pub fn read_all(&mut self) {
        self.read_folders();
        self.read_open();
    }

    fn enter(&mut self, folders: Vec<PathBuf>) {
        for folder in folders {
            self.loader
                .patient(Scope::Below(self.workspace.resolved(&folder)));
            self.folders.push(folder);
        }
    }

    /// Forgets the projects of folders that were removed, but for those of another folder and of open files.
    fn leave(&mut self, folders: &[PathBuf]) {
        self.folders.retain(|folder| !folders.contains(folder));
        let removed: Vec<PathBuf> = folders
            .iter()
            .map(|folder| self.workspace.resolved(folder))
            .collect();
        let is_left = |root: &PathBuf| {
            removed.iter().any(|folder| root.starts_with(folder))
                && !self
                    .folders
                    .iter()
                    .any(|folder| root.starts_with(self.workspace.resolved(folder)))
        };
        let left: Vec<_> = self
            .workspace
            .roots()
            .filter(|root| is_left(root))
            .cloned()
            .collect();
        for root in left {
            self.workspace.forget(&root);
        }
        self.workspace.leave(&removed);
        self.read_open();
    }

    /// What to read again at the open or save of a file that nobody watches.
    pub(super) fn unwatched(&self, uri: &Uri) -> Option<Scope> {
        let path = self.workspace.path(uri)?;
        let is_within = |folder: &PathBuf| path.starts_with(self.workspace.resolved(folder));
        if self.client.watches_files && self.folders.iter().any(is_within) {
            return None;
        }
        Some(self.workspace.scope_of(path))
    }

    /// Whether anybody wants to know of a project: it lies in a workspace folder, or around one, or a file of it is open.
    pub(super) fn is_wanted(&self, root: &Path) -> bool {
        let is_around = |folder: &PathBuf| {
            let folder = self.workspace.resolved(folder);
            root.starts_with(&folder) || folder.starts_with(root)
        };
        self.folders.iter().any(is_around)
            || self
                .workspace
                .open_paths()
                .any(|path| path.starts_with(root))
    }

    /// Reads again what changed. The loader takes all of it at once.
    pub(super) fn watched(&mut self, changes: &[FileEvent]) {
        let mut scopes = BTreeSet::new();
        for change in changes {
            let Some(path) = self.workspace.path(&change.uri) else {
                tracing::warn!(
                    "skipped a change of {}, which is not on the disk",
                    uri::shown(&change.uri)
                );
                continue;
            };
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let is_manifest = name.eq_ignore_ascii_case("hsproject.json");
            // A folder that went took its projects along.
            if change.typ == FileChangeType::DELETED
                && self.workspace.roots().any(|root| root.starts_with(&path))
            {
                scopes.insert(Scope::Below(path.clone()));
            }
            if is_config(&path) {
                scopes.extend(self.workspace.below(&path));
            }
            match self.workspace.outermost(&path) {
                Some(root) => drop(scopes.insert(Scope::Below(root.clone()))),
                None if is_manifest => {
                    scopes.extend(path.parent().map(|folder| Scope::Below(folder.to_owned())))
                }
                None if FileKind::of(&name).is_some() => drop(scopes.insert(Scope::Around(path))),
                // What has no ending may be a folder that was moved here with all that is in it.
                None if change.typ == FileChangeType::CREATED && path.extension().is_none() => {
                    scopes.insert(Scope::Below(path));
                }
                None => {}
            }
        }
        scopes
            .into_iter()
            .for_each(|scope| self.loader.patient(scope));
    }
}
