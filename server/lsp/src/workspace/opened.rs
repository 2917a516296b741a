//! The documents of the editor. A client may have a file open under several URIs, each with a text of its own: the one
//! that was opened or edited last is the file.

use std::path::{Path, PathBuf};

use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::super::document::Open;
use super::super::loader::Scope;
use super::super::uri;
use super::Workspace;
use project::is_in_dot_folder;

impl Workspace {
    /// Takes the text of a file from the editor. Returns the scope to read for it, if nothing is known of its project.
    pub fn open(&mut self, item: TextDocumentItem) -> Option<Scope> {
        if let Some(folder) = uri::parent(&uri::spelling(item.uri.as_str())) {
            self.learn(folder);
        }
        let path = self.names.path(&item.uri);
        let mut open = Open::new(item, path.clone());
        let uri = open.uri.clone();
        if let Some(path) = &path {
            self.settle(&mut open, path);
        } else {
            open.is_settled = true;
        }
        let is_settled = open.is_settled;
        self.open.insert(uri.clone(), open);
        self.use_now(&uri);
        match path {
            Some(path) if !is_settled => Some(Scope::Around(path)),
            _ => None,
        }
    }

    /// Says of an open file what its projects know of it.
    pub(super) fn settle(&self, open: &mut Open, path: &Path) {
        let homes = self.containing(path);
        open.has_mark = homes.iter().any(|(view, path)| view.held.has_mark(path));
        // A copy of a project in a folder whose name begins with a dot is read only now.
        open.is_settled = homes
            .first()
            .is_some_and(|(_, path)| !is_in_dot_folder(path.as_str()));
    }

    /// Edits an open file.
    pub fn change(
        &mut self,
        uri: &Uri,
        version: Option<i32>,
        changes: Vec<TextDocumentContentChangeEvent>,
    ) {
        let opened = self.opened_as(uri).cloned();
        match opened.and_then(|uri| self.open.get_mut(&uri)) {
            Some(open) => {
                open.apply(version, changes);
                let uri = open.uri.clone();
                self.use_now(&uri);
            }
            None => tracing::warn!("an edit of {}, which is not open", uri::shown(uri)),
        }
    }

    /// Gives up the text of the editor. Returns the scope to read to know what the disk says.
    pub fn close(&mut self, uri: &Uri) -> Option<Scope> {
        let uri = self.opened_as(uri)?.clone();
        let open = self.open.remove(&uri)?;
        self.alone.remove(&uri);
        self.stale.insert(uri.clone());
        let path = open.path?;
        if self.open_paths.get(&path) == Some(&uri) {
            self.open_paths.remove(&path);
            self.stale.extend(self.uri(&path));
        }
        let others = self
            .open
            .values()
            .filter(|other| other.path.as_ref() == Some(&path));
        if let Some(last) = others
            .max_by_key(|other| other.used)
            .map(|other| other.uri.clone())
        {
            self.use_now(&last);
        }
        Some(self.scope_of(path))
    }

    /// Makes an open document the one that counts.
    fn use_now(&mut self, uri: &Uri) {
        self.clock += 1;
        let Some(open) = self.open.get_mut(uri) else {
            return;
        };
        open.used = self.clock;
        self.stale.insert(uri.clone());
        let Some(path) = open.path.clone() else {
            return;
        };
        if self.open_paths.get(&path) == Some(uri) {
            return;
        }
        open.is_changed = true;
        // What was published so far is under another URI.
        self.stale.extend(self.uri(&path));
        self.open_paths.insert(path, uri.clone());
    }

    /// The open file of this URI.
    pub fn opened(&self, uri: &Uri) -> Option<&Open> {
        self.open.get(uri)
    }

    /// The URI of an open file as it was opened, whichever its client uses now.
    fn opened_as<'w>(&'w self, uri: &'w Uri) -> Option<&'w Uri> {
        if self.open.contains_key(uri) {
            return Some(uri);
        }
        self.open_paths.get(&self.names.path(uri)?)
    }

    /// Whether this URI is the one that counts among those that its file is open under.
    pub(super) fn counts(&self, open: &Open) -> bool {
        open.path
            .as_ref()
            .is_none_or(|path| self.open_paths.get(path) == Some(&open.uri))
    }

    /// Whether the project of this open file is being read.
    pub fn awaits(&self, uri: &Uri) -> bool {
        let open = self.opened_as(uri).and_then(|uri| self.open.get(uri));
        open.is_some_and(|open| !open.is_settled && self.counts(open))
    }

    /// The open file at this path.
    pub(super) fn opened_at(&self, path: &Path) -> Option<&Open> {
        self.open.get(self.open_paths.get(path)?)
    }

    /// The files that are open and lie on the disk.
    pub fn open_paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.open_paths.keys()
    }
}
