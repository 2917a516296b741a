//! What an editor asks about a place in a file: pure functions from a project, a document and an offset to plain data
//! in byte spans. Knows nothing of the protocol and of UTF-16; cannot fail: where nothing is known, the answer is empty.

pub mod actions;
pub mod completion;
pub mod definition;
pub mod file_rename;
pub mod folding;
pub mod highlight;
pub mod hover;
pub mod inlay;
pub mod links;
pub mod markup;
pub mod references;
pub mod rename;
pub mod selection;
pub mod suppress;
mod symbol_index;
pub mod symbols;

use catalog::{ComponentType, FileKind};
use diagnostics::{RelPath, Span};
use project::document::Document;
use project::facts::Facts;
use project::index::Index;
use schema::Schema;
use syntax::{Syntax, Value};

/// A file that is asked about, in its project.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The project as HubSpot sees it.
    pub index: &'a Index<'a>,
    /// The file.
    pub document: &'a Document,
}

/// A piece of a file of the project.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Place {
    /// The file.
    pub file: RelPath,
    /// The characters, in bytes.
    pub span: Span,
}

impl<'a> Cx<'a> {
    /// What the file's `type` means, else what belongs in its folder; `None` for files that are no components.
    pub fn component(&self) -> Option<&'static ComponentType> {
        let Facts::Component(facts) = &self.document.facts else {
            return None;
        };
        facts
            .component
            .or_else(|| self.index.type_of_folder(&self.document.path))
    }

    /// The schema of the whole file.
    pub fn schema(&self) -> Option<&'static Schema> {
        match self.document.kind {
            FileKind::Project => schema::schema("hsproject"),
            FileKind::Profile => schema::schema("hsprofile"),
            FileKind::Component => schema::schema(self.component()?.name),
            FileKind::Local | FileKind::Package | FileKind::Candidate => None,
        }
    }

    /// The text of the file.
    pub fn source(&self) -> &'a str {
        self.document.syntax.source()
    }

    /// The innermost value whose text, or whose key's text, holds `offset` (both ends included), with the values above
    /// it: the root first.
    pub fn way_to(&self, offset: u32) -> Vec<Value<'a>> {
        way_to(&self.document.syntax, offset)
    }
}

/// The same of a text that lies in no project.
pub fn way_to(syntax: &Syntax, offset: u32) -> Vec<Value<'_>> {
    let mut way: Vec<Value<'_>> = syntax.root().into_iter().collect();
    while let Some(above) = way.last().copied() {
        let holds = |value: &Value<'_>| {
            let start = value.key().map_or(value.span(), |key| key.span).start;
            start <= offset && offset <= value.span().end
        };
        let mut below = above
            .elements()
            .chain(above.all_members().map(|member| member.value));
        match below.find(holds) {
            Some(value) => way.push(value),
            None => break,
        }
    }
    way
}
