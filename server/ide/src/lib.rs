//! What an editor requests for a file and an offset: pure functions from a project to plain data in byte spans. They know
//! neither the protocol nor UTF-16, and cannot fail: if nothing is known, the result is empty.

pub mod actions;
pub mod code;
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
use diagnostics::{RelPath, Span, message};
use project::document::Document;
use project::facts::Facts;
use project::index::Index;
use project::source_file::SourceFile;
use project::{Entry, LinkTarget};
use schema::Schema;
use syntax::{Syntax, Value};

/// The requested configuration file, in its project.
#[derive(Clone, Copy)]
pub struct Cx<'a> {
    /// The project as HubSpot sees it.
    pub index: &'a Index<'a>,
    pub document: &'a Document,
}

/// The requested source file, in its project.
#[derive(Clone, Copy)]
pub struct SourceCx<'a> {
    /// The project as HubSpot sees it.
    pub index: &'a Index<'a>,
    pub file: &'a SourceFile,
}

/// The requested file, for requests that all kinds of files answer.
#[derive(Clone, Copy)]
pub enum Requested<'a> {
    Document(Cx<'a>),
    Source(SourceCx<'a>),
}

impl<'a> From<&Cx<'a>> for Requested<'a> {
    fn from(cx: &Cx<'a>) -> Requested<'a> {
        Requested::Document(*cx)
    }
}

impl<'a> From<&SourceCx<'a>> for Requested<'a> {
    fn from(cx: &SourceCx<'a>) -> Requested<'a> {
        Requested::Source(*cx)
    }
}

impl<'a> Requested<'a> {
    pub fn index(&self) -> &'a Index<'a> {
        match self {
            Requested::Document(cx) => cx.index,
            Requested::Source(cx) => cx.index,
        }
    }

    pub fn path(&self) -> &'a RelPath {
        match self {
            Requested::Document(cx) => &cx.document.path,
            Requested::Source(cx) => &cx.file.path,
        }
    }

    pub fn text(&self) -> &'a str {
        match self {
            Requested::Document(cx) => cx.source(),
            Requested::Source(cx) => &cx.file.text,
        }
    }
}

/// A span in a file of the project.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FileSpan {
    pub file: RelPath,
    pub span: Span,
}

impl<'a> Cx<'a> {
    /// The component type of the file: that of its `type`, otherwise that of its folder.
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
            FileKind::Component => self.schema_of(self.component()?),
            FileKind::Local | FileKind::Package | FileKind::Candidate => None,
        }
    }

    /// The schema of files of a component type. HubSpot's own decides about `config`, if it was imported.
    fn schema_of(&self, component: &ComponentType) -> Option<&'static Schema> {
        let official = self.index.official().map(|official| &**official);
        schema::official::schema_of(component.name, official)
    }

    pub fn source(&self) -> &'a str {
        self.document.syntax.source()
    }

    /// See [`path_to`].
    pub fn path_to(&self, offset: u32) -> Vec<Value<'a>> {
        path_to(&self.document.syntax, offset)
    }
}

/// Whether a path is that of a file of the project, or of a link to one.
fn is_file(index: &Index<'_>, path: &RelPath) -> bool {
    matches!(
        index.entry(path),
        Some(Entry::File | Entry::Link(LinkTarget::File))
    )
}

/// The values that contain `offset`, in themselves or in their keys (both ends included): from the root to the innermost.
pub fn path_to(syntax: &Syntax, offset: u32) -> Vec<Value<'_>> {
    let mut path: Vec<Value<'_>> = syntax.root().into_iter().collect();
    while let Some(parent) = path.last() {
        let child = parent
            .elements()
            .chain(parent.all_members().map(|member| member.value))
            .find(|child| contains(*child, offset));
        match child {
            Some(child) => path.push(child),
            None => break,
        }
    }
    path
}

fn contains(value: Value<'_>, offset: u32) -> bool {
    let start = match value.key() {
        Some(key) => key.span.start,
        None => value.span().start,
    };
    start <= offset && offset <= value.span().end
}

/// The first characters of a text on one line, without line breaks and control characters.
fn shortened(text: &str, max_chars: usize) -> String {
    let mut shortened: String = text.chars().take(max_chars).map(message::visible).collect();
    if text.chars().nth(max_chars).is_some() {
        shortened.push('…');
    }
    shortened
}
