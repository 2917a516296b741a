//! Workspace folders and changed files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use catalog::{FileKind, is_manifest};
use tokio::sync::mpsc::unbounded_channel;
use tower_lsp_server::ls_types::{FileChangeType, FileEvent, Uri, WorkspaceFoldersChangeEvent};

use super::{Progress, Server};
use crate::loader::Scope;
use crate::outbox::Message;
use crate::uri;
use crate::workspace::is_config;

impl Server {
    /// The paths of workspace folders. Others, such as those of a virtual file system, are logged.
    pub(super) fn folder_paths<'u>(
        &mut self,
        folders: impl IntoIterator<Item = &'u Uri>,
    ) -> Vec<PathBuf> {
        let mut paths = Vec::new();
        for folder in folders {
            match uri::to_path(folder) {
                Some(path) => {
                    let workspace = &mut self.session.workspace;
                    workspace.learn_spelling(&uri::original(folder.as_str()));
                    paths.push(path);
                }
                None => tracing::warn!(
                    "ignored workspace folder {}: not on disk",
                    uri::display(folder)
                ),
            }
        }
        paths
    }

    pub(super) fn change_folders(&mut self, change: &WorkspaceFoldersChangeEvent) {
        let removed = self.folder_paths(change.removed.iter().map(|folder| &folder.uri));
        let added = self.folder_paths(change.added.iter().map(|folder| &folder.uri));
        self.remove_folders(&removed);
        self.add_folders(added);
        if !self.session.workspace.links().is_empty() {
            // A folder with two paths may have to be known by the other one.
            let scopes = self.session.workspace.relocate(&self.folders);
            self.read_now(scopes);
        }
    }

    pub(super) fn read_folders(&mut self) {
        let folders = std::mem::take(&mut self.folders);
        if self.session.client.work_done_progress && !folders.is_empty() {
            let (counts, receiver) = unbounded_channel();
            self.outbox.send(Message::Progress(receiver));
            self.progress = Some(Progress { counts, count: 0 });
        }
        self.add_folders(folders);
    }

    pub(super) fn read_open(&self) {
        for path in self.session.workspace.open_paths() {
            self.loader.high_priority(Scope::Around(path.clone()));
        }
    }

    /// Reads everything again, whichever changes the client has reported.
    pub(super) fn read_all(&mut self) {
        self.read_folders();
        self.read_open();
    }

    fn add_folders(&mut self, folders: Vec<PathBuf>) {
        for folder in folders {
            let path = self.session.workspace.resolved(&folder);
            self.loader.background(Scope::Below(path));
            self.folders.push(folder);
        }
    }

    /// Forgets the projects of removed folders, except those of another folder and of open files.
    fn remove_folders(&mut self, folders: &[PathBuf]) {
        self.folders.retain(|folder| !folders.contains(folder));
        let workspace = &self.session.workspace;
        let removed: Vec<PathBuf> = folders
            .iter()
            .map(|path| workspace.resolved(path))
            .collect();
        let kept: Vec<PathBuf> = self
            .folders
            .iter()
            .map(|path| workspace.resolved(path))
            .collect();
        let mut roots = Vec::new();
        for root in workspace.roots() {
            if is_below_any(root, &removed) && !is_below_any(root, &kept) {
                roots.push(root.clone());
            }
        }
        for root in roots {
            self.session.workspace.forget(&root);
        }
        self.session.workspace.forget_searched(&removed);
        self.read_open();
    }

    /// Reads the project of an opened or saved file that the client does not watch.
    pub(super) fn read_if_unwatched(&self, uri: &Uri) {
        let workspace = &self.session.workspace;
        let Some(path) = workspace.path(uri) else {
            return;
        };
        if self.session.client.watch_files {
            for folder in &self.folders {
                if path.starts_with(workspace.resolved(folder)) {
                    return;
                }
            }
        }
        self.loader.high_priority(workspace.scope_of(path));
    }

    /// Whether a project is to be checked: it is in a workspace folder or contains one, or one of
    /// its files is open.
    pub(super) fn is_wanted(&self, root: &Path) -> bool {
        let workspace = &self.session.workspace;
        for folder in &self.folders {
            let folder = workspace.resolved(folder);
            if root.starts_with(&folder) || folder.starts_with(root) {
                return true;
            }
        }
        workspace.open_paths().any(|path| path.starts_with(root))
    }

    /// Reads the projects of changed files.
    pub(super) fn read_changed(&mut self, changes: &[FileEvent]) {
        // All scopes are sent at once, so that the loader reads each project once.
        let mut scopes = BTreeSet::new();
        for change in changes {
            match self.session.workspace.path(&change.uri) {
                Some(path) => self.add_changed_scopes(path, change.typ, &mut scopes),
                None => tracing::warn!(
                    "ignored change of {}: not on disk",
                    uri::display(&change.uri)
                ),
            }
        }
        for scope in scopes {
            self.loader.background(scope);
        }
    }

    fn add_changed_scopes(
        &self,
        path: PathBuf,
        kind: FileChangeType,
        scopes: &mut BTreeSet<Scope>,
    ) {
        let workspace = &self.session.workspace;
        // A deleted folder may have contained projects.
        if kind == FileChangeType::DELETED && workspace.roots().any(|root| root.starts_with(&path))
        {
            scopes.insert(Scope::Below(path.clone()));
        }
        if is_config(&path) {
            scopes.extend(workspace.scopes_of_config(&path));
        }
        scopes.extend(workspace.scopes_of_schemas(&path));
        if let Some(root) = workspace.outermost(&path) {
            scopes.insert(Scope::Below(root.clone()));
            return;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_manifest(&name) {
            if let Some(folder) = path.parent() {
                scopes.insert(Scope::Below(folder.to_owned()));
            }
        } else if FileKind::of(&name).is_some() {
            scopes.insert(Scope::Around(path));
        } else if kind == FileChangeType::CREATED && path.extension().is_none() {
            // It may be a folder that was moved here with its contents.
            scopes.insert(Scope::Below(path));
        }
    }
}

fn is_below_any(path: &Path, folders: &[PathBuf]) -> bool {
    folders.iter().any(|folder| path.starts_with(folder))
}
