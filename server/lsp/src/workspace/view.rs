//! One project as the client sees it: names for its files, lines for its texts.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tower_lsp_server::ls_types::Uri;

use super::super::document::Open;
use super::{Held, Workspace};
use diagnostics::{Diagnostic, RelPath, Text};
use project::Project;
use rules::check::{Checker, check_alone};

/// One project in the workspace.
#[derive(Clone, Copy)]
pub struct View<'w> {
    pub workspace: &'w Workspace,
    pub held: &'w Held,
    /// The name of the only file, where it lies in no folder.
    pub(super) uri: Option<&'w Uri>,
}

impl View<'_> {
    /// The name of a file.
    pub fn uri(&self, path: &RelPath) -> Option<Uri> {
        match self.uri {
            Some(uri) => Some(uri.clone()),
            None => self
                .workspace
                .uri(&self.held.project.root.join(path.as_str())),
        }
    }

    /// Whether this is the innermost project of a file. The edits of one project only can be
    /// made in a file, even if two would change it.
    pub fn is_home_of(&self, path: &RelPath) -> bool {
        let root = &self.held.project.root;
        let home = self.workspace.home(&root.join(path.as_str()));
        home.is_none_or(|(home, _)| home.held.project.root == *root)
    }

    /// Checks the project as it would be with other texts.
    pub fn checking(&self) -> impl FnMut(&Project) -> Vec<Diagnostic> {
        let (mut checker, is_alone) = (Checker::default(), self.uri.is_some());
        move |project| {
            if is_alone {
                check_alone(project)
            } else {
                checker.check(project)
            }
        }
    }

    /// The version of a file, where it is open.
    pub fn version(&self, path: &RelPath) -> Option<i32> {
        self.opened(path).map(|open| open.version)
    }

    /// The text of a file, with its lines; empty where the file was not read.
    pub fn text(&self, path: &RelPath) -> Text {
        // What is newer than the tree has other places.
        let open = self
            .opened(path)
            .filter(|open| !open.is_changed)
            .map(|open| open.text.clone());
        open.unwrap_or_else(|| Text::new(self.held.project.source(path).unwrap_or_default()))
    }

    fn opened(&self, path: &RelPath) -> Option<&Open> {
        match self.uri {
            Some(uri) => self.workspace.opened(uri),
            None => self
                .workspace
                .opened_at(&self.held.project.root.join(path.as_str())),
        }
    }
}

/// The texts of the files that are looked at: to count the lines of one that is not open takes as long as it is.
#[derive(Default)]
pub struct Texts {
    known: BTreeMap<PathBuf, Text>,
}

impl Texts {
    /// The text of a file.
    pub fn of(&mut self, view: &View<'_>, path: &RelPath) -> &Text {
        let place = view.held.project.root.join(path.as_str());
        self.known.entry(place).or_insert_with(|| view.text(path))
    }
}
