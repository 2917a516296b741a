//! Occurrences of the symbol at an offset in the same file.

use super::Cx;
use super::symbol_index::{self, Role};
use diagnostics::Span;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Highlight {
    /// The name, without quotes.
    pub span: Span,
    /// Whether this is a definition.
    pub is_write: bool,
}

/// The highlights in the order of the text; none if there is no symbol at `offset`.
pub fn highlight(cx: &Cx<'_>, offset: u32) -> Vec<Highlight> {
    let Some(here) = symbol_index::in_document(cx, offset) else {
        return Vec::new();
    };
    symbol_index::of_file(cx)
        .into_iter()
        .filter(|occurrence| occurrence.symbol == here.symbol)
        .map(|occurrence| Highlight {
            span: occurrence.name,
            is_write: occurrence.role == Role::Definition,
        })
        .collect()
}
