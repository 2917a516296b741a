//! A project with the URIs and texts of its files.

use std::collections::BTreeMap;
use std::path::PathBuf;

use diagnostics::{Diagnostic, RelPath, Text};
use project::Project;
use rules::check::{Checker, check_alone};
use tower_lsp_server::ls_types::Uri;

use super::{ProjectState, Workspace};
use crate::document::OpenDocument;

#[derive(Clone, Copy)]
pub(crate) struct ProjectView<'w> {
    pub(crate) workspace: &'w Workspace,
    pub(crate) state: &'w ProjectState,
    /// The URI of the only document, if it is in no project.
    pub(super) uri: Option<&'w Uri>,
}

impl ProjectView<'_> {
    pub(crate) fn uri(&self, path: &RelPath) -> Option<Uri> {
        match self.uri {
            Some(uri) => Some(uri.clone()),
            None => self.workspace.uri(&self.absolute(path)),
        }
    }

    /// Whether this is the innermost project of a file. If two projects would change a file, only
    /// its innermost project does.
    pub(crate) fn is_innermost_for(&self, path: &RelPath) -> bool {
        match self.workspace.innermost(&self.absolute(path)) {
            Some((innermost, _)) => innermost.state.project.root == self.state.project.root,
            None => true,
        }
    }

    /// Checks the project as it would be with other texts.
    pub(crate) fn checker(&self) -> impl FnMut(&Project) -> Vec<Diagnostic> {
        let mut checker = Checker::default();
        let is_standalone = self.uri.is_some();
        move |project| {
            if is_standalone {
                check_alone(project)
            } else {
                checker.check(project)
            }
        }
    }

    /// The version of a file if it is open.
    pub(crate) fn version(&self, path: &RelPath) -> Option<i32> {
        self.opened(path).map(|open| open.version)
    }

    /// The text of a file as it was parsed; empty if the file was not read.
    pub(crate) fn text(&self, path: &RelPath) -> Text {
        match self.opened(path) {
            Some(open) if !open.is_changed => open.text.clone(),
            _ => Text::new(self.state.project.text(path).unwrap_or_default()),
        }
    }

    fn opened(&self, path: &RelPath) -> Option<&OpenDocument> {
        match self.uri {
            Some(uri) => self.workspace.opened(uri),
            None => self.workspace.open_at(&self.absolute(path)),
        }
    }

    fn absolute(&self, path: &RelPath) -> PathBuf {
        self.state.project.root.join(path.as_str())
    }
}

/// Caches texts by path: finding the lines of a file that is not open takes linear time.
#[derive(Default)]
pub(crate) struct TextCache {
    texts: BTreeMap<PathBuf, Text>,
}

impl TextCache {
    pub(crate) fn get(&mut self, view: &ProjectView<'_>, path: &RelPath) -> &Text {
        self.texts
            .entry(view.absolute(path))
            .or_insert_with(|| view.text(path))
    }
}
