//! Places in the files of a project, as people read them.

use std::collections::BTreeMap;

use analysis::secrets::Secrets;
use diagnostics::{LinePositions, Position, RelPath, Span};
use project::Project;

/// A position in a file.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    pub file: RelPath,
    pub position: Position,
}

/// Positions in the files of a project, and its secrets.
pub(crate) struct Places<'p> {
    project: &'p Project,
    lines: BTreeMap<RelPath, LinePositions<'p>>,
    secrets: Secrets,
}

impl<'p> Places<'p> {
    pub(crate) fn of(project: &'p Project) -> Places<'p> {
        let documents = project.documents.values();
        Places {
            project,
            lines: BTreeMap::new(),
            secrets: Secrets::of(documents.map(|document| &document.syntax)),
        }
    }

    pub(crate) fn at(&mut self, file: &RelPath, span: Span) -> Place {
        if !self.lines.contains_key(file)
            && let Some(text) = self.project.text(file)
        {
            self.lines.insert(file.clone(), LinePositions::new(text));
        }
        let position = match self.lines.get(file) {
            Some(lines) => lines.range(span).0,
            None => Position { line: 1, column: 1 },
        };
        Place {
            file: file.clone(),
            position,
        }
    }

    pub(crate) fn masked(&self, text: &str) -> String {
        let mut masked = text.to_owned();
        self.secrets.mask(&mut masked);
        masked
    }
}
