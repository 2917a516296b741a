//! Document symbols and workspace symbols. Bounded in number and depth: editors nest what they get.

mod outline;

use diagnostics::Span;
use project::index::{Component, Index};

use super::FileSpan;

pub use outline::document;

/// A node of the outline of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentSymbol {
    /// Never empty.
    pub name: String,
    /// A type or a value; secrets are masked.
    pub detail: Option<String>,
    pub kind: SymbolKind,
    pub span: Span,
    /// The part of `span` to jump to.
    pub selection: Span,
    pub children: Vec<DocumentSymbol>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SymbolKind {
    Component,
    /// `hsproject.json`.
    Project,
    Profile,
    /// A scope in a list.
    Scope,
    Subscription,
    /// A field or property that the file declares.
    Field,
    /// A variable of a profile.
    Variable,
    /// Any other object.
    Object,
    Array,
    /// Any other string.
    String,
    Number,
    Boolean,
    /// `null`, or an invalid value.
    Null,
}

/// A component of the project.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WorkspaceSymbol {
    /// Its uid.
    pub name: String,
    /// Its type.
    pub container: String,
    /// Always a component.
    pub kind: SymbolKind,
    /// The uid in its file, without quotes.
    pub location: FileSpan,
}

/// The most symbols of a file, and of a project.
const MAX_SYMBOLS: usize = 10_000;

const MAX_NAME_CHARS: usize = 80;

/// The components whose uids contain the letters of `query` in this order, sorted by uid.
pub fn workspace(index: &Index<'_>, query: &str) -> Vec<WorkspaceSymbol> {
    let mut symbols: Vec<WorkspaceSymbol> = index
        .components
        .iter()
        .filter_map(|component| workspace_symbol(component, query))
        .collect();
    symbols.sort_by(|a, b| (&a.name, &a.location).cmp(&(&b.name, &b.location)));
    symbols.truncate(MAX_SYMBOLS);
    symbols
}

fn workspace_symbol(component: &Component<'_>, query: &str) -> Option<WorkspaceSymbol> {
    let uid = component.facts.uid.as_ref()?;
    if uid.text.is_empty() || !matches(&uid.text, query) {
        return None;
    }
    let container = match &component.facts.type_name {
        Some(written) => &written.text,
        None => component.folder.name,
    };
    Some(WorkspaceSymbol {
        name: shown(&uid.text),
        container: container.to_owned(),
        kind: SymbolKind::Component,
        location: FileSpan {
            file: component.path.clone(),
            span: uid.span.inside(),
        },
    })
}

/// Whether `name` contains the letters of `query` in this order.
fn matches(name: &str, query: &str) -> bool {
    let mut letters = name.chars().flat_map(char::to_lowercase);
    query
        .chars()
        .flat_map(char::to_lowercase)
        .all(|wanted| letters.any(|letter| letter == wanted))
}

/// A user's text on one line. Editors reject an empty name.
fn shown(text: &str) -> String {
    let shown = super::shortened(text, MAX_NAME_CHARS);
    if shown.trim().is_empty() {
        format!("\"{shown}\"")
    } else {
        shown
    }
}
