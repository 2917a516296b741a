//! The places in the same file that mention the thing at a place.

use super::Cx;
use super::symbol_index::{self, Role};
use diagnostics::Span;

/// One place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Highlight {
    /// The name, without quotes.
    pub span: Span,
    /// Whether the thing is defined here.
    pub is_write: bool,
}

/// The places in the order of the text; none where nothing with a name stands at `offset`.
pub fn highlight(cx: &Cx<'_>, offset: u32) -> Vec<Highlight> {
    let Some(here) = symbol_index::at(cx, offset) else {
        return Vec::new();
    };
    let same = symbol_index::of(cx)
        .into_iter()
        .filter(|mention| mention.thing == here.thing);
    same.map(|mention| Highlight {
        span: mention.name,
        is_write: mention.role == Role::Defines,
    })
    .collect()
}
