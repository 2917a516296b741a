//! Open documents. A client may open a file under several URIs, each with a text of its own: the
//! document that was opened or edited last is the current one.

use std::path::{Path, PathBuf};

use diagnostics::Text;
use project::is_in_dot_folder;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use super::Workspace;
use crate::document::OpenDocument;
use crate::loader::Scope;
use crate::uri;

impl Workspace {
    /// Opens a document. Returns what has to be read if its project is not known.
    pub(crate) fn open(&mut self, item: TextDocumentItem) -> Option<Scope> {
        if let Some(folder) = uri::parent(&uri::original(item.uri.as_str())) {
            self.learn_spelling(folder);
        }
        let uri = item.uri.clone();
        let path = self.names.path(&uri);
        let mut open = OpenDocument::new(item, path.clone());
        match &path {
            Some(path) => self.update_open(&mut open, path),
            None => open.is_ready = true,
        }
        let is_ready = open.is_ready;
        self.open.insert(uri.clone(), open);
        self.mark_used(&uri);
        if is_ready {
            return None;
        }
        path.map(Scope::Around)
    }

    /// Updates an open document from the projects that contain it.
    pub(super) fn update_open(&self, open: &mut OpenDocument, path: &Path) {
        let containing = self.containing(path);
        open.has_mark = containing
            .iter()
            .any(|(view, path)| view.state.has_mark(path));
        open.is_ready = match containing.first() {
            // Projects in folders whose names begin with a dot are read only when one of their
            // files is opened.
            Some((_, path)) => !is_in_dot_folder(path.as_str()),
            None => false,
        };
    }

    pub(crate) fn change(
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
                self.mark_used(&uri);
            }
            None => tracing::warn!("ignored edit of {}: not open", uri::display(uri)),
        }
    }

    /// Closes a document. Returns what has to be read from disk.
    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Scope> {
        let uri = self.opened_as(uri)?.clone();
        let open = self.open.remove(&uri)?;
        self.standalone.remove(&uri);
        self.stale.insert(uri.clone());
        let path = open.path?;
        if self.open_paths.get(&path) == Some(&uri) {
            self.open_paths.remove(&path);
            self.stale.extend(self.uri(&path));
        }
        let other = self
            .open
            .values()
            .filter(|other| other.path.as_ref() == Some(&path))
            .max_by_key(|other| other.last_used)
            .map(|other| other.uri.clone());
        if let Some(other) = other {
            self.mark_used(&other);
        }
        Some(self.scope_of(path))
    }

    /// Makes a document the current one of its file.
    fn mark_used(&mut self, uri: &Uri) {
        self.clock += 1;
        let Some(open) = self.open.get_mut(uri) else {
            return;
        };
        open.last_used = self.clock;
        self.stale.insert(uri.clone());
        let Some(path) = open.path.clone() else {
            return;
        };
        if self.open_paths.get(&path) == Some(uri) {
            return;
        }
        open.is_changed = true;
        // The diagnostics published so far have another URI.
        self.stale.extend(self.uri(&path));
        self.open_paths.insert(path, uri.clone());
    }

    pub(crate) fn opened(&self, uri: &Uri) -> Option<&OpenDocument> {
        self.open.get(uri)
    }

    /// The URI that a file was opened with, if `uri` is another one of the same file.
    fn opened_as<'w>(&'w self, uri: &'w Uri) -> Option<&'w Uri> {
        if self.open.contains_key(uri) {
            return Some(uri);
        }
        self.open_paths.get(&self.names.path(uri)?)
    }

    /// Whether the project of an open file is being read. Documents that are not current are not
    /// waited for.
    pub(crate) fn is_loading(&self, uri: &Uri) -> bool {
        let Some(open) = self.opened_as(uri).and_then(|uri| self.open.get(uri)) else {
            return false;
        };
        let is_current = match &open.path {
            Some(path) => self.open_paths.get(path) == Some(&open.uri),
            None => true,
        };
        is_current && !open.is_ready
    }

    /// The current document of a file.
    pub(super) fn open_at(&self, path: &Path) -> Option<&OpenDocument> {
        self.open.get(self.open_paths.get(path)?)
    }

    /// The text of a file that is open.
    pub(crate) fn open_text(&self, path: &Path) -> Option<Text> {
        Some(self.open_at(path)?.text.clone())
    }

    /// The paths of open files.
    pub(crate) fn open_paths(&self) -> impl Iterator<Item = &PathBuf> {
        self.open_paths.keys()
    }
}
